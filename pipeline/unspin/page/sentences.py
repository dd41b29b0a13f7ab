"""The sentences of a page."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from unspin.detect.context import sentence_starts
from unspin.model.document import Block, BlockKind, Document
from unspin.model.page import Sentence
from unspin.parse.flow import OBJECT

_WITH_SENTENCES = frozenset((BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.CAPTION, BlockKind.FOOTNOTE))


def sentences(document: Document) -> tuple[Sentence, ...]:
    """The sentences of paragraphs, list items, captions and footnotes, in the order of the blocks."""
    return tuple(
        sentence
        for block in document.blocks
        if block.kind in _WITH_SENTENCES
        for sentence in _of_block(block)
    )


def _of_block(block: Block) -> Iterator[Sentence]:
    text = block.flow.text
    borders = [0, *sentence_starts(text), len(text)]
    for begin, stop in pairwise(borders):
        start, end = begin, stop
        while start < end and (text[start].isspace() or text[start] == OBJECT):
            start += 1
        while end > start and (text[end - 1].isspace() or text[end - 1] == OBJECT):
            end -= 1
        if any(character.isalnum() for character in text[start:end]):
            span = block.flow.to_original(start, end)
            yield Sentence(text[start:end], span, block.index, start, end)
