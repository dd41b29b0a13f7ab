"""A correction never says the same word twice across "and", "or" or a comma."""

from __future__ import annotations

import pytest

from lab import fixed, run
from unspin.decide.doubles import TWICE
from unspin.model.decision import Verdict

RULES = "example: pattern\ntrend: pattern\nfit: spasm\nhurt: ache"
CASES = [
    ("It finds an example and pattern.", "It finds an example and pattern."),
    ("It finds a pattern or example.", "It finds a pattern or example."),
    ("It finds a pattern, example and more.", "It finds a pattern, example and more."),
    ("It finds an example and a pattern.", "It finds a pattern and a pattern."),  # not side by side
    ("It finds an example and fits.", "It finds a pattern and spasms."),
    ("A fit and hurt.", "A spasm and ache."),
    ("A bad fit, fit and hurt.", "A bad spasm, spasm and ache."),  # the text itself says it twice
]


@pytest.mark.parametrize(("text", "corrected"), CASES)
def test_no_word_stands_twice(text: str, corrected: str) -> None:
    assert fixed(text, RULES) == corrected


def test_of_two_edits_one_is_made_and_the_other_shown() -> None:
    decisions = run("It finds an example and trend.", RULES).decisions
    verdicts = sorted((decision.verdict, decision.reason == TWICE) for decision in decisions)
    assert verdicts == [(Verdict.APPLIED, False), (Verdict.REVIEW, True)]


def test_long_gaps_cost_nothing() -> None:
    text = "It finds an example" + " " * 200_000 + "and pattern, ,,,,  , and fits."
    assert fixed(text, RULES).startswith("It finds a pattern  ")
