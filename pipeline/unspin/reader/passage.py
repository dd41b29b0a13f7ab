"""What a reader is asked: passages with places in them, and what could stand there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Choice:
    """A place in a passage, and what could stand there."""

    start: int
    end: int
    variants: tuple[str, ...]
    """As they would be written; the text as it is, is one of them if the caller wants it compared."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of text. Its places do not overlap and are in order."""

    text: str
    choices: tuple[Choice, ...]


class Reading(Protocol):
    """Says how likely each variant of a place is in its passage."""

    def scores(self, passages: Sequence[Passage]) -> list[list[tuple[float, ...]]]:
        """For each place of each passage the log probability of each variant with the words after it.

        Natural logarithms; only differences between the variants of one place mean anything. Raises
        ``ReaderError``.
        """
        ...
