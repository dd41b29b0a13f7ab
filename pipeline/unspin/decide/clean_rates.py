"""How often good text has the wordings of rules, as counted in millions of words of it."""

from __future__ import annotations

import math
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Protocol

from unspin.model.rule import Rule

EXTRA_RATE = 10e-6
"""Hits a word that spinning adds for one rule."""
_UNMEASURED = 2
"""Clean count assumed for rules that the shipped table does not know."""
_WORDS = "# words"
"""Name under which the table has the number of words that were read."""


class Counts(Protocol):
    """Numbers by name, such as a dict has them."""

    def get(self, name: str, /) -> int | None:
        """The number of a name, ``None`` for one that is not there."""


class PackedCounts:
    """Numbers from 0 to 2^31 by name in a tenth of the memory of a dict. Names cannot be read back.

    Two names with the same hash of 64 bits would be one: with 200,000 names one case in a thousand million.

    >>> counts = PackedCounts([("pain/muscle-fit", 3), ("channel/ailment.noun", 40)])
    >>> counts.get("channel/ailment.noun"), counts.get("channel/torment.noun")
    (40, None)
    """

    def __init__(self, pairs: Iterable[tuple[str, int]]) -> None:
        ordered = sorted((hash(name), number) for name, number in pairs)
        self._hashes = array("q", (key for key, _ in ordered))
        self._numbers = array("i", (number for _, number in ordered))

    def get(self, name: str, /) -> int | None:
        """The number of a name, ``None`` for one that is not there."""
        key = hash(name)
        place = bisect_left(self._hashes, key)
        found = place < len(self._hashes) and self._hashes[place] == key
        return self._numbers[place] if found else None


@dataclass(frozen=True, slots=True)
class CleanRates:
    """How often each rule's wording occurs in clean text, per word."""

    words: int
    counts: Counts

    def rate(self, rule: Rule) -> float:
        """Occurrences a word of clean text, never zero (0.3 is added to the count)."""
        count = self.counts.get(rule.id)
        return ((_UNMEASURED if count is None else count) + 0.3) / self.words

    def has_at_most(self, rule_id: str, times: int) -> bool:
        """Whether a rule's wording was counted, and stands in clean text at most that often."""
        count = self.counts.get(rule_id)
        return count is not None and count <= times

    def weight(self, rule: Rule) -> float:
        """Log likelihood ratio that one hit of the rule adds for "spun"."""
        return math.log1p(EXTRA_RATE / self.rate(rule))

    def strangeness(self, rule: Rule) -> float:
        """Share of the rule's hits that spinning explains, from 0 (common wording) to 1 (never seen)."""
        return EXTRA_RATE / (EXTRA_RATE + self.rate(rule))


@cache
def shipped_rates() -> CleanRates:
    """The table that comes with the package, ``corpus/clean-counts.tsv``."""
    lines = _shipped_lines()
    words = next((number for name, number in lines if name == _WORDS), 10_000_000)
    return CleanRates(words, PackedCounts(lines))


def shipped_counts() -> dict[str, int]:
    """The numbers of that table by the names of the rules."""
    return {name: number for name, number in _shipped_lines() if name != _WORDS}


def _shipped_lines() -> Iterator[tuple[str, int]]:
    """Names and numbers, that of the words read first."""
    resource = files("unspin.corpus") / "clean-counts.tsv"
    if not resource.is_file():
        return
    with resource.open("r", encoding="utf-8") as file:
        for line in file:
            name, _, number = line.partition("\t")
            if name == _WORDS or not name.startswith("#"):
                yield name, int(number)
