"""Writes the model file that ``lm/file.py`` describes and reads.

Apart from reading, because only this needs numpy, which takes a tenth of a second to load.
"""

from __future__ import annotations

import json
import struct
from typing import Any

import numpy as np
from numpy.typing import NDArray

from unspin.lm.build import Estimate, Ints
from unspin.lm.file import BITS, BLOCK, LEVELS, LONG, MAGIC, VERSION

_WORD = (1 << BITS) - 1


def quantise(values: NDArray[np.float64], low: float, high: float) -> NDArray[np.uint8]:
    """Values as one of 255 levels between ``low`` and ``high``, 1 to 255."""
    scaled = (np.clip(values, low, high) - low) / (high - low) * (LEVELS - 1)
    return (np.rint(scaled) + 1).astype(np.uint8)


def pack(estimate: Estimate, card: dict[str, Any]) -> bytes:
    """The bytes of a model file; the same estimate and card give the same bytes."""
    scales = {
        "bigram": _range(estimate.bigram_logs),
        "bigram_backoff": _range(estimate.bigram_backoffs),
        "trigram": _range(estimate.trigram_logs),
    }
    frequencies = estimate.unigrams if estimate.frequencies is None else estimate.frequencies
    own = np.ones(len(estimate.bigrams), dtype=bool) if estimate.own is None else estimate.own
    starts = np.searchsorted(estimate.bigrams >> BITS, np.arange(len(estimate.words) + 1))
    parts = {
        "words": "\n".join(estimate.words).encode(),
        "unigrams": estimate.unigrams.astype("<f4").tobytes(),
        "unigram_backoffs": estimate.unigram_backoffs.astype("<f4").tobytes(),
        "frequencies": frequencies.astype("<f4").tobytes(),
        "bigram_starts": starts.astype("<u4").tobytes(),
        "bigram_words": (estimate.bigrams & _WORD).astype("<u2").tobytes(),
        "bigram_logs": quantise(estimate.bigram_logs, *scales["bigram"]).tobytes(),
        "bigram_backoffs": quantise(estimate.bigram_backoffs, *scales["bigram_backoff"]).tobytes(),
        "bigram_own": np.packbits(own, bitorder="little").tobytes(),
        **_rows(estimate.bigrams, estimate.trigrams),
        "trigram_words": (estimate.trigrams & _WORD).astype("<u2").tobytes(),
        "trigram_logs": quantise(estimate.trigram_logs, *scales["trigram"]).tobytes(),
    }
    offset, places = 0, {}
    for name, data in parts.items():
        places[name] = (offset, len(data))
        offset += len(data) + -len(data) % 8
    facts = {"version": VERSION, "card": card, "scales": scales, "parts": places, "weight": estimate.weight}
    header = json.dumps(facts, sort_keys=True).encode()
    header += b" " * (-(len(header) + len(MAGIC) + 4) % 8)
    body = b"".join(data + b"\0" * (-len(data) % 8) for data in parts.values())
    return MAGIC + struct.pack("<I", len(header)) + header + body


def _rows(bigrams: Ints, trigrams: Ints) -> dict[str, bytes]:
    """Where the triples lie that begin with each pair; every triple begins with one of the pairs."""
    histories = np.searchsorted(bigrams, trigrams >> BITS)
    counts = np.bincount(histories, minlength=len(bigrams)).astype(np.int64)
    ends = np.concatenate([[0], np.cumsum(counts)])
    long = np.flatnonzero(counts >= LONG)
    return {
        "trigram_starts": ends[:-1:BLOCK].astype("<u4").tobytes(),
        "trigram_counts": np.minimum(counts, LONG).astype(np.uint8).tobytes(),
        "long_rows": np.stack([long, counts[long]], axis=1).astype("<u4").tobytes(),
    }


def _range(values: NDArray[np.float64]) -> tuple[float, float]:
    low, high = (float(values.min()), float(values.max())) if len(values) else (0.0, 0.0)
    return (round(low - 1e-3, 4), round(high + 1e-3, 4))
