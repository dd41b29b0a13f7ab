"""What the structured data of a page says of it as an article."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from unspin.model.page import Page
from unspin.model.span import Span

__all__ = ["Claim", "Claims", "article_claims", "first_line"]

MEDICAL = frozenset(("MedicalWebPage", "MedicalScholarlyArticle"))
ARTICLES = frozenset(
    "Article AdvertiserContentArticle NewsArticle AnalysisNewsArticle BackgroundNewsArticle "
    "OpinionNewsArticle ReportageNewsArticle ReviewNewsArticle Report SatiricalArticle ScholarlyArticle "
    "SocialMediaPosting BlogPosting LiveBlogPosting TechArticle APIReference HealthTopicContent".split()
)
"""Types of schema.org that are articles, with their kinds."""
PUBLISHED_KEYS = (
    "date",
    "published",
    "date_published",
    "datepublished",
    "pubdate",
    "publish_date",
    "article:published_time",
)
MODIFIED_KEYS = (
    "lastmod", "last_modified", "updated", "modified", "date_modified", "datemodified", "last_updated",
    "article:modified_time", "og:updated_time",
)  # fmt: skip
_MOST_NODES = 2_000
_MOST_AUTHORS = 20
_DEEPEST = 30
_FIRST_LINE = re.compile(r"\s*(\S[^\r\n]{0,79})")
_DAY = re.compile(r"\s*(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")


@dataclass(frozen=True, slots=True)
class Claim:
    """A value of the structured data with the place where it stands."""

    text: str
    span: Span
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Claims:
    """What the structured data says, and the dates that the head or the front matter names."""

    type: str
    span: Span
    headline: Claim | None = None
    authors: tuple[Claim, ...] = ()
    published: Claim | None = None
    modified: Claim | None = None
    shown_published: date | None = None
    shown_modified: date | None = None


def article_claims(page: Page) -> Claims | None:
    """The claims of the first article in the structured data; a medical page comes before others.

    Headline, author and dates may also stand in another of these objects, as when a MedicalWebPage stands
    beside its Article. ``None`` without such an object.
    """
    nodes = [
        (node, span)
        for data, span in zip(page.json_ld, page.json_ld_spans, strict=True)
        for node in _nodes(data)
    ]
    found = [(node, span) for node, span in nodes if _types(node) & (ARTICLES | MEDICAL)]
    if not found:
        return None
    found.sort(key=lambda item: not _types(item[0]) & MEDICAL)
    by_id = {str(node["@id"]): node for node, _ in nodes if "@id" in node and len(node) > 1}
    node, span = found[0]
    return Claims(
        type=", ".join(sorted(_types(node) & (ARTICLES | MEDICAL))),
        span=first_line(page, span),
        headline=_first(page, found, ("headline", "name")),
        authors=_authors(page, found, by_id),
        published=_first(page, found, ("datePublished",)),
        modified=_first(page, found, ("dateModified",)),
        shown_published=_shown_day(page, PUBLISHED_KEYS),
        shown_modified=_shown_day(page, MODIFIED_KEYS),
    )


_Found = list[tuple[Mapping[str, Any], Span]]


def _nodes(data: Any) -> Iterator[Mapping[str, Any]]:
    """The objects of structured data, outer ones first; no more than a page can have."""
    queue: list[tuple[Any, int]] = [(data, 0)]
    for number, (value, depth) in enumerate(queue):
        if number >= _MOST_NODES:
            return
        if isinstance(value, dict):
            yield value
        if depth < _DEEPEST and len(queue) < _MOST_NODES:
            inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
            queue += [(part, depth + 1) for part in inner if isinstance(part, (dict, list))]


def _types(node: Mapping[str, Any]) -> frozenset[str]:
    given = node.get("@type")
    names = given if isinstance(given, list) else [given]
    return frozenset(re.split(r"[/#:]", name)[-1] for name in names if isinstance(name, str))


def _first(page: Page, found: _Found, keys: tuple[str, ...]) -> Claim | None:
    for key in keys:
        for node, span in found:
            value = node.get(key)
            if isinstance(value, str) and value.strip():
                return _claim(page, span, key, value)
    return None


def _claim(page: Page, script: Span, key: str, value: str) -> Claim:
    """The claim, placed where the script has this key with this value, else at the script."""
    pattern = re.compile(rf'"{key}"\s*:\s*("(?:[^"\\]|\\.)*")')
    for written in pattern.finditer(page.text, script.start, script.end):
        try:
            same = json.loads(written[1], strict=False) == value
        except ValueError:
            continue
        if same:
            place = Span(written.start(1) + 1, written.end(1) - 1)
            return Claim(" ".join(value.split()), place, as_day(value))
    return Claim(" ".join(value.split()), first_line(page, script), as_day(value))


def first_line(page: Page, span: Span) -> Span:
    """The first line of a script, which stands for all of it in a report."""
    found = _FIRST_LINE.match(page.text, span.start, span.end)
    return Span(found.start(1), found.end(1)) if found else span


def _authors(page: Page, found: _Found, by_id: Mapping[str, Mapping[str, Any]]) -> tuple[Claim, ...]:
    authors: list[Claim] = []
    for node, span in found:
        given = node.get("author")
        for entry in given[:_MOST_AUTHORS] if isinstance(given, list) else [given]:
            if isinstance(entry, dict):
                full = by_id.get(str(entry.get("@id")), entry) if "name" not in entry else entry
                name, key = full.get("name"), "name"
            else:
                name, key = entry, "author"
            if isinstance(name, str) and name.strip():
                authors.append(_claim(page, span, key, name))
    return tuple(authors[:_MOST_AUTHORS])


def _shown_day(page: Page, keys: tuple[str, ...]) -> date | None:
    return next((day for key in keys if (day := as_day(page.meta.get(key)))), None)


def as_day(value: Any) -> date | None:
    """The day of a date, a time, or a text that begins like 2024-05-01; ``None`` for anything else."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    found = _DAY.match(value) if isinstance(value, str) else None
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None
