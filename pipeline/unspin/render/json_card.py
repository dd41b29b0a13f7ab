"""The score card and the assessments as plain values, ready for JSON."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from unspin.model.check import Assessment
from unspin.model.scorecard import AreaScore, Remedy, ScoreCard


def card_to_dict(card: ScoreCard | None) -> dict[str, Any] | None:
    """The card in the order of the contract."""
    if card is None:
        return None
    return {
        "points": card.points,
        "grade": card.grade.value,
        "light": card.light.value,
        "still_spun": card.still_spun,
        "areas": [_area(score) for score in card.areas],
        "first": [_remedy(remedy) for remedy in card.first],
    }


def assessments_to_list(assessments: Iterable[Assessment]) -> list[dict[str, Any]]:
    """The assessments; the places that they point to are among the checks of the report."""
    return [
        {
            "code": a.code,
            "area": a.area.value,
            "name": a.name,
            "light": a.light.value,
            "message": a.message,
            "score": a.score,
            "value": a.value,
            "goal": a.goal,
            "source": a.source,
        }
        for a in assessments
    ]


def _area(score: AreaScore) -> dict[str, Any]:
    return {
        "area": score.area.value,
        "points": score.points,
        "grade": score.grade.value,
        "light": score.light.value,
        "earned": score.earned,
        "red": score.red,
        "orange": score.orange,
        "green": score.green,
        "held": score.held,
        "change": score.change,
    }


def _remedy(remedy: Remedy) -> dict[str, Any]:
    return {
        "area": remedy.area.value,
        "code": remedy.code,
        "name": remedy.name,
        "message": remedy.message,
        "advice": remedy.advice,
        "light": remedy.light.value,
        "count": remedy.count,
        "line": remedy.line or None,
    }
