"""What the HTML page shows, as plain values: the template only lays them out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from unspin.model.decision import Verdict
from unspin.model.report import AuditReport
from unspin.render.html_audit import (
    AreaView,
    CardView,
    Place,
    area_views,
    card_view,
    in_page_order,
    loose_places,
    mended_places,
)
from unspin.render.html_decisions import FAINT, FAINT_LABEL, Card, decision_card, marked_places
from unspin.render.html_text import Piece, text_pieces
from unspin.render.measures import MEASURES, Measure, grammar_count
from unspin.render.wording import (
    AREA_LABELS,
    VERDICT_LABELS,
    in_text_order,
    number,
    one_line,
    spun_words,
    tool_version,
)

_GROUPS = (FAINT, *map(str, Verdict))


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
    card: CardView | None
    areas: tuple[AreaView, ...]
    loose: tuple[Place, ...]
    """Open findings in areas that are not on the card."""
    mended: tuple[Place, ...]
    flagged: tuple[tuple[str, str, int], ...]
    """Id, label and number of flags of each area that the text shows; last the mere suggestions."""
    notices: tuple[str, ...]


def build_page(report: AuditReport) -> Page:
    """The page for ``report``. Decisions are numbered from 1 in the order of the text."""
    decisions = in_text_order(report.decisions)
    places = marked_places(decisions)
    cards = [decision_card(report, index, d, places) for index, d in enumerate(decisions)]
    checks = in_page_order(report.checks)
    pieces, flags = text_pieces(report.article.text, decisions, cards, places, checks)
    areas = area_views(report, checks, flags)
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
        pieces=pieces,
        cards=tuple(card for card in cards if card.verdict in (Verdict.APPLIED, Verdict.REVIEW)),
        faint=groups[FAINT],
        rejected=tuple(card for card in groups[Verdict.REJECTED] if card.number in shown),
        outdone=len(groups[Verdict.REJECTED]) - sum(c.number in shown for c in groups[Verdict.REJECTED]),
        rows=(*(_row(measure, report) for measure in MEASURES), *_grammar_row(report)),
        card=card_view(report),
        areas=areas,
        loose=loose_places(checks, flags, areas),
        mended=mended_places(checks, flags),
        flagged=tuple(_flagged(pieces)),
        notices=report.notices,
    )


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


def _flagged(pieces: Iterable[Piece]) -> Iterator[tuple[str, str, int]]:
    flags = [piece.flag for piece in pieces if piece.flag and not piece.flag.is_mended]
    for area, label in AREA_LABELS.items():
        amount = sum(area.value in flag.areas for flag in flags)
        if amount:
            yield area.value, label, amount
    suggestions = sum(flag.severity == "suggestion" for flag in flags)
    if suggestions:
        yield "suggestions", "Mere suggestions", suggestions


def _grammar_row(report: AuditReport) -> tuple[Row, ...]:
    """What the grammar checker counted, when one ran."""
    found = grammar_count(report)
    if found is None:
        return ()
    return (Row(found.label, found.hint, str(found.before), str(found.after), 0.0, 0.0, has_bar=False),)


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
