"""Gathers what was weighed for a finding, where the numbers are known."""

from __future__ import annotations

from collections.abc import Sequence

from unspin.decide.clean_rates import CleanRates
from unspin.decide.decode import Decoded
from unspin.detect.context import sentence_starts
from unspin.detect.terminology import CHANNEL
from unspin.lexicon.tokens import words_of
from unspin.model.document import Block
from unspin.model.explanation import Explanation, Scored
from unspin.model.finding import THESAURUS, Finding


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
        evidence=0.0 if finding.detector in (CHANNEL, THESAURUS) else rates.weight(rule),
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
    best, following = first_two(decoded.finding, decoded.ranked)
    return Scored(finding.text, decoded.keep_score), best, following


def first_two(finding: Finding, ranked: Sequence[tuple[float, float]]) -> tuple[Scored, Scored | None]:
    """The first candidate and the next, if there is one; ``ranked`` are total and channel score of each."""
    best, *others = (
        Scored(candidate.wording, total - channel, channel)
        for candidate, (total, channel) in zip(finding.candidates[:2], ranked[:2], strict=True)
    )
    return best, others[0] if others else None


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
