"""What spinners make of single words, as counted in annotated spun text.

Some words of spun text are nearly always a substitution ("sickness", "individuals"), others are nearly
always the author's own. The language model cannot know that: it has only seen clean text. The shipped
table ``corpus/spun-counts.tsv`` counts, for the entries of the word channel, how often a wording in
spun text was a substitution, and of which original. It is made by ``evaluate/count_spun.py``. Most words
stand in it seldom or never; for them people have judged the share (``rules/shares.tsv``).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files

from unspin.decide.evidence import log_odds, sigmoid
from unspin.lexicon.shares import shipped_shares
from unspin.model.rule import Rule

NEVER_IN_CLEAN, PER_POWER_OF_TEN = 2.8, -0.85
"""Log odds that a wording in spun text is a substitution where clean text never has it, and what each power
of ten of its count there adds: in real spun articles 0.98 of the never seen ones, 0.93 of those seen about
ten times in 19 million words, 0.8 at a hundred, 0.6 at a thousand, 0.4 at ten thousand."""
UNCOUNTED = 300
"""Clean count taken for a wording that was never counted."""
COUNTED_AND_JUDGED = (0.3, 0.8, 0.65)
"""Log odds of a substitution: constant, and what the log odds of the share expected from the clean count and
of the judged share add. Logistic regression on annotated spun text, between the fits for single sets: the
mean log loss for a place falls from 0.60 to 0.56 in real articles, from 0.57 to 0.53 in drafts never seen."""
AUTHORS_OWN = 0.05
"""Judged share up to which a wording is only shown, whatever the language model says of it."""
SHARE_COUNT = 3.0
"""Occurrences with that share that every entry counts as having (the mean of a beta prior)."""
ORIGINAL_COUNT = 2.0
"""Occurrences with the weights of the entry that its originals count as having (a Dirichlet prior)."""


@dataclass(frozen=True, slots=True)
class Habit:
    """How often an entry's wording was seen in spun text, was a substitution, and of which original."""

    seen: float
    substituted: float
    originals: Mapping[str, float] = field(default_factory=dict)


_UNSEEN = Habit(0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Habits:
    """The habits by rule id; what was never seen has the prior alone."""

    by_rule: Mapping[str, Habit] = field(default_factory=dict)
    judged: Mapping[str, float] = field(default_factory=dict)
    """Shares as people judged them, by rule id."""

    def share(self, rule: Rule, clean_count: int | None) -> float:
        """Chance that the wording of an entry, found in spun text, is a substitution.

        ``clean_count`` is how often clean text has it: ordinary words are mostly the author's own.
        """
        habit = self.by_rule.get(rule.id, _UNSEEN)
        expected = expected_share(UNCOUNTED if clean_count is None else clean_count)
        judged = self.judged.get(rule.id)
        if judged is not None:
            constant, counted, by_people = COUNTED_AND_JUDGED
            expected = sigmoid(constant + counted * log_odds(expected) + by_people * log_odds(judged))
        return (habit.substituted + SHARE_COUNT * expected) / (habit.seen + SHARE_COUNT)

    def is_authors(self, rule: Rule) -> bool:
        """Whether people judged that the wording of an entry is hardly ever a spinner's."""
        return self.judged.get(rule.id, 1.0) <= AUTHORS_OWN

    def gains(self, rule: Rule) -> list[float]:
        """For each original, the log of how much likelier it is from what was seen than from its weight."""
        habit = self.by_rule.get(rule.id)
        if habit is None or not habit.originals:
            return [0.0] * len(rule.originals)
        weights = sum(original.weight for original in rule.originals)
        count = sum(habit.originals.values())
        gains = []
        for original in rule.originals:
            prior = original.weight / weights
            seen = habit.originals.get(original.wording, 0.0)
            gains.append(math.log((seen + ORIGINAL_COUNT * prior) / (count + ORIGINAL_COUNT) / prior))
        return gains


def expected_share(clean_count: int) -> float:
    """Share of substitutions among the places of a wording, by how often clean text has it.

    >>> [round(expected_share(count), 2) for count in (0, 10, 100, 1_000, 10_000)]
    [0.94, 0.87, 0.75, 0.56, 0.35]
    """
    return sigmoid(NEVER_IN_CLEAN + PER_POWER_OF_TEN * math.log10(clean_count + 1))


@cache
def shipped_habits() -> Habits:
    """The tables that come with the package; empty where there is none."""
    resource = files("unspin.corpus") / "spun-counts.tsv"
    counted = read_habits(resource.read_text("utf-8") if resource.is_file() else "")
    return replace(counted, judged=shipped_shares())


def read_habits(text: str) -> Habits:
    """A table: rule id, seen, substituted, then ``original=count`` for each original seen."""
    found = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            name, seen, substituted, *originals = line.split("\t")
            counts = (part.rpartition("=") for part in originals)
            found[name] = Habit(
                float(seen), float(substituted), {wording: float(n) for wording, _, n in counts}
            )
    return Habits(found)
