"""Reads what an earlier run wrote: ``index.json`` of a site, or what ``check --format json`` printed."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from unspin.errors import ConfigError
from unspin.model.scorecard import Grade, grade_of
from unspin.model.site import Earlier, SiteTotals

_MOST_RUNS = 50
"""Runs of the past that are handed on."""
_WANTED = "name the index.json of a site report or the output of 'check --format json'"


def read_earlier(text: str, path: str, corrected: bool) -> Earlier:
    """The earlier points of each post, in the state that is reported now, and the totals of past runs.

    Raises ``ConfigError`` when ``text`` is neither of the two.
    """
    try:
        data = json.loads(text)
        return _from_site(data, corrected) if "posts" in data else _from_check(data, corrected)
    except (AttributeError, KeyError, TypeError, ValueError, RecursionError):
        raise ConfigError(f"{path}: no earlier report; {_WANTED}") from None


def _from_site(data: dict[str, Any], corrected: bool) -> Earlier:
    runs = tuple(_totals(run) for run in (*data["history"], data["totals"]))
    return Earlier(_points(data["posts"], corrected, lambda post: post["path"]), runs[-_MOST_RUNS:])


def _from_check(data: dict[str, Any], corrected: bool) -> Earlier:
    files = data["files"]
    points = _points(files, corrected, lambda report: report["article"]["path"])
    cards = [_card(report, corrected) for report in files]
    grades = [grade_of(value) for value in points.values()]
    run = SiteTotals(
        posts=len(files),
        words=sum(_count(report["scores"]["before"]["words"]) for report in files),
        spun=sum(card["still_spun"] is True for card in cards if card),
        points=round(sum(points.values()) / len(points)) if points else 0,
        findings=sum(_count(len(report["checks"])) for report in files),
        grades={grade.value: grades.count(grade) for grade in Grade},
    )
    return Earlier(points, (run,))


def _points(
    posts: list[dict[str, Any]], corrected: bool, path_of: Callable[[dict[str, Any]], Any]
) -> dict[str, int]:
    cards = ((str(path_of(post)), _card(post, corrected)) for post in posts)
    return {path: min(100, _count(card["points"])) for path, card in cards if card}


def _card(post: dict[str, Any], corrected: bool) -> dict[str, Any] | None:
    """The score card of a post; none where the audit was left out, or is of a time before there was one."""
    found: dict[str, Any] | None = post.get("score_card", {}).get("after" if corrected else "before")
    return found


def _totals(run: dict[str, Any]) -> SiteTotals:
    names = ("posts", "words", "spun", "points", "findings")
    values = {name: _count(run[name]) for name in names}
    return SiteTotals(**values, grades={grade.value: _count(run["grades"][grade.value]) for grade in Grade})


def _count(value: Any) -> int:
    """A number from 0 on; anything else is no report of ours."""
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise ValueError("not a count")
    return value
