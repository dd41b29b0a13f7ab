"""A single phrase is looked up: led back to a right term, or to a wording that is far more usual than its own."""

# ruff: noqa: E501 - the first line says what is promised

from __future__ import annotations

import pytest

from unspin.config import Settings
from unspin.decide.lookup import Restored
from unspin.decide.phrase import LOOK_UP, MOST_WORDS, is_phrase
from unspin.decide.phrase_choice import grounds_for_term
from unspin.lexicon.terms import shipped_knowledge
from unspin.lexicon.tokens import words_of
from unspin.model.article import Article
from unspin.model.check import Area
from unspin.model.decision import Decision, Verdict
from unspin.parse import parse
from unspin.workflow import Workflow

UNLISTED = "uneven stroll"
"""No rule has it: only its parts are known."""


@pytest.fixture(scope="module")
def workflow() -> Workflow:
    return Workflow(Settings(grammar="none"))


def corrected(text: str, workflow: Workflow, suffix: str = "text") -> str:
    return workflow.clean(Article("phrase", text, suffix), with_audit=False).correction.text


def only_decision(text: str, workflow: Workflow) -> Decision:
    (decision,) = workflow.clean(Article("phrase", text, "text"), with_audit=False).decisions
    return decision


@pytest.mark.shipped
@pytest.mark.parametrize(
    ("spun", "original"),
    [
        ("coronary assault", "heart attack"),
        ("Muscle fits", "Muscle spasms"),
        ("infectious ailment", "infectious disease"),
        ("irregular timberland", "random forest"),
        ("Irregular Timberland", "Random Forest"),
        ("IRREGULAR TIMBERLAND", "RANDOM FOREST"),
        ("an irregular timberland", "a random forest"),
        ("secret Markov model", "hidden Markov model"),
        ("deep mastering (DL)", "deep learning (DL)"),
        ("flag-to-commotion proportion", "signal-to-noise ratio"),
        ("herniated plates", "herniated discs"),
        ("enemy of inflammatory drugs", "anti-inflammatory drugs"),
        ("hostile to maturing", "anti-aging"),
        (f"{UNLISTED}\n", "random walk\n"),
        ("# Territory *under* the bend", "# Area *under* the curve"),
    ],
)
def test_a_spun_phrase_is_restored(spun: str, original: str, workflow: Workflow) -> None:
    kind = "markdown" if spun.startswith("#") else "text"
    assert corrected(spun, workflow, kind) == original
    assert corrected(original, workflow, kind) == original


@pytest.mark.shipped
@pytest.mark.parametrize(
    "phrase",
    [
        "heart failure", "side effects", "high blood pressure", "growth plate", "back pain", "bad breath", "the board",
        "chronic kidney disease", "vaccine side effects", "muscle", "lower left abdomen", "do not stop taking it",
        "board of directors", "heat stroke", "white blood cells", "random access memory",
    ],
)  # fmt: skip
def test_a_good_phrase_is_left_alone(phrase: str, workflow: Workflow) -> None:
    assert corrected(phrase, workflow) == phrase


@pytest.mark.shipped
def test_no_known_term_is_changed(workflow: Workflow) -> None:
    terms = sorted(
        term for term in shipped_knowledge().terms.values() if 2 <= len(term.split()) <= MOST_WORDS
    )
    changed = {term: after for term in terms[::97] if (after := corrected(term, workflow)) != term}
    assert not changed


@pytest.mark.shipped
@pytest.mark.parametrize(
    ("phrase", "reason"),
    [
        ("headache medicine", "the edit would change a drug name"),
        ("bosom disease peril", "not the same; a person must choose"),
        ("wound contamination", "a person must make it"),
        ("oral songbird", "a person must make it"),
        ("mental imbalance", "a person must make it"),
    ],
)
def test_what_could_change_the_medicine_is_left_to_a_person(
    phrase: str, reason: str, workflow: Workflow
) -> None:
    decision = only_decision(phrase, workflow)
    assert decision.verdict is Verdict.REVIEW
    assert reason in decision.reason


@pytest.mark.shipped
@pytest.mark.parametrize(
    ("spun", "original"),
    [
        ("filtering electron microscopy", "scanning electron microscopy"),
        ("lung most cancer", "lung cancer"),
    ],
)
def test_a_known_term_that_shares_a_word_settles_a_choice(
    spun: str, original: str, workflow: Workflow
) -> None:
    decision = only_decision(spun, workflow)
    assert decision.verdict is Verdict.APPLIED
    assert "is a known term with" in decision.reason
    assert corrected(spun, workflow) == original


def restored(text: str, term: str = "") -> Restored:
    return Restored(words_of(text), 0.0, 0.0, term)


@pytest.mark.parametrize(
    ("phrase", "best", "confidence", "settled"),
    [
        (
            "persistent kidney ailment",
            restored("chronic kidney disease", "chronic kidney disease"),
            0.9,
            True,
        ),
        (
            "persistent kidney ailment",
            restored("chronic kidney disease", "chronic kidney disease"),
            0.8,
            False,
        ),
        ("persistent kidney ailment", restored("chronic kidney disease"), 0.9, False),
        ("cerebrum tumefaction", restored("brain swelling", "brain swelling"), 0.95, False),
        ("breast disease", restored("breast cancer", "breast cancer"), 0.95, False),
        ("state of repair", restored("kind of work", "kind of work"), 0.95, False),
        ("wound contamination", restored("wound infection", "wound infection"), 0.95, False),
    ],
)
def test_what_settles_a_choice(phrase: str, best: Restored, confidence: float, settled: bool) -> None:
    assert bool(grounds_for_term(words_of(phrase), best, confidence)) is settled


@pytest.mark.shipped
def test_a_safe_rule_that_says_the_same_has_the_last_word(workflow: Workflow) -> None:
    decision = only_decision("lactose bigotry", workflow)
    assert decision.verdict is Verdict.APPLIED
    assert decision.finding.candidates[0].review is False


@pytest.mark.shipped
def test_the_finding_says_what_it_knows(workflow: Workflow) -> None:
    decision = only_decision("irregular timberland", workflow)
    finding = decision.finding
    assert (finding.rule.id, finding.area, finding.text) == (
        LOOK_UP.id,
        Area.SPINNING,
        "irregular timberland",
    )
    assert finding.candidates[0].replacement == "random forest"
    assert len(finding.candidates) > 1, "the next ones are shown, too"
    explanation = decision.explanation
    assert explanation is not None
    assert explanation.margin is not None
    assert explanation.margin > 0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("coronary assault", True),
        ("# Coronary assault", True),
        ("non-direct", True),
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
@pytest.mark.parametrize(
    "settings",
    [
        Settings(grammar="none", model="none"),
        Settings(grammar="none", ignore=("phrase",)),
        Settings(grammar="none", ignore=("phrase/look-up",)),
        Settings(grammar="none", ignore=("channel",)),
        Settings(grammar="none", shipped_rules=False),
    ],
)
def test_the_look_up_can_be_switched_off(settings: Settings) -> None:
    assert corrected(UNLISTED, Workflow(settings)) == UNLISTED
