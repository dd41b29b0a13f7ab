"""Why a decision came out as it did: the entry and every figure that was weighed."""

from __future__ import annotations

import math
from dataclasses import dataclass

from unspin.model.rule import Rule


@dataclass(frozen=True, slots=True)
class Scored:
    """A wording for a place with its log scores: the language model's, and what the entry adds."""

    wording: str
    language: float
    channel: float = 0.0

    @property
    def total(self) -> float:
        """What the decoder compares; only differences between totals of one place mean anything."""
        return self.language + self.channel


@dataclass(frozen=True, slots=True)
class Reread:
    """What the second reader said of a place: log probabilities of the text and of the best candidate."""

    keep: float
    best: float
    before: float
    """The chance that the edit is right, before it was read again."""
    lead: float = math.inf
    """How far the best candidate lies above the next that was read, by decoder and reader together."""

    @property
    def gain(self) -> float:
        """How much likelier the best candidate makes the text, in natural logarithms."""
        return self.best - self.keep


@dataclass(frozen=True, slots=True)
class Explanation:
    """The grounds of one decision. Scores are natural logarithms; spun scores are chances from 0 to 1.

    ``keep``, ``best`` and ``following`` are ``None`` where no language model was asked: in text that
    shows no sign of spinning, or without a model.
    """

    rule: Rule
    weight: float
    """Weight of the proposed original among those of the entry."""
    evidence: float
    """What one place with this wording adds to the log odds that the text is spun; 0 for ordinary words."""
    clean_count: int | None
    """How often clean text has the wording; ``None`` for entries that were not counted."""
    clean_words: int
    """Words of clean text that were counted."""
    spun_article: float
    spun_place: float
    keep: Scored | None = None
    """The text as it stands."""
    best: Scored | None = None
    """The best candidate."""
    following: Scored | None = None
    """The candidate after the best."""
    neighbours: int = 0
    """Sides, 0 to 2, on which the words beside it are changed too."""
    reread: Reread | None = None
    """What the second reader said, where it was asked."""
    nearest_keep: str = ""
    """Of the sentences that the entry must leave alone, the one most like the sentence here."""

    @property
    def margin(self) -> float | None:
        """How far the best candidate lies above the text as it stands."""
        return None if self.keep is None or self.best is None else self.best.total - self.keep.total
