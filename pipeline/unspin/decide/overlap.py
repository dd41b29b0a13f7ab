"""Settles overlaps between findings.

The rule: of all sets of findings that do not overlap, the one that explains the most words wins;
among equals the one with the fewest, so the longest, findings; then rules that know their context,
then surer rules, then the earlier place. Decided exactly, by weighted interval scheduling.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from unspin.model.finding import Finding
from unspin.model.rule import Trust

_TRUST = {Trust.HIGH: 2, Trust.MEDIUM: 1, Trust.LOW: 0}
_Worth = tuple[int, int, int, int]


def settle_overlaps(findings: Sequence[Finding]) -> tuple[list[Finding], dict[int, Finding]]:
    """Split findings into those kept (in order) and, by index, the winner over each of the others."""
    order = sorted(
        range(len(findings)),
        key=lambda i: (findings[i].span.end, findings[i].span.start, findings[i].rule.id),
    )
    chosen = _best_set([findings[i] for i in order])
    kept = sorted((findings[order[i]] for i in chosen), key=lambda finding: finding.span)
    for first, second in pairwise(kept):
        assert not first.span.overlaps(second.span)  # noqa: S101 - the promise of this function
    winners = {order[i] for i in chosen}
    starts = [finding.span.start for finding in kept]
    losers = {
        index: _winner(findings[index], kept, starts)
        for index in range(len(findings))
        if index not in winners
    }
    return kept, losers


def _best_set(findings: Sequence[Finding]) -> list[int]:
    """Indexes of the best set; ``findings`` are sorted by their end."""
    ends = [finding.span.end for finding in findings]
    best: list[_Worth] = [(0, 0, 0, 0)]
    take: list[bool] = []
    before = [bisect_right(ends, f.span.start, 0, i) for i, f in enumerate(findings)]
    for index, finding in enumerate(findings):
        base = best[before[index]]
        worth = _add(base, _worth(finding))
        take.append(worth > best[index])
        best.append(max(worth, best[index]))
    chosen, index = [], len(findings)
    while index:
        if take[index - 1]:
            chosen.append(index - 1)
            index = before[index - 1]
        else:
            index -= 1
    return chosen[::-1]


def _worth(finding: Finding) -> _Worth:
    rule = finding.rule
    return finding.words, -1, int(rule.context is not None), _TRUST[rule.trust]


def _add(first: _Worth, second: _Worth) -> _Worth:
    return (first[0] + second[0], first[1] + second[1], first[2] + second[2], first[3] + second[3])


def _winner(loser: Finding, kept: Sequence[Finding], starts: Sequence[int]) -> Finding:
    """The kept finding that stands in the way of ``loser``; there always is one."""
    at = bisect_right(starts, loser.span.start)
    near = kept[max(0, at - 1) : at + 1]
    return next((f for f in near if f.span.overlaps(loser.span)), near[0])
