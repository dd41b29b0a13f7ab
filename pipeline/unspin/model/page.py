"""A page as its reader, a search engine and an editor see it: the elements around the prose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from unspin.model.document import Block, BlockKind, Document
from unspin.model.span import Span

_RUNNING = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)
_BODY = frozenset(BlockKind) - {BlockKind.TITLE, BlockKind.DESCRIPTION, BlockKind.ALT}


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a block. ``text`` is flow text; ``span`` its place in the original."""

    text: str
    span: Span
    block: int
    flow_start: int
    flow_end: int


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the body (``level`` 1 to 6; in plain text 1 for one that begins it, else 2)."""

    level: int
    text: str
    span: Span
    block: int


@dataclass(frozen=True, slots=True)
class Image:
    """A picture. ``alt`` is ``None`` where there is no alt text at all, "" where it is empty.

    ``caption`` stands in the same figure, in the title of a picture in Markdown, or as an emphasised line
    under it.
    """

    span: Span
    target: str
    alt: str | None = None
    title: str = ""
    caption: str = ""
    caption_span: Span | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A link with its visible text ("" around a picture) and its target as written."""

    span: Span
    text: str
    target: str
    nofollow: bool = False


@dataclass(frozen=True, slots=True)
class ListView:
    """A list; ``items`` are the flow texts (up to a list inside) and places of its direct items."""

    span: Span
    ordered: bool
    items: tuple[tuple[str, Span], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the body. A table of Markdown whose head row is empty has none."""

    span: Span
    has_head: bool


@dataclass(frozen=True, slots=True)
class Page:
    """A parsed article with its elements; all places are spans of the original text."""

    document: Document
    title: str = ""
    """The SEO title: front matter ``seo_title`` or ``title``, HTML ``<title>``; "" for none."""
    title_span: Span | None = None
    description: str = ""
    description_span: Span | None = None
    slug: str = ""
    """Front matter ``slug``, ``url`` or ``permalink``, HTML canonical link, else the name of the file."""
    keyphrase: str = ""
    synonyms: tuple[str, ...] = ()
    cornerstone: bool = False
    meta: Mapping[str, Any] = field(default_factory=dict)
    """Front matter and HTML meta names and properties; keys, also inside, in lower case with "-" as "_".
    Values are texts, numbers, truth values, dates, ``None``, and lists and mappings of them."""
    meta_spans: Mapping[str, Span] = field(default_factory=dict)
    """Where the values of the top keys stand."""
    json_ld: tuple[Any, ...] = ()
    """Parsed ``<script type="application/ld+json">``, one each."""
    json_ld_spans: tuple[Span, ...] = ()
    """Their places, one each."""
    broken_json_ld: tuple[Span, ...] = ()
    """Places of such scripts that are no JSON."""
    headings: tuple[Heading, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    """Sentences of paragraphs, list items, captions, footnotes; not of headings, cells, titles, alt texts."""
    images: tuple[Image, ...] = ()
    links: tuple[Link, ...] = ()
    lists: tuple[ListView, ...] = ()
    tables: tuple[Table, ...] = ()
    anchors: frozenset[str] = frozenset()
    """Names that a link "#name" may point to: ids, and GitHub's names of headings for Markdown."""

    @property
    def text(self) -> str:
        """The original text."""
        return self.document.article.text

    @property
    def body(self) -> tuple[Block, ...]:
        """Blocks that a reader sees in the page itself."""
        return tuple(block for block in self.document.blocks if block.kind in _BODY)

    @property
    def paragraphs(self) -> tuple[Block, ...]:
        """Paragraphs and list items, quoted ones too."""
        return tuple(block for block in self.document.blocks if block.kind in _RUNNING)
