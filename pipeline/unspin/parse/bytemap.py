"""From the byte offsets of a grammar to the code-point offsets of the text."""

from __future__ import annotations

from bisect import bisect_right


class ByteMap:
    """Maps offsets in ``text.encode()`` back to offsets in ``text``."""

    def __init__(self, text: str) -> None:
        self.data = text.encode("utf-8", "surrogatepass")
        self._ends: list[int] = []
        self._extra: list[int] = []
        if len(self.data) != len(text):
            self._index(text)

    def _index(self, text: str) -> None:
        extra = 0
        for offset, character in enumerate(text):
            if character > "\x7f":
                width = 2 if character < "\u0800" else 3 if character < "\U00010000" else 4
                extra += width - 1
                self._ends.append(offset + 1 + extra)
                self._extra.append(extra)

    def to_code_point(self, byte_offset: int) -> int:
        """The code-point offset of a byte offset that lies on a character boundary."""
        if not self._ends:
            return byte_offset
        index = bisect_right(self._ends, byte_offset)
        return byte_offset - (self._extra[index - 1] if index else 0)
