"""Points of an area, from 0 to 100, and what would raise its grade.

SEO and readability are counted as Yoast counts its totals, so that both can be compared:

* SEO: 100 times the sum of the scores, by nine times their number.
* Readability: a red light weighs 3, an orange one 2; above 6 that is 30 points, above 4 it is 60, else 90.

Only the assessments that Yoast counts too count here; the others are shown beside them.

Structure begins with 100 and loses 20 for a red light and 8 for an orange one, as would assessments of
grammar: every defect there is one too many, however many other things are right. The medical and the
patients' area are counted like the instruments that they come from, as the share of items that are met; an
orange light is half met. In all these an error, or a red light for a danger to readers, keeps the area
from being green.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from unspin.audit.totals import BEST, READABILITY_CODES, SEO_CODES, readability_total, seo_total
from unspin.model.check import Area, Assessment, Light
from unspin.model.scorecard import GREEN_ABOVE, Grade, grade_of

__all__ = ["area_points", "earned_points", "graded", "has_error", "to_reach_next"]

YOASTS = {Area.SEO: SEO_CODES, Area.READABILITY: READABILITY_CODES}
"""Areas that are counted by Yoast's totals, with the codes that count."""
RED_COST, ORANGE_COST = 20, 8
ERROR = "error"
DANGERS = frozenset(("MED121", "MED122", "MED124", "MED125"))
"""Claims of a cure, absolute promises, doses without a source, advice against medical care."""

_Points = Callable[[Sequence[Assessment]], int]


def graded(assessments: Sequence[Assessment]) -> tuple[Assessment, ...]:
    """Those assessments that are a verdict."""
    return tuple(a for a in assessments if a.light is not Light.GREY)


def has_error(assessment: Assessment) -> bool:
    """Whether an assessment that is not green points to an error, or a red one to a danger."""
    if assessment.code in DANGERS and assessment.light is Light.RED:
        return True
    return assessment.light is not Light.GREEN and any(c.severity == ERROR for c in assessment.checks)


def earned_points(area: Area, assessments: Sequence[Assessment]) -> int | None:
    """The points of an area by its own formula; ``None`` where nothing was judged."""
    judged = tuple(a for a in graded(assessments) if _counts(a))
    return _FORMULAS[area](judged) if judged else None


def _counts(assessment: Assessment) -> bool:
    """Whether an assessment has a part in the points of its area."""
    known = YOASTS.get(assessment.area)
    return known is None or (assessment.code in known and assessment.score is not None)


def area_points(area: Area, assessments: Sequence[Assessment]) -> int | None:
    """The points, held below green while there is an error; Yoast's totals know no such thing."""
    points = earned_points(area, assessments)
    if points is None or area in YOASTS:
        return points
    return min(points, GREEN_ABOVE) if any(map(has_error, assessments)) else points


def to_reach_next(area: Area, assessments: Sequence[Assessment]) -> tuple[Grade, tuple[Assessment, ...]]:
    """The next better grade that can be reached, and the fewest assessments to mend for it, best first.

    No assessments when there is nothing to mend.
    """
    now = area_points(area, assessments) or 0
    state = list(assessments)
    mended: list[Assessment] = []
    while grade_of(now) is not Grade.A:
        best = max(_open(state), key=lambda i: _gain(area, state, i), default=None)
        if best is None:
            break
        mended.append(state[best])
        state[best] = _as_green(state[best])
        then = area_points(area, state) or 0
        if grade_of(then) is not grade_of(now):
            return grade_of(then), tuple(mended)
    return grade_of(now), ()


def _open(state: Sequence[Assessment]) -> list[int]:
    return [i for i, a in enumerate(state) if a.light in (Light.RED, Light.ORANGE) and _counts(a)]


def _gain(area: Area, state: Sequence[Assessment], index: int) -> tuple[bool, int, bool]:
    """Errors first, then by the points that mending brings; ties go to red, then to the earlier one."""
    changed = [*state[:index], _as_green(state[index]), *state[index + 1 :]]
    now = state[index]
    return has_error(now), (earned_points(area, changed) or 0), now.light is Light.RED


def _as_green(assessment: Assessment) -> Assessment:
    score = None if assessment.score is None else max(assessment.score, BEST)
    return replace(assessment, light=Light.GREEN, score=score, checks=())


def _deducted(judged: Sequence[Assessment]) -> int:
    cost = sum({Light.RED: RED_COST, Light.ORANGE: ORANGE_COST}.get(a.light, 0) for a in judged)
    return max(0, 100 - cost)


def _share(judged: Sequence[Assessment]) -> int:
    met = sum({Light.GREEN: 1.0, Light.ORANGE: 0.5}.get(a.light, 0.0) for a in judged)
    return round(100 * met / len(judged))


_FORMULAS: dict[Area, _Points] = {
    Area.STRUCTURE: _deducted,
    Area.SEO: seo_total,
    Area.READABILITY: readability_total,
    Area.PATIENTS: _share,
    Area.MEDICAL: _share,
    Area.GRAMMAR: _deducted,
}
