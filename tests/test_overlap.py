"""Overlaps: the best set of findings, exactly, whatever the order they come in."""

from __future__ import annotations

import random
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lab import fixed
from unspin.decide.overlap import settle_overlaps
from unspin.model.finding import Candidate, Finding
from unspin.model.rule import Context, Kind, Original, Pos, Rule, Safety, Trust
from unspin.model.span import Span


def finding(start: int, words: int, trust: Trust = Trust.HIGH, context: bool = False) -> Finding:
    """A finding over ``words`` words; every word is 10 characters wide."""
    rule = Rule(
        id=f"mini/{start}-{words}-{trust}-{context}",
        wording=" ".join(["word"] * words),
        originals=(Original("x"),),
        pos=Pos.FIXED,
        kind=Kind.GENERAL_PHRASE,
        safety=Safety.SAFE,
        trust=trust,
        context=Context(near=("a",)) if context else None,
    )
    span = Span(start * 10, (start + words) * 10 - 1)
    return Finding("test", rule, 0, span.start, span.end, span, "w" * len(span), (Candidate("x", 1.0),))


def worth(findings: tuple[Finding, ...]) -> tuple[int, int, int, int]:
    trust = {Trust.HIGH: 2, Trust.MEDIUM: 1, Trust.LOW: 0}
    return (
        sum(f.words for f in findings),
        -len(findings),
        sum(f.rule.context is not None for f in findings),
        sum(trust[f.rule.trust] for f in findings),
    )


FINDINGS = st.lists(
    st.builds(finding, st.integers(0, 8), st.integers(1, 4), st.sampled_from(list(Trust)), st.booleans()),
    max_size=9,
    unique_by=lambda f: f.rule.id,
)


@given(FINDINGS, st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=150)
def test_the_best_set_is_kept_in_any_order(findings: list[Finding], chance: random.Random) -> None:
    kept, losers = settle_overlaps(findings)
    free = [
        subset
        for size in range(len(findings) + 1)
        for subset in combinations(findings, size)
        if not any(a.span.overlaps(b.span) for a, b in combinations(subset, 2))
    ]
    assert not any(a.span.overlaps(b.span) for a, b in combinations(kept, 2))
    assert worth(tuple(kept)) == max(map(worth, free))
    assert kept == sorted(kept, key=lambda f: f.span)
    assert len(kept) + len(losers) == len(findings)
    for index, winner in losers.items():
        assert winner in kept
        assert winner.span.overlaps(findings[index].span)
    shuffled = findings[:]
    chance.shuffle(shuffled)
    assert worth(tuple(settle_overlaps(shuffled)[0])) == worth(tuple(kept))


@pytest.mark.parametrize(
    ("findings", "kept"),
    [
        ([finding(0, 2), finding(0, 1), finding(1, 1)], [0]),
        ([finding(0, 2), finding(1, 2), finding(2, 2)], [0, 2]),
        ([finding(0, 1), finding(1, 3), finding(3, 2)], [0, 1]),
        ([finding(0, 1, Trust.LOW), finding(0, 1, Trust.HIGH)], [1]),
        ([finding(0, 1, Trust.HIGH), finding(0, 1, Trust.LOW, context=True)], [1]),
        ([finding(0, 1), finding(1, 1)], [0, 1]),
        ([finding(0, 2), finding(1, 2)], [0]),
        ([finding(1, 2), finding(0, 2)], [1]),
        ([], []),
    ],
)
def test_cases(findings: list[Finding], kept: list[int]) -> None:
    assert settle_overlaps(findings)[0] == [findings[i] for i in kept]


def test_in_a_text() -> None:
    rules = "back fit: spine cramp\nfit of rage: outburst\nrage: anger"
    assert fixed("A back fit of rage.", rules) == "A back outburst."


def test_many_findings_take_no_time() -> None:
    findings = [finding(i, 1 + i % 3) for i in range(20_000)]
    kept, losers = settle_overlaps(findings)
    assert len(kept) + len(losers) == 20_000
