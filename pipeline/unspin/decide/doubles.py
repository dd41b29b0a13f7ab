"""No correction says a word twice: "examples and patterns" does not become "patterns and patterns"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from unspin.lexicon.tokens import words_of
from unspin.model.decision import Decision, Verdict
from unspin.model.span import Span

TWICE = "the same word would stand there twice"
_JOINT = r"\s{0,3}(?:,\s{0,3}(?:and\s{1,3}|or\s{1,3})?|\s(?:and|or|and/or)\s{1,3})"
_AFTER, _BEFORE = re.compile(rf"{_JOINT}(?=\w)"), re.compile(rf"{_JOINT}\Z")
_REACH = 20
"""Characters beside a place in which a joint must lie."""
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def without_doubles(text: str, decisions: Sequence[Decision]) -> list[Decision]:
    """The decisions on a text in its order; of two applied ones that bring one word twice the less sure goes
    to review, and so does one that repeats a word of the text across "and", "or" or a comma."""
    settled = list(decisions)
    applied = [index for index, decision in enumerate(settled) if decision.verdict is Verdict.APPLIED]
    starts = {settled[index].span.start: index for index in applied}
    ends = {settled[index].span.end: index for index in applied}
    for end, start in _joints(text, [settled[index].span for index in applied]):
        before, after = ends.get(end), starts.get(start)
        last = settled[before].replacement if before is not None else _word_before(text, end)
        first = settled[after].replacement if after is not None else _word_after(text, start)
        if not last or not first or words_of(last)[-1:] != words_of(first)[:1]:
            continue
        if words_of(_word_before(text, end)) == words_of(_word_after(text, start)):
            continue  # the text itself says it twice
        both = [index for index in (before, after) if index is not None]
        weaker = min(both, key=lambda index: settled[index].confidence)
        settled[weaker] = replace(settled[weaker], verdict=Verdict.REVIEW, reason=TWICE)
    return settled


def _joints(text: str, places: Sequence[Span]) -> list[tuple[int, int]]:
    """Where "and", "or" or a comma stands beside a place: end of what is before it, start of what follows."""
    joints = set()
    for place in places:
        after = _AFTER.match(text, place.end, place.end + _REACH)
        if after:
            joints.add((after.start(), after.end()))
        low = max(0, place.start - _REACH)
        before = _BEFORE.search(text[low : place.start])
        if before:
            joints.add((low + before.start(), place.start))
    return sorted(joints)


def _word_before(text: str, end: int) -> str:
    found = re.search(r"[^\W\d_]+\Z", text[max(0, end - 40) : end])
    return found[0] if found else ""


def _word_after(text: str, start: int) -> str:
    found = _WORD.match(text, start)
    return found[0] if found else ""
