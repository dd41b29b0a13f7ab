"""The changes to one block as stretches of its flow, and where each stands before and after."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_SENTENCE_END = re.compile(r"[.!?]+[\"”’)]*\s+")


@dataclass(frozen=True, slots=True)
class Change:
    """Put ``wording`` in place of flow characters ``[start, end)``. ``source`` is the decision's number."""

    start: int
    end: int
    wording: str
    source: int
    mended: str = ""
    """What of it was mended, for the reason."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A change and where its wording stands in the changed text."""

    change: Change
    start: int
    end: int


@dataclass(frozen=True)
class Changed:
    """A text before and after changes that are sorted and do not overlap."""

    before: str
    after: str
    placed: tuple[Placed, ...]

    @classmethod
    def make(cls, text: str, changes: Sequence[Change]) -> Changed:
        """The text with all changes made."""
        parts: list[str] = []
        placed: list[Placed] = []
        position = length = 0
        for change in sorted(changes, key=lambda c: (c.start, c.end)):
            kept = text[position : change.start]
            start = length + len(kept)
            parts += (kept, change.wording)
            length = start + len(change.wording)
            placed.append(Placed(change, start, length))
            position = change.end
        parts.append(text[position:])
        return cls(text, "".join(parts), tuple(placed))

    def to_after(self, offset: int) -> int | None:
        """Where an offset of the text before stands after; ``None`` inside a change."""
        shift = 0
        for placed in self.placed:
            if offset >= placed.change.end:
                shift = placed.end - placed.change.end
            elif offset > placed.change.start:
                return None
            else:
                break
        return offset + shift

    def to_before(self, offset: int) -> int | None:
        """Where an offset of the changed text stood before; ``None`` inside a change."""
        shift = 0
        for placed in self.placed:
            if offset >= placed.end:
                shift = placed.change.end - placed.end
            elif offset > placed.start:
                return None
            else:
                break
        return offset + shift

    def touching(self, start: int, end: int) -> list[Placed]:
        """Changes whose new wording a place of the changed text overlaps."""
        return [p for p in self.placed if (p.start < end and start < p.end) or p.start == p.end == start]

    def sentence(self, offset: int) -> tuple[int, int]:
        """The sentence of the changed text around an offset."""
        begin, end = 0, len(self.after)
        for found in _SENTENCE_END.finditer(self.after):
            if found.end() <= offset:
                begin = found.end()
            else:
                end = found.end()
                break
        return begin, end

    def nearest(self, start: int, end: int) -> Placed | None:
        """The change that a place of the changed text has to do with: in its sentence, the nearest."""
        begin, stop = self.sentence(start)
        near = [p for p in self.placed if p.start < stop and p.end > begin]
        gap = {id(p): max(p.start - end, start - p.end, 0) for p in near}
        return min(near, key=lambda p: (gap[id(p)], p.start), default=None)
