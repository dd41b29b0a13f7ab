"""Counts n-grams and estimates a trigram model: interpolated modified Kneser-Ney smoothing.

Source: Chen and Goodman, "An Empirical Study of Smoothing Techniques for Language Modeling", Harvard
TR-10-98 (1998): discounts of section 3, equations (26) and (27) for the interpolated form. Trigrams
and bigrams seen less than a threshold are pruned afterwards, and the back-off weights made anew so
that every history sums to one.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import repeat

import numpy as np
from numpy.typing import NDArray

from unspin.lm.file import BITS
from unspin.lm.text import END, NUMBER, SPECIAL, START, UNKNOWN, sentences_of

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
_NEVER = 1e-9
"""Probability of a start symbol, which never follows anything."""
MAX_WORDS = (1 << BITS) - 1


@dataclass(frozen=True)
class Counts:
    """Distinct n-grams as packed ids (16 bits a word, first word highest) with their counts."""

    words: tuple[str, ...]
    tokens: int
    unigrams: Ints
    bigrams: tuple[Ints, Ints]
    trigrams: tuple[Ints, Ints]
    trigram_weights: Floats
    """Counts of the trigrams, each occurrence as often as its paragraph weighs."""


@dataclass(frozen=True)
class Estimate:
    """Natural log probabilities and back-off weights, ready to be packed."""

    words: tuple[str, ...]
    unigrams: Floats
    unigram_backoffs: Floats
    bigrams: Ints
    bigram_logs: Floats
    bigram_backoffs: Floats
    trigrams: Ints
    trigram_logs: Floats
    frequencies: Floats | None = None
    """Log probabilities of the words in the counted text alone, where another model is mixed in."""
    own: NDArray[np.bool_] | None = None
    """Which pairs the counted text has; all, where nothing is mixed in."""
    weight: float = 1.0
    """What the weights of the models that were mixed add up to."""


def count(paragraphs: Iterable[str], min_count: int = 5, weights: Iterable[int] | None = None) -> Counts:
    """Count the n-grams of all sentences; words seen less than ``min_count`` times become unknown.

    ``weights`` say how often each paragraph counts for the trigrams; once by default.
    """
    sentences: list[list[str]] = []
    sentence_weights: list[int] = []
    frequencies: Counter[str] = Counter()
    for paragraph, weight in zip(paragraphs, repeat(1) if weights is None else weights, strict=False):
        for sentence in sentences_of(paragraph):
            sentences.append(sentence)
            sentence_weights.append(weight)
            frequencies.update(sentence * weight)
    words = _vocabulary(frequencies, min_count)
    ids = {word: index for index, word in enumerate(words)}
    unknown, start, end = ids[UNKNOWN], ids[START], ids[END]
    stream: list[int] = []
    for sentence in sentences:
        stream += (start, start)
        stream += (ids.get(word, unknown) for word in sentence)
        stream.append(end)
    flow = np.array(stream, dtype=np.int64)
    lengths = [len(sentence) + 3 for sentence in sentences]
    return _counts(words, flow, start, np.repeat(np.array(sentence_weights, dtype=np.float64), lengths))


def _vocabulary(frequencies: Counter[str], min_count: int) -> tuple[str, ...]:
    """Special symbols, then words by frequency (ties by spelling)."""
    known = sorted(
        (word for word, number in frequencies.items() if number >= min_count and word != NUMBER),
        key=lambda word: (-frequencies[word], word),
    )
    return (*SPECIAL, *known[: MAX_WORDS - len(SPECIAL)])


def _counts(words: tuple[str, ...], flow: Ints, start: int, weights: Floats) -> Counts:
    """N-grams that end in a real word: those that end in a start symbol are no events."""
    real = flow[2:] != start
    third = flow[2:][real]
    second = flow[1:-1][real]
    first = flow[:-2][real]
    bigrams = np.unique(second << BITS | third, return_counts=True)
    triples = first << 2 * BITS | second << BITS | third
    distinct, places, times = np.unique(triples, return_inverse=True, return_counts=True)
    weighed: Floats = np.bincount(places, weights=weights[2:][real], minlength=len(distinct)).astype(float)
    unigrams = np.bincount(third, minlength=len(words)).astype(np.int64)
    return Counts(words, len(third), unigrams, bigrams, (distinct, times), weighed)


def _discounts(counts: Ints) -> Floats:
    """Discounts for counts 0, 1, 2 and 3 or more (Chen and Goodman, section 3)."""
    n1, n2, n3, n4 = (max(int(np.sum(counts == k)), 1) for k in (1, 2, 3, 4))
    base = n1 / (n1 + 2 * n2)
    values = (1 - 2 * base * n2 / n1, 2 - 3 * base * n3 / n2, 3 - 4 * base * n4 / n3)
    return np.array([0.0, *(min(max(v, 0.05), k - 0.05) for k, v in enumerate(values, 1))])


def _discounted(
    counts: Ints, histories: Ints, size: int, weights: Floats | None = None
) -> tuple[Floats, Floats]:
    """Discounted relative frequencies, and by history the mass that was taken off.

    ``weights`` are the counts with some texts counted several times. The share that the discount takes
    off is that of the plain counts: a text that counts three times is no surer for it.
    """
    discounts = _discounts(counts)[np.minimum(counts, 3)]
    mass = counts.astype(np.float64) if weights is None else weights
    off = mass * discounts / np.maximum(counts, 1)
    totals = np.bincount(histories, weights=mass, minlength=size)
    taken = np.bincount(histories, weights=off, minlength=size)
    share = (mass - off) / totals[histories]
    with np.errstate(invalid="ignore", divide="ignore"):
        return share, np.where(totals > 0, taken / totals, 1.0)


def estimate(counts: Counts, min_bigram: int = 2, min_trigram: int = 3) -> Estimate:
    """Smooth and prune. N-grams counted less than the thresholds are left to back-off."""
    size = len(counts.words)
    grams2, counts2 = counts.bigrams
    grams3, counts3 = counts.trigrams
    mask = (1 << BITS) - 1
    # Lower orders count in how many contexts an n-gram stands, not how often (continuation counts).
    ends, contexts = np.unique(grams3 & (1 << 2 * BITS) - 1, return_counts=True)
    continuation2 = np.zeros_like(counts2)
    continuation2[np.searchsorted(grams2, ends)] = contexts
    from_start = grams2 >> BITS == counts.words.index(START)
    continuation2 = np.where(from_start, counts2, continuation2)
    continuation1 = np.bincount(grams2 & mask, minlength=size)

    p1 = _unigrams(continuation1, size)
    share2, left2 = _discounted(continuation2, grams2 >> BITS, size)
    p2 = share2 + left2[grams2 >> BITS] * p1[grams2 & mask]
    histories3 = np.searchsorted(grams2, grams3 >> BITS)
    known = (histories3 < len(grams2)) & (grams2[np.minimum(histories3, len(grams2) - 1)] == grams3 >> BITS)
    histories3 = np.where(known, histories3, len(grams2))
    share3, left3 = _discounted(counts3, histories3, len(grams2) + 1, counts.trigram_weights)
    lower = p2[np.searchsorted(grams2, grams3 & (1 << 2 * BITS) - 1)]
    p3 = share3 + left3[histories3] * lower

    keep3 = counts.trigram_weights >= min_trigram
    needed = np.unique(np.concatenate([grams3[keep3] >> BITS, grams3[keep3] & (1 << 2 * BITS) - 1]))
    keep2 = (counts2 >= min_bigram) | np.isin(grams2, needed)
    kept3, kept2 = grams3[keep3], grams2[keep2]
    b1 = _backoffs(kept2 >> BITS, p2[keep2], p1[kept2 & mask], size)
    lower3 = p2[np.searchsorted(grams2, kept3 & (1 << 2 * BITS) - 1)]
    # The history of every sentence's first word is no event itself, but needs its back-off weight.
    pair = counts.words.index(START) << BITS | counts.words.index(START)
    at = int(np.searchsorted(kept2, pair))
    kept2, logs2 = np.insert(kept2, at, pair), np.insert(np.log(p2[keep2]), at, math.log(_NEVER))
    b2 = _backoffs(np.searchsorted(kept2, kept3 >> BITS), p3[keep3], lower3, len(kept2))
    return Estimate(counts.words, np.log(p1), b1, kept2, logs2, b2, kept3, np.log(p3[keep3]))


def _unigrams(continuation: Ints, size: int) -> Floats:
    """Discounted unigram probabilities; the mass taken off is spread evenly over all words."""
    share, left = _discounted(continuation, np.zeros(size, dtype=np.int64), 1)
    return np.asarray(share + left[0] / size)


def _backoffs(histories: Ints, kept: Floats, lower: Floats, size: int) -> Floats:
    """Log weight by history that makes kept and backed-off probabilities sum to one."""
    top = 1 - np.bincount(histories, weights=kept, minlength=size)
    bottom = 1 - np.bincount(histories, weights=lower, minlength=size)
    return np.log(np.clip(top, 1e-6, 1.0) / np.clip(bottom, 1e-6, 1.0))
