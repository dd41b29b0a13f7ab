"""A language model of terms: how their words follow each other in a list of right terms.

Bigrams with absolute discounting, backed off to the number of different words that a word follows (Kneser
and Ney 1995), mixed with the trigram model of running text. Both know what the other does not: the list has
terms of fields that no health text speaks of, the text has the words around them.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise

from unspin.lexicon.terms import fold
from unspin.lm.model import LanguageModel

BEGIN, STOP = "<begin>", "<stop>"
DISCOUNT = 0.7
NEW = 0.1
"""Count of a word that no term has."""
NEW_WORDS = 5000
LISTED = 0.6
"""Weight of the list against running text."""
UNHEARD = 1e-7
"""Chance of a word that running text does not have either."""


class TermModel:
    """Log probabilities of short phrases."""

    def __init__(self, terms: Iterable[tuple[str, ...]], text: LanguageModel) -> None:
        """``terms`` are folded words (``lexicon/terms.py``)."""
        self.text = text
        pairs = Counter(pair for words in terms for pair in pairwise((BEGIN, *words, STOP)))
        self._pairs = pairs
        self._firsts: Counter[str] = Counter()
        self._followers: Counter[str] = Counter()
        self._preceders: Counter[str] = Counter()
        for (first, second), count in pairs.items():
            self._firsts[first] += count
            self._followers[first] += 1
            self._preceders[second] += 1
        self._words = len(pairs) + NEW * (len(self._firsts) + NEW_WORDS)
        self.phrase = lru_cache(maxsize=1 << 16)(self._phrase)

    def seen(self, first: str, second: str) -> bool:
        """Whether two words stand side by side in a term or in running text."""
        if (*fold((first, second)),) in self._pairs:
            return True
        ids = self.text.id_of(first), self.text.id_of(second)
        return self.text.unknown not in ids and self.text.has_bigram(*ids)

    def _phrase(self, words: tuple[str, ...], ended: bool) -> float:
        """Log probability of the words from the beginning of a phrase, and of its end if ``ended``.

        Worked out from that of the words without the last, which a search has asked for before.
        """
        if ended:
            return self.phrase(words, False) + self._step(words, STOP)
        if not words:
            return 0.0
        return self.phrase(words[:-1], False) + self._step(words[:-1], words[-1])

    def _step(self, before: tuple[str, ...], word: str) -> float:
        text = self.text
        first, second = (text.start, text.start, *(text.id_of(earlier) for earlier in before[-2:]))[-2:]
        following = text.end if word == STOP else text.id_of(word)
        heard = UNHEARD if following == text.unknown else text.probability(first, second, following)
        previous = fold(before[-1:])[0] if before else BEGIN
        listed = self._listed(previous, word if word == STOP else fold((word,))[0])
        return math.log(LISTED * listed + (1 - LISTED) * heard)

    def _listed(self, first: str, second: str) -> float:
        lower = (self._preceders[second] + NEW) / self._words
        count = self._firsts[first]
        if not count:
            return lower
        pair = max(self._pairs[first, second] - DISCOUNT, 0.0)
        return (pair + DISCOUNT * self._followers[first] * lower) / count
