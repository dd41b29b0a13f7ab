"""From a place of the original to the words that a reader sees there."""

from __future__ import annotations

from bisect import bisect_right

from unspin.model.document import BlockKind, Document
from unspin.model.span import Span
from unspin.parse.flow import OBJECT

_LONGEST = 8_000
"""Characters that are looked up at once; no link, caption or list item is longer."""


class TextLookup:
    """The segments of all blocks but alt texts, in the order of the original."""

    def __init__(self, document: Document) -> None:
        found = [
            (segment.start, segment.end, block.index, segment.flow_start, segment.flow_end, segment.literal)
            for block in document.blocks
            if block.kind is not BlockKind.ALT
            for segment in block.flow.segments
        ]
        self._segments = sorted(found)
        self._starts = [segment[0] for segment in self._segments]
        self._blocks = document.blocks

    def text(self, span: Span) -> str:
        """The flow text that stands in ``span``: one space for white space, nothing for pictures and code."""
        parts: list[str] = []
        length, last = 0, -1
        index = max(bisect_right(self._starts, span.start) - 1, 0)
        while index < len(self._segments) and length < _LONGEST:
            start, end, block, low, high, literal = self._segments[index]
            index += 1
            if start >= span.end:
                break
            if literal:
                high = min(high, low + span.end - start)
                low += max(0, span.start - start)
            elif start < span.start:
                continue
            if end <= span.start or low >= high:
                continue
            if block != last and parts:
                parts.append(" ")
            last = block
            parts.append(self._blocks[block].flow.text[low:high])
            length += high - low
        return " ".join("".join(parts)[:_LONGEST].replace(OBJECT, " ").split())
