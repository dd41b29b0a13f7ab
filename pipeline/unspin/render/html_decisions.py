"""The decisions as the HTML page lists them, and the places that are marked in the text."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Sequence
from dataclasses import dataclass

from unspin.model.decision import Decision, Verdict
from unspin.model.report import AuditReport
from unspin.model.span import Span
from unspin.render.explain import grounds
from unspin.render.wording import VERDICT_LABELS, alternatives, has_replacement, one_line, percent

_CONTEXT = 60
"""Code points of the article shown on each side of a finding in its card."""

Place = tuple[int, int, int]
"""Start, end and index of a decision that is marked in the text."""

FAINT, FAINT_LABEL = "faint", "Faint doubts"
_RANK = {Verdict.APPLIED: 0, Verdict.REVIEW: 1, Verdict.REJECTED: 2}


@dataclass(frozen=True, slots=True)
class Card:
    """One decision in the list. ``mark`` is the number of the mark that stands at its place."""

    number: int
    mark: int
    verdict: str
    verdict_label: str
    old: str
    new: str
    proposes: bool
    before: str
    after: str
    line: int
    column: int
    rule: str
    detector: str
    kind: str
    confidence: str
    bar: float
    reason: str
    alternatives: tuple[str, ...]
    grounds: tuple[tuple[str, str], ...]
    """Label and words of everything that was weighed; empty where nothing was noted."""


def marked_places(decisions: Sequence[Decision]) -> list[Place]:
    """The places to mark in the text, in its order; none overlap, and applied ones go first."""
    places: list[Place] = []
    for index in sorted(range(len(decisions)), key=lambda i: _RANK[decisions[i].verdict]):
        span = decisions[index].span
        if len(span) and overlapping(places, span) is None:
            insort(places, (span.start, span.end, index))
    return places


def overlapping(places: Sequence[Place], span: Span) -> Place | None:
    """The first of the sorted, separate ``places`` that shares a code point with ``span``."""
    after = bisect_left(places, (span.start, span.start, 0))
    for place in places[max(0, after - 1) : after + 1]:
        if place[0] < span.end and span.start < place[1]:
            return place
    return None


def decision_card(report: AuditReport, index: int, decision: Decision, places: Sequence[Place]) -> Card:
    """The card of a decision, which is the one with this ``index`` in the order of the text."""
    text, span = report.article.text, decision.span
    line, column = report.article.position(span.start)
    place = overlapping(places, span)
    return Card(
        number=index + 1,
        mark=0 if place is None else place[2] + 1,
        verdict=FAINT if decision.is_faint else str(decision.verdict),
        verdict_label=FAINT_LABEL if decision.is_faint else VERDICT_LABELS[decision.verdict],
        old=one_line(decision.finding.text),
        new=one_line(decision.replacement),
        proposes=has_replacement(decision),
        before=_context_before(text, span.start),
        after=_context_after(text, span.end),
        line=line,
        column=column,
        rule=decision.finding.rule.id,
        detector=decision.finding.detector,
        kind=str(decision.finding.kind).replace("-", " "),
        confidence=percent(decision.confidence),
        bar=round(100 * decision.confidence, 1),
        reason=decision.reason,
        alternatives=tuple(alternatives(decision)),
        grounds=tuple(grounds(decision.explanation)) if decision.explanation else (),
    )


def _context_before(text: str, end: int) -> str:
    """The words before ``end``, on one line; an ellipsis stands for what is left out."""
    start = max(0, end - _CONTEXT)
    words = text[start:end]
    if start:
        words = "…" + re.sub(r"^\S*\s+", "", words)
    return re.sub(r"\s+", " ", words)


def _context_after(text: str, start: int) -> str:
    end = start + _CONTEXT
    words = text[start:end]
    if end < len(text):
        words = re.sub(r"\s+\S*$", "", words) + "…"
    return re.sub(r"\s+", " ", words)
