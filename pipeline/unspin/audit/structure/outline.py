"""What the checks of structure ask of a page: its blocks in order, their words, their sections."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

from unspin.audit.structure.words import announces, any_of
from unspin.lexicon.tokens import WORD
from unspin.model.document import Block, BlockKind, Protection
from unspin.model.page import Page
from unspin.model.span import Span

__all__ = ["Outline", "Unit", "fold", "outline_of"]

_CHROME_TAG = re.compile(r"<(/?)(nav|footer|aside|header|form|button|select)\b[^<>]*>", re.IGNORECASE)
"""Parts of an HTML page that belong to the site, not to the post."""
_PAGE_HEADER = re.compile(r"<h1\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Unit:
    """A block of the body with what the checks need of it."""

    number: int
    """Its place among the units."""
    block: Block
    span: Span
    text: str
    """The flow without white space around it."""
    words: tuple[str, ...]
    parents: tuple[int, ...]
    """Numbers of the headings above it, the outermost first; for a heading without itself."""
    apart: bool
    """Quoted, in a list of references, or in a part of the page that is no part of the post."""
    is_heading: bool
    """A heading of the mark-up, or a line of plain text that looks like one and announces no list."""

    @property
    def kind(self) -> BlockKind:
        """The kind of the block."""
        return self.block.kind


@dataclass(frozen=True, slots=True)
class Outline:
    """The units of a page, in the order of the text."""

    page: Page
    units: tuple[Unit, ...]

    @property
    def is_plain(self) -> bool:
        """Whether headings are only known by their looks."""
        return self.page.document.article.format == "text"

    def between(self, first: Unit, second: Unit) -> str:
        """The original from the end of one unit to the start of a later one."""
        return self.page.text[first.span.end : max(first.span.end, second.span.start)]

    def in_summary(self, unit: Unit) -> bool:
        """Whether it stands under a heading such as "Key points", which repeats on purpose."""
        return any(any_of("summaries").search(self.units[number].text) for number in unit.parents)

    def parent(self, unit: Unit) -> int:
        """Number of the heading right above a unit, -1 for none."""
        return unit.parents[-1] if unit.parents else -1


@lru_cache(maxsize=8192)
def fold(text: str) -> tuple[str, ...]:
    """The words of a text as they are compared: lower case, straight apostrophes, no punctuation."""
    return tuple(WORD.findall(text.replace("’", "'").lower()))


def outline_of(page: Page) -> Outline:
    """The outline of a page."""
    chrome = _chrome(page)
    units: list[Unit] = []
    open_headings: list[Unit] = []
    for block in page.body:
        text = block.flow.text
        if not text.strip():
            continue
        level = _level(block)
        is_heading = block.kind is BlockKind.HEADING and (block.level > 0 or not announces(text.strip()))
        if is_heading:
            while open_headings and _level(open_headings[-1].block) >= level:
                open_headings.pop()
        unit = Unit(
            len(units),
            block,
            _shown(block),
            text.strip(),
            fold(text.strip()),
            tuple(heading.number for heading in open_headings),
            block.quoted or _is_apart(page, block, chrome),
            is_heading,
        )
        units.append(unit)
        if is_heading:
            open_headings.append(unit)
    return Outline(page, tuple(units))


def _level(block: Block) -> int:
    """Level of a heading. In plain text a line that ends in a colon is under one that does not."""
    return block.level or (2 if block.flow.text.rstrip().endswith(":") else 1)


def _shown(block: Block) -> Span:
    """The place of a block's text without the white space around it."""
    text = block.flow.text
    start = len(text) - len(text.lstrip())
    return block.flow.to_original(start, max(start + 1, len(text.rstrip())))


def _chrome(page: Page) -> list[Span]:
    """Places of the parts of an HTML page that are no part of the post, outermost ones only."""
    if page.document.article.format != "html":
        return []
    text, places = page.text, []
    name, depth, start = "", 0, 0
    for tag in _CHROME_TAG.finditer(text):
        if not depth:
            if not tag[1]:
                name, depth, start = tag[2].lower(), 1, tag.start()
        elif tag[2].lower() == name:
            depth += -1 if tag[1] else 1
            # The header of a page is not of the post; the one around its heading is.
            if not depth and not (name == "header" and _PAGE_HEADER.search(text, start, tag.end())):
                places.append(Span(start, tag.end()))
    return places


def _is_apart(page: Page, block: Block, chrome: list[Span]) -> bool:
    place = _shown(block)
    index = bisect_right(chrome, place.start, key=lambda part: part.start) - 1
    if index >= 0 and chrome[index].contains(place):
        return True
    return any(
        protected.level is Protection.HARD and protected.span.contains(place)
        for protected in page.document.protected_at(place)
    )
