"""Makes the assessments of the area "structure": one for each code."""

from __future__ import annotations

from collections.abc import Sequence

from unspin.model.check import Area, Assessment, Check, Light
from unspin.model.correction import Edit
from unspin.model.page import Page
from unspin.model.span import Span

__all__ = ["SUGGESTION", "WARNING", "assessment", "check_at", "not_applicable", "shorten"]

WARNING = "warning"
"""A sure defect."""
SUGGESTION = "suggestion"
"""Something an editor should look at."""
_SHOWN = 60
"""Characters of a text that a message shows."""
_SCORES = {Light.GREEN: 9, Light.ORANGE: 6, Light.RED: 3}


def shorten(text: str, most: int = _SHOWN) -> str:
    """The beginning of a text, for a message: whole words and an ellipsis."""
    flat = " ".join(text.split())
    if len(flat) <= most:
        return flat
    return flat[:most].rsplit(" ", 1)[0].rstrip(" ,;:.") + " …"


def check_at(
    page: Page,
    code: str,
    span: Span,
    message: str,
    advice: str,
    severity: str = SUGGESTION,
    fix: tuple[Edit, ...] = (),
) -> Check:
    """A finding at a place of the page."""
    line, column = page.document.article.position(span.start)
    return Check(code, message, severity, line, column, Area.STRUCTURE, span, span.of(page.text), advice, fix)


def assessment(
    code: str, name: str, good: str, bad: str, checks: Sequence[Check], source: str = ""
) -> Assessment:
    """The assessment of one code: green without findings, red with a sure one, orange otherwise.

    ``bad`` is the message for findings; "{}" in it stands for their number.
    """
    light = Light.GREEN
    if checks:
        light = Light.RED if any(check.severity == WARNING for check in checks) else Light.ORANGE
    message = bad.format(len(checks)) if checks else good
    return Assessment(
        code,
        Area.STRUCTURE,
        name,
        light,
        message,
        _SCORES[light],
        value=str(len(checks)),
        goal="0",
        source=source,
        checks=tuple(checks),
    )


def not_applicable(code: str, name: str, message: str, source: str = "") -> Assessment:
    """An assessment that says nothing of this page."""
    return Assessment(code, Area.STRUCTURE, name, Light.GREY, message, source=source)
