"""Lays an article out for the reader: pages of running text, with the places that are read again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from unspin.model.document import Block, Document
from unspin.reader.passage import Choice, Passage

PAGE = 2400
"""Characters from which a page ends before its next place: bounds what is read together, so the memory."""
LEAD = 600
"""Characters of the text before a page that are read with it; twice that without a place ends a page."""


@dataclass(frozen=True, slots=True)
class ReadPlace:
    """A place in the flow text of a block: what stands there for now, and what could."""

    block: int
    start: int
    end: int
    shown: str
    """The edit that will likely be made, or nothing."""
    variants: tuple[str, ...]
    """What to read in its place beside the text; nothing for places that are not doubtful."""


@dataclass(frozen=True, slots=True)
class Page:
    """A passage, and the numbers of the places that its choices stand for."""

    passage: Passage
    numbers: tuple[int, ...]


def pages_of(document: Document, places: Sequence[ReadPlace | None]) -> list[Page]:
    """The parts of an article that have doubtful places, with the text before each.

    Places that overlap one before them are left out.
    """
    by_block: dict[int, list[tuple[int, ReadPlace]]] = {}
    for number, place in enumerate(places):
        if place is not None:
            by_block.setdefault(place.block, []).append((number, place))
    return list(_pages(document.blocks, by_block))


def _pages(blocks: Sequence[Block], by_block: dict[int, list[tuple[int, ReadPlace]]]) -> Iterator[Page]:
    page = _Draft()
    for block in blocks:
        text, done = block.flow.text, 0
        for number, place in sorted(by_block.get(block.index, ()), key=lambda item: item[1].start):
            if place.start < done:
                continue
            page.text += text[done : place.start]
            if page.is_over:
                yield from page.finished()
                page = _Draft(page.text[-LEAD:])
            page.add(number, place, text[place.start : place.end])
            done = place.end
        page.text += f"{text[done:]}\n"
        if page.is_over:
            yield from page.finished()
            page = _Draft(page.text[-LEAD:])
    yield from page.finished()


@dataclass
class _Draft:
    """A page that is being written."""

    text: str = ""
    """The text before it, and its own so far."""
    choices: list[Choice] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)

    @property
    def is_over(self) -> bool:
        """Whether it is long enough, or what comes next has nothing to do with its last place."""
        last = self.choices[-1].end if self.choices else 0
        return len(self.text) > PAGE + LEAD or len(self.text) - last > 2 * LEAD

    def add(self, number: int, place: ReadPlace, keep: str) -> None:
        """Add a place as it reads once the likely edits are made."""
        start = len(self.text)
        self.text += place.shown or keep
        if place.variants:
            self.choices.append(Choice(start, len(self.text), (keep, *place.variants)))
            self.numbers.append(number)

    def finished(self) -> Iterator[Page]:
        """The page, if anything in it is to be read."""
        if self.choices:
            yield Page(Passage(self.text, tuple(self.choices)), tuple(self.numbers))
