"""A page as a reader reads it down: its running text, words, sentences and sections.

Quotations are left out, since their wording is not the author's to change; so does Yoast.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise

from unspin.detect.context import sentence_starts
from unspin.model.document import Block, BlockKind
from unspin.model.page import Page, Sentence
from unspin.model.span import Span

__all__ = ["Section", "TextView", "count_words", "words_in"]

_WORD = re.compile(r"[^\W_]+(?:['’](?!s\b)[^\W_]+)*")
_RUN = re.compile(r"[^\s–—]*[^\W_][^\s–—]*")
"""A run without white space and dashes that has a letter or digit: "10-mg", "and/or", "2.5"."""
_PARAGRAPHS = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.CAPTION, BlockKind.FOOTNOTE)


@lru_cache(maxsize=4096)  # each sentence is asked for by five assessments, before and after the corrections
def words_in(text: str) -> tuple[str, ...]:
    """The words of a text in lower case; a hyphen separates, "'s" is left out.

    >>> words_in("Don’t ignore the doctor’s low-dose plan")
    ("don't", 'ignore', 'the', 'doctor', 'low', 'dose', 'plan')
    """
    return tuple(word for word in _WORD.findall(text.lower().replace("’", "'")) if word != "s")


def count_words(text: str) -> int:
    """Words as people count them: between white space and dashes, with a letter or digit."""
    return len(_RUN.findall(text))


@dataclass(frozen=True, slots=True)
class Section:
    """What stands under a heading, before the next one of whatever level."""

    heading: Block | None
    """``None`` for the text before the first heading."""
    words: int
    span: Span
    """The heading; for the text before the first one, its first paragraph."""


@dataclass(frozen=True)
class TextView:
    """The running text of one page; everything is found when first asked for."""

    page: Page

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """Blocks of the page itself, without quotations."""
        return tuple(block for block in self.page.body if not block.quoted)

    @cached_property
    def words(self) -> int:
        """Words of the page, headings and tables too."""
        return sum(count_words(block.flow.text) for block in self.blocks)

    @cached_property
    def paragraphs(self) -> tuple[Block, ...]:
        """Paragraphs, list items, captions and footnotes."""
        return tuple(block for block in self.blocks if block.kind in _PARAGRAPHS)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Sentences and headings in the order of the text; no cells of tables.

        Yoast counts a heading as a sentence, and its shares were set with them; so they count here.
        """
        numbers = {block.index for block in self.blocks}
        found = [sentence for sentence in self.page.sentences if sentence.block in numbers]
        for block in self.blocks:
            if block.kind is BlockKind.HEADING:
                found += _sentences_of(block)
        return tuple(sorted(found, key=lambda sentence: (sentence.block, sentence.flow_start)))

    @cached_property
    def kinds(self) -> dict[int, BlockKind]:
        """The kind of each block by its index."""
        return {block.index: block.kind for block in self.blocks}

    @cached_property
    def units(self) -> tuple[tuple[str, ...], ...]:
        """The words of each sentence and each cell, for looking a keyphrase up."""
        cells = (block.flow.text for block in self.blocks if block.kind is BlockKind.TABLE_CELL)
        texts = [sentence.text for sentence in self.sentences]
        return tuple(words_in(text) for text in (*texts, *cells))

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The page cut at every heading; the part before the first one only if it has words."""
        found: list[Section] = []
        heading: Block | None = None
        words, start = 0, None
        for block in self.blocks:
            if block.kind is not BlockKind.HEADING:
                words += count_words(block.flow.text)
                start = start or place_of(block)
                continue
            if heading or words:
                found.append(Section(heading, words, place_of(heading) if heading else start or Span(0, 0)))
            heading, words = block, 0
        if heading or words:
            found.append(Section(heading, words, place_of(heading) if heading else start or Span(0, 0)))
        return tuple(found)


def place_of(block: Block) -> Span:
    """The place of a block's text in the original."""
    return block.flow.to_original(0, len(block.flow.text))


def _sentences_of(block: Block) -> Iterator[Sentence]:
    text = block.flow.text
    borders = [0, *sentence_starts(text), len(text)]
    for start, end in pairwise(borders):
        part = text[start:end].strip()
        if part:
            first = text.index(part, start)
            last = first + len(part)
            yield Sentence(part, block.flow.to_original(first, last), block.index, first, last)
