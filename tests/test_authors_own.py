"""What is the author's own stays: plain wordings that people judged so, and verbs that an entry takes for something else."""

# ruff: noqa: E501 - the first line says what is promised

from __future__ import annotations

import pytest

from unspin.config import Settings
from unspin.decide.habits import AUTHORS_OWN, Habits
from unspin.lexicon.lexicon import load_lexicon
from unspin.model.article import Article
from unspin.model.decision import Decision, Verdict
from unspin.model.rule import Pos
from unspin.workflow import Workflow

pytestmark = pytest.mark.shipped


def decisions(text: str, words: str) -> list[Decision]:
    workflow = Workflow(Settings(grammar="none", assume_spun=True))
    found = workflow.clean(Article("draft", text, "text"), with_audit=False).decisions
    return [decision for decision in found if decision.finding.text == words]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The queasiness passes. Loss of bladder control is normal.", "Loss of bladder control"),
        ("The queasiness passes if you wake up early.", "wake up"),
    ],
)
def test_a_plain_wording_is_only_shown(text: str, words: str) -> None:
    assert all(decision.verdict is not Verdict.APPLIED for decision in decisions(text, words))


@pytest.mark.parametrize(
    "sentence",
    [
        "Swelling is common. For example, the ankles may swell by evening.",
        "Some tests measure the lungs. For example, these tests show how much air they hold.",
        "Insulin helps the body use sugar.",
        "This product is just as healthy as milk.",
        "The rules ensure the welfare of all who take part.",
        "Some babies cannot process the protein in milk.",
        "A thin wall separates the two sides of the heart muscle.",
        "Doctors have not found a way to prevent the disease.",
        "The rates were adjusted to the standard population.",
        "Caffeine is probably the most commonly used drug.",
        "The staff complained of the low pay.",
        "The feet may swell at the end of the day.",
        "People differ in their values and beliefs.",
        "Diet affects many forms of cancer.",
        "The eyes take time and energy to adapt.",
        "The skin on other parts of the body the size of a coin may peel.",
        "Tighten the muscles of your belly.",
        "The triggers of asthma differ.",
    ],
)
def test_good_english_stays_in_text_that_counts_as_spun(sentence: str) -> None:
    text = f"The queasiness passes. {sentence}"
    workflow = Workflow(Settings(grammar="none", reader="none", assume_spun=True))
    assert workflow.clean(Article("draft", text, "text"), with_audit=False).correction.text.endswith(sentence)


def test_the_judgement_is_what_keeps_it() -> None:
    rule = load_lexicon().find("channel/loss-of-bladder-control.noun")
    assert rule
    assert Habits(judged={rule.id: AUTHORS_OWN}).is_authors(rule)
    assert not Habits(judged={rule.id: AUTHORS_OWN + 0.01}).is_authors(rule)
    assert not Habits().is_authors(rule)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Following the prescribed timetable facilitates torment.", "Following"),
        ("The queasiness passes by limiting your portions.", "limiting"),
    ],
)
def test_a_verb_with_an_object_is_no_adjective(text: str, words: str) -> None:
    found = [d for d in decisions(text, words) if d.finding.rule.pos == "adjective"]
    assert all(decision.verdict is Verdict.REJECTED for decision in found)
    assert found or words != "Following"


def test_a_participle_with_an_object_is_a_verb() -> None:
    text = "The queasiness passes. There are many legends encompassing the virus."
    (verb,) = [d for d in decisions(text, "encompassing") if d.verdict is Verdict.APPLIED]
    assert (verb.finding.rule.id, verb.replacement) == ("channel/encompass.verb", "surrounding")
    (adjective,) = [d for d in decisions(text, "encompassing") if d.finding.rule.pos is Pos.ADJECTIVE]
    assert adjective.verdict is Verdict.REJECTED
