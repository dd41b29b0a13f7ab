"""Links to a place of a page that has no such place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import PurePath
from urllib.parse import unquote

from unspin.audit.beyond.findings import Item, plural, shorten
from unspin.audit.beyond.site_files import SiteFiles
from unspin.audit.beyond.targets import MOST, is_template, own_targets
from unspin.audit.context import AuditContext
from unspin.model.check import Area, Assessment, Check
from unspin.model.page import Page
from unspin.model.span import Span

__all__ = ["broken_anchors"]

ANCHORS = Item(
    "SEO304",
    "Links to places of a page",
    Area.STRUCTURE,
    "every place is there",
    "HTML Living Standard, 7.4.6.4 (scrolling to a fragment)",
)
_NEEDS_NONE = re.compile(r"top\Z|fn|!|/|:~:|user-content-|.*=", re.IGNORECASE)
"""The top of the page, footnotes, routes of scripts, and marks for a passage."""
_NOT_A_LETTER = re.compile(r"[\W_]+")
_FIRST_NUMBER = re.compile(r"\A\d+(?=\D)")


def broken_anchors(page: Page, context: AuditContext) -> Assessment | None:
    """Links to a place of this page, or of another post of the run, that has no such place."""
    if page.document.article.format == "text":
        return None
    found = _Followed(page)
    here = _Places(page.anchors, page.document.article.format == "markdown")
    for link in page.links:
        if link.target.startswith("#"):
            found.follow(link.span, unquote(link.target[1:]), here, "on this page")
    if found.missing and is_template(page.text):
        return ANCHORS.open("The page is a template, and may have the places when it is filled in")
    for span, name, path, places in _elsewhere(page, context):
        found.follow(span, name, places, f"in “{shorten(path)}”")
    return found.assessment()


@dataclass
class _Followed:
    page: Page
    missing: list[Check] = field(default_factory=list)
    judged: int = 0

    def follow(self, span: Span, name: str, places: _Places, where: str) -> None:
        """Look one place up."""
        if not name or _NEEDS_NONE.match(name):
            return
        self.judged += 1
        if not places.has(name):
            message = f"There is no place “{shorten(name)}” {where}"
            advice = "Correct the name behind the “#”, or give that name to the heading that is meant."
            self.missing.append(ANCHORS.check(self.page, span, message, advice))

    def assessment(self) -> Assessment | None:
        """The verdict; ``None`` where nothing was to be looked up."""
        if not self.judged:
            return None
        if not self.missing:
            return ANCHORS.judged("Every place that is linked to is there", "0")
        message = f"{plural(len(self.missing), 'link leads', 'links lead')} to a place that is not there"
        return ANCHORS.judged(message, str(len(self.missing)), self.missing)


def _elsewhere(page: Page, context: AuditContext) -> Iterator[tuple[Span, str, str, _Places]]:
    """Links with an anchor to other posts of the run: span, anchor, path as written, places there."""
    if context.posts is None or context.folder is None:
        return
    files = SiteFiles(context.folder, PurePath(page.document.article.path).stem, context.posts)
    known: dict[str, _Places] = {}
    for target in [target for target in own_targets(page) if target.path and target.anchor][:MOST]:
        path = str(files.find(target.path) or "")
        names = context.posts.anchors_of(path) if path else None
        if names is None:
            continue
        if path not in known:
            known[path] = _Places(names, path.lower().endswith((".md", ".markdown")))
        yield target.span, target.anchor, target.path, known[path]


class _Places:
    """The places of a page; compared ``loosely`` where each generator makes names in its own way."""

    def __init__(self, names: Iterable[str], loosely: bool) -> None:
        self._names = frozenset(names)
        self._loose = frozenset(map(_loose, self._names)) if loosely else frozenset()

    def has(self, name: str) -> bool:
        """Whether a link to ``name`` finds its place."""
        return name in self._names or _loose(name) in self._loose


def _loose(name: str) -> str:
    return _FIRST_NUMBER.sub("", _NOT_A_LETTER.sub("", name.casefold()))
