"""Looks up word sequences in a model file."""

from __future__ import annotations

import math
import os
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import as_file, files

from unspin.lm.file import BITS, BLOCK, LEVELS, LONG, ModelFile
from unspin.lm.text import END, START, UNKNOWN, words_of_sentence

UNKNOWN_SHARE = 8.0
"""Log share of one unknown word in the probability of all of them: the model has left out thousands."""
_REMEMBERED = 200_000
"""Scores kept in memory: a decoder asks for the same ones again and again."""


_Row = tuple[float, int, int]
"""Back-off weight of a pair of words, and where the triples that begin with it start and end."""


class LanguageModel:
    """A trigram model. All scores are natural logarithms.

    They are logs of probabilities, or sums of such logs from several models (``lm/mix.py``).
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        file = ModelFile(path)
        self.card = file.card
        self.weight = file.weight
        """Divide a score by it for the log of a probability, or nearly that of a mixture."""
        self._ids = {word: index for index, word in enumerate(file.words())}
        self.unknown, self.start, self.end = self._ids[UNKNOWN], self._ids[START], self._ids[END]
        self._unigrams = file.floats_of("unigrams")
        self._unigram_backoffs = file.floats_of("unigram_backoffs")
        self._frequencies = file.floats_of("frequencies")
        self._bigram_starts = file.integers_of("bigram_starts")
        self._bigram_words = file.shorts_of("bigram_words")
        self._bigram_logs = file.bytes_of("bigram_logs")
        self._bigram_backoffs = file.bytes_of("bigram_backoffs")
        self._bigram_own = file.bytes_of("bigram_own")
        self._trigram_starts = file.integers_of("trigram_starts")
        self._trigram_counts = file.bytes_of("trigram_counts")
        long = file.integers_of("long_rows")
        self._long_rows = dict(zip(long[::2], long[1::2], strict=True))
        self._trigram_words = file.shorts_of("trigram_words")
        self._trigram_logs = file.bytes_of("trigram_logs")
        self._bigram_levels = _levels(*file.scales["bigram"])
        self._backoff_levels = _levels(*file.scales["bigram_backoff"])
        self._trigram_levels = _levels(*file.scales["trigram"])
        self._known: dict[int, float] = {}
        self._known_pairs: dict[int, float] = {}
        self._known_rows: dict[int, _Row | None] = {}
        self._wordings: dict[str, tuple[int, ...]] = {}

    def id_of(self, word: str) -> int:
        """Id of a folded word, that of the unknown word if the model has never seen it."""
        return self._ids.get(word, self.unknown)

    def ids_of(self, wording: str) -> tuple[int, ...]:
        """Ids of the words of a wording; remembered, since a text asks for the same ones again and again."""
        ids = self._wordings.get(wording)
        if ids is None:
            if len(self._wordings) >= _REMEMBERED:
                self._wordings.clear()
            ids = self._wordings[wording] = tuple(self.id_of(word) for word in words_of_sentence(wording))
        return ids

    def knows(self, word: str) -> bool:
        """Whether the word is in the vocabulary."""
        return word in self._ids

    def score(self, first: int, second: int, third: int) -> float:
        """Log score of the third word after the first two (ids)."""
        key = first << 2 * BITS | second << BITS | third
        known = self._known.get(key)
        if known is None:
            if len(self._known) >= _REMEMBERED:
                for table in (self._known, self._known_pairs, self._known_rows):
                    table.clear()
            known = self._known[key] = self._look_up(first, second, third)
        return known

    def probability(self, first: int, second: int, third: int) -> float:
        """Probability of the third word after the first two; in a mixture the geometric mean."""
        return math.exp(self.score(first, second, third) / self.weight)

    def _look_up(self, first: int, second: int, third: int) -> float:
        key = first << BITS | second
        try:
            row = self._known_rows[key]
        except KeyError:
            row = self._known_rows[key] = self._row(first, second)
        if row is None:  # every triple begins with a pair that the model has
            return self.score2(second, third)
        backoff, start, end = row
        if start < end:
            words = self._trigram_words
            place = bisect_left(words, third, start, end)
            if place < end and words[place] == third:
                return self._trigram_levels[self._trigram_logs[place]]
        return backoff + self.score2(second, third)

    def score2(self, second: int, third: int) -> float:
        """Log score of a word after one other word (ids)."""
        key = second << BITS | third
        known = self._known_pairs.get(key)
        if known is None:
            place = self._pair(second, third)
            if place >= 0:
                known = self._bigram_levels[self._bigram_logs[place]]
            else:
                known = self._unigram_backoffs[second] + self._unigrams[third]
            self._known_pairs[key] = known
        return known

    def alone(self, word: int) -> float:
        """Log probability of a word (id) wherever it stands, in the text that was counted."""
        return self._frequencies[word]

    def attraction(self, second: int, third: int) -> float:
        """Pointwise mutual information of two words (ids) in this order: log ratio to mere chance."""
        return (self.score2(second, third) - self._unigrams[third]) / self.weight

    def has_bigram(self, second: int, third: int) -> bool:
        """Whether the counted text has the two words in this order: often enough, and not by mere chance."""
        place = self._pair(second, third)
        return place >= 0 and bool(self._bigram_own[place >> 3] >> (place & 7) & 1)

    def _pair(self, first: int, second: int) -> int:
        """Index of a pair of words, -1 if the model does not have it."""
        starts, words = self._bigram_starts, self._bigram_words
        end = starts[first + 1]
        place = bisect_left(words, second, starts[first], end)
        return place if place < end and words[place] == second else -1

    def _row(self, first: int, second: int) -> _Row | None:
        """What follows from a pair as history; ``None`` for a pair that the model does not have."""
        place = self._pair(first, second)
        if place < 0:
            return None
        backoff = self._backoff_levels[self._bigram_backoffs[place]]
        count = self._trigram_counts[place]
        if not count:
            return backoff, 0, 0
        block = place - place % BLOCK
        before = bytes(self._trigram_counts[block:place])
        start = self._trigram_starts[block // BLOCK] + sum(before)
        if LONG in before:
            start += sum(self._long_rows[block + i] - LONG for i, n in enumerate(before) if n == LONG)
        return backoff, start, start + (self._long_rows[place] if count == LONG else count)

    def extend(self, first: int, second: int, words: Iterable[int]) -> tuple[float, int, int]:
        """Log score of words (ids) after two others, and the last two words then.

        An unknown word counts as one of very many, not as all of them at once.

        The decoder spends most of its time here, so the look-up of known scores stands in line.
        """
        total, known, unknown = 0.0, self._known, self.unknown
        for word in words:
            score = known.get(first << 2 * BITS | second << BITS | word)
            total += self.score(first, second, word) if score is None else score
            if word == unknown:
                total -= UNKNOWN_SHARE
            first, second = second, word
        return total, first, second

    def sequence(self, ids: Sequence[int]) -> float:
        """Log score of the ids from the third on, each after the two before it."""
        return self.extend(ids[0], ids[1], ids[2:])[0] if len(ids) > 2 else 0.0


def _levels(low: float, high: float) -> tuple[float, ...]:
    """The value of each level; they count from 1."""
    step = (high - low) / (LEVELS - 1)
    return (low, *(low + step * level for level in range(LEVELS)))


@cache
def shipped_model() -> LanguageModel | None:
    """The model that comes with the package, ``None`` in a package without one."""
    resource = files("unspin.corpus") / "health.lm"
    if not resource.is_file():
        return None
    with as_file(resource) as path:
        return LanguageModel(path)
