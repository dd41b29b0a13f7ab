"""The little language of phrases, and the finder."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unspin.audit.phrases import PhraseFinder, parse_phrase, words_in


def found(phrase: str, text: str) -> list[str]:
    words = words_in(text)
    return [text[words[hit.first].start : words[hit.last].end] for hit in PhraseFinder([phrase]).hits(words)]


@pytest.mark.parametrize(
    ("phrase", "text", "expected"),
    [
        ("side effect/effects", "Side effects? A side effect.", ["Side effects", "side effect"]),
        ("no side effects at? all?", "There are no side effects at all.", ["no side effects at all"]),
        ("cure* cancer", "He cured cancer; cures of cancer", ["cured cancer"]),
        ("lose N pounds", "Lose 10 pounds, lose ten pounds", ["Lose 10 pounds"]),
        ("never ... again", "Never be ill ever again.", ["Never be ill ever again"]),
        ("never ... again", "Never in all my long life again.", []),
        ("never ... again", "never again", ["never again"]),
        ("100 % safe", "It is 100% safe, 100 percent safe.", ["100% safe"]),
        ("don't want", "They don’t want it.", ["don’t want"]),
        ("follow-up visit", "A follow-up visit, a follow up visit", ["follow-up visit", "follow up visit"]),
        ("cure", "secure curely", []),
        ("two words", "two", []),
    ],
)
def test_a_phrase_finds(phrase: str, text: str, expected: list[str]) -> None:
    assert found(phrase, text) == expected


@pytest.mark.parametrize(
    "phrase", ["", "...", "... cure", "cure ...", "a? b", "Cure", "cure//all", "cure!", "a?/b", "N?"]
)
def test_a_phrase_that_is_not_well_written_is_refused(phrase: str) -> None:
    with pytest.raises(ValueError, match=r"phrase|word|begin"):
        parse_phrase(phrase)


@given(st.text(max_size=200))
def test_any_text_can_be_searched(text: str) -> None:
    words = words_in(text)
    assert all(text[word.start : word.end] for word in words)
    finder = PhraseFinder(["a ... b", "N a* b?", "no/not a"])
    for hit in finder.hits(words):
        assert 0 <= hit.first <= hit.last < len(words)


@given(st.lists(st.sampled_from("abcd"), min_size=1, max_size=5))
def test_a_phrase_of_plain_words_finds_itself(parts: list[str]) -> None:
    phrase = " ".join(parts)
    assert phrase in found(phrase, f"x {phrase} x")
