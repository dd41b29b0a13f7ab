"""The passive voice, by word lists, with a parser and without a trained model."""

from __future__ import annotations

import pytest

from audited import page_of, read_of
from unspin.audit.readability import passive
from unspin.audit.readability.passive import Voice, voice_of
from unspin.audit.wordlists import passive_words
from unspin.language.nlp import language_tools, parse_sentences
from unspin.language.passive import forget_parsed, parsed_passives

SHORT = "Rest helps."
PASSIVE = [
    "The dose was checked.",
    "The dose was not carefully checked.",
    "It has been shown in two trials.",
    "You may get hurt by the fall.",
    "The wax is washed away in the shower.",
    "Creams are used early.",
]
ACTIVE = [
    "You are tired.",
    "The knee is red.",
    "He has seen a doctor.",
    "The pharmacist is in need of rest.",
    "The children are in bed.",
    "It is a hundred years old.",
    "The ward is located on the left.",
]


@pytest.mark.parametrize("sentence", PASSIVE)
def test_passive_by_words(sentence: str) -> None:
    assert voice_of(sentence) is Voice.PASSIVE


@pytest.mark.parametrize("sentence", ACTIVE)
def test_active_by_words(sentence: str) -> None:
    assert voice_of(sentence) is Voice.ACTIVE


def test_what_words_cannot_tell_is_unsure() -> None:
    assert voice_of("Was the child treated early?") is Voice.UNSURE
    assert voice_of("Are you worried about it?") is Voice.UNSURE
    assert voice_of("The knee is red, treated or not.") is Voice.ACTIVE


@pytest.mark.skipif(not language_tools().has_model, reason="needs a trained spaCy model")
def test_passive_by_parse() -> None:
    texts = [
        "Was the child treated early?",
        "You are worried.",
        "They were worried by the noise.",
        "It hurts.",
    ]
    assert parsed_passives(texts, passive_words().adjectives) == [True, False, True, False]


def test_without_a_model_word_lists_decide(monkeypatch: pytest.MonkeyPatch) -> None:
    forget_parsed()
    monkeypatch.setattr("unspin.language.passive.parse_sentences", lambda texts: None)
    text = " ".join(["The dose was checked."] * 3 + ["Was the child treated early?"] + [SHORT] * 10)
    found = read_of(page_of(text), "REA105")
    assert (found.score, found.value) == (3, "21.4 %")


def test_a_blank_pipeline_parses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    forget_parsed()
    import spacy

    monkeypatch.setattr("unspin.language.nlp._load", lambda: ("", spacy.blank("en")))
    assert parse_sentences(["The dose was checked."]) is None


def test_the_parser_is_asked_only_when_it_can_change_the_light(monkeypatch: pytest.MonkeyPatch) -> None:
    forget_parsed()
    asked: list[list[str]] = []

    def parsed(texts: list[str], adjectives: frozenset[str]) -> list[bool]:
        asked.append(texts)
        return [False for _ in texts]

    monkeypatch.setattr(passive, "parsed_passives", parsed)
    page = page_of(" ".join(["The dose was checked.", *[SHORT] * 10]))
    assert read_of(page, "REA105").value == "9.1 %"
    assert not asked
    page = page_of(" ".join(["The dose was checked.", *[SHORT] * 8]))
    assert read_of(page, "REA105").value == "0 %"
    assert asked == [["The dose was checked."]]
    page = page_of(" ".join(["The dose was checked."] * 5))
    assert read_of(page, "REA105").value == "100 %"
    assert len(asked) == 1
