"""Channel files: written from original to spun wording, read the other way round."""

from __future__ import annotations

import pytest

from unspin.lexicon.channel import MAX_ORIGINALS, read_channel, shipped_channel
from unspin.model.rule import Pos, Rule, Trust


def read(*lines: str) -> tuple[dict[str, Rule], tuple[str, ...]]:
    rules, problems = read_channel([("words.txt", "\n".join(lines))])
    return {rule.wording: rule for rule in rules}, problems


def test_lines_are_turned_round() -> None:
    rules, problems = read("# a comment", "noun | risk | gamble, danger", "noun | bet | gamble")
    assert problems == ()
    assert {o.wording for o in rules["gamble"].originals} == {"risk", "bet"}
    assert rules["gamble"].originals[0].wording == "bet"  # all of its line, not half of it
    assert rules["gamble"].trust is Trust.LOW
    assert rules["danger"].line == 2


@pytest.mark.parametrize(
    ("marks", "share"), [("", 0.5), ("*", 0.75), ("?", 0.3 / 1.3), ("#", 0.5), ("*#", 0.75)]
)
def test_marks_weigh_and_ask(marks: str, share: float) -> None:
    rules, problems = read(f"noun | risk | gamble{marks}, danger")
    assert problems == ()
    (original,) = rules["gamble"].originals
    assert original.weight == pytest.approx(share)
    assert original.review == ("#" in marks)


@pytest.mark.parametrize("order", [0, 1])
def test_one_line_that_asks_for_a_person_is_enough(order: int) -> None:
    lines = ["noun | symptom | side effect#, sign", "noun | symptom | side effect*"]
    rules, _ = read(*(lines if order else reversed(lines)))
    (original,) = rules["side effect"].originals
    assert original.review
    assert original.weight == pytest.approx(1.0)


def test_parts_of_speech_make_rules_of_their_own() -> None:
    rules, _ = read_channel([("words.txt", "noun | pain | torment\nverb | hurt | torment")])
    assert {rule.pos for rule in rules} == {Pos.NOUN, Pos.VERB}
    assert len({rule.id for rule in rules}) == 2


def test_function_words_alone_are_left_out() -> None:
    rules, problems = read("fixed | also | and, as well as")
    assert set(rules) == {"as well as"}
    assert problems == ()


def test_only_the_likeliest_originals_are_kept() -> None:
    rules, _ = read(*(f"noun | word{n} | thing" for n in range(20)))
    assert len(rules["thing"].originals) == MAX_ORIGINALS


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("noun | risk", "a line is"),
        ("noun | | gamble", "a line is"),
        ("thing | risk | gamble", "is not one of"),
        ("noun | risk | risk", "cannot stand for"),
        ("noun | risk | *", "none of the marks"),
    ],
)
def test_a_wrong_line_is_named(line: str, problem: str) -> None:
    _, (found,) = read("noun | risk | danger", line)
    assert found.startswith("words.txt:2: ")
    assert problem in found


def test_the_shipped_files_are_right() -> None:
    rules, problems = read_channel(shipped_channel())
    assert problems == ()
    assert sum(len(rule.originals) for rule in rules) > 20_000
