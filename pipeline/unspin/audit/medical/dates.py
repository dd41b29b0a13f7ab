"""When a page was published and last updated, from front matter, meta tags, JSON-LD and the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from unspin.audit.medical.people import json_nodes
from unspin.audit.passages import Passage
from unspin.model.page import Page

__all__ = ["Dates", "dates_of", "read_date"]

PUBLISHED_KEYS = tuple(
    "date published publish_date publishdate published_at published_on date_published datepublished pubdate "
    "created created_at date_created posted article:published_time dc.date dcterms.created "
    "dcterms.date".split()
)
UPDATED_KEYS = tuple(
    "updated update updated_at updated_on lastmod last_mod last_modified lastmodified last_modified_at "
    "last_updated lastupdated modified modified_at date_modified datemodified date_updated dateupdated "
    "reviewed reviewed_on reviewed_at last_reviewed lastreviewed date_reviewed datereviewed review_date "
    "medically_reviewed_on last_medically_reviewed revised "
    "article:modified_time og:updated_time dcterms.modified".split()
)
_JSON_PUBLISHED = ("datepublished", "datecreated")
_JSON_UPDATED = ("datemodified", "lastreviewed")
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DATE = (
    rf"(?:{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}|\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH},?\s+\d{{4}}"
    rf"|{_MONTH},?\s+\d{{4}}|\d{{4}}-\d{{1,2}}-\d{{1,2}}|\d{{1,2}}[./]\d{{1,2}}[./]\d{{4}})"
)
_SAID = re.compile(
    r"\b(?P<what>(?:re)?published|posted|written|created"
    r"|(?:last|page|content|medically|most recently)?\s*(?:updated|reviewed|modified|revised|checked)"
    r"|last (?:update|review)|date)\b"
    rf"(?:\s+by\s+[^.;|]{{3,60}}?)?(?:\s+(?:on|in))?\s*[:,–-]?\s*(?:on\s+)?(?P<date>{_DATE})",
    re.IGNORECASE,
)
_ALONE = re.compile(rf"\W*(?:{_DATE})\W*\Z")
_ISO = re.compile(r"\A\s*((?:19|20)\d\d)(?:-(\d{1,2}))?(?:-(\d{1,2}))?(?![\d/.])")
_SLASHED = re.compile(r"\A\s*(\d{1,2})[./](\d{1,2})[./]((?:19|20)\d\d)\b")
_NAMED = re.compile(
    rf"(?:(\d{{1,2}})(?:st|nd|rd|th)?\s+)?({_MONTH})\s*,?\s*(?:(\d{{1,2}})(?:st|nd|rd|th)?,?\s+)?((?:19|20)\d\d)"
)
_PUBLISHED_WORDS = ("publ", "repub", "post", "writ", "creat", "date")


@dataclass(frozen=True, slots=True)
class Dates:
    """The dates of a page; ``None`` where it gives none, or none that can be read."""

    published: date | None = None
    updated: date | None = None

    @property
    def latest(self) -> date | None:
        """The later of the two."""
        return max((day for day in (self.published, self.updated) if day), default=None)


def dates_of(page: Page, passages: Sequence[Passage]) -> Dates:
    """The dates that a page gives of itself."""
    said = list(_said(passages))
    published = _first(page, PUBLISHED_KEYS, _JSON_PUBLISHED) or _pick(said, published=True)
    updated = _first(page, UPDATED_KEYS, _JSON_UPDATED) or _pick(said, published=False)
    return Dates(published, updated)


def read_date(value: Any) -> date | None:
    """A date from front matter, meta tags or text; a missing day or month is the first.

    >>> read_date("Updated on 2 March 2026")
    datetime.date(2026, 3, 2)
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if not isinstance(value, (str, int)) or isinstance(value, bool):
        return None
    text = str(value)[:100]
    if found := _ISO.match(text):
        return _day(found[1], found[2], found[3])
    if found := _SLASHED.match(text):
        first, second = int(found[1]), int(found[2])
        # 13/2/2026 can only be day first; otherwise the month first, as in the United States
        day, month = (first, second) if first > 12 else (second, first)
        return _day(found[3], month, day)
    if found := _NAMED.search(text):
        return _day(found[4], _MONTHS.index(found[2][:3].lower()) + 1, found[1] or found[3])
    return None


def _day(year: Any, month: Any, day: Any) -> date | None:
    try:
        return date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None


def _first(page: Page, keys: tuple[str, ...], json_keys: tuple[str, ...]) -> date | None:
    for key in keys:
        found = read_date(page.meta.get(key))
        if found:
            return found
    for node in json_nodes(page):
        for key in json_keys:
            found = read_date(node.get(key))
            if found:
                return found
    return None


def _said(passages: Sequence[Passage]) -> Iterator[tuple[str, date]]:
    seen: set[int] = set()
    for passage in passages:
        block = passage.block
        if block.index in seen or not passage.is_running or passage.is_reference:
            continue
        seen.add(block.index)
        text = block.flow.text
        if len(text) > 400:
            continue
        for found in _SAID.finditer(text):
            day = read_date(found["date"])
            if day:
                yield found["what"].lower().strip(), day
        if _ALONE.match(text):
            day = read_date(text)
            if day:
                yield "date", day


def _pick(said: list[tuple[str, date]], *, published: bool) -> date | None:
    return next((day for what, day in said if what.startswith(_PUBLISHED_WORDS) is published), None)
