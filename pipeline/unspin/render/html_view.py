"""What the HTML page shows, as plain values: the template only lays them out."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from unspin.model.check import Check
from unspin.model.decision import Decision, Verdict
from unspin.model.report import AuditReport
from unspin.model.span import Span
from unspin.render.explain import grounds
from unspin.render.measures import MEASURES, Measure
from unspin.render.wording import (
    VERDICT_LABELS,
    alternatives,
    has_replacement,
    in_text_order,
    number,
    one_line,
    percent,
    spun_words,
    tool_version,
)

_CONTEXT = 60
"""Code points of the article shown on each side of a finding in its card."""

_Place = tuple[int, int, int]
"""Start, end and index of a decision that is marked in the text."""

FAINT, FAINT_LABEL = "faint", "Faint doubts"
_GROUPS = (FAINT, *map(str, Verdict))
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


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of the article: plain text, or the mark of the card with the same number."""

    text: str
    card: Card | None = None
    new: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One measure before and after; bars are lengths from 0 to 100, None without a scale."""

    label: str
    hint: str
    before: str
    after: str
    before_bar: float
    after_bar: float
    has_bar: bool


@dataclass(frozen=True, slots=True)
class Page:
    """Everything on the page."""

    title: str
    format: str
    sha256: str
    version: str
    spun_score: str
    spun_after: str
    spun_level: str
    spun_words: str
    figures: tuple[tuple[str, str, str], ...]
    pieces: tuple[Piece, ...]
    cards: tuple[Card, ...]
    faint: tuple[Card, ...]
    rejected: tuple[Card, ...]
    outdone: int
    """Rejected findings that only lost to a better one at their place; they are not listed."""
    rows: tuple[Row, ...]
    checks: tuple[Check, ...]
    notices: tuple[str, ...]


def build_page(report: AuditReport) -> Page:
    """The page for ``report``. Decisions are numbered from 1 in the order of the text."""
    decisions = in_text_order(report.decisions)
    places = _marked(decisions)
    cards = [_card(report, index, d, places) for index, d in enumerate(decisions)]
    shown = {index + 1 for index, d in enumerate(decisions) if not d.is_outdone}
    groups = {group: tuple(c for c in cards if c.verdict == group) for group in _GROUPS}
    return Page(
        title=one_line(report.article.path),
        format=report.article.format,
        sha256=report.article.sha256,
        version=tool_version(),
        spun_score=f"{report.spun_score:.2f}",
        spun_after=f"{report.after.spun_score:.2f}",
        spun_level="high" if report.spun_score >= 0.5 else "low",
        spun_words=spun_words(report.spun_score),
        figures=tuple(_figures(report)),
        pieces=tuple(_pieces(report.article.text, decisions, cards, places)),
        cards=tuple(card for card in cards if card.verdict in (Verdict.APPLIED, Verdict.REVIEW)),
        faint=groups[FAINT],
        rejected=tuple(card for card in groups[Verdict.REJECTED] if card.number in shown),
        outdone=len(groups[Verdict.REJECTED]) - sum(c.number in shown for c in groups[Verdict.REJECTED]),
        rows=tuple(_row(measure, report) for measure in MEASURES),
        checks=report.checks,
        notices=report.notices,
    )


def _marked(decisions: Sequence[Decision]) -> list[_Place]:
    """The places to mark in the text, in its order; none overlap, and applied ones go first."""
    places: list[_Place] = []
    for index in sorted(range(len(decisions)), key=lambda i: _RANK[decisions[i].verdict]):
        span = decisions[index].span
        if len(span) and _overlapping(places, span) is None:
            insort(places, (span.start, span.end, index))
    return places


def _overlapping(places: Sequence[_Place], span: Span) -> _Place | None:
    """The first of the sorted, separate ``places`` that shares a code point with ``span``."""
    after = bisect_left(places, (span.start, span.start, 0))
    for place in places[max(0, after - 1) : after + 1]:
        if place[0] < span.end and span.start < place[1]:
            return place
    return None


def _pieces(
    text: str, decisions: Sequence[Decision], cards: Sequence[Card], places: Sequence[_Place]
) -> Iterator[Piece]:
    position = 0
    for start, end, index in places:
        if position < start:
            yield Piece(text[position:start])
        yield Piece(text[start:end], cards[index], decisions[index].replacement)
        position = end
    if position < len(text):
        yield Piece(text[position:])


def _card(report: AuditReport, index: int, decision: Decision, places: Sequence[_Place]) -> Card:
    text, span = report.article.text, decision.span
    line, column = report.article.position(span.start)
    place = _overlapping(places, span)
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


def _figures(report: AuditReport) -> Iterator[tuple[str, str, str]]:
    """Label, value and style class of each key figure."""
    faint = sum(decision.is_faint for decision in report.decisions)
    for verdict in Verdict:
        amount = len(report.with_verdict(verdict)) - (faint if verdict is Verdict.REVIEW else 0)
        yield VERDICT_LABELS[verdict], str(amount), str(verdict)
        if verdict is Verdict.REVIEW:
            yield FAINT_LABEL, str(faint), FAINT
    yield "Changes per 100 words", f"{report.changes_per_100_words:.1f}", ""
    yield "Words", number(report.before.words), ""
    if report.checks:
        yield "Other findings", str(len(report.checks)), ""


def _row(measure: Measure, report: AuditReport) -> Row:
    before, after = measure.of(report.before), measure.of(report.after)
    return Row(
        label=measure.label,
        hint=measure.hint,
        before=number(before),
        after=number(after),
        before_bar=round(100 * measure.share(before), 1),
        after_bar=round(100 * measure.share(after), 1),
        has_bar=measure.most > 0,
    )
