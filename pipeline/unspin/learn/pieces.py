"""Learns what parts of phrases stand for, from pairs of a spun phrase and the right one.

Both are cut into the same number of parts, one after the other, in every way; how likely a part is to stand
for another is counted over all ways by expectation maximisation (Dempster, Laird and Rubin 1977; for the
alignment of phrases Marcu and Wong 2002).
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from unspin.lexicon.tokens import Words

Pair = tuple[Words, Words]
"""The words of a spun phrase and of the right one."""
Chances = Mapping[Words, Mapping[Words, float]]
SPUN_WORDS, RIGHT_WORDS = 4, 3
"""Longest parts of either side, unless the whole phrase is one."""
ROUNDS = 6
LONGER = math.exp(-1.2)
"""How much less likely each further word makes a part before anything is known."""
SAME = (0.5, 0.05)
"""Chance before anything is known that a word, and each of several, was kept."""
NEW = 0.1
"""Weight of what is thought before counting, for a part that was counted."""
DISCOUNT = 0.5
"""Count taken for originals that were never seen."""
LEAST_COUNT = 0.02
LEAST_SHARE = 1e-3


def learn_pieces(pairs: Iterable[Pair]) -> dict[Words, dict[Words, float]]:
    """For each part of a spun phrase the chances of what it stands for, itself among them."""
    given = list(pairs)
    chances: dict[Words, dict[Words, float]] = {}
    for _ in range(ROUNDS):
        counts: defaultdict[Words, defaultdict[Words, float]] = defaultdict(lambda: defaultdict(float))
        for spun, right in given:
            for part, original, share in _shares(spun, right, chances):
                counts[part][original] += share
        chances = {part: _chances(found) for part, found in counts.items()}
    return chances


def _chances(counts: Mapping[Words, float]) -> dict[Words, float]:
    total = sum(counts.values()) + DISCOUNT
    return {original: count / total for original, count in counts.items() if count > LEAST_COUNT}


def _shares(spun: Words, right: Words, chances: Chances) -> Iterator[tuple[Words, Words, float]]:
    """Every pair of parts with the share of all ways to cut the phrases that has it (forward-backward)."""
    steps = [
        (i, j, k, m, _likely(spun[i:j], right[k:m], chances))
        for i in range(len(spun))
        for k in range(len(right))
        for j, m in _ends(i, k, len(spun), len(right))
    ]
    forward = _sums(steps, (0, 0))
    backward = _sums([(-j, -i, -m, -k, likely) for i, j, k, m, likely in reversed(steps)], _end(spun, right))
    whole = forward[len(spun), len(right)]
    if whole > 0:
        for i, j, k, m, likely in steps:
            share = forward[i, k] * likely * backward[-j, -m] / whole
            if share > LEAST_SHARE:
                yield spun[i:j], right[k:m], share


def _end(spun: Words, right: Words) -> tuple[int, int]:
    return -len(spun), -len(right)


def _sums(
    steps: Sequence[tuple[int, int, int, int, float]], begin: tuple[int, int]
) -> defaultdict[tuple[int, int], float]:
    """How likely each pair of borders is to be reached. Steps must come in the order of where they begin."""
    reached: defaultdict[tuple[int, int], float] = defaultdict(float)
    reached[begin] = 1.0
    for i, j, k, m, likely in sorted(steps, key=lambda step: (step[0], step[2])):
        reached[j, m] += reached[i, k] * likely
    return reached


def _ends(i: int, k: int, spun: int, right: int) -> Iterator[tuple[int, int]]:
    """Where parts that begin at two places may end: long ones only where one side is a single word."""
    for j in range(i + 1, min(spun, i + SPUN_WORDS) + 1):
        for m in range(k + 1, min(right, k + RIGHT_WORDS) + 1):
            if j == i + 1 or m == k + 1 or (j, m) == (spun, right) or j - i + m - k <= SPUN_WORDS + 1:
                yield j, m


def _likely(part: Words, original: Words, chances: Chances) -> float:
    if part == original:
        guess = SAME[0] if len(part) == 1 else SAME[1] ** len(part)
    else:
        guess = 0.01 * LONGER ** (len(part) + len(original) - 2)
    known = chances.get(part)
    if known:
        return (1 - NEW) * known.get(original, 0.0) + NEW * guess
    return 0.3 * guess
