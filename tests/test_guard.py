"""The guard: what an edit must leave as it was, else it goes to review with the reason."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lab import make_rules, only_reason, run, verdicts
from unspin.decide import guard
from unspin.decide.guard import broken_promise, protection_of
from unspin.decide.verdict import APPLY_FROM, TRUST
from unspin.detect.terminology import CHANNEL, TerminologyDetector
from unspin.lexicon.channel import read_channel
from unspin.lexicon.tokens import words_of
from unspin.lm.model import shipped_model
from unspin.model.article import Article
from unspin.model.decision import Verdict
from unspin.model.document import Document, Protected, Protection
from unspin.model.finding import Finding
from unspin.model.rule import Trust
from unspin.model.span import Span
from unspin.parse import parse

BROKEN = [
    ("ten 10 pills: ten 12 pills", "Take ten 10 pills.", "a number"),
    ("two 2 pills: two pills", "Take two 2 pills.", "a number"),
    ("drink a lot: drink 8 cups", "Please drink a lot.", "a number"),
    ("not bad: bad", "It is bad not bad.", None),
    ("bad: not good", "It is bad.", "a negation"),
    ("sugar free: sugar without limits", "It is sugar free.", "a negation"),
    ("harm: lack harm", "It is harm.", "a negation"),
    ("it can hurt: it can't hurt", "I say it can hurt.", "a negation"),
    ("with out care: without care", "It is with out care.", None),
    ("sans pain: without pain", "You walk sans pain.", None),
    ("left arm: right arm", "My left arm.", "direction"),
    ("high fat: low fat", "A high fat diet.", "direction"),
    ("higher dose: lower dose", "A higher dose.", "direction"),
    ("upper back: lower back", "My upper back.", "direction"),
    ("hypotension: hypertension", "It is hypotension.", "hypo- and hyper-"),
    ("hyperglycemia: hypoglycemia", "It is hyperglycemia.", "hyper- and hypo-"),
    ("increased dose: reduced dose", "An increased dose helps.", "increas... for reduc..."),
    ("benign lump: malignant tumor", "It is a benign lump.", "benign... for malignan..."),
    ("acute pain: chronic pain", "It is acute pain.", "acute... for chronic..."),
    ("before meals: after meals", "Take it before meals.", "before... for after..."),
    ("must not: should not", "You must not drink.", "duty of advice"),
    ("ought to: must", "You ought to drink.", "duty of advice"),
    ("ought to: should", "You ought to drink.", None),
    ("left arm: left leg", "My left arm.", None),
    ("high fat: high salt", "A high fat diet.", None),
    ("fat level: high level", "A fat level.", None),
    ("bad pill: bad tablet", "A bad pill.", None),
]


@pytest.mark.parametrize(("entry", "text", "promise"), BROKEN)
def test_what_an_edit_must_leave(entry: str, text: str, promise: str | None) -> None:
    report = run(text, entry, pos="fixed")
    verdict, reason = only_reason(report)
    if promise is None:
        assert verdict is Verdict.APPLIED
    else:
        assert verdict is Verdict.REVIEW
        assert promise in reason
        assert report.correction.text == text


@pytest.mark.parametrize(
    ("before", "after", "loses"),
    [
        ("a little while", "a year or two", True),
        ("two or three days", "a few days", True),
        ("long term survival rate", "five-year survival rate", True),
        ("north of a hundred", "over a thousand", True),
        ("seven days", "a week", False),
        ("a half year later", "six months later", False),
        ("following fourteen days", "after two weeks", False),
        ("two-fold vision", "double vision", False),
        ("the two eyes", "both eyes", False),
        ("two specialists", "two doctors", False),
        ("one or two", "a couple", False),
        ("a great many", "many", False),
    ],
)
def test_a_number_in_words_stays_or_is_said_in_another_way(before: str, after: str, loses: bool) -> None:
    assert (guard._changes_a_number(words_of(before), words_of(after))) is loses


def test_a_number_in_words_is_a_promise() -> None:
    document = parse(Article("draft.txt", "It takes a little while.", "text"))
    rules, _ = read_channel([("c.txt", "fixed | a year or two | a little while")])
    (finding,) = TerminologyDetector(rules, CHANNEL).detect(document)
    assert broken_promise(finding, "a year or two") == "the edit would change a number"
    assert broken_promise(finding, "a short while") == ""


def test_a_unit_and_a_dose_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    report = run("Take 10 mg pills daily.", "mg pill: gram tablet")
    assert only_reason(report) == (Verdict.REJECTED, "protected: amount with unit")
    report = run("Take 10 mg pills, and mg pills.", "mg pill: gram tablet")
    assert [verdict for _, verdict in verdicts(report)] == [Verdict.REJECTED, Verdict.APPLIED]
    (finding,) = [d.finding for d in run("A 5mg pill.", "5mg pill: 5g pill", pos="fixed").decisions]
    assert broken_promise(finding, "5g pill") == "the edit would change a unit"
    assert broken_promise(finding, "5mg tablet") == ""


def test_drug_names_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "drug_names", lambda: frozenset(["ibuprofen", "aspirin"]))
    for entry, text in {
        "ibuprofen pill: aspirin pill": "An ibuprofen pill.",
        "ibuprofen tablet: tablet": "An ibuprofen tablet.",
        "head pill: aspirin": "A head pill.",
    }.items():
        assert only_reason(run(text, entry)) == (Verdict.REVIEW, "the edit would change a drug name")
    assert (
        "An ibuprofen tablet" in run("An ibuprofen pill.", "ibuprofen pill: ibuprofen tablet").correction.text
    )


NAMES = [
    ("Ask John Stance about it, he said.", "stance: position", False),
    ("He has worked for many years at the Stance Institute near here.", "stance: position", False),
    ("Your stance at work matters.", "stance: position", True),
    ("Stance matters at work.", "stance: position", True),
    ("Muscle fits hurt the legs.", "muscle fit: muscle spasm", True),
    ("# Living With Stance", "stance: position", True),
]


@pytest.mark.parametrize(("text", "entry", "applied"), NAMES)
def test_names_are_left_to_a_person(text: str, entry: str, applied: bool) -> None:
    verdict, reason = only_reason(run(text, entry, "markdown"))
    assert (verdict is Verdict.APPLIED) is applied, reason
    if not applied:
        assert verdict is Verdict.REVIEW
        assert reason.startswith("may be a name (")


def place(start: int, end: int, level: Protection = Protection.HARD, reason: str = "code") -> Protected:
    return Protected(Span(start, end), reason, level)


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        ([], None),
        ([place(0, 5), place(20, 30)], None),
        ([place(0, 6)], 0),
        ([place(19, 30)], 0),
        ([place(0, 5), place(20, 21)], None),
        ([place(8, 9, reason="tag")], None),
        ([place(0, 50, Protection.REVIEW)], 0),
        ([place(0, 50, Protection.REVIEW), place(10, 12)], 1),
        ([place(0, 50, Protection.REVIEW), place(1, 40, Protection.REVIEW)], 0),
        ([place(0, 3), place(4, 30), place(5, 6)], 1),
    ],
)
def test_the_strongest_protection_that_is_touched(places: list[Protected], expected: int | None) -> None:
    text = "12345muscle fits....."
    (decision,) = run(text.replace("12345", "a b, "), "muscle fit: muscle spasm").decisions
    assert (decision.span.start, decision.span.end) == (5, 16)
    document = Document(Article("a.txt", text, "text"), (), tuple(places))
    found = protection_of(decision.finding, document)
    if expected is not None and places[expected].span.start >= 16:
        expected = None
    assert found == (None if expected is None else places[expected])


SAFETIES = [
    ("safe", "high", Verdict.APPLIED, "known spun wording"),
    ("review", "high", Verdict.REVIEW, "a person must make it"),
    ("report-only", "high", Verdict.REVIEW, "this rule only reports"),
]


@pytest.mark.parametrize(("safety", "trust", "verdict", "reason"), SAFETIES)
def test_the_safety_of_a_rule_is_kept(safety: str, trust: str, verdict: Verdict, reason: str) -> None:
    found = only_reason(run("Bad muscle fits.", "muscle fit: muscle spasm", safety=safety, trust=trust))
    assert found[0] is verdict
    assert reason in found[1]


@pytest.mark.parametrize("trust", list(Trust))
def test_a_rule_is_applied_from_the_stated_confidence(trust: Trust) -> None:
    found = only_reason(run("Bad muscle fits.", "muscle fit: muscle spasm", trust=trust.value))
    assert (found[0] is Verdict.APPLIED) is (TRUST[trust] >= APPLY_FROM)


RULES = make_rules("muscle fit: muscle spasm\ngamble: risk\nbad turn: worse state")


@given(
    st.lists(
        st.sampled_from(
            [
                "10 mg",
                "5",
                "not",
                "never",
                "left",
                "muscle fits",
                "a gamble",
                "bad turn",
                "aspirin",
                "low",
                "120/80",
                "%",
                ".",
            ]
        ),
        max_size=12,
    ).map(" ".join)
)
@settings(max_examples=80, deadline=None)
def test_numbers_and_negations_of_any_text_survive(text: str) -> None:
    result = run(text, RULES).correction.text
    for word in ("10", "5", "not", "never", "left", "low", "aspirin", "mg", "120/80"):
        assert result.split().count(word) == text.split().count(word)


@pytest.mark.parametrize(
    ("text", "replacement", "kept"),
    [
        ("ease side effects", "ease symptoms", False),
        ("ease side effects", "lessen side effects", True),
        ("the infection spreads", "the disease spreads", False),
        ("the sickness spreads", "the disease spreads", True),
        ("heart failure", "heart attack", False),
        ("resistance", "immunity", False),
        ("an apoplexy", "a stroke", False),
        ("stroke", "strokes", True),
    ],
)
def test_the_word_channel_never_confuses_terms_that_a_good_text_needs_apart(
    text: str, replacement: str, kept: bool
) -> None:
    rule = make_rules(f"{text}: {replacement}", pos="fixed")[0]
    finding = Finding("channel", rule, 0, 0, len(text), Span(0, len(text)), text, ())
    assert (broken_promise(finding, replacement) == "") is kept
    assert not broken_promise(dataclasses.replace(finding, detector="terminology"), replacement)


@pytest.mark.parametrize(
    ("text", "half"),
    [
        ("Alter-native ways.", True),
        ("Other alter-\u00adnative ways.", False),
        ("Alter native ways.", False),
        ("A low-alter diet.", False),
        ("Re-alter ways, alter-zarf ways.", False),
    ],
)
def test_half_a_word_stays(text: str, half: bool) -> None:
    model = shipped_model()
    assert model is not None
    rules, _ = read_channel([("c.txt", "fixed | change | alter")])
    document = parse(Article("draft.txt", text, "text"))
    found = TerminologyDetector(rules, CHANNEL).detect(document)
    assert [guard.is_half_a_word(finding, document, model) for finding in found] == [half] * len(found)
    assert found
