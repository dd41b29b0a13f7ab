"""Evidence: what makes a text count as spun, and what does not."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lab import Lab, document_of, make_rules
from unspin.decide import Judge
from unspin.decide.clean_rates import CleanRates
from unspin.decide.evidence import PRIOR, sigmoid
from unspin.model.article import Article

WORDS = [
    "bosom malignancy",
    "sugar sickness",
    "cerebral pain",
    "muscle fit",
    "gamble of harm",
    "heart assault",
]
RULES = make_rules("\n".join(f"{word}: right {letter}" for word, letter in zip(WORDS, "bcdfgh", strict=True)))
RARE = CleanRates(10_000_000, {rule.id: 0 for rule in RULES})
COMMON = CleanRates(10_000_000, {rule.id: 5_000 for rule in RULES})
CLEAN = "Rest and gentle exercise help most people to get better within some weeks. "


def spun_score(text: str, rates: CleanRates = RARE) -> float:
    lab = Lab(rules=RULES)
    document = document_of(text)
    judge = Judge(rates=rates, model=None)
    return judge.weigh(document, lab.detector.detect(document)).article


def sentence(words: list[str]) -> str:
    return " ".join(f"There is a {word} here." for word in words)


def test_no_hit_is_no_sign() -> None:
    assert spun_score(CLEAN) < 0.05
    assert spun_score(CLEAN * 100) < 0.001


def test_more_kinds_of_wording_are_more_evidence() -> None:
    scores = [spun_score(sentence(WORDS[:count])) for count in range(7)]
    assert scores == sorted(scores)
    assert scores[0] < 0.05
    assert scores[3] > 0.95


def test_the_same_wording_again_is_little_new_evidence() -> None:
    clean = CLEAN * 20
    once, six = spun_score(sentence(WORDS[:1]) + clean), spun_score(sentence(WORDS[:1] * 6) + clean)
    assert once < six < spun_score(sentence(WORDS[:6]) + clean)


def test_common_wording_is_weak_evidence() -> None:
    assert spun_score(sentence(WORDS), COMMON) < 0.1 < 0.9 < spun_score(sentence(WORDS), RARE)


def test_hits_far_apart_in_clean_text_count_for_less() -> None:
    near = sentence(WORDS[:3]) + CLEAN * 120
    far = (CLEAN * 40).join(sentence([word]) for word in WORDS[:3]) + CLEAN * 40
    assert spun_score(near) > 0.9
    assert spun_score(far) < 0.5


def test_a_spun_part_does_not_condemn_the_clean_rest() -> None:
    lab = Lab(rules=RULES, spun=False)
    text = sentence(WORDS[:5]) + "\n\n" + (CLEAN * 60) + "\n\nThere is a heart assault here.\n\n" + CLEAN * 60
    decisions = lab.clean(Article("post", text, "text"), with_audit=False).decisions
    assert [d.verdict for d in decisions[:5]] == ["applied"] * 5
    assert decisions[5].verdict != "applied"


@given(st.integers(0, 10_000), st.integers(0, 10_000))
def test_rates(count: int, other: int) -> None:
    (rule, *_) = RULES
    low, high = sorted((count, other))
    less, more = CleanRates(10**6, {rule.id: low}), CleanRates(10**6, {rule.id: high})
    assert 0 < less.rate(rule) <= more.rate(rule)
    assert less.weight(rule) >= more.weight(rule) > 0
    assert 1 >= less.strangeness(rule) >= more.strangeness(rule) > 0


@given(st.floats(-1e6, 1e6))
def test_sigmoid(odds: float) -> None:
    assert 0 <= sigmoid(odds) <= 1
    assert math.isclose(sigmoid(odds) + sigmoid(-odds), 1, abs_tol=1e-9)


@pytest.mark.parametrize("text", ["...", "a", "1 2 3"])
def test_tiny_texts(text: str) -> None:
    assert spun_score(text) == pytest.approx(sigmoid(PRIOR), abs=0.02)
