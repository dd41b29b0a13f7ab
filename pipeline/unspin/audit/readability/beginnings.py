"""Sentences in a row that begin alike."""

from __future__ import annotations

from unspin.audit.readability.exempt import is_exempt
from unspin.audit.readability.inputs import ReadInput
from unspin.audit.text_view import words_in
from unspin.audit.wordlists import look_further
from unspin.audit.yoast import Measure, Result, worst, yoast
from unspin.model.check import Area, Assessment
from unspin.model.document import BlockKind
from unspin.model.page import Sentence
from unspin.model.span import Span

__all__ = ["beginnings"]

BEGINNINGS = Measure("REA106", "Consecutive sentences", Area.READABILITY, yoast("sentenceBeginnings"))
_RUNNING = (BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.FOOTNOTE, BlockKind.CAPTION)
"""Items of a list may begin alike."""


def beginnings(given: ReadInput) -> Assessment:
    """Three or more sentences in a row with the same first word."""
    limits, page = given.limits, given.page
    most = limits.same_beginnings
    goal = f"at most {most} in a row"
    runs = [run for run in _runs(given) if len(run) > most]
    if not runs:
        return BEGINNINGS.of(Result(9, "Sentences begin in different ways", goal=goal), page)
    runs.sort(key=lambda run: (-len(run), run[0].span))
    longest = len(runs[0])
    word = _beginning(runs[0][0])
    message = f"{longest} sentences in a row begin with “{word}”"
    advice = "Begin one of them differently, or join two."
    places = worst(Span(run[0].span.start, run[-1].span.end) for run in runs)
    return BEGINNINGS.of(Result(3, message, f"{longest} in a row", advice, places, goal=goal), page)


def _runs(given: ReadInput) -> list[list[Sentence]]:
    """Sentences in a row that begin alike; a heading ends a run, unless it begins alike too."""
    runs: list[list[Sentence]] = []
    last = ""
    for sentence in given.view.sentences:
        if given.view.kinds[sentence.block] not in _RUNNING:
            continue
        word = _beginning(sentence)
        if not word:
            continue
        if is_exempt(given, BEGINNINGS.code, sentence.span):
            last = ""
        elif word == last:
            runs[-1].append(sentence)
        else:
            runs.append([sentence])
            last = word
    return runs


def _beginning(sentence: Sentence) -> str:
    """The first word, and the second too when the first is an article, a number or a pointing word."""
    words = words_in(sentence.text)[:2]
    if len(words) > 1 and words[0] in look_further():
        return " ".join(words)
    return words[0] if words else ""
