"""Builds the flow of a block: what a reader reads, with the way back to the original text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from unspin.model.document import Flow, Segment

OBJECT = "\ufffc"
"""Stands in the flow for something that is not prose (code, formula, image): nothing matches over it."""

_WRAP = re.compile(r"(?<![ \t])[ \t]*(?:\r\n|\r|\n)[ \t\r\n]*")


LONGEST = 8_000
"""Characters of a block. No paragraph is longer; a file without line ends would be one huge block, and
looking at the neighbours of each of its words would take for ever."""


class FlowBuilder:
    """Collects pieces of prose in reading order; offsets are code points of the original."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._segments: list[Segment] = []
        self._length = 0

    def add_text(self, text: str, start: int) -> None:
        """Add prose that stands at ``start``; line ends (with their indent) become one space."""
        position = 0
        for wrap in _WRAP.finditer(text):
            self._add(text[position : wrap.start()], start + position, start + wrap.start(), True)
            self.add_stand_in(" ", start + wrap.start(), start + wrap.end())
            position = wrap.end()
        self._add(text[position:], start + position, start + len(text), True)

    def add_stand_in(self, flow: str, start: int, end: int) -> None:
        """Add ``flow`` (one character, as a rule) for the original's ``[start, end)``."""
        self._add(flow, start, end, False)

    def _add(self, flow: str, start: int, end: int, literal: bool) -> None:
        if not flow:
            return
        self._segments.append(Segment(self._length, self._length + len(flow), start, end, literal))
        self._parts.append(flow)
        self._length += len(flow)

    @property
    def has_prose(self) -> bool:
        """Whether any letter or digit was added."""
        return any(character.isalnum() for part in self._parts for character in part)

    def build(self) -> Flow:
        """The flow collected so far."""
        return Flow("".join(self._parts), tuple(self._segments))


def split_flow(flow: Flow, longest: int = LONGEST) -> Iterator[Flow]:
    """The flow in pieces of at most ``longest`` characters, cut at white space where there is some."""
    start = 0
    while len(flow.text) - start > longest:
        cut = flow.text.rfind(" ", start + longest // 2, start + longest) + 1 or start + longest
        yield _slice(flow, start, cut)
        start = cut
    yield _slice(flow, start, len(flow.text)) if start else flow


def _slice(flow: Flow, start: int, end: int) -> Flow:
    segments = []
    first = max(bisect_right(flow.segments, start, key=lambda s: s.flow_start) - 1, 0)
    for segment in flow.segments[first:]:
        if segment.flow_start >= end:
            break
        low, high = max(segment.flow_start, start), min(segment.flow_end, end)
        if low >= high:
            continue
        begin, stop = segment.start, segment.end
        if segment.literal:
            begin, stop = segment.start + low - segment.flow_start, segment.start + high - segment.flow_start
        segments.append(Segment(low - start, high - start, begin, stop, segment.literal))
    return Flow(flow.text[start:end], tuple(segments))
