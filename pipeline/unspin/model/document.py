"""A parsed article: blocks of prose with a map back to the original, and what must not be touched."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import accumulate

from unspin.model.article import Article
from unspin.model.ignore import NO_IGNORES, Ignores
from unspin.model.span import Span


class BlockKind(StrEnum):
    """The kind of place in which prose stands. What is quoted is of these kinds too: ``Block.quoted``."""

    TITLE = "title"
    DESCRIPTION = "description"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list-item"
    TABLE_CELL = "table-cell"
    CAPTION = "caption"
    ALT = "alt"
    FOOTNOTE = "footnote"


class Protection(StrEnum):
    """How far a protected place is protected."""

    HARD = "hard"
    """Nothing in it may change."""
    REVIEW = "review"
    """Findings in it are shown to the editor but never applied."""
    IGNORED = "ignored"
    """The author, or the site, wants no finding here."""


@dataclass(frozen=True, slots=True)
class Protected:
    """A place that must not be edited, with the reason in the editor's words."""

    span: Span
    reason: str
    level: Protection = Protection.HARD


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of flow text and where it stands in the original.

    ``literal`` runs are the same characters in both; others (an entity, a line break inside a
    paragraph) are one flow character for a longer stretch of the original.
    """

    flow_start: int
    flow_end: int
    start: int
    end: int
    literal: bool


@dataclass(frozen=True, slots=True)
class Flow:
    """The prose of a block as a reader sees it: no mark-up, entities decoded, wraps as a space."""

    text: str
    segments: tuple[Segment, ...]
    _starts: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_starts", tuple(s.flow_start for s in self.segments))

    def _segment(self, index: int) -> Segment:
        return self.segments[bisect_right(self._starts, index) - 1]

    def to_original(self, start: int, end: int) -> Span:
        """The span of the original from flow character ``start`` to before ``end`` (not empty)."""
        first, last = self._segment(start), self._segment(end - 1)
        begin = first.start + (start - first.flow_start) if first.literal else first.start
        stop = last.start + (end - last.flow_start) if last.literal else last.end
        return Span(begin, stop)


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading, cell, title, alt text ... of the article."""

    index: int
    kind: BlockKind
    flow: Flow
    level: int = 0
    """Heading level, 0 for anything else."""
    quoted: bool = False
    """Stands inside a block quotation."""


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed article. ``protected`` is sorted by position."""

    article: Article
    blocks: tuple[Block, ...]
    protected: tuple[Protected, ...] = ()
    ignores: Ignores = NO_IGNORES
    """What the author, or the settings, do not want to hear about."""
    _starts: tuple[int, ...] = field(init=False, repr=False, compare=False)
    _reach: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_starts", tuple(place.span.start for place in self.protected))
        reach = tuple(accumulate((place.span.end for place in self.protected), max))
        object.__setattr__(self, "_reach", reach)

    def protected_at(self, span: Span) -> Iterator[Protected]:
        """Protected places that overlap a span, from the last one back."""
        index = bisect_left(self._starts, span.end)
        while index and self._reach[index - 1] > span.start:
            index -= 1
            if self.protected[index].span.overlaps(span):
                yield self.protected[index]

    @property
    def word_count(self) -> int:
        """Words of prose, counted as runs between white space."""
        return sum(len(block.flow.text.split()) for block in self.blocks)
