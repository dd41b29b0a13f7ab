"""Calibration: the reliability table, what counts as right, the adjusted shares, and the fitting tool."""

from __future__ import annotations

import json
import math
import random
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import SPUN, Unspin
from factories import Change, make_decision
from unspin.decide.evidence import sigmoid
from unspin.decide.prevalence import SHARE_RIGHT, adjust_to_share
from unspin.decide.verdict import rests_on_confidence
from unspin.evaluate import fit_calibration
from unspin.evaluate.calibration import Judged, by_detector, is_right, reliability
from unspin.evaluate.fit_calibration import Place, fit
from unspin.evaluate.gold import GoldArticle, GoldSpan
from unspin.evaluate.sources import read_gold_source
from unspin.model.decision import Verdict
from unspin.model.explanation import Explanation, Reread, Scored
from unspin.model.span import Span

TEXT = "Bad muscle fits raise the gamble of harm."


def gold(*spans: tuple[str, str, str], keep: str = "", exhaustive: bool = False) -> GoldArticle:
    """Gold with spans given as spun wording, accepted wordings ("a/b") and confidence."""
    places = tuple(
        GoldSpan(_place(spun), spun, tuple(accept.split("/")), "general-phrase", confidence)
        for spun, accept, confidence in spans
    )
    return GoldArticle("g", TEXT, places, (_place(keep),) if keep else (), exhaustive=exhaustive)


def _place(part: str) -> Span:
    start = TEXT.index(part)
    return Span(start, start + len(part))


FITS = ("muscle fits", "muscle spasms/muscle cramps", "certain")
RIGHT = [
    (gold(FITS), "muscle fits", "muscle spasms", True),
    (gold(FITS), "fits", "Cramps", True),
    (gold(FITS), "fits", "attacks", False),
    (gold(FITS), "Bad muscle fits", "Severe muscle spasms", False),
    (gold(FITS, ("Bad", "severe", "likely")), "Bad muscle fits", "Severe muscle spasms", True),
    (gold(("gamble of harm", "risk", "certain")), "gamble of harm", "risk", True),
    (gold(("the gamble of harm", "the gamble", "certain")), "gamble of harm", "gamble", True),
    (gold(("the gamble of harm", "the gamble of harm", "certain")), "gamble of harm", "gamble", False),
    (gold((*FITS[:2], "unsure")), "muscle fits", "muscle spasms", None),
    (gold(FITS), "gamble", "risk", None),
    (gold(FITS, keep="gamble"), "gamble", "risk", False),
    (gold(FITS, exhaustive=True), "gamble", "risk", False),
]


@pytest.mark.parametrize(("article", "old", "new", "right"), RIGHT)
def test_what_is_right(article: GoldArticle, old: str, new: str, right: bool | None) -> None:
    assert is_right(article, make_decision(TEXT, Change(old, new))) is right


def test_the_table_and_its_error() -> None:
    judged = [Judged("a", 0.9, True)] * 8 + [Judged("a", 0.9, False)] * 2 + [Judged("b", 0.25, False)] * 10
    table = reliability(judged)
    assert [(row.low, row.count, round(row.right, 9)) for row in table.bins] == [
        (0.2, 10, 0.0),
        (0.9, 10, 0.8),
    ]
    assert math.isclose(table.error, (0.25 + 0.1) / 2)
    by_name = by_detector(judged)
    assert {name: round(found.error, 9) for name, found in by_name.items()} == {
        "all": 0.175, "a": 0.1, "b": 0.25,
    }  # fmt: skip
    assert reliability([]).error == 0.0
    assert reliability([Judged("a", 1.0, True)]).bins[0].high == 1.0


def test_only_verdicts_that_rest_on_confidence_are_judged() -> None:
    doubt = Change("fits", "spasms", Verdict.REVIEW, 0.4, "too little else in the text around it is spun")
    assert rests_on_confidence(make_decision(TEXT, doubt))
    assert rests_on_confidence(make_decision(TEXT, Change("fits", "spasms")))
    promise = Change("fits", "spasms", Verdict.REVIEW, 0.9, "the edit would change a number")
    assert not rests_on_confidence(make_decision(TEXT, promise))
    assert not rests_on_confidence(make_decision(TEXT, Change("fits", "spasms", Verdict.REJECTED)))


@given(st.lists(st.floats(0.0, 1.0), max_size=40))
def test_shares_keep_the_order_of_chances(chances: list[float]) -> None:
    adjusted = adjust_to_share(chances)
    assert all(0 <= chance <= 1 + 1e-9 for chance in adjusted)
    order = sorted(range(len(chances)), key=lambda i: chances[i])
    assert all(adjusted[a] <= adjusted[b] + 1e-9 for a, b in pairwise(order))


def test_a_text_that_was_changed_little_is_doubted_more() -> None:
    few, many = [0.5] + [0.05] * 30, [0.5] + [0.9] * 30
    assert adjust_to_share(few)[0] < 0.25
    assert 0.5 < adjust_to_share(many)[0] < 0.75
    assert adjust_to_share([SHARE_RIGHT]) == pytest.approx([SHARE_RIGHT])


def test_the_fit_finds_the_constants_that_made_the_data() -> None:
    chance = random.Random(7)  # noqa: S311 - no secret
    found = []
    for _ in range(20_000):
        keep, following, weight = (
            chance.uniform(-8, 12),
            chance.uniform(0, 8),
            math.log(chance.uniform(0.1, 1)),
        )
        right = chance.random() < sigmoid(-1 + 0.3 * keep + 0.1 * following + 0.8 * weight)
        found.append(Place("channel", (1.0, keep, following, weight), right))
    assert fit(found) == pytest.approx((-1.0, 0.3, 0.1, 0.8), abs=0.1)


def test_the_second_reading_is_fitted_with_what_was_said() -> None:
    reread = Reread(-8.0, -3.0, 0.5)
    decision = make_decision(TEXT, Change("muscle fits", "muscle spasms"))
    assert fit_calibration.second_features_of(decision) is None
    why = Explanation(
        decision.finding.rule, 1.0, 0.0, None, 0, 1.0, 1.0,
        Scored("muscle fits", -9.0), Scored("muscle spasms", -4.0),
    )  # fmt: skip
    assert fit_calibration.second_features_of(replace(decision, explanation=why)) is None
    told = replace(decision, explanation=replace(why, reread=reread))
    assert fit_calibration.second_features_of(told) == (1.0, 0.0, 5.0)


def test_no_margin_counts_against_an_edit() -> None:
    found = [Place("a", (1.0, keep, 0.0, 0.0), keep < 5) for keep in range(10)] * 100
    assert fit(found)[1] == 0.0


def test_evaluate_prints_the_table(unspin: Unspin, site: Path) -> None:
    spans = [{"start": 0, "end": 11, "spun": "Muscle fits", "accept": ["muscle spasms"]}]
    line = {"text": SPUN, "spans": spans, "exhaustive": True}
    (site / "gold.jsonl").write_text(json.dumps(line) + "\n")
    assert next(read_gold_source("gold.jsonl")).exhaustive
    text = unspin("evaluate", "gold.jsonl", "--calibration").stdout
    assert "all: 3 decisions, expected calibration error" in text
    assert "right 0.333" in text
    data = json.loads(unspin("evaluate", "gold.jsonl", "--calibration", "--format", "json").stdout)
    figures = data["gold.jsonl"]["calibration"]
    assert figures["terminology"]["decisions"] == 3
    assert (
        "calibration"
        not in json.loads(unspin("evaluate", "gold.jsonl", "--format", "json").stdout)["gold.jsonl"]
    )
    (site / "gold.jsonl").write_text(json.dumps(line | {"exhaustive": False}) + "\n")
    assert "all: 1 decisions" in unspin("evaluate", "gold.jsonl", "--calibration").stdout


def test_clean_articles_have_no_calibration(unspin: Unspin) -> None:
    result = unspin("evaluate", "--clean", "posts", "--calibration")
    assert (result.exit_code, "--calibration needs gold" in result.stderr) == (2, True)


@pytest.mark.slow
@pytest.mark.shipped
def test_the_tool_fits_and_tries(capsys: pytest.CaptureFixture[str]) -> None:
    entries = Path(__file__).parent.parent / "corpus" / "spun"
    before = dict(fit_calibration.CALIBRATION)
    fit_calibration.main([
        "--thorough", str(entries / "migraine"), "--held-out", str(entries / "insomnia"),
    ])  # fmt: skip
    printed = capsys.readouterr().out
    assert "channel: " in printed
    assert "with the fitted constants:" in printed
    assert before == fit_calibration.CALIBRATION
