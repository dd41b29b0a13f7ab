"""Paragraphs that stop or start in the middle of a sentence (STR161)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from unspin.audit.context import AuditContext
from unspin.audit.structure.findings import SUGGESTION, WARNING, assessment, check_at, shorten
from unspin.audit.structure.outline import Outline, Unit
from unspin.audit.structure.words import beginning_with, ending_with
from unspin.model.check import Assessment, Check
from unspin.model.document import BlockKind

__all__ = ["assess_fragments"]

_CODE = "STR161"
_FEWEST = 6
"""Words: shorter lines are labels, names, addresses."""
_LONG = 12
"""Words from which a line that ends in a comma is no item of a list or an address."""
_TAGS = re.compile(r"</?(?:p|div|h[1-6]|section|span|strong|em|b|i|a)\b[^<>]*>|[\s*_#>]")


def assess_fragments(outline: Outline, context: AuditContext) -> tuple[Assessment, ...]:
    """Paragraphs that are cut off. What has no verb is not looked for: that would need a parser."""
    return (
        assessment(
            _CODE,
            "Sentence fragments",
            "No paragraph is cut off.",
            "Paragraphs are cut off in the middle of a sentence ({}).",
            [check for unit in outline.units for check in _fragments(outline, unit)],
        ),
    )


def _fragments(outline: Outline, unit: Unit) -> Iterator[Check]:
    if unit.apart or unit.kind is not BlockKind.PARAGRAPH or len(unit.words) < _FEWEST:
        return
    if "\ufffc" in unit.text[-3:] or "\ufffc" in unit.text[:3]:
        return
    if _is_cut_off(outline, unit):
        yield check_at(
            outline.page,
            _CODE,
            unit.span,
            f"the paragraph stops in the middle of a sentence: “… {unit.text[-50:].split(' ', 1)[-1]}”",
            "Finish the sentence.",
            WARNING,
        )
    elif _is_cut_in(outline, unit):
        yield check_at(
            outline.page,
            _CODE,
            unit.span,
            f"the paragraph begins in the middle of a sentence: “{shorten(unit.text)}”",
            "Put the beginning of the sentence back.",
            SUGGESTION,
        )


def _is_cut_off(outline: Outline, unit: Unit) -> bool:
    comma = (
        unit.text.endswith(",")
        and len(unit.words) >= _LONG
        and not ending_with("speech", ",").search(unit.text)
    )
    if not comma and not ending_with("open-ends").search(unit.text):
        return False
    # A list, a formula, a table or a picture may carry the sentence on.
    following = outline.units[unit.number + 1 : unit.number + 2]
    if not following:
        return not outline.page.text[unit.span.end :].strip()
    after = following[0]
    if after.kind not in (BlockKind.PARAGRAPH, BlockKind.HEADING) or after.text[:1].islower():
        return False
    if after.kind is BlockKind.PARAGRAPH and after.text[:1] in '-–•*(“"0123456789':
        return False
    return not _TAGS.sub("", outline.between(unit, after))


def _is_cut_in(outline: Outline, unit: Unit) -> bool:
    """Whether a paragraph begins small after one that ended a sentence."""
    if not unit.text[:1].islower() or not unit.number or not beginning_with("open-starts").match(unit.text):
        return False
    before = outline.units[unit.number - 1]
    return (
        before.kind is BlockKind.PARAGRAPH and before.text[-1:] in ".!?" and not unit.text.startswith("http")
    )
