"""The model file: one header, then arrays that are used where they lie on disk (memory-mapped).

Layout, little endian: ``UNSPINLM``, a JSON header (length first, 4 bytes) with names, offsets, lengths and
quantiser scales; the words, one a line; unigram log probabilities and back-offs (float32); two
open-addressing hash tables. A slot of a table is 32 bits: 24 bits of fingerprint and 8 of quantised log
probability, zero when empty; bigrams have a second table of 8-bit back-offs.
"""

from __future__ import annotations

import json
import mmap
import os
import struct
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from unspin.errors import UnspinError
from unspin.lm.build import Estimate

MAGIC = b"UNSPINLM"
VERSION = 1
LOAD = 0.8
"""Share of the slots that are taken: short probes at little waste."""
LEVELS = 255
_MULTIPLIER = 0x9E3779B97F4A7C15
_WORD = (1 << 64) - 1


class ModelError(UnspinError):
    """A model file cannot be read or is none."""


def mix(key: int) -> int:
    """Spread a packed n-gram over 64 bits (Fibonacci hashing, then the high bits folded in)."""
    mixed = key * _MULTIPLIER & _WORD
    return mixed ^ mixed >> 29


def _mix_all(keys: NDArray[np.int64]) -> NDArray[np.uint64]:
    with np.errstate(over="ignore"):
        mixed = keys.astype(np.uint64) * np.uint64(_MULTIPLIER)
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


class ModelFile:
    """A model file, open and mapped."""

    def __init__(self, path: str | os.PathLike[str]) -> None:
        try:
            with Path(path).open("rb") as stream:
                mapped = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
        except (OSError, ValueError) as error:
            raise ModelError(f"{path}: cannot be opened as a language model: {error}") from None
        view = memoryview(mapped)
        if bytes(view[: len(MAGIC)]) != MAGIC:
            raise ModelError(f"{path}: is not a language model; make one with 'unspin model build'")
        try:
            start = len(MAGIC) + 4
            (length,) = struct.unpack("<I", view[len(MAGIC) : start])
            header = json.loads(bytes(view[start : start + length]))
            if header["version"] != VERSION:
                raise ModelError(f"{path}: is a model of another version; build it again")
            self.card: dict[str, Any] = header["card"]
            self.scales: dict[str, tuple[float, float]] = header["scales"]
            self._parts = {name: (start + length + at, size) for name, (at, size) in header["parts"].items()}
            if any(at + size > len(view) for at, size in self._parts.values()):
                raise ValueError("cut short")
        except (ValueError, KeyError, TypeError, struct.error) as error:
            raise ModelError(f"{path}: the model file is damaged ({error}); build it again") from None
        self._view = view

    def bytes_of(self, name: str) -> memoryview:
        """An array of bytes."""
        start, size = self._parts[name]
        return self._view[start : start + size]

    def integers_of(self, name: str) -> memoryview:
        """An array of 32-bit unsigned integers."""
        return self.bytes_of(name).cast("I")

    def floats_of(self, name: str) -> memoryview[float]:
        """An array of 32-bit floats."""
        return self.bytes_of(name).cast("f")

    def words(self) -> list[str]:
        """The vocabulary; a word's index is its id."""
        start, size = self._parts["words"]
        return bytes(self._view[start : start + size]).decode().split("\n")
