"""Puts short texts together into one question and takes long ones apart, and keeps count of the places."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

LARGEST = 6_000
"""Characters of a question: about two seconds of a checker's time on a slow machine."""
_GAP = "\n\n"
"""What stands between two texts of a question: to a checker the end of a paragraph."""
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[^\W\d_])")


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a text: the number of the text, and where in it the stretch begins."""

    number: int
    start: int
    text: str


@dataclass(frozen=True, slots=True)
class Piece:
    """One question: parts, and where each begins in the question."""

    text: str
    parts: tuple[Part, ...]
    starts: tuple[int, ...]

    def place_of(self, start: int, end: int) -> tuple[int, int] | None:
        """Number of the text that holds a place, and what to add to get the place in that text.

        ``None`` for a place that reaches over the end of a part.
        """
        index = bisect_right(self.starts, start) - 1
        part, begin = self.parts[index], self.starts[index]
        if end > begin + len(part.text):
            return None
        return part.number, part.start - begin


def pieces_of(texts: Sequence[str], largest: int = LARGEST) -> Iterator[Piece]:
    """Questions of at most ``largest`` characters that hold all texts; empty texts are left out."""
    waiting: list[Part] = []
    length = 0
    for number, text in enumerate(texts):
        for part in _parts_of(number, text, largest):
            if waiting and length + len(_GAP) + len(part.text) > largest:
                yield _together(waiting)
                waiting, length = [], 0
            waiting.append(part)
            length += len(_GAP) + len(part.text)
    if waiting:
        yield _together(waiting)


def _together(parts: list[Part]) -> Piece:
    starts, position = [], 0
    for part in parts:
        starts.append(position)
        position += len(part.text) + len(_GAP)
    return Piece(_GAP.join(part.text for part in parts), tuple(parts), tuple(starts))


def _parts_of(number: int, text: str, largest: int) -> Iterator[Part]:
    """A text whole, or cut between sentences, or where there is none, between words or anywhere."""
    start = 0
    while len(text) - start > largest:
        window = text[start : start + largest]
        ends = [found.end() for found in _SENTENCE.finditer(window)]
        cut = ends[-1] if ends else window.rfind(" ") + 1 or largest
        yield Part(number, start, text[start : start + cut])
        start += cut
    if text[start:].strip():
        yield Part(number, start, text[start:])
