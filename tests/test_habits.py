"""What spinners make of single words: counted from annotated text, and used by the decoder."""

from __future__ import annotations

import json
import math
from pathlib import Path

import pytest

from unspin.decide.habits import (
    ORIGINAL_COUNT,
    SHARE_COUNT,
    UNCOUNTED,
    Habit,
    Habits,
    expected_share,
    read_habits,
    shipped_habits,
)
from unspin.detect.terminology import CHANNEL, TerminologyDetector
from unspin.evaluate.count_spun import Counts, main, pairs, table
from unspin.evaluate.gold import GoldArticle, GoldSpan
from unspin.evaluate.leave_one_out import leave_one_out
from unspin.lexicon.channel import read_channel
from unspin.model.rule import Rule
from unspin.model.span import Span
from unspin.workflow import Workflow

LINES = "noun | disease | sickness*, ailment\nnoun | nausea | sickness\nnoun | risk | danger"


def channel() -> tuple[Rule, ...]:
    rules, problems = read_channel([("words.txt", LINES)])
    assert not problems
    return rules


def rule(wording: str) -> Rule:
    return next(rule for rule in channel() if rule.wording == wording)


def gold(text: str, spun: str, *accept: str, confidence: str = "certain") -> GoldArticle:
    start = text.index(spun)
    span = GoldSpan(Span(start, start + len(spun)), spun, accept, "medical-term", confidence)
    return GoldArticle("a", text, (span,), ())


def counted(*golds: GoldArticle) -> Counts:
    detector = TerminologyDetector(channel(), CHANNEL)
    counts = Counts()
    for article in golds:
        counts.add(article, detector)
    return counts


def test_a_substitution_and_its_original_are_counted() -> None:
    habits = counted(gold("The sickness and the danger pass.", "sickness", "disease")).habits()
    assert habits.by_rule[rule("sickness").id] == Habit(1, 1, {"disease": 1})
    assert habits.by_rule[rule("danger").id] == Habit(1, 0, {})


@pytest.mark.parametrize(
    ("accept", "confidence", "seen", "substituted"),
    [
        (("sickness",), "certain", 1, 0),  # marked, but right as it stands
        (("illness",), "certain", 1, 1),  # a substitution of something that the channel does not know
        (("disease",), "unsure", 0, 0),
    ],
)
def test_what_counts(accept: tuple[str, ...], confidence: str, seen: int, substituted: int) -> None:
    habits = counted(gold("Her sickness went.", "sickness", *accept, confidence=confidence)).habits()
    habit = habits.by_rule.get(rule("sickness").id, Habit(0, 0))
    assert (habit.seen, habit.substituted) == (seen, substituted)


def test_what_was_never_seen_has_the_prior() -> None:
    habits = Habits()
    assert habits.share(rule("danger"), 40) == pytest.approx(expected_share(40))
    assert habits.share(rule("danger"), None) == pytest.approx(expected_share(UNCOUNTED))
    assert set(habits.gains(rule("sickness"))) == {0.0}


def test_the_share_moves_from_the_prior_to_what_was_seen() -> None:
    seen = Habits({rule("danger").id: Habit(9, 0)})
    share = SHARE_COUNT * expected_share(40) / (9 + SHARE_COUNT)
    assert seen.share(rule("danger"), 40) == pytest.approx(share)


def test_a_judged_share_moves_the_prior_but_counts_go_on_counting() -> None:
    danger = rule("danger")
    shares = [Habits(judged={danger.id: judged}).share(danger, 40) for judged in (0.03, 0.5, 0.97)]
    assert shares == sorted(shares)
    assert shares[0] < expected_share(40) < shares[2]
    seen = Habits({danger.id: Habit(9, 0)}, {danger.id: 0.97})
    assert seen.share(danger, 40) < 0.3


def test_ordinary_words_are_mostly_the_authors_own() -> None:
    shares = [expected_share(count) for count in (0, 10, 1_000, 100_000)]
    assert shares == sorted(shares, reverse=True)
    assert shares[0] > 0.9
    assert shares[-1] < 0.25


def test_an_original_that_was_seen_gains_and_another_loses() -> None:
    sickness = rule("sickness")
    habits = Habits({sickness.id: Habit(4, 4, {"nausea": 4.0})})
    wordings = [original.wording for original in sickness.originals]
    gains = dict(zip(wordings, habits.gains(sickness), strict=True))
    assert gains["nausea"] > 0 > gains["disease"]
    total = sum(original.weight for original in sickness.originals)
    prior = next(o.weight for o in sickness.originals if o.wording == "disease") / total
    assert gains["disease"] == pytest.approx(math.log(ORIGINAL_COUNT / (4 + ORIGINAL_COUNT)))
    assert 0 < prior < 1


def test_the_table_can_be_read_back(tmp_path: Path) -> None:
    habits = counted(gold("The sickness and the danger pass.", "sickness", "disease")).habits()
    assert read_habits(table(habits)) == habits


def test_the_command_counts_gold_and_pairs(tmp_path: Path) -> None:
    line = {"id": "1", "text": "He shows sickness.", "spans": [], "keep": []}
    (tmp_path / "gold.jsonl").write_text(json.dumps(line) + "\n")
    (tmp_path / "pairs.tsv").write_text(
        'fingerprint\texpected\tpapers\n"infectious sickness" NOT "x"\tinfectious disease\t3\n'
    )
    out = tmp_path / "counts.tsv"
    main([str(out), str(tmp_path / "gold.jsonl"), "--pairs", str(tmp_path / "pairs.tsv")])
    found = read_habits(out.read_text())
    assert any(habit.originals.get("disease") for habit in found.by_rule.values())
    (pair,) = pairs(str(tmp_path / "pairs.tsv"))
    assert (pair.text, pair.spans[0].accept) == ("infectious sickness", ("infectious disease",))


def test_no_text_is_corrected_with_its_own_counts() -> None:
    golds = [gold("Her sickness went.", "sickness", "disease"), gold("A danger is left.", "danger", "risk")]
    rules = channel()

    class Small(Workflow):
        pass

    workflow = Small()
    vars(workflow)["lexicon"] = type("Words", (), {"channel": rules, "rules": ()})()
    fair = [one.judge.habits.by_rule for _, one in leave_one_out(golds, workflow, Counts())]
    assert rule("sickness").id not in fair[0]
    assert rule("sickness").id in fair[1]


def test_the_shipped_table_fits_the_shipped_channel() -> None:
    habits = shipped_habits().by_rule
    assert len(habits) > 2_000
    assert all(0 <= habit.substituted <= habit.seen + 0.11 for habit in habits.values())
