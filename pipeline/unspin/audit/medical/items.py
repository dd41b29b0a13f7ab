"""Makes the assessments of the area: an item of an instrument, its light, and what no program can judge."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from unspin.model.check import Area, Assessment, Check, Light
from unspin.model.page import Page
from unspin.model.span import Span

__all__ = ["SUGGESTION", "WARNING", "Item", "with_more"]

WARNING, SUGGESTION = "warning", "suggestion"
_SCORES = {Light.GREEN: 9, Light.ORANGE: 6, Light.RED: 3}
"""On Yoast's scale."""
SHOWN = 5
"""Places of one kind that are shown; the last one says how many more there are."""


@dataclass(frozen=True, slots=True)
class Item:
    """What stays the same of an assessment, whatever it finds."""

    code: str
    name: str
    source: str
    """The instruments with their items."""
    blind: str
    """What no program can judge of it."""
    goal: str = ""

    def green(self, message: str, value: str = "") -> Assessment:
        """The item is met."""
        return self._of(Light.GREEN, message, value, ())

    def orange(self, message: str, checks: Iterable[Check] = (), value: str = "") -> Assessment:
        """Half met, or not to be seen."""
        return self._of(Light.ORANGE, message, value, tuple(checks))

    def red(self, message: str, checks: Iterable[Check] = (), value: str = "") -> Assessment:
        """Not met."""
        return self._of(Light.RED, message, value, tuple(checks))

    def grey(self, message: str) -> Assessment:
        """Does not apply, or cannot be judged."""
        return self._of(Light.GREY, message, "", ())

    def missing(self, message: str, advice: str, severity: str = SUGGESTION) -> Assessment:
        """Red, with one finding about the article as a whole: nothing there, so nothing left unjudged."""
        checks = (self.check(message, advice, severity),)
        return replace(self._of(Light.RED, message, "", checks), message=message)

    def check(self, message: str, advice: str, severity: str = SUGGESTION) -> Check:
        """A finding about the article as a whole."""
        return Check(self.code, message, severity, area=Area.MEDICAL, advice=advice)

    def at(self, page: Page, span: Span, message: str, advice: str, severity: str = WARNING) -> Check:
        """A finding at a place."""
        line, column = page.document.article.position(span.start)
        return Check(
            self.code, message, severity, line, column, Area.MEDICAL, span, span.of(page.text), advice
        )

    def _of(self, light: Light, message: str, value: str, checks: tuple[Check, ...]) -> Assessment:
        told = f"{message} Not judged: {self.blind}." if self.blind and light is not Light.GREY else message
        return Assessment(
            self.code,
            Area.MEDICAL,
            self.name,
            light,
            told,
            score=_SCORES.get(light),
            value=value,
            goal=self.goal,
            source=self.source,
            checks=checks,
        )


def with_more(checks: Sequence[Check]) -> tuple[Check, ...]:
    """The first few of the findings; the last one shown says how many more there are."""
    if len(checks) <= SHOWN:
        return tuple(checks)
    last = checks[SHOWN - 1]
    left = len(checks) - SHOWN
    more = f"{last.message} {left} more such place{'s' if left > 1 else ''} not shown."
    return (*checks[: SHOWN - 1], replace(last, message=more))
