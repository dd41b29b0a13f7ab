"""Habits of spinners with an open word: "assist you with arranging", "foods, for example, nuts"."""

from __future__ import annotations

import pytest

from unspin.detect.patterns import find_patterns
from unspin.detect.terminology import CHANNEL, TerminologyDetector
from unspin.lexicon.channel import read_channel
from unspin.model.article import Article
from unspin.model.finding import Finding
from unspin.parse import parse
from unspin.workflow import Workflow

WORDS = "\n".join(
    (
        "verb | plan | arrange*",
        "verb | avoid | keep away from*",
        "verb | maintain | keep up with*",
        "noun | meal | feast",
    )
)
SPUN = "Bosom malignancy and muscle fits build the gamble of a herniated plate. "


def patterns(text: str) -> tuple[Finding, ...]:
    rules, problems = read_channel([("words.txt", WORDS)])
    assert not problems
    document = parse(Article("post", text, "text"))
    words = TerminologyDetector(rules, CHANNEL).detect(document)
    return find_patterns(document, document.blocks, words)


@pytest.mark.parametrize(
    ("text", "place", "proposed"),
    [
        ("A dietitian can assist you with arranging feasts.", "with arranging", {"plan"}),
        ("It assists with reducing pain.", "with reducing", {"reduce"}),
        ("Assisting with reducing pain is good.", "with reducing", {"reduce"}),
        ("This helps with keeping up with weight.", "with keeping up with", {"maintain"}),
        ("Try fatty foods, for example, nuts and seeds.", "for example,", {"such as"}),
        ("Ask a team (for example, nurses) first.", "for example,", {"such as"}),
    ],
)
def test_found(text: str, place: str, proposed: set[str]) -> None:
    found = {c.wording for f in patterns(text) if f.text == place for c in f.candidates}
    assert proposed <= found


@pytest.mark.parametrize(
    "text",
    [
        "The nurse helps people with asthma.",
        "They help a patient with asthma, breathing slowly.",
        "For example, nuts are fine.",
        "In winter, for example, you should wear a coat.",
        "In Spain, for example, rates fell.",
        "Some foods, for example if raw, are bad.",
        "He helps, with nothing but a spoon.",
    ],
)
def test_left_alone(text: str) -> None:
    assert not patterns(text)


def test_only_spun_text_is_changed() -> None:
    workflow = Workflow()
    text = "A dietitian can assist you with reducing salt."
    assert workflow.clean(Article("a", text, "text"), with_audit=False).correction.text == text
    spun = workflow.clean(Article("a", SPUN + text, "text"), with_audit=False).correction.text
    assert "help you" in spun
    assert "with" not in spun
