"""A single phrase is looked up: good text must have the neighbours that a correction brings, and miss those there now."""

# ruff: noqa: E501 - the first line says what is promised

from __future__ import annotations

import pytest

from unspin.config import Settings
from unspin.decide.phrase import MOST_WORDS, is_phrase
from unspin.model.article import Article
from unspin.parse import parse
from unspin.workflow import Workflow


@pytest.fixture(scope="module")
def workflow() -> Workflow:
    return Workflow(Settings(grammar="none"))


def corrected(text: str, workflow: Workflow) -> str:
    return workflow.clean(Article("phrase", text, "text"), with_audit=False).correction.text


@pytest.mark.shipped
@pytest.mark.parametrize(
    ("spun", "original"),
    [
        ("coronary assault", "heart attack"),
        ("Muscle fits", "Muscle spasms"),
        ("infectious ailment", "infectious disease"),
    ],
)
def test_a_spun_phrase_is_restored(spun: str, original: str, workflow: Workflow) -> None:
    assert corrected(spun, workflow) == original
    assert corrected(original, workflow) == original


@pytest.mark.shipped
@pytest.mark.parametrize(
    "phrase",
    [
        "heart failure", "side effects", "high blood pressure", "growth plate", "back pain", "bad breath", "the board",
        "chronic kidney disease", "vaccine side effects", "muscle", "lower left abdomen", "do not stop taking it",
    ],
)  # fmt: skip
def test_a_good_phrase_is_left_alone(phrase: str, workflow: Workflow) -> None:
    assert corrected(phrase, workflow) == phrase


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("coronary assault", True),
        ("# Coronary assault", True),
        (" ".join(["word"] * MOST_WORDS), True),
        (" ".join(["word"] * (MOST_WORDS + 1)), False),
        ("assault", False),
        ("", False),
        ("Coronary assault.", False),
        ("coronary\n\nassault", False),
        ("Coronary: assault", False),
    ],
)
def test_what_is_a_phrase(text: str, expected: bool) -> None:
    assert is_phrase(parse(Article("phrase", text, "markdown"))) is expected


@pytest.mark.shipped
def test_without_a_language_model_nothing_is_looked_up() -> None:
    bare = Workflow(Settings(grammar="none", model="none"))
    assert corrected("coronary assault", bare) == "coronary assault"
