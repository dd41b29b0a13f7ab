"""Makes assessments and checks of the codes SEO301 and up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from unspin.model.check import Area, Assessment, Check, Light
from unspin.model.page import Page
from unspin.model.span import Span

__all__ = ["SUGGESTION", "WARNING", "Item", "plural", "shorten"]

WARNING = "warning"
"""A sure defect."""
SUGGESTION = "suggestion"
"""Something an editor should look at."""
_SHOWN = 60
"""Characters of a text that a message shows."""


@dataclass(frozen=True, slots=True)
class Item:
    """What stays the same of an assessment, whatever it finds."""

    code: str
    name: str
    area: Area
    goal: str
    source: str

    def check(
        self, page: Page, span: Span | None, message: str, advice: str, severity: str = WARNING
    ) -> Check:
        """A finding at a place of the page, or about what it lacks as a whole."""
        line, column = page.document.article.position(span.start) if span else (1, 1)
        text = span.of(page.text) if span else ""
        return Check(self.code, message, severity, line, column, self.area, span, text, advice)

    def judged(self, message: str, value: str = "", checks: Sequence[Check] = ()) -> Assessment:
        """Green without checks, red with a sure defect among them, orange otherwise."""
        light = Light.GREEN
        if checks:
            light = Light.RED if any(check.severity == WARNING for check in checks) else Light.ORANGE
        return self._made(light, message, value, tuple(checks))

    def open(self, message: str, value: str = "") -> Assessment:
        """No verdict: it cannot be judged here."""
        return self._made(Light.GREY, message, value, ())

    def _made(self, light: Light, message: str, value: str, checks: tuple[Check, ...]) -> Assessment:
        return Assessment(
            self.code,
            self.area,
            self.name,
            light,
            message,
            value=value,
            goal=self.goal,
            source=self.source,
            checks=checks,
        )


def plural(count: int, one: str, several: str = "") -> str:
    """ "1 link", "3 links"."""
    return f"{count} {one if count == 1 else several or one + 's'}"


def shorten(text: str) -> str:
    """The beginning of a text, for a message."""
    flat = " ".join(text.split())
    return flat if len(flat) <= _SHOWN else flat[:_SHOWN].rstrip() + "…"
