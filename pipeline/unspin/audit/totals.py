"""The totals of the SEO and the readability analysis, by Yoast's formulas."""

from __future__ import annotations

from collections.abc import Iterable

from unspin.model.check import Assessment, Light

__all__ = ["READABILITY_CODES", "SEO_CODES", "readability_total", "seo_total"]

SEO_CODES = frozenset(f"SEO{number}" for number in range(101, 118))
"""The 17 assessments of Yoast's SEO analysis; others are told, but do not count, as with Yoast."""
READABILITY_CODES = frozenset(f"REA{number}" for number in range(101, 108))
"""The 7 assessments of Yoast's readability analysis."""
BEST = 9
"""The best score of an assessment."""
GREEN, ORANGE, RED = 90, 60, 30
POINTS = {Light.RED: 3, Light.ORANGE: 2}


def seo_total(assessments: Iterable[Assessment]) -> int:
    """The mean score in percent of the best, 0 to 100; up to 40 is red, up to 70 orange.

    Yoast's total can fall below 0 (a page without a keyphrase); ours ends there.
    """
    scores = [a.score for a in assessments if a.code in SEO_CODES and a.score is not None]
    if not scores:
        return 0
    return max(0, int(100 * sum(scores) / (BEST * len(scores)) + 0.5))


def readability_total(assessments: Iterable[Assessment]) -> int:
    """30, 60 or 90: more than 6, more than 4, fewer penalty points (red 3, orange 2).

    30 for a page whose only result is that it has no text.
    """
    scored = [a for a in assessments if a.code in READABILITY_CODES and a.score is not None]
    if len(scored) <= 1:
        return RED
    points = sum(POINTS.get(a.light, 0) for a in scored)
    return RED if points > 6 else ORANGE if points > 4 else GREEN
