"""Leftovers of page widgets and of the writing process (STR141 to STR144)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from unspin.audit.context import AuditContext
from unspin.audit.structure.findings import SUGGESTION, WARNING, assessment, check_at, shorten
from unspin.audit.structure.leftover_rules import LeftoverGroup, leftover_groups
from unspin.audit.structure.outline import Outline, Unit
from unspin.audit.structure.patterns import Folded, Pattern, fold_text
from unspin.audit.structure.removal import removal
from unspin.detect.context import sentence_starts
from unspin.model.check import Assessment, Check
from unspin.model.document import BlockKind

__all__ = ["assess_leftovers", "matches"]

_LONGEST_LINE = 16
"""Words of a line that may be the label of a widget."""
_LINES = (BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)
_ADVICE = {
    "STR141": "Take it out: it belongs to a page, not to the post.",
    "STR142": "Take it out, or write the sentence anew for the reader.",
    "STR143": "Fill it in or take it out.",
    "STR144": "Begin with what the reader came for.",
}
_NAMES = {
    "STR141": (
        "Leftovers of page widgets",
        "No leftovers of page widgets.",
        "Leftovers of page widgets ({}).",
    ),
    "STR142": (
        "Traces of the writing process",
        "No traces of briefs, prompts or text generators.",
        "Traces of briefs, prompts or text generators ({}).",
    ),
    "STR143": ("Placeholders", "No placeholder is left.", "Placeholders nobody filled ({})."),
    "STR144": (
        "Empty announcements",
        "No sentence only announces the article.",
        "Sentences only announce the article ({}).",
    ),
}


@dataclass(frozen=True)
class _Places:
    """A unit with the set of its words."""

    unit: Unit
    words: frozenset[str]

    @cached_property
    def sentences(self) -> tuple[tuple[int, Folded], ...]:
        """Where each sentence begins in the text of the unit, and its folded form."""
        return _sentences(self.unit.text)


def assess_leftovers(outline: Outline, context: AuditContext) -> tuple[Assessment, ...]:
    """What nobody wrote for the reader of this post."""
    found: dict[str, list[Check]] = {code: [] for code in _NAMES}
    seen: set[tuple[str, int]] = set()
    vocabulary = frozenset(word for unit in outline.units for word in unit.words)
    units = [
        _Places(unit, frozenset(unit.words))
        for unit in outline.units
        if not unit.apart and unit.kind is not BlockKind.TABLE_CELL
    ]
    for group in leftover_groups():
        patterns = [pattern for pattern in group.patterns if pattern.may_match(vocabulary)]
        for places in units:
            for start, end in _found(group, patterns, places):
                if (group.code, places.unit.number) not in seen:
                    seen.add((group.code, places.unit.number))
                    found[group.code].append(_check(outline, places.unit, group, start, end))
    return tuple(
        assessment(code, *names, sorted(found[code], key=lambda check: (check.line, check.column)))
        for code, names in _NAMES.items()
    )


def matches(group: LeftoverGroup, text: str) -> bool:
    """Whether a group finds something in a text that is one paragraph."""
    folded = _sentences(text)
    if any(expression.search(text) for expression in group.exact):
        return True
    return any(True for _ in _patterns_found(group, list(group.patterns), text, folded))


def _sentences(text: str) -> tuple[tuple[int, Folded], ...]:
    """Where each sentence of a text begins, and its folded form."""
    starts = [0, *sentence_starts(text)]
    ends = [*starts[1:], len(text)]
    return tuple((start, fold_text(text[start:end])) for start, end in zip(starts, ends, strict=True))


def _found(group: LeftoverGroup, patterns: list[Pattern], places: _Places) -> Iterator[tuple[int, int]]:
    """Places in the text of a unit that a group finds."""
    unit = places.unit
    for expression in group.exact:
        for found in expression.finditer(unit.text):
            yield found.span()
    if group.scope == "line" and unit.kind not in _LINES:
        return
    if group.scope == "line" and len(unit.words) > _LONGEST_LINE:
        return
    wanted = [pattern for pattern in patterns if pattern.may_match(places.words)]
    if wanted:
        yield from _patterns_found(group, wanted, unit.text, places.sentences)


def _patterns_found(
    group: LeftoverGroup, patterns: list[Pattern], text: str, sentences: tuple[tuple[int, Folded], ...]
) -> Iterator[tuple[int, int]]:
    if group.scope == "line":
        folded = fold_text(text)
        if any(pattern.regex.search(folded.text) for pattern in patterns):
            yield 0, len(text)
        return
    for start, folded in sentences:
        for pattern in patterns:
            found = pattern.regex.search(folded.text) if pattern.may_match(folded.words) else None
            if found:
                first = bisect_right(folded.starts, found.start()) - 1
                last = bisect_left(folded.starts, found.end()) - 1
                yield start + folded.places[first][0], start + folded.places[last][1]


def _check(outline: Outline, unit: Unit, group: LeftoverGroup, start: int, end: int) -> Check:
    flow = unit.block.flow
    lead = len(flow.text) - len(flow.text.lstrip())
    span = flow.to_original(lead + start, lead + end)
    text = unit.text[start:end]
    sure = group.severity == WARNING
    return check_at(
        outline.page,
        group.code,
        span,
        f"“{shorten(text)}”: {group.message}",
        _ADVICE[group.code],
        WARNING if sure else SUGGESTION,
        removal(outline, unit) if group.fix else (),
    )
