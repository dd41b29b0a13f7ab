"""The second look: spinners whose phrases nobody has listed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest

from lab import document_of, make_rules
from unspin.config import Settings
from unspin.decide.clean_rates import CleanRates
from unspin.decide.evidence import LIKELIER, MANY_LIKELIER, Evidence, is_plain_english
from unspin.decide.second_look import UNKNOWN_PAIRS, needs_second_look, unknown_pairs
from unspin.detect.terminology import TerminologyDetector
from unspin.lm.model import shipped_model
from unspin.model.article import Article
from unspin.model.document import Block, Document
from unspin.model.finding import Candidate, Finding
from unspin.model.report import AuditReport
from unspin.parse import parse
from unspin.workflow import Workflow

SPUN = """How to Select the Correct Hand Therapist

Discovering a therapist for your hand is not hard, yet it pays to look carefully. Request your household
physician for two or three names. Verify the coaching of every one, and how prolonged they have been in
exercise. A good therapist will consider a full background, take a look at how you move your fingers, and
clarify what they discover.

What to Bring

Write a listing of the medicines you take, and buy a copy of your X-rays from the clinic. Maintain your
concerns short. Do you function with surgeons? What is the fee of the first go to? Will my insurance coverage
spend for it?

Last of all, believe in your intestine. Select somebody you really feel cozy with, and stroll away if you are
pressured to indication a prolonged contract.
"""
GOOD = """How to Choose the Right Hand Therapist

Finding a therapist for your hand is not hard, yet it pays to look carefully. Ask your family
doctor for two or three names. Check the training of each one, and how long they have been in
practice. A good therapist will take a full history, look at how you move your fingers, and
explain what they find.

What to Bring

Make a list of the medicines you take, and get a copy of your X-rays from the clinic. Keep your
questions short. Do you work with surgeons? What is the cost of the first visit? Will my insurance
pay for it?

Last of all, trust your gut. Choose someone you feel comfortable with, and walk away if you are
pressured to sign a long contract.
"""
NAMES = ("bad lump", "odd fit", "sweet ill", "dim ache", "red beat", "wet cold", "dry heat", "far cry")
RULES = make_rules("\n".join(f"{name}: right {name[0]}" for name in NAMES))
RATES = CleanRates(10_000_000, {rule.id: 0 for rule in RULES})
TEXT = " ".join(f"There is a {name} here." for name in NAMES) + " Most people get better within a week." * 20


@pytest.fixture(scope="module")
def workflow() -> Workflow:
    return Workflow(Settings(grammar="none", reader="none"))


def document(text: str) -> Document:
    return parse(Article("post.txt", text, "text"))


def cleaned(workflow: Workflow, text: str) -> AuditReport:
    return workflow.clean(Article("post.txt", text, "text"), with_audit=False)


def findings(place: Document, count: int) -> list[Finding]:
    (block,) = place.blocks
    found = []
    for rule in RULES[:count]:
        start = block.flow.text.index(rule.wording)
        span = block.flow.to_original(start, start + len(rule.wording))
        candidate = (Candidate("right", 1.0, "right"),)
        end = start + len(rule.wording)
        found.append(Finding("channel", rule, 0, start, end, span, rule.wording, candidate))
    return found


def after(count: int, nats: float) -> tuple[Evidence, Evidence]:
    place = document_of(TEXT)
    before = Evidence(place, [], RATES)
    return before, before.after_second_look([(finding, nats) for finding in findings(place, count)])


def test_a_spinner_without_known_phrases_is_found(workflow: Workflow) -> None:
    first = workflow.judge.weigh(document(SPUN), workflow.detector.detect(document(SPUN)))
    assert not first.is_varied
    report = cleaned(workflow, SPUN)
    assert report.spun_score > 0.95
    assert len(report.correction.edits) >= 12
    for wording in ("Right Hand Therapist", "how long they have been", "cost of the first visit"):
        assert wording in report.correction.text


def test_a_text_is_looked_at_once(workflow: Workflow, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    detect = TerminologyDetector.detect

    def noted(
        detector: TerminologyDetector, place: Document, blocks: Iterable[Block] | None = None
    ) -> tuple[Finding, ...]:
        asked.append("words" if detector is workflow.channel else "others")
        return detect(detector, place, blocks)

    monkeypatch.setattr(TerminologyDetector, "detect", noted)
    place = document(f"{SPUN}\n\nThe second look is shared.\n")
    judgement = workflow.decide(place)
    assert asked.count("words") == 1
    before = len(asked)
    assert workflow.rate(place) == judgement.spun_score
    assert len(asked) == before
    assert workflow.decide(place) == judgement
    assert asked.count("words") == 1
    assert Workflow(workflow.settings).decide(place) == judgement


def test_the_article_that_it_was_stays_as_it_is(workflow: Workflow) -> None:
    report = cleaned(workflow, GOOD)
    assert report.spun_score < 0.1
    assert report.correction.text == GOOD


def test_a_spun_page_has_more_pairs_that_nobody_wrote() -> None:
    model = shipped_model()
    assert model is not None
    assert unknown_pairs(document(GOOD), model) < UNKNOWN_PAIRS < unknown_pairs(document(SPUN), model)
    assert unknown_pairs(document("..."), model) == 0


@pytest.mark.parametrize(
    ("wording", "plain"),
    [
        ("all the best", True),
        ("find out the cause", True),
        ("bodily therapist", False),
        ("in buy to", False),
        ("unbeknownst", False),  # a single word has no neighbours to speak for it
    ],
)
def test_a_phrase_is_plain_english_if_each_pair_of_its_words_is(wording: str, plain: bool) -> None:
    model = shipped_model()
    assert model is not None
    (finding,) = findings(document_of(TEXT), 1)
    assert is_plain_english(replace(finding, text=wording), model) is plain


def test_text_without_signs_is_not_looked_at_again() -> None:
    model = shipped_model()
    assert model is not None
    place = document(SPUN)
    assert not needs_second_look(place, Evidence(place, [], RATES), model)


@pytest.mark.parametrize("count", range(len(NAMES) + 1))
def test_few_likelier_wordings_are_no_evidence(count: int) -> None:
    before, second = after(count, 20.0)
    assert (second is before) == (count < MANY_LIKELIER)
    assert second.is_varied == (count >= MANY_LIKELIER)


def test_the_likelier_the_stronger_and_never_weaker() -> None:
    scores = [after(len(NAMES), nats)[1].article for nats in (0.0, LIKELIER, 12.0, 16.0)]
    assert scores == sorted(scores)
    assert scores[0] == after(0, 0.0)[0].article


def test_no_rule_is_weaker_after_a_second_look() -> None:
    place = document_of(TEXT)
    found = findings(place, len(NAMES))
    before = Evidence(place, found, RATES)
    second = before.after_second_look([(finding, LIKELIER) for finding in found])
    assert second.article >= before.article
    assert all(second.at(finding) >= before.at(finding) for finding in found)
