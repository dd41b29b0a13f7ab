"""The sentences, headings and cells of a page with their words, for assessments that look for phrases."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from unspin.audit.phrases import Word, words_in
from unspin.detect.context import sentence_starts
from unspin.model.document import Block, BlockKind, Document
from unspin.model.page import Page
from unspin.model.span import Span

REFERENCE_HEADING = re.compile(
    r"\W*(?:\d+[.)]?\s*)?(?:(?:article|medical|selected|our|key|cited|scientific)\s+)*"
    r"(?:references?|bibliography|sources?|citations?|works cited|literature(?: cited)?|footnotes|endnotes"
    r"|further reading|where (?:we|this|our)\b.{0,40}|evidence(?: base)?)"
    r"(?:\s+(?:and|&)\s+(?:references?|sources?|further reading|resources|citations?|notes|evidence))?"
    r"(?:\s+(?:used|cited))?\W*\Z",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"“[^“”]{1,400}”|(?<![\w\"])\"(?=\S)[^\"]{1,400}(?<=\S)\"(?!\w)")
_RUNNING = frozenset((BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.CAPTION, BlockKind.FOOTNOTE))


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence of running text; a whole heading, title, description, cell or alt text."""

    block: Block
    start: int
    end: int
    words: tuple[Word, ...]
    """Words with places in the flow of the block."""
    section: str = ""
    """The heading above, in lower case."""
    is_reference: bool = False
    """Stands in a list of sources."""

    @property
    def text(self) -> str:
        """The flow text."""
        return self.block.flow.text[self.start : self.end].strip()

    @property
    def is_running(self) -> bool:
        """Whether it is a sentence of running text."""
        return self.block.kind in _RUNNING

    def place(self, first: int, last: int) -> Span:
        """The place in the original of the words ``first`` to ``last``."""
        return self.block.flow.to_original(self.words[first].start, self.words[last].end)

    def is_quoted(self, first: int, last: int) -> bool:
        """Whether these words are somebody else's: in quotation marks or a block quotation."""
        if self.block.quoted:
            return True
        start, end = self.words[first].start, self.words[last].end
        return any(
            found.start() < start and end < found.end() for found in _QUOTED.finditer(self.block.flow.text)
        )


def passages_of(page: Page) -> tuple[Passage, ...]:
    """All passages of a page in the order of the text."""
    return tuple(_passages(page.document))


def _passages(document: Document) -> Iterator[Passage]:
    section, reference_level = "", -1
    for block in document.blocks:
        text = block.flow.text
        if block.kind is BlockKind.HEADING:
            section = text.strip().lower()
            if REFERENCE_HEADING.match(text):
                reference_level = block.level
            elif block.level <= reference_level:
                reference_level = -1
        is_reference = reference_level >= 0 or _is_note(document, block)
        words = words_in(text)
        for start, end in _borders(block):
            own = (
                tuple(word for word in words if start <= word.start < end)
                if start or end < len(text)
                else words
            )
            if own:
                yield Passage(block, start, end, own, section, is_reference)


def _is_note(document: Document, block: Block) -> bool:
    """A footnote, or a block that the parser knows as a list of sources."""
    if block.kind is BlockKind.FOOTNOTE:
        return True
    if not block.flow.segments:
        return False
    place = block.flow.to_original(0, 1)
    return any(protected.reason == "reference list" for protected in document.protected_at(place))


def _borders(block: Block) -> Iterator[tuple[int, int]]:
    text = block.flow.text
    starts = (
        [0, *sentence_starts(text)] if block.kind in _RUNNING or block.kind is BlockKind.DESCRIPTION else [0]
    )
    yield from zip(starts, [*starts[1:], len(text)], strict=True)
