"""Builds the flow of a block: what a reader reads, with the way back to the original text."""

from __future__ import annotations

import re

from unspin.model.document import Flow, Segment

OBJECT = "\ufffc"
"""Stands in the flow for something that is not prose (code, formula, image): nothing matches over it."""

_WRAP = re.compile(r"[ \t]*(?:\r\n|\r|\n)[ \t\r\n]*")


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
