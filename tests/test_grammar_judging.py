"""What counts as a mistake, and which answers are sure."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unspin.errors import PackError
from unspin.grammar.doubts import Doubt, doubts
from unspin.grammar.pieces import pieces_of
from unspin.grammar.rules import checker_rules, read_rules
from unspin.grammar.spelling import judge_spelling
from unspin.grammar.words import Vocabulary, distance, only_british
from unspin.lm.model import shipped_model
from unspin.model.document import BlockKind
from unspin.model.grammar import GrammarMatch

MODEL = shipped_model()
WORDS = Vocabulary(MODEL)
SPELLING = "MORFOLOGIK_RULE_EN_US"


def spelled(
    text: str, word: str, *answers: str, kind: BlockKind = BlockKind.PARAGRAPH, times: int = 1
) -> str:
    """What becomes of an unknown word: sure, doubt, or nothing."""
    start = text.index(word)
    match = GrammarMatch(start, start + len(word), SPELLING, "TYPOS", "", answers)
    found = judge_spelling(text, kind, match, WORDS, MODEL, times)
    return "nothing" if found is None else "sure" if found.sure else "doubt"


@pytest.mark.parametrize(
    ("text", "word", "answers", "becomes"),
    [
        ("Common symptons of the flu are fever and cough.", "symptons", ("symptoms",), "sure"),
        ("Symptons of low back pain", "Symptons", ("Symptoms",), "sure"),
        ("It helps with the treatement of pain.", "treatement", ("treatment", "treatments"), "sure"),
        ("This is an unneccessary risk.", "unneccessary", ("unnecessary",), "sure"),
        ("The patients recieve treatment twice a day.", "recieve", ("receive", "relieve"), "sure"),
        ("They had acral lesions.", "acral", ("aural",), "nothing"),  # a term
        ("A urethroscopy was done.", "urethroscopy", ("ureteroscopy",), "doubt"),  # another term
        ("We thank Aldred and others.", "Aldred", ("Alfred",), "nothing"),  # a name
        ("Linnen and others saw this.", "Linnen", ("Linen",), "nothing"),  # may be one
        ("The haemoglobin and tumours.", "haemoglobin", ("hemoglobin",), "nothing"),  # British
        ("A solutiona kind of water.", "solutiona", ("solution",), "doubt"),  # the next word's letter
        ("Take ibuprofenx daily.", "ibuprofenx", ("ibuprofen",), "doubt"),
        ("The nucleos(t)ide drugs.", "nucleos", ("nucleus",), "nothing"),  # cut by a bracket
        ("See www.helth.example now.", "helth", ("health",), "nothing"),  # part of an address
        ("The xqzzt was high.", "xqzzt", (), "nothing"),  # no answer
        ("The blorfinate was high.", "blorfinate", ("chlorinate",), "nothing"),  # too far
    ],
)  # fmt: skip
def test_unknown_words(text: str, word: str, answers: tuple[str, ...], becomes: str) -> None:
    assert spelled(text, word, *answers) == becomes


def test_headings_in_title_case_have_capitals_without_names() -> None:
    heading = BlockKind.HEADING
    assert spelled("Causes and Symptons of Back Pain", "Symptons", "Symptoms", kind=heading) == "sure"
    assert (
        spelled("A clinical trial of Cartilade in sixty", "Cartilade", "Cartilage", kind=heading) == "nothing"
    )


def test_what_an_article_has_often_is_a_term() -> None:
    text = "The thale cress grows in all gardens."
    assert spelled(text, "thale", "tale") == "doubt"
    assert spelled(text, "thale", "tale", times=3) == "nothing"


def test_without_a_model_no_spelling_is_sure() -> None:
    match = GrammarMatch(7, 15, SPELLING, "TYPOS", "", ("symptoms",))
    found = judge_spelling("Common symptons", BlockKind.PARAGRAPH, match, Vocabulary(None), None, 1)
    assert found is None or not found.sure


@pytest.mark.parametrize(
    ("first", "second", "far"),
    [("", "", 0), ("a", "", 1), ("recieve", "receive", 1), ("kitten", "sitting", 3), ("ab", "ba", 1)],
)
def test_distance(first: str, second: str, far: int) -> None:
    assert distance(first, second) == distance(second, first) == far


@pytest.mark.parametrize(
    ("word", "answer"), [("tumours", "tumors"), ("paediatric", "pediatric"), ("centre", "center"),
                         ("moisturised", "moisturized"), ("oesophagus", "esophagus")],
)  # fmt: skip
def test_british_spelling(word: str, answer: str) -> None:
    assert only_british(word, (answer,))
    assert not only_british("symptons", ("symptoms",))


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("saw [a] ache", Doubt.NONE),
        ("saw [an] patient", Doubt.NONE),
        ("in [a] SNP here", Doubt.NO_MISTAKE),  # said by letters, or not
        ("get [an] mri done", Doubt.NO_MISTAKE),
        ("hepatitis [a] 5", Doubt.NO_MISTAKE),
        ("[the the] knee", Doubt.NONE),
        ("who [had had] it", Doubt.NO_MISTAKE),
        ("it is [way way] better", Doubt.NOT_SURE),
        ("[Surgery Surgery] is done", Doubt.NO_MISTAKE),  # a heading runs into the text
    ],
)
def test_doubts(text: str, doubt: Doubt) -> None:
    start, end = text.index("["), text.index("]") - 1
    match = GrammarMatch(start, end, "X", "MISC", "", ("x",))
    assert doubts(text.replace("[", "").replace("]", ""), match, WORDS) is doubt


def test_rules_count_by_category_and_id() -> None:
    rules = checker_rules("languagetool")

    def counts(rule: str, category: str) -> bool:
        return rules.counts(GrammarMatch(0, 1, rule, category, ""))

    assert counts("EN_A_VS_AN", "MISC")
    assert counts("HE_VERB_AGR", "GRAMMAR")
    assert counts("MORFOLOGIK_RULE_EN_GB", "TYPOS")
    assert not counts("TOO_LONG_SENTENCE", "STYLE")
    assert not counts("EN_COMPOUNDS_ANTI_FOG", "GRAMMAR")
    assert not counts("WHITESPACE_RULE", "TYPOGRAPHY")
    assert all("*" not in rule for rule in rules.exact_rules_off)


@pytest.mark.parametrize(
    "text",
    ["[]", "checker: 1", "checker: a\nrulez: []", "checker: a\nrules: x",
     "checker: a\nrules-off: [{ids: [A]}]",
     "checker: a\nrules-off: [A]", "checker: [", "checker: a\nsure: [1]"],
)  # fmt: skip
def test_wrong_rule_files_are_refused(text: str) -> None:
    with pytest.raises(PackError, match=r"^x\.yaml:"):
        read_rules(text, "x.yaml")


@given(st.lists(st.text("ab .é😀", max_size=60), max_size=6), st.integers(5, 40))
def test_pieces_hold_everything_in_its_place(texts: list[str], largest: int) -> None:
    seen: dict[int, set[int]] = {}
    for piece in pieces_of(texts, largest):
        for number in range(len(piece.text)):
            place = piece.place_of(number, number + 1)
            if place:
                index, shift = place
                assert texts[index][number + shift] == piece.text[number]
                seen.setdefault(index, set()).add(number + shift)
        assert len(piece.text) <= largest or len(piece.parts) == 1
    for index, text in enumerate(texts):
        assert {n for n, c in enumerate(text) if not c.isspace()} <= seen.get(index, set())
