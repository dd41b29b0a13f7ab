"""Headings that got lost: in a row of "Heading: text" items one item has none (STR131).

Two kinds of row are known. In the first a heading, a line of its own, stands above each paragraph; in the
second a label stands before the text of each item ("Rest: ..." or "**Rest.** ..."). A row that is all
labelled but for one item has most likely lost that label when it was copied from page to page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from statistics import median

from unspin.audit.context import AuditContext
from unspin.audit.structure.findings import SUGGESTION, WARNING, assessment, check_at, shorten
from unspin.audit.structure.outline import Outline, Unit
from unspin.audit.structure.words import beginning_with
from unspin.detect.context import sentence_starts
from unspin.model.check import Assessment, Check
from unspin.model.document import BlockKind
from unspin.model.page import Page

__all__ = ["LOST", "assess_lost"]

LOST = "STR131"
_LABEL = re.compile(r"[A-Z0-9][\w'’(),/&–-]*(?:\s+[\w'’(),/&–-]+){0,5}\s?:\s+\S")
"""Up to six words before a colon."""
_BOLD_BEFORE = re.compile(r"(?:\*\*|__|<(?:strong|b)(?:\s[^<>]*)?>)\s*\Z", re.IGNORECASE)
_TEXT = (BlockKind.PARAGRAPH, BlockKind.HEADING)
"""What may stand under a heading of a row; in plain text a line that announces a list is parsed as one."""
Row = list[tuple["Unit | None", list[Unit]]]
"""Headings, each with the paragraphs right under it; first what stands before the first of them."""
_SHORTEST, _LONGEST = 0.4, 2.5
"""An item without its heading is about as long as the others: share of their middle length (words)."""


def assess_lost(outline: Outline, context: AuditContext) -> tuple[Assessment, ...]:
    """Items that have no heading in a row whose other items have one."""
    least = context.limits.heading_row
    checks = {check.span: check for check in _lost_labels(outline, least)}
    checks |= {check.span: check for check in _lost_headings(outline, least)}
    ordered = sorted(checks.values(), key=lambda check: (check.line, check.column))
    return (
        assessment(
            LOST,
            "Lost headings",
            "Every item of a row has its heading, or none has.",
            "Items have no heading where the others have one ({}).",
            ordered,
        ),
    )


def _check(page: Page, unit: Unit, items: int, severity: str) -> Check:
    return check_at(
        page,
        LOST,
        unit.span,
        f"“{shorten(unit.text)}” has no heading, but the {items} other items beside it have one",
        "Put the lost heading back above this text.",
        severity,
    )


def _lost_headings(outline: Outline, least: int) -> Iterator[Check]:
    """Rows of headings over single paragraphs."""
    for row in _rows(outline):
        items = [body for heading, body in row if heading is not None]
        single = [body for body in items if len(body) == 1]
        if len(items) < least or len(single) < 0.75 * len(items) or len(single) < least - 1:
            continue
        typical = median(len(body[0].words) for body in single)
        sentences = max(_sentence_count(body[0]) for body in single)
        colons = all(heading.text.endswith(":") for heading, _ in row if heading is not None)
        for heading, body in row:
            for before, unit in pairwise(body):
                if not _is_like(unit, typical, sentences):
                    continue
                if unit.number != before.number + 1:
                    continue
                gap = _is_wider(outline, before, unit, row)
                if heading is None:
                    # Before the first heading: an introduction that announces the items, then one of them.
                    if unit is not body[-1] or not before.text.endswith(":"):
                        continue
                elif not (gap or colons):
                    continue
                yield _check(outline.page, unit, len(items), WARNING if gap or colons else SUGGESTION)


def _rows(outline: Outline) -> Iterator[Row]:
    """For each heading: what stands right under it, then its sub-headings, each with its paragraphs.

    Rows in which anything but a paragraph stands under a heading are no rows.
    """
    rows: dict[int, Row] = {}
    for unit in outline.units:
        if unit.apart:
            continue
        parent = outline.parent(unit)
        if unit.is_heading:
            rows.setdefault(parent, [(None, [])]).append((unit, []))
            continue
        rows.setdefault(parent, [(None, [])])[0][1].append(unit)
        grandparent = outline.parent(outline.units[parent]) if parent >= 0 else -1
        if parent >= 0 and grandparent in rows:
            rows[grandparent][-1][1].append(unit)
    for row in rows.values():
        if len(row) > 1 and all(unit.kind in _TEXT for _, body in row for unit in body):
            yield row


def _is_like(unit: Unit, typical: float, sentences: int) -> bool:
    """Whether a paragraph may be an item: as long as the items, and not what closes a section."""
    return (
        _SHORTEST * typical <= len(unit.words) <= _LONGEST * typical
        and _sentence_count(unit) <= max(sentences, 1)
        and not beginning_with("closings").match(unit.text)
        and not unit.text.endswith(":")
    )


def _sentence_count(unit: Unit) -> int:
    return 1 + len(sentence_starts(unit.text))


def _is_wider(outline: Outline, before: Unit, unit: Unit, row: Row) -> bool:
    """Whether more lines are empty before a paragraph than anywhere else in the row: a line is missing."""
    if outline.page.document.article.format == "html":
        return False
    units = [u for heading, body in row for u in ([heading] if heading else []) + body]
    gaps = [
        outline.between(a, b).count("\n")
        for a, b in pairwise(units)
        if b is not unit and b.number == a.number + 1
    ]
    usual = sorted(gaps)[int(0.75 * len(gaps))] if gaps else 0
    return 0 < usual < outline.between(before, unit).count("\n")


def _lost_labels(outline: Outline, least: int) -> Iterator[Check]:
    """Lists in which every item but one has a label before its text."""
    items = [unit for unit in outline.units if not unit.apart]
    for (kind, _), group in groupby(items, key=lambda unit: (unit.kind, unit.parents)):
        run = list(group)
        if kind is not BlockKind.LIST_ITEM or len(run) <= least:
            continue
        yield from _odd_one(outline, run)


def _odd_one(outline: Outline, run: Sequence[Unit]) -> Iterator[Check]:
    text = outline.page.text
    bold = [bool(_BOLD_BEFORE.search(text[max(0, unit.span.start - 40) : unit.span.start])) for unit in run]
    labelled = [is_bold or bool(_LABEL.match(unit.text)) for is_bold, unit in zip(bold, run, strict=True)]
    if labelled.count(False) != 1:
        return
    unit = run[labelled.index(False)]
    if len(unit.words) > 3:
        yield _check(outline.page, unit, len(run) - 1, SUGGESTION)
