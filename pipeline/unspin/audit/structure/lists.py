"""Lists that are typed into paragraphs, and tables without a head (STR151, STR152)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from unspin.audit.context import AuditContext
from unspin.audit.structure.findings import assessment, check_at, shorten
from unspin.audit.structure.outline import Outline, Unit
from unspin.model.check import Assessment, Check
from unspin.model.document import BlockKind

__all__ = ["assess_lists"]

_LIST, _TABLE = "STR151", "STR152"
_TABLE_SOURCE = "WCAG 2.2, 1.3.1 Info and Relationships (technique H51)"
_STEP = re.compile(r"(?:\A|(?<=[.:!?])\s+)(\d{1,2})\s?[.)]\s+(?=[A-Z“\"‘])")
"""A number before a capital, where a sentence may begin; "1) this; 2) that" inside one is good style."""
_BULLET = re.compile(r"(?:\A|\s)([•●▪◦‣·✓✔➢➤])\s+(?=\w)")
_MARKER = re.compile(r"(\d{1,2})[.)]\s+\Z")
"""The number of a list item, before its text: "1. Lie down. 2. Breathe in." is parsed as one item."""
_OWN_NUMBER = re.compile(r"\(?(\d{1,2})\s?[.)]\s+\S")
_LAYOUT = re.compile(r"role\s*=\s*[\"']?(?:presentation|none)\b", re.IGNORECASE)
_ROW = re.compile(r"<tr\b", re.IGNORECASE)


def assess_lists(outline: Outline, context: AuditContext) -> tuple[Assessment, ...]:
    """Numbers and bullets inside paragraphs; tables that do not say what their columns are."""
    least = context.limits.numbered_items
    lists = [*_inside(outline, least), *_paragraph_runs(outline, least)]
    return (
        assessment(
            _LIST,
            "Lists",
            "No list is typed into a paragraph.",
            "Numbered or bulleted text should be a list ({}).",
            sorted(lists, key=lambda check: (check.line, check.column)),
        ),
        assessment(
            _TABLE,
            "Heads of tables",
            "Every table has a head.",
            "Tables have no head ({}).",
            list(_headless(outline)),
            _TABLE_SOURCE,
        ),
    )


def _inside(outline: Outline, least: int) -> Iterator[Check]:
    for unit in outline.units:
        if unit.apart or unit.kind not in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM):
            continue
        numbers = [int(found[1]) for found in _STEP.finditer(unit.text)]
        marker = _MARKER.search(outline.page.text[max(0, unit.span.start - 8) : unit.span.start])
        steps = _counted([int(marker[1]), *numbers] if marker else numbers)
        bullets = len(_BULLET.findall(unit.text))
        if steps >= least or bullets >= least:
            yield _check(outline, unit, max(steps, bullets))


def _counted(numbers: list[int]) -> int:
    """How far numbers count on from 1: 1, 2, 3 ... in this order, whatever stands between them."""
    count = 0
    for number in numbers:
        count += number == count + 1
    return count


def _paragraph_runs(outline: Outline, least: int) -> Iterator[Check]:
    """Paragraphs in a row that begin with 1., 2., 3. and are no list in the mark-up."""
    if outline.is_plain:
        return
    units = [unit for unit in outline.units if not unit.apart]
    for numbered, group in groupby(units, key=_is_numbered):
        run = list(group)
        if numbered and _counted([_number(unit) for unit in run]) >= least:
            yield _check(outline, run[0], len(run))


def _is_numbered(unit: Unit) -> bool:
    return unit.kind is BlockKind.PARAGRAPH and bool(_OWN_NUMBER.match(unit.text))


def _number(unit: Unit) -> int:
    found = _OWN_NUMBER.match(unit.text)
    return int(found[1]) if found else 0


def _check(outline: Outline, unit: Unit, items: int) -> Check:
    return check_at(
        outline.page,
        _LIST,
        unit.span,
        f"{items} numbered or bulleted items stand in running text: “{shorten(unit.text)}”",
        "Make it a list, one item a line.",
    )


def _headless(outline: Outline) -> Iterator[Check]:
    for table in outline.page.tables:
        source = table.span.of(outline.page.text)
        if table.has_head or _LAYOUT.search(source.split(">", 1)[0]):
            continue
        if source.lstrip()[:1] == "<" and len(_ROW.findall(source)) < 2:
            continue
        yield check_at(
            outline.page,
            _TABLE,
            table.span,
            "the table has no head",
            "Say in its first row, marked as the head, what each column shows.",
        )
