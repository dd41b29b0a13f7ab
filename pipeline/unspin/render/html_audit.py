"""The score card, the assessments and their findings as the HTML page shows them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from unspin.model.check import Assessment, Check, Light
from unspin.model.report import AuditReport
from unspin.model.scorecard import AreaScore, Remedy
from unspin.render.wording import AREA_LABELS, LIGHT_LABELS, one_line

_OPEN = (Light.RED, Light.ORANGE)
RING = 263.9
"""Length of the ring that shows the points: a circle with the radius 42."""
_ORDER = (Light.RED, Light.ORANGE, Light.GREEN, Light.GREY)
_SHOWN = 90
"""Characters of a place that its line in the list shows."""
_TOLD = 20
"""So many first characters of a place in a message mean that the message quotes it."""

Flags = Mapping[int, int]
"""The number of the flag of each numbered finding that has a place in the text."""


@dataclass(frozen=True, slots=True)
class Place:
    """One finding in the list; ``flag`` is the number of its flag in the text, 0 for none."""

    number: int
    flag: int
    line: int
    code: str
    text: str
    message: str
    advice: str
    severity: str
    area: str


@dataclass(frozen=True, slots=True)
class Item:
    """One assessment with its findings. ``was`` says its light before, where that was another."""

    code: str
    name: str
    light: str
    label: str
    was: str
    message: str
    value: str
    goal: str
    source: str
    advice: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class AreaView:
    """An area on the card and below. The bar is that of the points; the tick that of those before."""

    id: str
    label: str
    points: int
    grade: str
    light: str
    light_label: str
    before: str
    before_points: int
    held: str
    change: str
    counts: tuple[tuple[str, int], ...]
    """Style class and number of the assessments of each light."""
    bad: tuple[Item, ...]
    good: tuple[Item, ...]
    others: tuple[Place, ...]
    """Findings that belong to no assessment of the page."""


@dataclass(frozen=True, slots=True)
class RemedyView:
    """A thing to mend first, and the part of the page that it leads to."""

    name: str
    area: str
    light: str
    message: str
    advice: str
    target: str


@dataclass(frozen=True, slots=True)
class CardView:
    """The score card on top of the page."""

    points: int
    grade: str
    light: str
    light_label: str
    before: str
    before_points: int
    arc: float
    still_spun: bool
    first: tuple[RemedyView, ...]


def card_view(report: AuditReport) -> CardView | None:
    """The card after the corrections, with the grade before them."""
    before, after = report.card_before, report.card_after
    if before is None or after is None:
        return None
    return CardView(
        after.points,
        after.grade.value,
        after.light.value,
        LIGHT_LABELS[after.light],
        before.grade.value,
        before.points,
        round(RING * after.points / 100, 1),
        after.still_spun,
        tuple(_remedy(remedy) for remedy in after.first),
    )


def in_page_order(checks: Iterable[Check]) -> tuple[Check, ...]:
    """The findings in the order of their numbers: by place, those of the whole page last."""
    return tuple(sorted(checks, key=lambda c: (c.span is None, c.span.start if c.span else 0)))


def area_views(report: AuditReport, checks: Sequence[Check], flags: Flags) -> tuple[AreaView, ...]:
    """Every area on the card, with its findings among the numbered ``checks``."""
    if report.card_after is None:
        return ()
    open_ones = list(_places(checks, flags, mended=False))
    return tuple(_area(report, score, open_ones) for score in report.card_after.areas)


def mended_places(checks: Sequence[Check], flags: Flags) -> tuple[Place, ...]:
    """The findings that the corrections have done away with."""
    return tuple(_places(checks, flags, mended=True))


def loose_places(checks: Sequence[Check], flags: Flags, areas: Sequence[AreaView]) -> tuple[Place, ...]:
    """Open findings in areas that are not on the card."""
    shown = {area.id for area in areas}
    return tuple(p for p in _places(checks, flags, mended=False) if p.area not in shown)


def _places(checks: Sequence[Check], flags: Flags, mended: bool) -> Iterable[Place]:
    for number, check in enumerate(checks, 1):
        if check.mended is mended:
            yield Place(
                number,
                flags.get(number, 0),
                check.line,
                check.code,
                _quoted(check),
                check.message,
                check.advice,
                check.severity,
                check.area.value,
            )


def _quoted(check: Check) -> str:
    """The beginning of what stands at the place, unless the message says it already."""
    flat = one_line(check.text)
    if flat[:_TOLD] in one_line(check.message):
        return ""
    return flat if len(flat) <= _SHOWN else flat[:_SHOWN].rsplit(" ", 1)[0] + " …"


def _remedy(remedy: Remedy) -> RemedyView:
    target = f"a-{remedy.area.value}" if remedy.code else "decisions"
    return RemedyView(
        remedy.name,
        AREA_LABELS[remedy.area],
        remedy.light.value,
        remedy.message,
        remedy.advice,
        target,
    )


def _area(report: AuditReport, score: AreaScore, places: Sequence[Place]) -> AreaView:
    before = report.card_before.of(score.area) if report.card_before else None
    lights = {a.code: a.light for a in report.page_before.of_area(score.area)}
    own = [place for place in places if place.area == score.area.value]
    items, used = [], set()
    for assessment in report.page_after.of_area(score.area):
        codes = {assessment.code, *(check.code for check in assessment.checks)}
        found = [p for p in own if p.code in codes and p.number not in used]
        used |= {place.number for place in found}
        items.append(_item(assessment, lights.get(assessment.code), found))
    items.sort(key=lambda item: _ORDER.index(Light(item.light)))
    return AreaView(
        id=score.area.value,
        label=AREA_LABELS[score.area],
        points=score.points,
        grade=score.grade.value,
        light=score.light.value,
        light_label=LIGHT_LABELS[score.light],
        before=before.grade.value if before else "",
        before_points=before.points if before else score.points,
        held=score.held,
        change=score.change,
        counts=(("red", score.red), ("orange", score.orange), ("green", score.green)),
        bad=tuple(item for item in items if item.light in _OPEN or item.places),
        good=tuple(item for item in items if item.light not in _OPEN and not item.places),
        others=tuple(place for place in own if place.number not in used),
    )


def _item(assessment: Assessment, light_before: Light | None, places: Sequence[Place]) -> Item:
    changed = light_before is not None and light_before is not assessment.light
    advices = {place.advice for place in places if place.advice}
    # One finding on the whole page says what the assessment says.
    whole = sum(not place.flag for place in places)
    listed = tuple(place for place in places if place.flag or whole > 1)
    return Item(
        assessment.code,
        assessment.name,
        assessment.light.value,
        LIGHT_LABELS[assessment.light],
        LIGHT_LABELS[light_before].lower() if changed and light_before else "",
        assessment.message,
        assessment.value,
        assessment.goal,
        assessment.source,
        advices.pop() if len(advices) == 1 else "",
        listed,
    )
