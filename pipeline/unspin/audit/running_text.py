"""The running text of an article: what readability formulas were made for.

They count words between full stops. A heading, a table cell, a picture's text, an entry of a list of
sources or an item of two words would count as a sentence of its own, very short, and the text would look
easier than it is.
"""

from __future__ import annotations

import re

from unspin.model.document import Block, BlockKind, Document

__all__ = ["all_text", "running_text"]

_SENTENCE = re.compile(r"[.!?…:;][\"'”’)\]]*\Z")
"""The end of a block that holds whole sentences, or leads to a list."""
_LABEL_WORDS = 8
"""Words below which a paragraph without such an end is a label: a by-line, a heading in plain text."""
_SOURCES = "reference list"
"""The reason for which the parser protects an entry of a list of sources."""


def all_text(document: Document) -> str:
    """All prose: blocks set apart by blank lines, so that no sentence spans two."""
    return "\n\n".join(block.flow.text.strip() for block in document.blocks)


def running_text(document: Document) -> str:
    """Paragraphs, and list items of whole sentences, without lists of sources."""
    running = (block for block in document.blocks if _runs(block) and not _is_source(document, block))
    return "\n\n".join(block.flow.text.strip() for block in running)


def _runs(block: Block) -> bool:
    text = block.flow.text.strip()
    if block.kind is BlockKind.PARAGRAPH:
        return bool(_SENTENCE.search(text)) or len(text.split()) >= _LABEL_WORDS
    return block.kind is BlockKind.LIST_ITEM and bool(_SENTENCE.search(text))


def _is_source(document: Document, block: Block) -> bool:
    place = block.flow.to_original(0, 1)
    return any(protected.reason == _SOURCES for protected in document.protected_at(place))
