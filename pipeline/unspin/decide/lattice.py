"""The decoder: the most likely original of a block, word by word, by language model and channel.

The text is a lattice. From every word an edge leads on that keeps it; from the first word of every
finding one edge for each of its originals leads past its last word. An edge costs what the language
model says of its words after the two before them, and, for an original, the channel's log odds.
Viterbi search with a beam; ties are broken by the order of the edges.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from unspin.detect.matcher import Token, tokenize
from unspin.lm.model import LanguageModel
from unspin.model.document import Block
from unspin.model.finding import Finding

BEAM = 12
HOPELESS = 7.0
"""Log score behind the best state from which one is given up: no word makes up for so much."""
UNLIKELY = 6.0
"""Log odds behind the likeliest original of a place from which another is not looked at."""
_BREAK = re.compile(r"[.!?:;()\[\]{}|•–—\ufffc]|\s[-*]\s")
_State = tuple[int, int]
"""The last two words, all that the language model asks for."""
_Back = tuple[float, int, _State, "Edge | None"]
"""The best way to a state: its score, and the position, state and edge that it came by."""


@dataclass(frozen=True, slots=True)
class Edge:
    """A way past tokens ``first`` to ``last`` (inclusive): an original of a finding, or (-1) the text."""

    first: int
    last: int
    words: tuple[int, ...]
    channel: float
    finding: int = -1
    candidate: int = -1


@dataclass(frozen=True, slots=True)
class Lattice:
    """A block's words with their edges. ``breaks[i]`` says that a sentence begins at token ``i``."""

    ids: tuple[int, ...]
    breaks: tuple[bool, ...]
    edges: tuple[tuple[Edge, ...], ...]


def build_lattice(
    block: Block, findings: Sequence[Finding], channel: Sequence[Sequence[float]], model: LanguageModel
) -> Lattice:
    """The lattice of a block; ``channel[f][c]`` are the log odds of candidate ``c`` of finding ``f``."""
    text = block.flow.text
    tokens = tokenize(text)
    ids = tuple(model.ids_of(token.word)[0] for token in tokens)
    breaks = tuple(
        index == 0 or bool(_BREAK.search(text, tokens[index - 1].end, token.start))
        for index, token in enumerate(tokens)
    )
    edges: list[list[Edge]] = [[] for _ in tokens]
    starts = {token.start: index for index, token in enumerate(tokens)}
    for number, finding in enumerate(findings):
        first = starts[finding.flow_start]
        last = _last_token(tokens, first, finding.flow_end)
        least = max(channel[number]) - UNLIKELY
        for position, candidate in enumerate(finding.candidates):
            if channel[number][position] >= least:
                words = model.ids_of(candidate.wording)
                edges[first].append(Edge(first, last, words, channel[number][position], number, position))
    return Lattice(ids, breaks, tuple(tuple(group) for group in edges))


def _last_token(tokens: Sequence[Token], first: int, end: int) -> int:
    last = first
    while last + 1 < len(tokens) and tokens[last + 1].start < end:
        last += 1
    return last


def best_path(lattice: Lattice, model: LanguageModel) -> tuple[Edge, ...]:
    """The edges of the best way through, one after the other."""
    count = len(lattice.ids)
    chart: list[dict[_State, _Back]] = [{} for _ in range(count + 1)]
    chart[0][(model.start, model.start)] = (0.0, -1, (0, 0), None)
    for position in range(count):
        edges = (Edge(position, position, (lattice.ids[position],), 0.0), *lattice.edges[position])
        for state, back in _likeliest(chart[position]):
            score, (first, second) = back[0], state
            if lattice.breaks[position] and second != model.start:
                score += model.score(first, second, model.end)
                first = second = model.start
            for edge in edges:
                gain, before, last = model.extend(first, second, edge.words)
                gain += score + edge.channel
                reached, after = chart[edge.last + 1], (before, last)
                known = reached.get(after)
                if known is None or gain > known[0]:
                    reached[after] = (gain, position, state, edge)
    return _trace(chart, count, model)


def _likeliest(states: dict[_State, _Back]) -> list[tuple[_State, _Back]]:
    """The states that are worth going on from, the best first; of equals the one found first."""
    if len(states) == 1:
        return list(states.items())
    ordered = sorted(states.items(), key=_behind)[:BEAM]
    worst = ordered[0][1][0] - HOPELESS
    return [item for item in ordered if item[1][0] >= worst]


def _behind(item: tuple[_State, _Back]) -> float:
    return -item[1][0]


def _trace(chart: list[dict[_State, _Back]], count: int, model: LanguageModel) -> tuple[Edge, ...]:
    ends = chart[count].items()
    best = max(ends, key=lambda item: item[1][0] + model.score(item[0][0], item[0][1], model.end))
    _, position, state, edge = best[1]
    path: list[Edge] = []
    while edge is not None:
        path.append(edge)
        _, position, state, edge = chart[position][state]
    return tuple(reversed(path))


def local_scores(
    lattice: Lattice, path: Sequence[Edge], index: int, choices: Sequence[Edge | None], model: LanguageModel
) -> list[float]:
    """Score of each choice in place of ``path[index]``, all else as on the path.

    ``None`` stands for the text as it is. Only differences between the scores mean anything.
    """
    place = path[index]
    first, second = _ids_before(lattice, path, index, model)
    after = _ids_after(lattice, path, index, model)
    scores = []
    for choice in choices:
        words = choice.words if choice else lattice.ids[place.first : place.last + 1]
        language = model.extend(first, second, (*words, *after))[0]
        scores.append(language + (choice.channel if choice else 0.0))
    return scores


def _ids_before(lattice: Lattice, path: Sequence[Edge], index: int, model: LanguageModel) -> list[int]:
    """The two words before an edge of the path, start symbols at a sentence start."""
    found: list[int] = []
    while index > 0 and len(found) < 2 and not lattice.breaks[path[index].first]:
        index -= 1
        found = [*path[index].words, *found]
    return [model.start, model.start, *found][-2:]


def _ids_after(lattice: Lattice, path: Sequence[Edge], index: int, model: LanguageModel) -> list[int]:
    """The two words after an edge of the path, or the end of the sentence."""
    found: list[int] = []
    for edge in path[index + 1 :]:
        if lattice.breaks[edge.first]:
            return [*found, model.end]
        found += edge.words
        if len(found) >= 2:
            return found[:2]
    return [*found, model.end]


def changed_neighbours(lattice: Lattice, path: Sequence[Edge], index: int) -> int:
    """Sides of an edge of the path on which the path changes the next word, or the one after that.

    Substitutions come in runs. Only the same sentence counts.
    """
    return sum(_changed_towards(lattice, path, index, step) for step in (-1, 1))


def _changed_towards(lattice: Lattice, path: Sequence[Edge], index: int, step: int) -> bool:
    for distance in (1, 2):
        later = index + step * distance
        if not 0 <= later < len(path):
            return False
        if lattice.breaks[path[max(later, later - step)].first]:
            return False
        if path[later].finding >= 0:
            return True
    return False
