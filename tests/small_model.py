"""A language model of a few sentences, and the real workflow with it: nothing shipped is loaded."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from lab import Lab
from unspin.decide import Judge
from unspin.lexicon.lexicon import Lexicon
from unspin.lm.build import count, estimate
from unspin.lm.model import LanguageModel
from unspin.lm.pack import pack
from unspin.model.rule import Rule

CLEAN = (
    "Muscle spasms in the lower back hurt a lot.",
    "Heat and rest reduce the risk of muscle spasms.",
    "A doctor can treat the pain of muscle spasms at home.",
    "Most people with back pain get better at home.",
    "A good doctor asks about the pain and the risk of injury.",
    "Drink water and stretch before the match begins.",
    "Boxing fits into the day of most people.",
)


def small_model(path: Path, sentences: tuple[str, ...] = CLEAN, times: int = 5) -> LanguageModel:
    """A model that has seen each sentence ``times`` times, written to and read from ``path``."""
    counts = count(sentences * times, min_count=1)
    path.write_bytes(pack(estimate(counts, min_bigram=1, min_trigram=1), {}))
    return LanguageModel(path)


@dataclass(frozen=True)
class ModelLab(Lab):
    """The workflow over given rules and channel, with a small model, on text that counts as spun."""

    model: LanguageModel | None = None
    words: tuple[Rule, ...] = ()

    @cached_property
    def lexicon(self) -> Lexicon:
        return Lexicon(self.rules, self.words)

    @cached_property
    def judge(self) -> Judge:
        return Judge(model=self.model, assume_spun=self.spun)
