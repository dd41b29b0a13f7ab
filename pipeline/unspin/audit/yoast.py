"""Yoast's scale: from a score to a light, and to an assessment with the places that it is about.

Scores and their ratings are those of yoastseo 3.6.0: up to 4 is red, 5 to 7 orange, 8 and 9 green,
0 feedback without a verdict.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from unspin.model.check import Area, Assessment, Check, Light
from unspin.model.page import Page
from unspin.model.span import Span

__all__ = ["Measure", "Result", "light_of", "percent", "worst", "yoast"]

GREEN_FROM = 8
ORANGE_FROM = 5
WORST_PLACES = 5
"""Places that one check names; an editor who has mended these runs the check again."""


def yoast(identifier: str) -> str:
    """The source of a measure: the assessment of Yoast with this identifier."""
    return f"Yoast SEO (yoastseo 3.6.0), {identifier}"


def light_of(score: int) -> Light:
    """The light of a score on Yoast's scale."""
    if score == 0:
        return Light.GREY
    if score >= GREEN_FROM:
        return Light.GREEN
    return Light.ORANGE if score >= ORANGE_FROM else Light.RED


def percent(part: int, whole: int) -> float:
    """``part`` of ``whole`` in percent with one decimal, 0 of nothing."""
    return round(100 * part / whole, 1) if whole else 0.0


@dataclass(frozen=True, slots=True)
class Measure:
    """What stays the same of an assessment, whatever it finds."""

    code: str
    name: str
    area: Area
    source: str
    goal: str = ""
    severity: str = "suggestion"

    def of(self, result: Result, page: Page) -> Assessment:
        """The assessment for a result; one that is not green has one check."""
        light = Light.GREY if result.score is None else light_of(result.score)
        checks = (self._check(result, page),) if light in (Light.RED, Light.ORANGE) and result.advice else ()
        return Assessment(
            code=self.code,
            area=self.area,
            name=self.name,
            light=light,
            message=result.message,
            score=result.score,
            value=result.value,
            goal=result.goal or self.goal,
            source=self.source,
            checks=checks,
        )

    def _check(self, result: Result, page: Page) -> Check:
        text = page.text
        span = result.places[0] if result.places else None
        message = result.message
        if len(result.places) > 1:
            lines = dict.fromkeys(str(text.count("\n", 0, place.start) + 1) for place in result.places)
            message += f" (line{'s' * (len(lines) > 1)} {', '.join(lines)})"
        return Check(
            code=self.code,
            message=message,
            severity=result.severity or self.severity,
            line=text.count("\n", 0, span.start) + 1 if span else 1,
            column=span.start - text.rfind("\n", 0, span.start) if span else 1,
            area=self.area,
            span=span,
            text=span.of(text) if span else "",
            advice=result.advice,
        )


@dataclass(frozen=True, slots=True)
class Result:
    """What an assessment found. ``score`` is ``None`` where there is nothing to judge."""

    score: int | None
    message: str
    value: str = ""
    advice: str = ""
    """What to do, one sentence; without it a red or orange result has no check."""
    places: tuple[Span, ...] = ()
    """The worst places first; none for what is missing."""
    severity: str = ""
    """Another severity than that of the measure."""
    goal: str = ""
    """Another goal than that of the measure, for limits that the page itself sets."""


def worst(places: Iterable[Span]) -> tuple[Span, ...]:
    """The first few of places that come worst first."""
    return tuple(places)[:WORST_PLACES]
