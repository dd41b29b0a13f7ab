"""The model file: one header, then arrays that are used where they lie on disk (memory-mapped).

Layout, little endian: ``UNSPINLM``, a JSON header (length first, 4 bytes) with names, offsets, lengths and
quantiser scales; the words, one a line; for each word its log score, its back-off weight, and its log
probability in the counted text alone (float32).

Pairs of words are sorted; ``bigram_starts`` says where the pairs that begin with a word lie. Of a pair the
file has the second word (16 bits), log score and back-off weight (8 bits each, quantised), and a bit that
says whether the counted text has it. Triples are sorted too. How many begin with a pair stands in
``trigram_counts`` (8 bits; 255 sends to ``long_rows``, pairs of index and count), and where the first of
every ``BLOCK`` pairs has its triples in ``trigram_starts``. Of a triple the file has the third word and the
log score: three bytes.
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
VERSION = 2
BITS = 16
"""Bits of a word id: at most 65,536 words."""
LEVELS = 255
BLOCK = 32
"""Pairs of words that share one pointer to their triples."""
LONG = 255
"""Count of triples that stands for: see the list of long rows."""


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
            self.weight = float(header["weight"])
            self._parts = {name: (start + length + at, size) for name, (at, size) in header["parts"].items()}
            if any(at + size > len(view) for at, size in self._parts.values()):
                raise ValueError("cut short")
            _check({name: size for name, (_, size) in self._parts.items()})
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

    def shorts_of(self, name: str) -> memoryview:
        """An array of 16-bit unsigned integers."""
        return self.bytes_of(name).cast("H")

    def floats_of(self, name: str) -> memoryview[float]:
        """An array of 32-bit floats."""
        return self.bytes_of(name).cast("f")

    def words(self) -> list[str]:
        """The vocabulary; a word's index is its id."""
        start, size = self._parts["words"]
        return bytes(self._view[start : start + size]).decode().split("\n")


def _check(sizes: dict[str, int]) -> None:
    """That the arrays fit together, by their sizes in bytes; raises ``ValueError`` or ``KeyError``."""
    words, pairs, triples = sizes["unigrams"], sizes["bigram_logs"], sizes["trigram_logs"]
    expected = {
        "unigram_backoffs": words,
        "frequencies": words,
        "bigram_starts": words + 4,
        "bigram_words": 2 * pairs,
        "bigram_backoffs": pairs,
        "bigram_own": -(-pairs // 8),
        "trigram_counts": pairs,
        "trigram_starts": 4 * -(-pairs // BLOCK),
        "trigram_words": 2 * triples,
        "long_rows": sizes["long_rows"] // 8 * 8,
    }
    wrong = [name for name, size in expected.items() if sizes[name] != size]
    if words % 4 or wrong:
        raise ValueError(f"{wrong[0] if wrong else 'unigrams'} does not fit the rest")
