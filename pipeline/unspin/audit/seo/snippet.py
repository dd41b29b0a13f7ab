"""Title and description as a result page shows them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from unspin.audit.seo.inputs import SeoInput
from unspin.audit.seo.pixels import pixel_width
from unspin.audit.yoast import Measure, Result, yoast
from unspin.model.check import Area, Assessment

__all__ = ["description_length", "text_title", "title_width"]

TITLE_WIDTH = Measure("SEO114", "Title width", Area.SEO, yoast("titleWidth"))
DESCRIPTION_LENGTH = Measure("SEO105", "Description length", Area.SEO, yoast("metaDescriptionLength"))
TEXT_TITLE = Measure(
    "SEO120",
    "Title",
    Area.SEO,
    yoast("textTitleAssessment (Premium)"),
    goal="a title",
    severity="warning",
)
NO_TITLE = -10_000
"""Yoast's score for a page without any title."""
_BEFORE_DAY, _AFTER_DAY = len("Jan "), len(", 2026 - ")
"""Characters of the date that a result page shows before the description, beside the day."""
_ISO_DATE = re.compile(r"\d{4}-\d{2}-(?P<day>\d{2})")
_DATES = ("date", "published", "updated", "article:published_time", "datepublished")


def title_width(given: SeoInput) -> Assessment:
    """The width of the title; a result page cuts off what is wider."""
    page, most = given.page, given.limits.title_pixels
    width = pixel_width(" ".join(given.title.split()))
    goal = f"at most {most} pixels"
    if not width:
        advice = "Set `title` in the front matter, or `<title>`."
        return TITLE_WIDTH.of(Result(1, "There is no title", "0 px", advice, goal=goal), page)
    places = given.title_places
    value = f"{width} px"
    if width <= most:
        return TITLE_WIDTH.of(Result(9, "The title fits into a result page", value, goal=goal), page)
    message = f"The title is {width} pixels wide; a result page cuts it off at {most}"
    advice = "Shorten the title, or set a shorter `seo_title`."
    return TITLE_WIDTH.of(Result(3, message, value, advice, places, goal=goal), page)


def description_length(given: SeoInput) -> Assessment:
    """Characters of the description, with the date that may be shown before it."""
    page, limits = given.page, given.limits
    text = " ".join(page.description.split())
    goal = f"{limits.description_least} to {limits.description_most} characters"
    places = (page.description_span,) if page.description_span else ()
    if not text:
        advice = "Set `description` in the front matter, or the meta description."
        return DESCRIPTION_LENGTH.of(Result(1, "There is no description", "0", advice, goal=goal), page)
    date = _date_length(page.meta)
    length = len(text) + date
    if limits.description_least <= length <= limits.description_most:
        return DESCRIPTION_LENGTH.of(
            Result(9, "The description has a good length", str(length), goal=goal), page
        )
    short = length < limits.description_least
    advice = "Say more of what the reader will find." if short else "Say it shorter; the end is cut off."
    message = f"The description has {length} characters" + (", with the date shown before it" if date else "")
    score = 3 if page.cornerstone else 6
    return DESCRIPTION_LENGTH.of(Result(score, message, str(length), advice, places, goal=goal), page)


def _date_length(meta: Mapping[str, Any]) -> int:
    """Characters of the date with its separator, 0 for a page without one."""
    for key in _DATES:
        match = _ISO_DATE.match(str(meta.get(key) or ""))
        if match:
            return _BEFORE_DAY + len(match["day"].lstrip("0")) + _AFTER_DAY
    return 0


def text_title(given: SeoInput) -> Assessment:
    """Whether the page has a title at all: in its head or front matter, or as a heading of level 1."""
    page = given.page
    if given.title:
        return TEXT_TITLE.of(Result(9, "The page has a title", "yes"), page)
    advice = "Give the page a title: `title` in the front matter, or a heading of level 1."
    return TEXT_TITLE.of(Result(NO_TITLE, "The page has no title", "no", advice), page)
