"""Decides the findings of a spun text by decoding: which are on the best path, and how sure that is."""

from __future__ import annotations

import math
import sys
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from unspin.decide.clean_rates import CleanRates
from unspin.decide.evidence import log_odds, sigmoid
from unspin.decide.habits import Habits, expected_share
from unspin.decide.lattice import (
    Edge,
    Lattice,
    best_path,
    build_lattice,
    changed_neighbours,
    local_scores,
)
from unspin.detect.matcher import tokenize
from unspin.detect.patterns import PATTERN
from unspin.detect.terminology import CHANNEL, TERMINOLOGY
from unspin.lexicon.tokens import words_of
from unspin.lm.model import LanguageModel
from unspin.model.document import Block, Document
from unspin.model.finding import THESAURUS, Finding
from unspin.model.rule import Safety, Trust

SPUN_IF_TRUSTED = {Trust.HIGH: 0.97, Trust.MEDIUM: 0.8, Trust.LOW: 0.45}
"""Chance, before the language model is asked, that a rule's wording in spun text is not the author's."""
SHORTER, LONGER = 1.0, 0.0
"""Log cost of each word that a replacement is shorter by, and gain of each that it is longer by."""
WEIGHT, SHARE = 3.0, 2.5
"""How much more the weight of an original in the channel, and the share of substitutions of the spun wording,
say than the language model, whose scores hang together from word to word: conditional logistic regression on
the originals of some 1,300 places gave the weight 3.5 times the language model's coefficient, and of the
originals put first 85 % were right, not 77 % as with equal ones."""
_OF_WORDS = (-1.4, 0.25, 0.06, 0.44, 0.33)
CALIBRATION = {
    TERMINOLOGY: (-0.98, 0.15, 0.28, 0.0, 0.0),
    CHANNEL: _OF_WORDS,
    PATTERN: _OF_WORDS,
    THESAURUS: (-3.25, 0.225, 0.16, 0.0, 0.0),
}
"""Logistic regression from a place's scores to the chance that its edit is right: constant, margin over
keeping the text, margin over the next candidate, log weight of the candidate, changed neighbours. Fitted on
the corpus and on annotated texts outside it, each decoded with counts of spun words made from the others, and
together with the adjustment to the article's share (``decide/prevalence.py``);
``docs/EVALUATION.md`` has the error on texts that were not used. Margins are clipped to ``MARGINS``."""
MARGINS = ((-12.0, 16.0), (0.0, 12.0))
TOPIC = 1.3
"""Log gain of an original that the article has elsewhere (a cache model: Kuhn and De Mori 1990)."""
STRANGE = 1.3
"""How much the evidence of a wording that clean text does not have counts for changing it."""
MUST_ASK = 5.2
"""Log cost of a rule whose finding only a person may apply, where a safe one also fits."""
MAY_ASK = 2.0
"""The same of a single candidate of the channel that only a person may choose."""
_SHOWN_OF_LOSERS = 2
"""Originals scored of a finding that gave way to another: they are only shown, and cost most of the time."""
_BESIDE = 3
"""Edges to each side of a place that its scores can depend on."""
NO_HABITS = Habits()
_NOWHERE = (sys.maxsize, sys.maxsize)


@dataclass(frozen=True, slots=True)
class Decoded:
    """A finding with its candidates in the decoder's order and the chance that the first is right."""

    finding: Finding
    confidence: float
    chosen: bool
    keep_score: float
    ranked: tuple[tuple[float, float], ...]
    """Total and channel score of every candidate, in their order."""
    neighbours: int = 0
    """Sides, 0 to 2, on which the next word, or the one after a function word, is changed too."""


def decode_block(
    block: Block,
    findings: Sequence[Finding],
    spun: Sequence[float],
    rates: CleanRates,
    model: LanguageModel,
    topic: frozenset[str] = frozenset(),
    habits: Habits = NO_HABITS,
) -> list[Decoded]:
    """Decode one block; ``spun`` is the spun score around each finding. Overlaps are settled by the path.

    ``topic`` are words that the article uses for certain: an original among them is likelier.
    """
    way = _way(block, findings, spun, rates, model, topic, habits)
    taken = {token for edge in way.path if edge.finding >= 0 for token in range(edge.first, edge.last + 1)}
    for number, edges in enumerate(way.by_finding):
        if number not in way.at and not taken.isdisjoint(range(edges[0].first, edges[0].last + 1)):
            way.by_finding[number] = sorted(edges, key=_likelihood)[:_SHOWN_OF_LOSERS]
    return [_judge_place(finding, number, way, model) for number, finding in enumerate(findings)]


def decode_chosen(
    block: Block,
    findings: Sequence[Finding],
    rates: CleanRates,
    model: LanguageModel,
    topic: frozenset[str],
    habits: Habits,
) -> list[Decoded]:
    """The findings on the best path of a block that is taken for spun, half the work of ``decode_block``."""
    way = _way(block, findings, [1.0] * len(findings), rates, model, topic, habits)
    return [_judge_place(findings[number], number, way, model) for number in way.at]


@dataclass(frozen=True, slots=True)
class _Way:
    """A block's lattice, the best path through it, the edges of each finding, and which stand where on it."""

    lattice: Lattice
    path: tuple[Edge, ...]
    by_finding: list[list[Edge]]
    at: dict[int, int]


def _way(
    block: Block,
    findings: Sequence[Finding],
    spun: Sequence[float],
    rates: CleanRates,
    model: LanguageModel,
    topic: frozenset[str],
    habits: Habits,
) -> _Way:
    channel = [
        _log_odds(finding, chance, rates, topic, habits, model)
        for finding, chance in zip(findings, spun, strict=True)
    ]
    lattice = build_lattice(block, findings, channel, model)
    path = best_path(lattice, model)
    at = {edge.finding: index for index, edge in enumerate(path) if edge.finding >= 0}
    return _Way(lattice, path, _edges_by_finding(lattice, len(findings)), at)


def _log_odds(
    finding: Finding,
    spun: float,
    rates: CleanRates,
    topic: frozenset[str],
    habits: Habits,
    model: LanguageModel,
) -> list[float]:
    """Channel log odds of each candidate against keeping the text.

    Wording that clean text never has needs less help from the language model, which has not seen it.
    That counts for every word, else two rules for the parts of a phrase would outdo the one for the
    whole, which knows more; and a rule that may not act yields to one that may.
    """
    rule = finding.rule
    weight, gains = 1.0, [0.0] * len(finding.candidates)
    if finding.detector == CHANNEL:
        weight = WEIGHT
        base = SHARE * log_odds(spun * habits.share(rule, rates.counts.get(rule.id)))
        gains = habits.gains(rule)
    elif finding.detector == THESAURUS:
        weight = WEIGHT
        base = SHARE * log_odds(spun * expected_share(_frequency(finding, rates, model)))
    elif finding.detector == PATTERN:
        base = log_odds(spun * SPUN_IF_TRUSTED[rule.trust])
    else:
        base = log_odds(spun * SPUN_IF_TRUSTED[finding.rule.trust]) + STRANGE * rates.weight(finding.rule)
        if base > 0:
            base *= finding.words
        if finding.rule.safety is Safety.REVIEW:
            base -= MUST_ASK
        base -= math.log(sum(candidate.weight for candidate in finding.candidates))
    length = finding.words
    return [
        base
        + weight * math.log(candidate.weight)
        + _length_cost(candidate.wording.count(" ") + 1 - length)
        + (TOPIC if topic.issuperset(words_of(candidate.wording)) else 0.0)
        + gain
        - (MAY_ASK if candidate.review else 0.0)
        for candidate, gain in zip(finding.candidates, gains, strict=True)
    ]


def _frequency(finding: Finding, rates: CleanRates, model: LanguageModel) -> int:
    """How often clean text has a rare word, by the language model's own count."""
    (word,) = words_of(finding.rule.wording)
    return round(math.exp(model.alone(model.id_of(word))) * rates.words) if model.knows(word) else 0


def _length_cost(longer: int) -> float:
    return LONGER * longer if longer > 0 else SHORTER * longer


def _edges_by_finding(lattice: Lattice, count: int) -> list[list[Edge]]:
    edges: list[list[Edge]] = [[] for _ in range(count)]
    for group in lattice.edges:
        for edge in group:
            edges[edge.finding].append(edge)
    return edges


def _judge_place(finding: Finding, number: int, way: _Way, model: LanguageModel) -> Decoded:
    """Chance of the best candidate against keeping the text and against the other candidates."""
    lattice, edges = way.lattice, way.by_finding[number]
    path: Sequence[Edge] = way.path
    at = way.at.get(number)
    chosen = at is not None
    if at is None:
        path, at = _force(edges[0], path, lattice)
    choices: list[Edge | None] = [None, *edges]
    scores = local_scores(lattice, path, at, choices, model)
    best = max(range(1, len(scores)), key=lambda i: scores[i])
    others = [i for i in range(1, len(scores)) if i != best]
    second = max((scores[i] for i in others), default=-math.inf)
    weight = finding.candidates[edges[best - 1].candidate].weight
    neighbours = changed_neighbours(lattice, path, at)
    over_keeping = scores[best] - scores[0]
    if finding.candidates[edges[best - 1].candidate].review:
        over_keeping += MAY_ASK  # it yields to others on the path, but is no less likely for that
    confidence = _calibrated(finding.detector, over_keeping, scores[best] - second, weight, neighbours)
    order = sorted(range(len(edges)), key=lambda i: (-scores[i + 1], i))
    candidates = tuple(finding.candidates[edges[i].candidate] for i in order)
    if candidates != finding.candidates:
        finding = replace(finding, candidates=candidates)
    return Decoded(
        finding=finding,
        confidence=confidence,
        chosen=chosen,
        keep_score=scores[0],
        ranked=tuple((scores[i + 1], edges[i].channel) for i in order),
        neighbours=neighbours,
    )


def _calibrated(
    detector: str, over_keeping: float, over_next: float, weight: float, neighbours: int
) -> float:
    """The chance that an edit is right, from the margins of its score."""
    constant, keep, following, share, beside = CALIBRATION[detector]
    margins = [
        min(max(m, low), high) for m, (low, high) in zip((over_keeping, over_next), MARGINS, strict=True)
    ]
    return sigmoid(
        constant + keep * margins[0] + following * margins[1] + share * math.log(weight) + beside * neighbours
    )


def _force(edge: Edge, path: Sequence[Edge], lattice: Lattice) -> tuple[list[Edge], int]:
    """The part of the path around an edge that is not on it, led through that edge.

    Words around it that it cuts into are kept. Two edges to each side are all that anyone asks for.
    """
    low = bisect_right(path, edge.first, key=_first) - 1
    high = bisect_right(path, edge.last, key=_first)
    before = [*path[max(0, low - _BESIDE) : low], *_kept(path[low].first, edge.first, lattice)]
    after = [*_kept(edge.last + 1, path[high - 1].last + 1, lattice), *path[high : high + _BESIDE]]
    return [*before, edge, *after], len(before)


def _kept(start: int, end: int, lattice: Lattice) -> list[Edge]:
    """Edges that keep the tokens from ``start`` to before ``end``."""
    return [Edge(token, token, (lattice.ids[token],), 0.0) for token in range(start, end)]


def _first(edge: Edge) -> int:
    return edge.first


def _likelihood(edge: Edge) -> float:
    return -edge.channel


def topic_words(document: Document, findings: Sequence[Finding]) -> frozenset[str]:
    """Words that the article uses for certain: outside findings, and the originals of sure rules."""
    covered: dict[int, list[tuple[int, int]]] = {}
    sure: set[str] = set()
    for finding in findings:
        covered.setdefault(finding.block, []).append((finding.flow_start, finding.flow_end))
        if finding.detector != CHANNEL and finding.rule.trust is Trust.HIGH:
            sure.update(words_of(finding.candidates[0].wording))
    for block in document.blocks:
        places = iter(sorted(covered.get(block.index, ())))
        start, end = next(places, _NOWHERE)
        for token in tokenize(block.flow.text):
            while token.start >= end:
                start, end = next(places, _NOWHERE)
            if token.start < start:
                sure.add(token.word)
    return frozenset(sure)
