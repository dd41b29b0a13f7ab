"""Reads passages and says how likely each variant of a place in them is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from unspin.errors import ReaderError
from unspin.reader.installation import problem_of
from unspin.reader.network import Place, log_probabilities
from unspin.reader.passage import Passage
from unspin.reader.tokens import Tokens
from unspin.reader.weights import Weights

BEGIN = 0
"""The token that stands before every text that the model has learned from."""
AFTER = 8
"""Tokens behind a place, in its paragraph, that each variant must go on with."""
_LONGEST = 24
"""Tokens of a variant at most; no original is that long."""
_AT_ONCE = 3000
"""Tokens that go through the network together: bounds the memory, at the price of unpacking it again."""
_REMEMBERED = 100_000
"""Scores that are kept; a long article has a few thousand."""

_Ids = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Unit:
    """A passage as tokens: the text up to its last place, and what is asked after how many of them."""

    stream: _Ids
    asked: tuple[tuple[int, int, tuple[_Ids, ...]], ...]
    """For each place the tokens before it, a hash of these, and its variants with what follows them."""


class Reader:
    """A neural language model. Nothing is loaded before the first passage is read.

    Scores are remembered, so that text that is read again, a word changed elsewhere, costs little.
    """

    def __init__(self, path: Path, checked: bool = True) -> None:
        """``checked=False`` takes any file, not only the published model."""
        self.path = path
        self._checked = checked
        self._known: dict[tuple[int, _Ids], float] = {}

    @cached_property
    def _weights(self) -> Weights:
        problem = problem_of(self.path) if self._checked else ""
        if problem:
            raise ReaderError(f"{problem}; run unspin reader install")
        return Weights(self.path)

    @cached_property
    def _tokens(self) -> Tokens:
        return Tokens(self._weights.words, self._weights.merges)

    def scores(self, passages: Sequence[Passage]) -> list[list[tuple[float, ...]]]:
        """For each place of each passage the log probability of each variant with the words after it.

        Natural logarithms; only differences between the variants of one place mean anything. Raises
        ``ReaderError``.
        """
        if len(self._known) > _REMEMBERED:
            self._known.clear()
        units = [self._unit(passage) for passage in passages]
        for group in _groups([missing for missing in map(self._missing, units) if missing.asked]):
            self._read(group)
        return [
            [
                tuple(self._known[before, variant] for variant in variants)
                for _, before, variants in unit.asked
            ]
            for unit in units
        ]

    def _unit(self, passage: Passage) -> _Unit:
        text = passage.text
        stream: _Ids = (BEGIN,)
        before, done, asked = hash(stream), 0, []
        for choice in passage.choices:
            gap = len(text[: choice.start].rstrip(" "))  # a space is part of the token after it
            piece = self._tokens.of(text[done:gap]) if gap > done else ()
            stream, before, done = stream + piece, hash((before, piece)), max(gap, done)
            behind = text[choice.end : choice.end + 12 * AFTER].partition("\n")[0]
            after = self._tokens.of(behind)[:AFTER]
            space = text[gap : choice.start]
            variants = tuple(
                # where a word is taken out, its space goes too; a text of nothing at least begins
                (self._tokens.of(space + variant)[:_LONGEST] if variant else ()) + after or (BEGIN,)
                for variant in choice.variants
            )
            asked.append((len(stream), before, variants))
        return _Unit(stream, tuple(asked))

    def _missing(self, unit: _Unit) -> _Unit:
        """The unit without variants whose score is known."""
        asked = []
        for at, before, variants in unit.asked:
            new = tuple(dict.fromkeys(v for v in variants if (before, v) not in self._known))
            if new:
                asked.append((at, before, new))
        return _Unit(unit.stream[: asked[-1][0]] if asked else (), tuple(asked))

    def _read(self, units: Sequence[_Unit]) -> None:
        stream: list[int] = []
        firsts: list[int] = []
        places, names = [], []
        for unit in units:
            first = len(stream)
            stream += unit.stream
            firsts += [first] * len(unit.stream)
            for at, before, variants in unit.asked:
                places.append(Place(first + at, variants))
                names.append((before, variants))
        told = log_probabilities(self._weights, stream, firsts, places)
        for (before, variants), scores in zip(names, told, strict=True):
            for variant, score in zip(variants, scores, strict=True):
                # rounded, so that the arithmetic of one machine or another decides nothing
                self._known[before, variant] = round(float(score.sum()), 3)


def _groups(units: Sequence[_Unit]) -> Iterator[list[_Unit]]:
    """Units that are read together."""
    group: list[_Unit] = []
    size = 0
    for unit in units:
        group.append(unit)
        size += len(unit.stream) + sum(len(v) for _, _, variants in unit.asked for v in variants)
        if size >= _AT_ONCE:
            yield group
            group, size = [], 0
    if group:
        yield group
