"""What spinners make of single words, as counted in annotated spun text.

Some words of spun text are nearly always a substitution ("sickness", "individuals"), others are nearly
always the author's own. The language model cannot know that: it has only seen clean text. The shipped
table ``corpus/spun-counts.tsv`` counts, for the entries of the word channel, how often a wording in
spun text was a substitution, and of which original. It is made by ``evaluate/count_spun.py``.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from unspin.model.rule import Original, Rule

SUBSTITUTED = 0.5
"""Share of the channel's wordings in spun text that are substitutions: 0.65 in the real articles at hand,
0.38 in the more lightly spun drafts of the corpus."""
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

    def share(self, rule: Rule) -> float:
        """Chance that the wording of an entry, found in spun text, is a substitution."""
        habit = self.by_rule.get(rule.id, _UNSEEN)
        return (habit.substituted + SHARE_COUNT * SUBSTITUTED) / (habit.seen + SHARE_COUNT)

    def gain(self, rule: Rule, original: Original) -> float:
        """Log of how much likelier than the entry's weights say an original is, from what was seen."""
        habit = self.by_rule.get(rule.id)
        if habit is None or not habit.originals:
            return 0.0
        prior = original.weight / sum(other.weight for other in rule.originals)
        count = sum(habit.originals.values())
        seen = habit.originals.get(original.wording, 0.0)
        return math.log((seen + ORIGINAL_COUNT * prior) / (count + ORIGINAL_COUNT) / prior)


@cache
def shipped_habits() -> Habits:
    """The table that comes with the package; empty if there is none."""
    resource = files("unspin.corpus") / "spun-counts.tsv"
    return read_habits(resource.read_text("utf-8") if resource.is_file() else "")


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
