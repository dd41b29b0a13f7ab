"""No correction says a word twice: "examples and patterns" does not become "patterns and patterns"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from unspin.lexicon.tokens import words_of
from unspin.model.decision import Decision, Verdict

TWICE = "the same word would stand there twice"
_JOINT = re.compile(r"\s*(?:,\s*(?:and\s+|or\s+)?|\s(?:and|or|and/or)\s+)(?=\w)")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def without_doubles(text: str, decisions: Sequence[Decision]) -> list[Decision]:
    """The decisions on a text in its order; of two applied ones that bring one word twice the less sure goes
    to review, and so does one that repeats a word of the text across "and", "or" or a comma."""
    settled = list(decisions)
    applied = [index for index, decision in enumerate(settled) if decision.verdict is Verdict.APPLIED]
    starts = {settled[index].span.start: index for index in applied}
    ends = {settled[index].span.end: index for index in applied}
    for joint in _JOINT.finditer(text):
        before, after = ends.get(joint.start()), starts.get(joint.end())
        if before is None and after is None:
            continue
        last = settled[before].replacement if before is not None else _word_before(text, joint.start())
        first = settled[after].replacement if after is not None else _word_after(text, joint.end())
        if not last or not first or words_of(last)[-1:] != words_of(first)[:1]:
            continue
        if words_of(_word_before(text, joint.start())) == words_of(_word_after(text, joint.end())):
            continue  # the text itself says it twice
        both = [index for index in (before, after) if index is not None]
        weaker = min(both, key=lambda index: settled[index].confidence)
        settled[weaker] = replace(settled[weaker], verdict=Verdict.REVIEW, reason=TWICE)
    return settled


def _word_before(text: str, end: int) -> str:
    found = re.search(r"[^\W\d_]+\Z", text[max(0, end - 40) : end])
    return found[0] if found else ""


def _word_after(text: str, start: int) -> str:
    found = _WORD.match(text, start)
    return found[0] if found else ""
