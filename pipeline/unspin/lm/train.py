"""Makes a language model from clean articles: reads, holds some back, counts, smooths, packs."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from unspin.evaluate.clean_text import read_clean
from unspin.lm.build import Estimate, count, estimate
from unspin.lm.mix import GENERAL, OWN, mix
from unspin.lm.model import LanguageModel
from unspin.lm.pack import pack
from unspin.lm.sphinx import read_sphinx
from unspin.lm.text import clean_paragraphs, sentences_of

HELD_OUT_EVERY = 100
"""Every so many paragraphs one is not counted but used to measure the model."""


@dataclass(frozen=True, slots=True)
class Source:
    """An input: a file or folder, of which every ``every``-th text counts ``weight`` times."""

    path: str
    every: int = 1
    weight: int = 1

    @classmethod
    def parse(cls, text: str) -> Source:
        """Read ``PATH``, ``PATH@N`` (every Nth text), ``PATH*N`` (each counts N times) or ``PATH@N*M``."""
        path, weight = _suffix(text, "*")
        path, every = _suffix(path, "@")
        return cls(path, every, weight)

    @property
    def remark(self) -> str:
        """File name, with what is unusual about its use."""
        name = Path(self.path).name
        remarks = [f"every {self.every}."] if self.every > 1 else []
        remarks += [f"counted {self.weight} times"] if self.weight > 1 else []
        return f"{name} ({', '.join(remarks)})" if remarks else name


def _suffix(text: str, sign: str) -> tuple[str, int]:
    """A text without its last ``sign`` and number, and the number; 1 where there is none."""
    path, found, number = text.rpartition(sign)
    if found and number.isdigit() and int(number) > 0:
        return path, int(number)
    return text, 1


@dataclass(frozen=True, slots=True)
class Thresholds:
    """What is left out: words, bigrams and trigrams seen less often than these."""

    word: int = 5
    bigram: int = 2
    trigram: int = 2


@dataclass(frozen=True)
class Trained:
    """A model of the counted text, its card, and paragraphs that were held back to measure it."""

    estimate: Estimate
    card: dict[str, Any]
    held: list[str]

    def packed(self) -> bytes:
        """The bytes of a model file."""
        return pack(self.estimate, self.card)

    def mixed_with(self, general: str) -> Trained:
        """The same with a model of general English mixed in, a file of PocketSphinx.

        Raises ``ModelError`` for a file that cannot be used.
        """
        mixed = mix(self.estimate, read_sphinx(general, self.estimate.words))
        card = self.card | {
            "general": Path(general).name,
            "mixture": f"log-linear (Klakow 1998): {OWN} of the counted text, {GENERAL} of general English",
        }
        return replace(self, estimate=mixed, card=card)


def train(sources: Iterable[Source], thresholds: Thresholds, about: str = "") -> Trained:
    """Count and smooth. The same input gives the same bytes.

    Raises ``InputError`` or ``GoldError`` for unreadable input.
    """
    used = tuple(sources)
    counted, weights, held = _paragraphs(used)
    counts = count(counted, thresholds.word, weights)
    card: dict[str, Any] = {
        "about": about,
        "sources": [source.remark for source in used],
        "smoothing": "interpolated modified Kneser-Ney (Chen and Goodman 1998), order 3",
        "words_counted": counts.tokens,
        "vocabulary": len(counts.words),
        "thresholds": [thresholds.word, thresholds.bigram, thresholds.trigram],
    }
    return Trained(estimate(counts, thresholds.bigram, thresholds.trigram), card, held)


def _paragraphs(sources: Iterable[Source]) -> tuple[list[str], list[int], list[str]]:
    """Paragraphs to count, the weights of their sources, and paragraphs held back.

    A paragraph that stands in several texts is used once, for the first source that has it.
    """
    weight = 1

    def texts() -> Iterator[str]:
        nonlocal weight
        for source in sources:
            weight = source.weight
            for number, article in enumerate(read_clean(source.path)):
                if number % source.every == 0:
                    yield article.text

    counted: list[str] = []
    weights: list[int] = []
    held: list[str] = []
    for number, paragraph in enumerate(clean_paragraphs(texts())):
        if number % HELD_OUT_EVERY == HELD_OUT_EVERY - 1:
            held.append(paragraph)
        else:
            counted.append(paragraph)
            weights.append(weight)
    return counted, weights, held


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
