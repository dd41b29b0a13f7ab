"""Title, description, slug, keyphrase: from front matter, else the HTML head, else the name of the file."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import PurePath
from typing import Any
from urllib.parse import unquote, urlsplit

from unspin.model.span import Span
from unspin.page.text_lookup import TextLookup
from unspin.parse.elements import ElementSink
from unspin.parse.metadata import FrontMatter, fold_key

TITLE_KEYS = ("seo_title", "meta_title", "title", "headline")
DESCRIPTION_KEYS = ("seo_description", "meta_description", "description", "excerpt", "summary")
SLUG_KEYS = ("slug", "url", "permalink", "path")
KEYPHRASE_KEYS = tuple(
    "keyphrase focus_keyphrase focuskeyphrase focus_keyword focuskeyword focuskw focus_kw "
    "_yoast_wpseo_focuskw yoast_wpseo_focuskw rank_math_focus_keyword "
    "target_keyword primary_keyword main_keyword keyword".split()
)
KEYPHRASE_METAS = ("keyphrase", "focus-keyphrase", "focus_keyphrase", "focuskeyphrase", "focus-keyword")
"""Names of ``<meta>`` by which an HTML page can say what ``keyphrase`` says in front matter."""
SYNONYM_KEYS = ("synonyms", "keyphrase_synonyms", "focus_keyphrase_synonyms", "keyword_synonyms")
CORNERSTONE_KEYS = ("cornerstone", "is_cornerstone", "cornerstone_content")
NESTED = ("seo", "yoast", "params", "extra")
"""Mappings of the front matter in which sites keep these values too."""

_DATED = re.compile(r"\A\d{4}-\d{1,2}-\d{1,2}-(?=\w)")
_INDEX = frozenset(("index", "_index", "readme"))
_TRUE = frozenset(("true", "yes", "on", "1"))
_WRAPPING = re.compile(r"\A\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*\Z")


@dataclass(frozen=True, slots=True)
class Value:
    """A text with the place where it is written."""

    text: str = ""
    span: Span | None = None


class Metadata:
    """Looks the values of a page up in all the places where sites keep them."""

    def __init__(self, path: str, front: FrontMatter, found: ElementSink, lookup: TextLookup) -> None:
        self._path, self._found, self._lookup = path, found, lookup
        self.values: dict[str, Any] = dict(front.values)
        self.spans: dict[str, Span] = dict(front.spans)
        self._own = front
        for name, (text, low, high) in found.metas.items():
            if fold_key(name) not in self.values:
                self.values[fold_key(name)] = " ".join(text.split())
                self.spans[fold_key(name)] = Span(low, high)

    @cached_property
    def title(self) -> Value:
        """The title for search engines."""
        return self._front(TITLE_KEYS) or self._tag() or self._meta("og:title", "twitter:title") or Value()

    @cached_property
    def description(self) -> Value:
        """The description for search engines."""
        names = ("description", "og:description", "twitter:description")
        return self._front(DESCRIPTION_KEYS) or self._meta(*names) or Value()

    @cached_property
    def slug(self) -> str:
        """The last part of the address."""
        for key in SLUG_KEYS:
            value = self._own.values.get(key)
            if isinstance(value, str) and (slug := _last_part(value)):
                return slug
        return _last_part(self._found.canonical) or _from_name(self._path)

    @cached_property
    def keyphrase(self) -> str:
        """The focus keyphrase, "" where the page names none."""
        value = self._front(KEYPHRASE_KEYS) or self._meta(*KEYPHRASE_METAS)
        return value.text.partition(",")[0].strip() if value else ""

    @cached_property
    def synonyms(self) -> tuple[str, ...]:
        """Synonyms of the keyphrase."""
        for values in self._mappings():
            for key in SYNONYM_KEYS:
                given = values.get(key)
                parts = given if isinstance(given, list) else str(given or "").split(",")
                texts = (" ".join(part.split()) for part in parts if isinstance(part, str))
                if found := tuple(text for text in texts if text):
                    return found
        return ()

    @cached_property
    def cornerstone(self) -> bool:
        """Whether the page says that it is one of the site's main ones."""
        return any(
            str(values.get(key, "")).lower() in _TRUE
            for values in self._mappings()
            for key in CORNERSTONE_KEYS
        )

    def _mappings(self) -> tuple[Mapping[str, Any], ...]:
        nested = (self._own.values.get(key) for key in NESTED)
        return (self._own.values, *(values for values in nested if isinstance(values, dict)))

    def _front(self, keys: tuple[str, ...]) -> Value | None:
        for number, values in enumerate(self._mappings()):
            for key in keys:
                text = as_text(values.get(key))
                if text:
                    return Value(text, self._own.spans.get(key) if not number else None)
        return None

    def _tag(self) -> Value | None:
        span = self._found.title
        text = self._lookup.text(span) if span else ""
        return Value(text, span) if text else None

    def _meta(self, *names: str) -> Value | None:
        for name in names:
            text, low, high = self._found.metas.get(name, ("", 0, 0))
            if text.strip():
                return Value(" ".join(text.split()), Span(low, high))
        return None


def as_text(value: Any) -> str:
    """A value of the front matter as one line; "" for what is no text, number or date."""
    if isinstance(value, bool) or not isinstance(value, (str, int, float, date, datetime)):
        return ""
    return " ".join(str(value).split())


def read_json_ld(text: str, places: list[Span]) -> tuple[tuple[Any, ...], tuple[Span, ...], tuple[Span, ...]]:
    """The structured data of a page, their places, and the places of what is no JSON."""
    found, whole, broken = [], [], []
    for place in places:
        try:
            found.append(json.loads(_WRAPPING.sub("", place.of(text)), strict=False))
            whole.append(place)
        except (ValueError, RecursionError):
            broken.append(place)
    return tuple(found), tuple(whole), tuple(broken)


def _last_part(address: str) -> str:
    """The last part of an address or path; "" for a pattern such as "/:year/:title/"."""
    try:
        path = urlsplit(address.strip()).path
    except ValueError:
        return ""
    part = unquote(path).strip("/").rpartition("/")[2]
    part = re.sub(r"\.(?:html?|md|markdown|php|aspx?)\Z", "", part, flags=re.IGNORECASE)
    return "" if ":" in part or "{" in part or part.lower() in _INDEX else part


def _from_name(path: str) -> str:
    """The slug that site generators make of a file's name: no date, the folder's name for "index"."""
    name = PurePath(path)
    stem = name.parent.name if name.stem.lower() in _INDEX else name.stem
    return "" if stem in ("-", "..") else _DATED.sub("", stem)
