"""What the page of a site shows, as plain values: the template only lays them out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from unspin.model.check import Area, Light
from unspin.model.scorecard import GRADES, ScoreCard, grade_of
from unspin.model.site import SitePost, SiteReport, SiteTotals
from unspin.render.html_audit import RING
from unspin.render.site_rows import SPUN_CODE, most_frequent, totals, worst_first
from unspin.render.wording import AREA_LABELS, LIGHT_LABELS, count, one_line, tool_version

MOST_CODES = 12
"""Codes in the list of the most frequent ones; ``index.json`` has all."""
TREND_WIDTH, TREND_HEIGHT = 300, 60
_LIGHTS = (Light.GREEN, Light.ORANGE, Light.RED)


@dataclass(frozen=True, slots=True)
class Cell:
    """The light of an area in the table; ``points`` is -1 where the area was not judged."""

    area: str
    label: str
    points: int
    grade: str
    light: str
    light_label: str


@dataclass(frozen=True, slots=True)
class Row:
    """One post in the table."""

    rank: int
    path: str
    title: str
    link: str
    whole: Cell
    cells: tuple[Cell, ...]
    spun: str
    corrections: int
    for_review: int
    findings: int
    words: int
    trend: str
    """"+4", "-3", "=" or "new"; "" where nothing is known of earlier runs."""
    trend_order: int
    still_spun: bool


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a stacked bar, from ``start`` with ``width``, in percent."""

    style: str
    label: str
    amount: int
    start: float
    width: float


@dataclass(frozen=True, slots=True)
class Stack:
    """A stacked bar with its name."""

    label: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class CodeRow:
    """A code with the posts that have it; ``share`` is of all posts, in percent."""

    code: str
    name: str
    area: str
    posts: int
    places: int
    share: float


@dataclass(frozen=True, slots=True)
class SitePage:
    """Everything on the page."""

    version: str
    corrected: bool
    heading: str
    summary: str
    whole: Cell
    arc: float
    figures: tuple[tuple[str, str, str], ...]
    """Label, value and change since the earlier run."""
    grades: Stack
    areas: tuple[Stack, ...]
    area_labels: tuple[str, ...]
    codes: tuple[CodeRow, ...]
    rows: tuple[Row, ...]
    trend: str
    """Points of the line of mean grades over the runs; "" for fewer than two runs."""
    runs: tuple[int, ...]
    gone: int
    """Posts of the earlier run that are not in this one."""
    has_earlier: bool
    errors: tuple[tuple[str, str], ...]


def build_site_page(site: SiteReport) -> SitePage:
    """The page for ``site``, worst post first."""
    sums = totals(site)
    posts = worst_first(site)
    cards = [card for card in map(site.card, site.posts) if card]
    areas = [area for area in Area if any(card.of(area) for card in cards)]
    earlier = site.earlier
    runs = (*(run.points for run in earlier.history), sums.points) if earlier else ()
    paths = {post.path for post in site.posts}
    return SitePage(
        version=tool_version(),
        corrected=site.corrected,
        heading=count(sums.posts, "post"),
        summary=_summary(sums, site.corrected),
        whole=_cell("whole", "Mean", sums.points if cards else -1),
        arc=round(RING * sums.points / 100, 1),
        figures=tuple(_figures(site, sums)),
        grades=_stack("Grades", [(g.light.value, g.value, sums.grades[g.value]) for _, g in GRADES]),
        areas=tuple(_area_stack(area, cards) for area in areas),
        area_labels=tuple(AREA_LABELS[area] for area in areas),
        codes=tuple(_code_rows(site.posts)),
        rows=tuple(_row(site, post, rank, areas) for rank, post in enumerate(posts, 1)),
        trend=_trend_line(runs) if len(runs) > 1 else "",
        runs=runs,
        gone=sum(path not in paths for path in earlier.points) if earlier else 0,
        has_earlier=earlier is not None,
        errors=tuple((one_line(path), one_line(problem)) for path, problem in site.errors),
    )


def _summary(sums: SiteTotals, corrected: bool) -> str:
    when = "with the corrections made" if corrected else "as they stand"
    if not sums.spun:
        return f"No post is spun, {when}."
    some = "1 post is" if sums.spun == 1 else f"{sums.spun} posts are"
    return f"{some} still spun, {when}."


def _figures(site: SiteReport, sums: SiteTotals) -> Iterator[tuple[str, str, str]]:
    last = site.earlier.history[-1] if site.earlier and site.earlier.history else None
    yield "Posts", f"{sums.posts:,}", _delta(sums.posts, last.posts if last else None)
    yield "Still spun", f"{sums.spun:,}", _delta(sums.spun, last.spun if last else None)
    yield "Corrections", f"{sum(post.corrections for post in site.posts):,}", ""
    yield "For review", f"{sum(post.for_review for post in site.posts):,}", ""
    yield "Other findings", f"{sums.findings:,}", _delta(sums.findings, last.findings if last else None)
    yield "Words", f"{sums.words:,}", ""


def _delta(now: int, before: int | None) -> str:
    if before is None:
        return ""
    return f"{now - before:+,}".replace("-", "\u2212") if now != before else "\u00b10"


def _cell(area: str, label: str, points: int) -> Cell:
    if points < 0:
        return Cell(area, label, -1, "\u2013", Light.GREY.value, LIGHT_LABELS[Light.GREY])
    grade = grade_of(points)
    return Cell(area, label, points, grade.value, grade.light.value, LIGHT_LABELS[grade.light])


def _row(site: SiteReport, post: SitePost, rank: int, areas: Sequence[Area]) -> Row:
    card = site.card(post)
    scores = {score.area: score.points for score in card.areas} if card else {}
    trend, order = _change(site, post, card)
    return Row(
        rank=rank,
        path=one_line(post.path),
        title=one_line(post.title),
        link=post.link,
        whole=_cell("whole", "Grade", card.points if card else -1),
        cells=tuple(_cell(area.value, AREA_LABELS[area], scores.get(area, -1)) for area in areas),
        spun=f"{post.spun_after if site.corrected else post.spun_before:.2f}",
        corrections=post.corrections,
        for_review=post.for_review,
        findings=post.findings,
        words=post.words,
        trend=trend,
        trend_order=order,
        still_spun=bool(card and card.still_spun),
    )


def _change(site: SiteReport, post: SitePost, card: ScoreCard | None) -> tuple[str, int]:
    """The change of the points in words, and as a number to sort by."""
    if site.earlier is None or card is None:
        return "", 0
    before = site.earlier.points.get(post.path)
    if before is None:
        return "new", 0
    change = card.points - before
    return (f"{change:+}".replace("-", "\u2212") if change else "="), change


def _area_stack(area: Area, cards: Sequence[ScoreCard]) -> Stack:
    lights = [score.light for score in (card.of(area) for card in cards) if score]
    return _stack(
        AREA_LABELS[area], [(li.value, LIGHT_LABELS[li].lower(), lights.count(li)) for li in _LIGHTS]
    )


def _stack(label: str, amounts: Sequence[tuple[str, str, int]]) -> Stack:
    whole = sum(amount for _, _, amount in amounts) or 1
    parts, start = [], 0.0
    for style, name, amount in amounts:
        width = 100 * amount / whole
        parts.append(Part(style, name, amount, round(start, 2), round(width, 2)))
        start += width
    return Stack(label, tuple(parts))


def _code_rows(posts: Sequence[SitePost]) -> Iterator[CodeRow]:
    for found, in_posts in most_frequent(posts)[:MOST_CODES]:
        share = round(100 * in_posts / len(posts), 1)
        code = "" if found.code == SPUN_CODE else found.code
        yield CodeRow(code, found.name, AREA_LABELS[found.area], in_posts, found.places, share)


def _trend_line(runs: Sequence[int]) -> str:
    step = TREND_WIDTH / (len(runs) - 1)
    shown = (f"{i * step:.1f},{TREND_HEIGHT * (1 - value / 100):.1f}" for i, value in enumerate(runs))
    return " ".join(shown)
