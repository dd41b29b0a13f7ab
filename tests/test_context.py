"""Contexts: every key both ways, and what "the same sentence" is."""

from __future__ import annotations

import pytest

from lab import fixed, make_rules, only_reason, run
from unspin.model.article import ArticleFormat
from unspin.model.decision import Verdict

# key, value, a text where the rule fires, a text where it does not
CASES = [
    ("near", "[herniated]", "A herniated old plate.", "An old plate."),
    ("near", "[herniated]", "The plate was herniated.", "The plate broke. It was herniated."),
    ("near", "[hernia*]", "A plate may herniate or hernias.", "A plate may break."),
    ("near", "[plate]", "A plate is a plate.", "A plate is a dish."),
    ("not_near", "[dinner]", "An old plate.", "The plate for dinner."),
    ("not_near", "[dinner]", "An old plate. Time for dinner.", "A dinner, a plate."),
    ("before", "[bad, worn]", "A worn plate.", "A worn old plate."),
    ("before", "[bad*]", "A badly plate.", "A good plate."),
    ("before", "[bad]", "It is BAD plate.", "It is bad. Plate is old."),
    ("not_before", "[growth]", "A plate.", "A growth plate."),
    ("not_before", "[growth]", "No growth. Plate is old.", "A Growth Plate."),
    ("after", "[in]", "A plate in the back.", "A plate on the back."),
    ("after", "[hurt*]", "The plate hurts.", "The plate often hurts."),
    ("not_after", "[of]", "A plate on it.", "A plate of soup."),
    ("not_after", "[of]", "A plate. Of course.", "A plate of."),
    ("tag", "[NOUN]", "The plate broke badly.", "They plate the food with care."),
]


@pytest.mark.parametrize(("key", "value", "fires", "silent"), CASES)
def test_the_context_holds_or_not(key: str, value: str, fires: str, silent: str) -> None:
    rules = make_rules(f"plate:\n  to: disc\n  {key}: {value}\n  keep: ['A dish.']")
    assert fixed(fires, rules).lower() != fires.lower()
    assert "disc" in fixed(fires, rules).lower()
    assert fixed(silent, rules) == silent


def test_all_that_is_given_must_hold() -> None:
    rules = make_rules("plate:\n  to: disc\n  near: [back]\n  not_before: [growth]\n  keep: ['x']")
    for text, hit in {
        "A plate in the back.": True,
        "A growth plate in the back.": False,
        "A plate in the hand.": False,
    }.items():
        assert ("disc" in fixed(text, rules)) is hit


PLACES: list[tuple[str, str, ArticleFormat]] = [
    ("title", "---\ntitle: Old plate\n---\n", "markdown"),
    ("description", "---\ndescription: Old plate\n---\n", "markdown"),
    ("heading", "# Old plate\n", "markdown"),
    ("paragraph", "Old plate here.\n", "markdown"),
    ("list-item", "- old plate\n", "markdown"),
    ("table-cell", "| old plate |\n|---|\n", "markdown"),
    ("caption", "<figcaption>old plate</figcaption>", "html"),
    ("alt", "![old plate](a.png)\n", "markdown"),
    ("footnote", "a[^1]\n\n[^1]: old plate\n", "markdown"),
]


@pytest.mark.parametrize(("place", "text", "form"), PLACES)
def test_in_and_not_in_a_kind_of_place(place: str, text: str, form: ArticleFormat) -> None:
    entry = "plate:\n  to: disc\n  {}: [{}]\n  keep: ['x']"
    assert "old disc" in fixed(text, entry.format("in", place), form).lower()
    assert fixed(text, entry.format("not_in", place), form) == text
    other = "heading" if place != "heading" else "title"
    assert fixed(text, entry.format("in", other), form) == text
    assert "old disc" in fixed(text, entry.format("not_in", other), form).lower()


def test_a_wrong_part_of_speech_is_rejected_with_it() -> None:
    report = run("They plate the food with care.", "plate:\n  to: disc\n  tag: [NOUN]\n  keep: ['x']")
    assert only_reason(report) == (Verdict.REJECTED, "used as VERB here")


def test_near_looks_across_a_soft_wrap_but_not_into_the_next_block() -> None:
    rules = make_rules("plate:\n  to: disc\n  near: [herniated]\n  keep: ['x']")
    assert "disc" in fixed("The plate\nis herniated.\n", rules, "markdown")
    assert "disc" not in fixed("The plate\n\nis herniated.\n", rules, "markdown")


def test_abbreviations_do_not_end_a_sentence() -> None:
    rules = make_rules("plate:\n  to: disc\n  near: [herniated]\n  keep: ['x']")
    assert "disc" in fixed("The plate, says Dr. Doe, is herniated.", rules)


def test_apostrophes_are_folded() -> None:
    rules = make_rules("plate:\n  to: disc\n  before: [\"doctor's\"]\n  keep: ['x']") + make_rules(
        "bowl:\n  to: pan\n  near: [\"don't\"]\n  keep: ['x']", name="other"
    )
    assert fixed("I don’t like the bowl.", rules) == "I don’t like the pan."
