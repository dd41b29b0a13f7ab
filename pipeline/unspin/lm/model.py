"""Looks up word sequences in a model file."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import as_file, files

from unspin.lm.file import BITS, LEVELS, MULTIPLIER, WORD, ModelFile
from unspin.lm.text import END, START, UNKNOWN, words_of_sentence

UNKNOWN_SHARE = 8.0
"""Log share of one unknown word in the probability of all of them: the model has left out thousands."""
_REMEMBERED = 200_000
"""Scores kept in memory: a decoder asks for the same ones again and again."""


class LanguageModel:
    """A trigram model. All scores are natural logarithms of probabilities."""

    def __init__(self, path: str | os.PathLike[str]) -> None:
        file = ModelFile(path)
        self.card = file.card
        self._ids = {word: index for index, word in enumerate(file.words())}
        self.unknown, self.start, self.end = self._ids[UNKNOWN], self._ids[START], self._ids[END]
        self._unigrams = file.floats_of("unigrams")
        self._unigram_backoffs = file.floats_of("unigram_backoffs")
        self._bigrams = file.integers_of("bigrams")
        self._bigram_backoffs = file.bytes_of("bigram_backoffs")
        self._trigrams = file.integers_of("trigrams")
        self._bigram_levels = _levels(*file.scales["bigram"])
        self._backoff_levels = _levels(*file.scales["bigram_backoff"])
        self._trigram_levels = _levels(*file.scales["trigram"])
        self._known: dict[int, float] = {}
        self._known_pairs: dict[int, float] = {}
        self._known_backoffs: dict[int, float | None] = {}
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
        """Log probability of the third word after the first two (ids)."""
        key = first << 2 * BITS | second << BITS | third
        known = self._known.get(key)
        if known is None:
            if len(self._known) >= _REMEMBERED:
                for table in (self._known, self._known_pairs, self._known_backoffs):
                    table.clear()
            known = self._known[key] = self._look_up(key, first << BITS | second, second, third)
        return known

    def _look_up(self, key: int, history: int, second: int, third: int) -> float:
        backoff = self._backoff(history)
        if backoff is not None:  # every trigram of the table begins with a pair of the other
            place = _find(self._trigrams, key)
            if place >= 0:
                return self._trigram_levels[self._trigrams[place] & 255]
        return (backoff or 0.0) + self.score2(second, third)

    def score2(self, second: int, third: int) -> float:
        """Log probability of a word after one other word (ids)."""
        key = second << BITS | third
        known = self._known_pairs.get(key)
        if known is None:
            place = _find(self._bigrams, key)
            if place >= 0:
                known = self._bigram_levels[self._bigrams[place] & 255]
            else:
                known = self._unigram_backoffs[second] + self._unigrams[third]
            self._known_pairs[key] = known
        return known

    def alone(self, word: int) -> float:
        """Log probability of a word (id) wherever it stands."""
        return self._unigrams[word]

    def has_bigram(self, second: int, third: int) -> bool:
        """Whether the model has seen the two words in this order (often enough to keep)."""
        return _find(self._bigrams, second << BITS | third) >= 0

    def _backoff(self, history: int) -> float | None:
        """Weight for leaving out the word before a pair; ``None`` for a pair that the model has not seen."""
        if history not in self._known_backoffs:
            place = _find(self._bigrams, history)
            weight = self._backoff_levels[self._bigram_backoffs[place]] if place >= 0 else None
            self._known_backoffs[history] = weight
        return self._known_backoffs[history]

    def extend(self, first: int, second: int, words: Iterable[int]) -> tuple[float, int, int]:
        """Log probability of words (ids) after two others, and the last two words then.

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
        """Log probability of the ids from the third on, each after the two before it."""
        return self.extend(ids[0], ids[1], ids[2:])[0] if len(ids) > 2 else 0.0


def _find(table: memoryview, key: int) -> int:
    """Where a packed n-gram stands in a hash table, -1 when it does not."""
    size = len(table)
    mixed = key * MULTIPLIER & WORD
    mixed ^= mixed >> 29
    place, fingerprint = mixed % size, mixed >> 40
    slot = table[place]
    while slot:
        if slot >> 8 == fingerprint:
            return place
        place = place + 1 if place + 1 < size else 0
        slot = table[place]
    return -1


def _levels(low: float, high: float) -> tuple[float, ...]:
    """The value of each level; level 0 (an empty slot) has none."""
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
