"""Writes the model file that ``lm/file.py`` describes and reads.

Apart from reading, because only this needs numpy, which takes a tenth of a second to load.
"""

from __future__ import annotations

import json
import struct
from typing import Any

import numpy as np
from numpy.typing import NDArray

from unspin.lm.build import Estimate
from unspin.lm.file import LEVELS, MAGIC, MULTIPLIER, VERSION

LOAD = 0.8
"""Share of the slots that are taken: short probes at little waste."""


def _mix_all(keys: NDArray[np.int64]) -> NDArray[np.uint64]:
    with np.errstate(over="ignore"):
        mixed = keys.astype(np.uint64) * np.uint64(MULTIPLIER)
    return np.asarray(mixed ^ mixed >> np.uint64(29))


def quantise(values: NDArray[np.float64], low: float, high: float) -> NDArray[np.uint8]:
    """Values as one of 255 levels between ``low`` and ``high``, 1 to 255."""
    scaled = (np.clip(values, low, high) - low) / (high - low) * (LEVELS - 1)
    return (np.rint(scaled) + 1).astype(np.uint8)


def _table(
    keys: NDArray[np.int64], levels: NDArray[np.uint8], extra: NDArray[np.uint8] | None
) -> tuple[NDArray[np.uint32], NDArray[np.uint8]]:
    """Fill a hash table with linear probing, in the order of the keys."""
    size = max(int(len(keys) / LOAD), 8)
    slots = np.zeros(size, dtype=np.uint32)
    second = np.zeros(size if extra is not None else 0, dtype=np.uint8)
    mixed = _mix_all(keys)
    places = (mixed % np.uint64(size)).tolist()
    prints = ((mixed >> np.uint64(40)) & np.uint64(0xFFFFFF)).tolist()
    taken = bytearray(size)
    out, more = [0] * size, [0] * size
    for index, (place, fingerprint, level) in enumerate(zip(places, prints, levels.tolist(), strict=True)):
        while taken[place]:
            place = place + 1 if place + 1 < size else 0
        taken[place] = 1
        out[place] = fingerprint << 8 | level
        if extra is not None:
            more[place] = int(extra[index])
    slots[:] = out
    if extra is not None:
        second[:] = more
    return slots, second


def pack(estimate: Estimate, card: dict[str, Any]) -> bytes:
    """The bytes of a model file; the same estimate and card give the same bytes."""
    scales = {
        "bigram": _range(estimate.bigram_logs),
        "bigram_backoff": _range(estimate.bigram_backoffs),
        "trigram": _range(estimate.trigram_logs),
    }
    bigrams, backoffs = _table(
        estimate.bigrams,
        quantise(estimate.bigram_logs, *scales["bigram"]),
        quantise(estimate.bigram_backoffs, *scales["bigram_backoff"]),
    )
    trigrams, _ = _table(estimate.trigrams, quantise(estimate.trigram_logs, *scales["trigram"]), None)
    parts = {
        "words": "\n".join(estimate.words).encode(),
        "unigrams": estimate.unigrams.astype("<f4").tobytes(),
        "unigram_backoffs": estimate.unigram_backoffs.astype("<f4").tobytes(),
        "bigrams": bigrams.astype("<u4").tobytes(),
        "bigram_backoffs": backoffs.tobytes(),
        "trigrams": trigrams.astype("<u4").tobytes(),
    }
    offset, places = 0, {}
    for name, data in parts.items():
        places[name] = (offset, len(data))
        offset += len(data) + -len(data) % 8
    header = json.dumps(
        {"version": VERSION, "card": card, "scales": scales, "parts": places}, sort_keys=True
    ).encode()
    header += b" " * (-(len(header) + len(MAGIC) + 4) % 8)
    body = b"".join(data + b"\0" * (-len(data) % 8) for data in parts.values())
    return MAGIC + struct.pack("<I", len(header)) + header + body


def _range(values: NDArray[np.float64]) -> tuple[float, float]:
    low, high = (float(values.min()), float(values.max())) if len(values) else (0.0, 0.0)
    return (round(low - 1e-3, 4), round(high + 1e-3, 4))
