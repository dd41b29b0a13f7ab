"""Mixes a model of general English into one of health prose, by log-linear interpolation.

Source: Klakow, "Log-linear interpolation of language models", ICSLP 1998: the score of a word is the weighed
sum of its log probabilities in both models. The sum of two back-off models is again one, on the n-grams of
both: where neither has an n-gram, back-off weights and lower orders add up. So one table holds the mixture,
and a look-up costs no more. The scores do not sum to one; a decoder only compares them.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from unspin.lm.build import Estimate, Floats, Ints
from unspin.lm.file import BITS

OWN, GENERAL = 0.75, 0.55
"""Weights of the counted text and of general English. Conditional logistic regression on the originals of
some 1,900 places gave general English 0.68 of the weight of health prose; that they add up to 1.3, not 1, is
what the ranking of edits by their chance asked for (``docs/EVALUATION.md``)."""
LEAST = 0.7
"""N-grams that change a score by less than this are left to back-off."""
_PAIR = (1 << 2 * BITS) - 1
_WORD = (1 << BITS) - 1


def mix(own: Estimate, general: Estimate) -> Estimate:
    """The mixture of two models with the same words."""
    models = ((OWN, own), (GENERAL, general))
    unigrams: Floats = sum((w * m.unigrams for w, m in models), np.zeros(len(own.words)))
    backoffs: Floats = sum((w * m.unigram_backoffs for w, m in models), np.zeros(len(own.words)))

    def of_pairs(keys: Ints) -> Floats:
        return sum((w * _pair_logs(m, keys) for w, m in models), np.zeros(len(keys)))

    def after_pairs(keys: Ints) -> Floats:
        return sum((w * _pair_backoffs(m, keys) for w, m in models), np.zeros(len(keys)))

    trigrams = np.union1d(own.trigrams, general.trigrams)
    logs: Floats = sum((w * _triple_logs(m, trigrams) for w, m in models), np.zeros(len(trigrams)))
    lower = after_pairs(trigrams >> BITS) + of_pairs(trigrams & _PAIR)
    kept = np.abs(logs - lower) > LEAST
    trigrams, logs = trigrams[kept], logs[kept]

    histories = np.unique(trigrams >> BITS)
    bigrams = np.union1d(np.union1d(own.bigrams, general.bigrams), histories)
    pair_logs = of_pairs(bigrams)
    chance = backoffs[bigrams >> BITS] + unigrams[bigrams & _WORD]
    kept = (np.abs(pair_logs - chance) > LEAST) | np.isin(bigrams, histories)
    bigrams, pair_logs = bigrams[kept], pair_logs[kept]
    return replace(
        own,
        unigrams=unigrams,
        unigram_backoffs=backoffs,
        bigrams=bigrams,
        bigram_logs=pair_logs,
        bigram_backoffs=after_pairs(bigrams),
        trigrams=trigrams,
        trigram_logs=logs,
        frequencies=own.unigrams,
        own=np.isin(bigrams, own.bigrams),
        weight=OWN + GENERAL,
    )


def _look_up(keys: Ints, values: Floats, wanted: Ints, otherwise: Floats) -> Floats:
    """The value of each wanted key in a sorted table, or what stands in for it."""
    if not len(keys):
        return otherwise
    places = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return np.where(keys[places] == wanted, values[places], otherwise)


def _pair_logs(model: Estimate, pairs: Ints) -> Floats:
    chance = model.unigram_backoffs[pairs >> BITS] + model.unigrams[pairs & _WORD]
    return _look_up(model.bigrams, model.bigram_logs, pairs, chance)


def _pair_backoffs(model: Estimate, pairs: Ints) -> Floats:
    return _look_up(model.bigrams, model.bigram_backoffs, pairs, np.zeros(len(pairs)))


def _triple_logs(model: Estimate, triples: Ints) -> Floats:
    lower = _pair_backoffs(model, triples >> BITS) + _pair_logs(model, triples & _PAIR)
    return _look_up(model.trigrams, model.trigram_logs, triples, lower)
