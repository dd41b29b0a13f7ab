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

from unspin.errors import UnspinError

MAGIC = b"UNSPINLM"
VERSION = 1
BITS = 16
"""Bits of a word id: at most 65,536 words."""
LEVELS = 255
MULTIPLIER = 0x9E3779B97F4A7C15
"""Spreads a packed n-gram over 64 bits (Fibonacci hashing); then the high bits are folded in."""
WORD = (1 << 64) - 1


class ModelError(UnspinError):
    """A model file cannot be read or is none."""


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
