"""Reads the binary language models of PocketSphinx (trigrams in a bit-packed trie).

The layout is that of ``ngram_model_trie.c`` and ``lm_trie.c`` in PocketSphinx 5: a title, the order and the
counts of each order; two tables of quantised values for pairs (log probability, back-off weight) and one for
triples; log probability, back-off weight and first child of each word; pairs, then triples, packed bit by
bit; the words. The trie runs backwards: below a word stand the words before it. Logarithms are to the base
1.0001.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from unspin.lm.build import Estimate, Ints
from unspin.lm.file import BITS, ModelError

_TITLE = b"Trie Language Model"
_LOG = math.log(1.0001)
_VALUES = 1 << 16
_WORD = np.dtype([("log", "<f4"), ("backoff", "<f4"), ("child", "<u4")])
FLOOR = -14.0
"""Log probability of a word that the model does not have, and the least of one that it has."""


@dataclass(frozen=True)
class _Packed:
    """One order of the trie as it lies in the file."""

    data: NDArray[np.uint8]
    width: int

    def field(self, count: int, at: int, bits: int) -> Ints:
        """The same field of the first entries; at most 57 bits."""
        places = np.arange(count, dtype=np.int64) * self.width + at
        first = places >> 3
        value = np.zeros(count, dtype=np.uint64)
        for byte in range(8):
            value |= self.data[first + byte].astype(np.uint64) << np.uint64(8 * byte)
        value >>= (places & 7).astype(np.uint64)
        return (value & np.uint64((1 << bits) - 1)).astype(np.int64)


def read_sphinx(path: str, words: Sequence[str]) -> Estimate:
    """The scores of a PocketSphinx model for the n-grams of known ``words``, by their places in the list.

    Raises ``ModelError`` for a file that is none, or damaged, or not of order three.
    """
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise ModelError(f"{path}: cannot be read: {error.strerror}") from None
    if not data.startswith(_TITLE):
        raise ModelError(f"{path}: is not a binary language model of PocketSphinx")
    try:
        return _read(data, words)
    except (ValueError, IndexError, struct.error) as error:
        raise ModelError(f"{path}: the model is damaged, or not of order 3 ({error})") from None


def _read(data: bytes, words: Sequence[str]) -> Estimate:
    at = len(_TITLE)
    order, singles, pairs, triples = struct.unpack_from("<B3I", data, at)
    if order != 3:
        raise ValueError(f"order {order}")
    at += 13 + 4  # a field without meaning follows the counts
    values = np.frombuffer(data, "<f4", 3 * _VALUES, at).astype(np.float64) * _LOG
    at += 3 * _VALUES * 4
    unigrams = np.frombuffer(data, _WORD, singles + 1, at)
    at += (singles + 1) * _WORD.itemsize
    word_bits, child_bits = singles.bit_length(), triples.bit_length()
    widths = (word_bits + 32 + child_bits, word_bits + 16)
    sizes = [((1 + n) * width + 7) // 8 + 8 for n, width in zip((pairs, triples), widths, strict=True)]
    second = _Packed(np.frombuffer(data, np.uint8, sizes[0], at), widths[0])
    third = _Packed(np.frombuffer(data, np.uint8, sizes[1], at + sizes[0]), widths[1])
    at += sum(sizes) + 4
    spelled = data[at:].decode("utf-8", "replace").split("\0")[:-1]
    if len(spelled) != singles:
        raise ValueError("cut short")

    used = int(unigrams["child"][-1])
    last = np.repeat(np.arange(singles), _differences(unigrams["child"].astype(np.int64)))
    before = second.field(used, 0, word_bits)
    quantised = second.field(used, word_bits, 32)
    children = second.field(used + 1, word_bits + 32, child_bits)
    parents = np.repeat(np.arange(used), _differences(children))
    first = third.field(len(parents), 0, word_bits)
    logs = values[2 * _VALUES :][third.field(len(parents), word_bits, 16)]

    ids = _ids(spelled, words)
    bigrams, kept2 = _packed_ids((ids[before], ids[last]))
    trigrams, kept3 = _packed_ids((ids[first], ids[before[parents]], ids[last[parents]]))
    alone, backoffs = np.full(len(words), FLOOR), np.zeros(len(words))
    known = ids >= 0
    alone[ids[known]] = np.maximum(unigrams["log"][:-1][known] * _LOG, FLOOR)
    backoffs[ids[known]] = unigrams["backoff"][:-1][known] * _LOG
    return Estimate(
        words=tuple(words),
        unigrams=alone,
        unigram_backoffs=backoffs,
        bigrams=bigrams,
        bigram_logs=values[:_VALUES][quantised >> 16][kept2],
        bigram_backoffs=values[_VALUES : 2 * _VALUES][quantised & (_VALUES - 1)][kept2],
        trigrams=trigrams,
        trigram_logs=logs[kept3],
    )


def _differences(bounds: Ints) -> Ints:
    return bounds[1:] - bounds[:-1]


def _ids(spelled: Sequence[str], words: Sequence[str]) -> Ints:
    """The place in ``words`` of each word, -1 for others and for a second spelling of the same."""
    places = {word: index for index, word in enumerate(words)}
    return np.array([places.pop(word.lower(), -1) for word in spelled], dtype=np.int64)


def _packed_ids(columns: tuple[Ints, ...]) -> tuple[Ints, Ints]:
    """N-grams of known words, packed and sorted, and which of the rows they are."""
    rows = np.flatnonzero(np.logical_and.reduce([column >= 0 for column in columns]))
    keys: Ints = np.zeros(len(rows), dtype=np.int64)
    for column in columns:
        keys = keys << BITS | column[rows]
    order = np.argsort(keys, kind="stable")
    return keys[order], rows[order]
