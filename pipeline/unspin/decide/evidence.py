"""How likely it is that an article, and each part of it, went through a spinner.

Every rule's wording turns up in clean text at some rate, measured over millions of words (the shipped table
``corpus/clean-counts.tsv``). A spinner adds wordings on top of that. The evidence is the log likelihood ratio of two
Poisson processes: hits weigh ``ln(1 + EXTRA / clean rate)``, and every word read without a hit weighs against.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from unspin.model.document import Document
from unspin.model.finding import Finding
from unspin.model.rule import Rule

EXTRA_RATE = 10e-6
"""Hits a word that spinning adds for one rule: 0.08 hits a word in spun drafts over 8,000 rules."""
EXPECTED_HITS = 0.02
"""Hits a word expected in lightly spun text; well below the 0.08 of the drafts measured."""
PRIOR = -4.0
"""Log odds before any evidence: one article in 55 is spun."""
SPUN_ARTICLE_PRIOR = 3.0
"""Log odds for a part of an article that is spun as a whole; parts may still be clean."""
WINDOW = 100
"""Words to each side that count as the surroundings of a place."""
_UNMEASURED = 2
"""Clean count assumed for rules that the shipped table does not know."""


@dataclass(frozen=True, slots=True)
class CleanRates:
    """How often each rule's wording occurs in clean text, per word."""

    words: int
    counts: Mapping[str, int]

    def rate(self, rule: Rule) -> float:
        """Occurrences a word of clean text, never zero (0.3 is added to the count)."""
        return (self.counts.get(rule.id, _UNMEASURED) + 0.3) / self.words

    def weight(self, rule: Rule) -> float:
        """Log likelihood ratio that one hit of the rule adds for "spun"."""
        return math.log1p(EXTRA_RATE / self.rate(rule))

    def strangeness(self, rule: Rule) -> float:
        """Share of the rule's hits that spinning explains, from 0 (common wording) to 1 (never seen)."""
        return EXTRA_RATE / (EXTRA_RATE + self.rate(rule))


@cache
def shipped_rates() -> CleanRates:
    """The table that comes with the package."""
    resource = files("unspin.corpus") / "clean-counts.tsv"
    words, counts = 10_000_000, {}
    for line in resource.read_text("utf-8").splitlines() if resource.is_file() else ():
        name, _, number = line.partition("\t")
        if name == "# words":
            words = int(number)
        elif not name.startswith("#"):
            counts[name] = int(number)
    return CleanRates(words, counts)


@dataclass(frozen=True, slots=True)
class Evidence:
    """The spun score of an article and of the surroundings of each finding, all from 0 to 1."""

    article: float
    local: tuple[float, ...]


def weigh(document: Document, findings: Sequence[Finding], rates: CleanRates) -> Evidence:
    """Weigh the findings of an article (in the order of the text, not overlapping)."""
    starts = _word_starts(document)
    words = starts[-1]
    hits = [_position(document, finding, starts) for finding in findings]
    weights = [rates.weight(finding.rule) for finding in findings]
    ids = [finding.rule.id for finding in findings]
    whole = PRIOR + _sum(ids, weights, 0, len(hits)) - EXPECTED_HITS * words
    prior = min(max(whole, PRIOR), SPUN_ARTICLE_PRIOR)
    local, best = [], whole
    for place in hits:
        low, high = bisect_left(hits, place - WINDOW), bisect_right(hits, place + WINDOW)
        read = min(words, place + WINDOW) - max(0, place - WINDOW)
        gained = _sum(ids, weights, low, high) - EXPECTED_HITS * read
        local.append(sigmoid(max(prior + gained, whole if words <= 2 * WINDOW else -math.inf)))
        best = max(best, PRIOR + gained)
    return Evidence(sigmoid(best), tuple(local))


def _sum(ids: Sequence[str], weights: Sequence[float], low: int, high: int) -> float:
    """Weight of the distinct rules in a range: the same wording twice is no new evidence."""
    return sum({ids[i]: weights[i] for i in range(low, high)}.values())


def _word_starts(document: Document) -> list[int]:
    """Number of words before each block, and in all."""
    starts = [0]
    for block in document.blocks:
        starts.append(starts[-1] + len(block.flow.text.split()))
    return starts


def _position(document: Document, finding: Finding, starts: list[int]) -> int:
    text = document.blocks[finding.block].flow.text
    return starts[finding.block] + text.count(" ", 0, finding.flow_start)


def sigmoid(log_odds: float) -> float:
    """Probability for log odds.

    >>> sigmoid(0.0)
    0.5
    """
    if log_odds < -700:
        return 0.0
    return 1 / (1 + math.exp(-log_odds))
