"""Makes a language model from clean articles: reads, holds some back, counts, smooths, packs."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from unspin.evaluate.clean_text import read_clean
from unspin.lm.build import count, estimate
from unspin.lm.model import LanguageModel
from unspin.lm.pack import pack
from unspin.lm.text import clean_paragraphs, sentences_of

HELD_OUT_EVERY = 100
"""Every so many paragraphs one is not counted but used to measure the model."""


@dataclass(frozen=True, slots=True)
class Source:
    """An input: a file or folder, of which every ``every``-th text is taken."""

    path: str
    every: int = 1

    @classmethod
    def parse(cls, text: str) -> Source:
        """Read ``PATH`` or ``PATH@N``."""
        path, at, number = text.rpartition("@")
        if at and number.isdigit() and int(number) > 0:
            return cls(path, int(number))
        return cls(text)


@dataclass(frozen=True, slots=True)
class Thresholds:
    """What is left out: words, bigrams and trigrams seen less often than these."""

    word: int = 5
    bigram: int = 2
    trigram: int = 2


def train(sources: Iterable[Source], thresholds: Thresholds, about: str = "") -> tuple[bytes, list[str]]:
    """The bytes of a model file, and paragraphs that were held back.

    The same input gives the same bytes. Raises ``InputError`` or ``GoldError`` for unreadable input.
    """
    used = tuple(sources)
    counted, held = _split(clean_paragraphs(_texts(used)))
    counts = count(counted, thresholds.word)
    card: dict[str, Any] = {
        "about": about,
        "sources": [f"{Path(s.path).name}" + (f" (every {s.every}.)" if s.every > 1 else "") for s in used],
        "smoothing": "interpolated modified Kneser-Ney (Chen and Goodman 1998), order 3",
        "words_counted": counts.tokens,
        "vocabulary": len(counts.words),
        "thresholds": [thresholds.word, thresholds.bigram, thresholds.trigram],
    }
    return pack(estimate(counts, thresholds.bigram, thresholds.trigram), card), held


def _texts(sources: Iterable[Source]) -> Iterator[str]:
    for source in sources:
        for number, article in enumerate(read_clean(source.path)):
            if number % source.every == 0:
                yield article.text


def _split(paragraphs: Iterable[str]) -> tuple[list[str], list[str]]:
    counted: list[str] = []
    held: list[str] = []
    for number, paragraph in enumerate(paragraphs):
        (held if number % HELD_OUT_EVERY == HELD_OUT_EVERY - 1 else counted).append(paragraph)
    return counted, held


def perplexity(model: LanguageModel, paragraphs: Iterable[str]) -> tuple[float, float, int]:
    """Perplexity a word (sentence ends counted), share of unknown words, words measured."""
    total, words, unknown = 0.0, 0, 0
    for paragraph in paragraphs:
        for sentence in sentences_of(paragraph):
            ids = [model.start, model.start, *map(model.id_of, sentence), model.end]
            total += sum(model.score(*ids[i - 2 : i + 1]) for i in range(2, len(ids)))
            words += len(sentence) + 1
            unknown += sum(not model.knows(word) for word in sentence)
    return (math.exp(-total / words), unknown / words, words) if words else (math.nan, math.nan, 0)
