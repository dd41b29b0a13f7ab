"""The judged shares: the table that comes with the package, and what a table must look like."""

from __future__ import annotations

import pytest

from unspin.lexicon.lexicon import load_lexicon
from unspin.lexicon.shares import lint_shares, read_shares, shipped_shares, shipped_text

GOOD = "# wording, part of speech, share\n\nplate\tnoun\t40\na great many\tfixed\t90\n"


def test_a_line_is_a_wording_its_part_of_speech_and_a_share() -> None:
    shares, problems = read_shares(GOOD)
    assert not problems
    assert shares == {"channel/plate.noun": 0.4, "channel/a-great-many.fixed": 0.9}


@pytest.mark.parametrize(
    "line",
    [
        "plate",
        "plate\tnoun",
        "plate\tthing\t40",
        "plate\tnoun\tmany",
        "plate\tnoun\t101",
        "plate\tnoun\t-1",
        "plate\tverb\t1\tx",
    ],
)
def test_a_line_that_is_not_right_is_named(line: str) -> None:
    shares, problems = read_shares(f"{GOOD}{line}\n", "own.tsv")
    assert len(shares) == 2
    assert len(problems) == 1
    assert problems[0].startswith("own.tsv:5: ")


def test_a_second_line_for_a_wording_is_named() -> None:
    assert "line above" in read_shares(f"{GOOD}plate\tnoun\t10\n")[1][0]


def test_the_shipped_table_is_about_entries_of_the_channel() -> None:
    assert len(shipped_shares()) > 10_000
    assert not lint_shares(shipped_text(), load_lexicon().channel)


def test_a_word_that_the_channel_does_not_have_is_named() -> None:
    assert "channel/plate.noun" in lint_shares(GOOD, ())[1]


def test_what_spinners_love_has_a_higher_share_than_plain_words() -> None:
    shares = shipped_shares()
    loved = [shares[f"channel/{name}"] for name in ("wellbeing.noun", "torment.verb", "whilst.fixed")]
    plain = [shares[f"channel/{name}"] for name in ("pain.noun", "doctor.noun", "heart.noun")]
    assert min(loved) > 0.6 > 0.3 > max(plain)
