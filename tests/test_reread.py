"""The second reading: what the reader is asked, and what its answer does to a decision."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import pytest

from lab import make_rules, verdicts
from small_model import ModelLab, small_model
from small_reader import MadeUpReader
from unspin.config import Settings
from unspin.decide import Judge, reread, vouched
from unspin.decide.verdict import APPLY_BESIDE, READ_AGAIN
from unspin.model.article import Article
from unspin.model.decision import Decision, Verdict
from unspin.model.explanation import Reread
from unspin.model.report import AuditReport
from unspin.render.explain import explanation_lines
from unspin.render.json_report import report_to_dict
from unspin.workflow import Workflow

TEXT = "Heat helps. A fit in the lower back hurts a lot."
ENTRIES = "fit: [cramp: 3, spasm: 2, seizure: 1]\nache: pain"
AGAINST, FOR = -12.0, 12.0


@dataclass(frozen=True)
class ReadLab(ModelLab):
    """The workflow with a small model and a made-up reader."""

    reader: MadeUpReader | None = None

    @cached_property
    def judge(self) -> Judge:
        return replace(super().judge, reader=self.reader)


def read(
    text: str, likely: dict[str, float], tmp_path: Path, entries: str = ENTRIES, safety: str = "safe"
) -> tuple[AuditReport, MadeUpReader]:
    reader = MadeUpReader(likely)
    rules = make_rules(entries, trust="low", safety=safety)
    lab = ReadLab(rules=rules, model=small_model(tmp_path / "small.lm"), reader=reader)
    return lab.clean(Article("post", text, "text"), with_audit=False), reader


def fit_in(report: AuditReport) -> Decision:
    return next(decision for decision in report.decisions if decision.finding.text == "fit")


@pytest.fixture(autouse=True)
def every_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reread, "ASKED", (0.0001, 0.9999))


def test_a_reader_that_is_for_it(tmp_path: Path) -> None:
    report, _ = read(TEXT, {"cramp": FOR}, tmp_path)
    decision = fit_in(report)
    assert (decision.verdict, decision.replacement) == (Verdict.APPLIED, "cramp")
    assert decision.explanation
    assert decision.explanation.reread
    assert decision.confidence > decision.explanation.reread.before
    assert "A cramp in the lower back" in report.correction.text


def test_a_reader_that_is_against_it(tmp_path: Path) -> None:
    likely = dict.fromkeys(("cramp", "spasm", "seizure"), AGAINST)
    report, _ = read(TEXT, likely, tmp_path)
    assert fit_in(report).verdict is not Verdict.APPLIED
    assert report.correction.text == TEXT


def test_it_puts_candidates_in_another_order(tmp_path: Path) -> None:
    report, _ = read(TEXT, {"seizure": 40.0}, tmp_path)
    decision = fit_in(report)
    assert decision.finding.candidates[0].wording == "seizure"
    why = decision.explanation
    assert why
    assert why.best
    assert why.following
    assert (why.best.wording, why.weight) == ("seizure", 1.0)
    assert why.following.wording != "seizure"
    assert why.reread
    assert (why.reread.keep, why.reread.best) == (0.0, 40.0)
    assert 0 < why.reread.lead < math.inf


def test_a_reader_without_an_opinion_changes_no_order(tmp_path: Path) -> None:
    alone = ModelLab(rules=make_rules(ENTRIES, trust="low"), model=small_model(tmp_path / "small.lm"))
    before = fit_in(alone.clean(Article("post", TEXT, "text"), with_audit=False))
    report, _ = read(TEXT, {}, tmp_path)
    assert fit_in(report).finding.candidates == before.finding.candidates


def test_it_is_asked_for_the_text_and_a_few_candidates_in_their_place(tmp_path: Path) -> None:
    _, reader = read(TEXT, {}, tmp_path)
    passage = reader.asked[0]
    (choice,) = passage.choices
    assert choice.variants[0] == "fit"
    assert set(choice.variants[1:]) == {"cramp", "spasm", "seizure"}
    assert passage.text[: choice.start] == "Heat helps. A "
    assert passage.text[choice.end :] == " in the lower back hurts a lot.\n"


def test_it_reads_the_text_as_it_will_be(tmp_path: Path) -> None:
    _, reader = read("The ache of a fit hurts.", {"pain": FOR}, tmp_path)
    likely_made = [passage.text for passage in reader.asked]
    assert any("The pain of a" in text for text in likely_made)


def test_places_that_are_not_doubtful_are_not_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reread, "ASKED", (0.9998, 0.9999))
    report, reader = read(TEXT, {"cramp": FOR}, tmp_path)
    assert not reader.asked
    assert fit_in(report).explanation.reread is None  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("safety", "gain"),
    [("report-only", 40.0), ("review", 0.0), ("review", vouched.CHOICE - 0.1), ("review", -5.0)],
)
def test_what_a_person_must_choose_stays_with_a_person(tmp_path: Path, safety: str, gain: float) -> None:
    report, _ = read(TEXT, {"cramp": gain}, tmp_path, safety=safety)
    assert verdicts(report) == [("fit", Verdict.REVIEW)]
    assert report.correction.text == TEXT


def test_unless_the_reader_is_sure_enough_to_say_so(tmp_path: Path) -> None:
    report, _ = read(TEXT, {"cramp": FOR}, tmp_path, safety="review")
    decision = fit_in(report)
    assert (decision.verdict, decision.replacement) == (Verdict.APPLIED, "cramp")
    assert decision.reason == (
        "the second reader finds it 100,000 times likelier here than the text as it stands"
    )


def test_not_where_two_originals_are_as_likely(tmp_path: Path) -> None:
    """The lead over the next one counts: "cramp" and "spasm" both fit, and mean different things."""
    report, _ = read(TEXT, {"cramp": FOR, "spasm": FOR}, tmp_path, safety="review")
    assert fit_in(report).verdict is Verdict.REVIEW


def test_nor_where_the_decoder_thinks_otherwise(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vouched, "CHOICE_FROM", 0.9999)
    report, _ = read(TEXT, {"cramp": FOR}, tmp_path, safety="review")
    assert fit_in(report).verdict is Verdict.REVIEW


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("heart failure", "heart attack"),
        ("heart attack", "cardiac arrest"),
        ("side effects", "symptoms"),
        ("symptoms", "complications"),
        ("disease", "cancer"),
        ("infection", "disease"),
        ("resistance", "immunity"),
    ],
)
def test_terms_that_must_not_be_confused_are_never_settled_by_the_reader(
    tmp_path: Path, one: str, other: str
) -> None:
    for spun, original in ((one, other), (other, one)):
        text = f"The {spun} hurts a lot."
        report, _ = read(text, {original: 40.0}, tmp_path, entries=f"{spun}: {original}", safety="review")
        assert verdicts(report) == [(spun, Verdict.REVIEW)]
        assert report.correction.text == text


@pytest.mark.parametrize(("gain", "made"), [(vouched.VOUCHED - 1, False), (FOR, True)])
def test_a_capital_letter_is_no_veto_for_a_sure_reader(tmp_path: Path, gain: float, made: bool) -> None:
    text = "At home Mary Fit asked a doctor."
    likely = {"Cramp": gain, "cramp": gain}
    report, _ = read(text, likely, tmp_path, entries="fit: cramp")
    (decision,) = report.decisions
    assert (decision.verdict is Verdict.APPLIED) is made
    assert made or "name" in decision.reason


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        ("Aspirin helps.", "aspirin: ibuprofen"),
        ("Hypoglycemia came.", "hypoglycemia: hyperglycemia"),
        ("A left fit hurts.", "left fit: right cramp"),
    ],
)
def test_a_promise_is_kept_however_sure_the_reader_is(tmp_path: Path, text: str, entries: str) -> None:
    original = entries.partition(": ")[2]
    report, _ = read(text, {original: 40.0, original.capitalize(): 40.0}, tmp_path, entries=entries)
    assert report.correction.text == text
    (decision,) = report.decisions
    assert decision.verdict is Verdict.REVIEW
    assert decision.reason.startswith("the edit would")


def test_of_a_long_text_only_the_first_places_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reread, "MOST", 2)
    _, reader = read("A fit hurts. A fit aches. A fit burns. A fit stings.", {}, tmp_path)
    assert len(reader.asked[0].choices) == 2


def test_text_that_shows_no_sign_is_not_read(tmp_path: Path) -> None:
    reader = MadeUpReader({"cramp": FOR})
    lab = ReadLab(
        rules=make_rules(ENTRIES, trust="low"),
        spun=False,
        model=small_model(tmp_path / "small.lm"),
        reader=reader,
    )
    report = lab.clean(Article("post", TEXT, "text"), with_audit=False)
    assert report.correction.text == TEXT
    assert not reader.asked


def test_without_a_language_model_there_is_no_second_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("unspin.loaded.find_reader", lambda wanted: pytest.fail("asked for a reader"))
    assert Workflow(Settings(model="none", reader="required")).judge.reader is None


@pytest.mark.parametrize(
    ("before", "gain"), [(0.1, 0.0), (0.1, 5.0), (0.1, 15.0), (0.5, -15.0), (0.9, 0.0), (0.97, 15.0)]
)
def test_the_chance_grows_with_both(before: float, gain: float) -> None:
    chance = reread._chance(Reread(0.0, gain, before))
    assert 0 < chance < 1
    assert chance < reread._chance(Reread(0.0, gain, before + 0.02))
    assert chance <= reread._chance(Reread(0.0, gain + 1, before))


@pytest.mark.parametrize("lead", [0.0, 2.0, 20.0])
def test_of_the_thesaurus_the_lead_counts_too(lead: float) -> None:
    """It has many words for one, all of them alike."""
    chances = [reread._chance(Reread(0.0, 5.0, 0.3, lead + more), reread.OF_RARE) for more in (0.0, 1.0)]
    assert chances == sorted(chances)
    assert (chances[0] < chances[1]) is (lead < reread.GAIN[1])


def test_neither_alone_is_enough() -> None:
    """A place that the decoder takes for hopeless is not changed on the reader's word, nor the other way."""
    least = APPLY_BESIDE - READ_AGAIN
    assert reread._chance(Reread(0.0, 3.0, 0.03)) < least
    assert reread._chance(Reread(0.0, -6.0, 0.9)) < least


def test_reports_tell_of_it(tmp_path: Path) -> None:
    report, _ = read(TEXT, {"cramp": FOR}, tmp_path)
    lines = explanation_lines(report.article, [fit_in(report)])
    (line,) = [line for line in lines if "Second reading" in line]
    assert "with the best original the text is likelier by 12.00, and by " in line
    assert " ahead of the next; before, the edit was" in line
    (told,) = [
        decision["explanation"]["second_reading"]
        for decision in report_to_dict(report)["decisions"]
        if decision["text"] == "fit"
    ]
    assert (told["keep"], told["best"]) == (0.0, 12.0)
    assert told["lead"] > 0
