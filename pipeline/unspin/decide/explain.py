"""Gathers what was weighed for a finding, where the numbers are known."""

from __future__ import annotations

import math

from unspin.decide.decode import Decoded
from unspin.decide.evidence import CleanRates
from unspin.detect.context import sentence_starts
from unspin.detect.terminology import CHANNEL
from unspin.lexicon.tokens import words_of
from unspin.model.document import Block
from unspin.model.explanation import Explanation, Scored
from unspin.model.finding import Finding


def explain(
    finding: Finding, block: Block, article: float, place: float, rates: CleanRates, decoded: Decoded | None
) -> Explanation:
    """The explanation of a finding from the spun scores of article and place and the decoder's scores.

    Costs little: the only search is among the sentences that a rule must keep, and few rules have any.
    """
    rule = finding.rule
    keep, best, following = _scores(finding, decoded) if decoded else (None, None, None)
    return Explanation(
        rule=rule,
        weight=finding.candidates[0].weight if finding.candidates else 0.0,
        evidence=0.0 if finding.detector == CHANNEL else rates.weight(rule),
        clean_count=rates.counts.get(rule.id),
        clean_words=rates.words,
        spun_article=article,
        spun_place=place,
        keep=keep,
        best=best,
        following=following,
        neighbours=decoded.neighbours if decoded else 0,
        nearest_keep=_nearest_keep(finding, block) if rule.keeps else "",
    )


def _scores(finding: Finding, decoded: Decoded) -> tuple[Scored, Scored, Scored | None]:
    """The text, the best candidate and the next one; the decoder has put the candidates in order."""
    first, *others = decoded.finding.candidates
    best = Scored(first.wording, decoded.best_score - decoded.best_channel, decoded.best_channel)
    following = None
    if others and decoded.second_score > -math.inf:
        language = decoded.second_score - decoded.second_channel
        following = Scored(others[0].wording, language, decoded.second_channel)
    return Scored(finding.text, decoded.keep_score), best, following


def _nearest_keep(finding: Finding, block: Block) -> str:
    """The sentence to keep that shares the most words with this one (Dice); the first among equals."""
    text = block.flow.text
    start = end = 0
    for end in [*sentence_starts(text), len(text)]:
        if end > finding.flow_start:
            break
        start = end
    here = set(words_of(text[start:end]))
    keeps = [example.text for example in finding.rule.keeps]
    return max(keeps, key=lambda keep: _dice(here, set(words_of(keep))))


def _dice(first: set[str], second: set[str]) -> float:
    return 2 * len(first & second) / max(len(first) + len(second), 1)
