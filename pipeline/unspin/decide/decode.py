"""Decides the findings of a spun text by decoding: which are on the best path, and how sure that is."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from unspin.decide.evidence import CleanRates
from unspin.decide.lattice import Edge, Lattice, best_path, build_lattice, local_scores
from unspin.detect.terminology import CHANNEL
from unspin.lm.model import LanguageModel
from unspin.model.document import Block
from unspin.model.finding import Finding
from unspin.model.rule import Trust

SPUN_IF_TRUSTED = {Trust.HIGH: 0.97, Trust.MEDIUM: 0.8, Trust.LOW: 0.45}
"""Chance, before the language model is asked, that a wording in spun text is not the author's."""
WORD_BONUS = 3.0
"""Log score for each word: the language model alone would always prefer the shorter wording."""
SHARPNESS = 0.5
"""How far differences of scores are believed: n-gram models are surer than they are right."""
STRANGE = 1.0
"""How much the evidence of a wording that clean text does not have counts for changing it."""
_FLOOR = 0.02


@dataclass(frozen=True, slots=True)
class Decoded:
    """A finding with its candidates in the decoder's order and the chance that the first is right."""

    finding: Finding
    confidence: float
    chosen: bool
    keep_score: float
    best_score: float


def decode_block(
    block: Block,
    findings: Sequence[Finding],
    spun: Sequence[float],
    rates: CleanRates,
    model: LanguageModel,
) -> list[Decoded]:
    """Decode one block; ``spun`` is the spun score around each finding. Overlaps are settled by the path."""
    channel = [_log_odds(finding, chance, rates) for finding, chance in zip(findings, spun, strict=True)]
    lattice = build_lattice(block, findings, channel, model)
    path = best_path(lattice, model)
    by_finding = _edges_by_finding(lattice, len(findings))
    on_path = {edge.finding: index for index, edge in enumerate(path) if edge.finding >= 0}
    return [
        _judge_place(finding, by_finding[number], lattice, path, on_path.get(number), model)
        for number, finding in enumerate(findings)
    ]


def _log_odds(finding: Finding, spun: float, rates: CleanRates) -> list[float]:
    """Channel log odds of each candidate against keeping the text.

    Wording that clean text never has needs less help from the language model, which has not seen it.
    """
    chance = min(max(spun * SPUN_IF_TRUSTED[finding.rule.trust], _FLOOR), 1 - _FLOOR)
    total = sum(candidate.weight for candidate in finding.candidates)
    length = len(finding.text.split())
    return [
        math.log(chance / (1 - chance))
        + (STRANGE * rates.weight(finding.rule) if finding.detector != CHANNEL else 0.0)
        + math.log(candidate.weight / total)
        + WORD_BONUS * (len(candidate.wording.split()) - length)
        for candidate in finding.candidates
    ]


def _edges_by_finding(lattice: Lattice, count: int) -> list[list[Edge]]:
    edges: list[list[Edge]] = [[] for _ in range(count)]
    for group in lattice.edges:
        for edge in group:
            edges[edge.finding].append(edge)
    return edges


def _judge_place(
    finding: Finding,
    edges: list[Edge],
    lattice: Lattice,
    path: Sequence[Edge],
    at: int | None,
    model: LanguageModel,
) -> Decoded:
    """Chance of the best candidate against keeping the text and against the other candidates."""
    chosen = at is not None
    if at is None:
        path, at = _force(edges[0], path, lattice)
    choices: list[Edge | None] = [None, *edges]
    scores = local_scores(lattice, path, at, choices, model)
    top = max(scores)
    shares = [math.exp(SHARPNESS * (score - top)) for score in scores]
    best = max(range(1, len(scores)), key=lambda i: scores[i])
    confidence = shares[best] / sum(shares)
    order = sorted(range(len(edges)), key=lambda i: (-scores[i + 1], i))
    candidates = tuple(finding.candidates[edges[i].candidate] for i in order)
    return Decoded(replace(finding, candidates=candidates), confidence, chosen, scores[0], scores[best])


def _force(edge: Edge, path: Sequence[Edge], lattice: Lattice) -> tuple[list[Edge], int]:
    """The path led through an edge that is not on it; words around it that it cuts into are kept."""
    forced: list[Edge] = []
    at = -1
    for other in path:
        if other.last < edge.first or other.first > edge.last:
            forced.append(other)
            continue
        for token in range(other.first, other.last + 1):
            if token < edge.first or token > edge.last:
                forced.append(Edge(token, token, (lattice.ids[token],), 0.0))
            elif at < 0:
                at = len(forced)
                forced.append(edge)
    forced.sort(key=lambda e: e.first)
    return forced, forced.index(edge)
