"""Matching: inflected forms, gaps, longest first, and never over the end of a sentence."""

# ruff: noqa: E501 - in the tables a case is a line

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lab import fixed, make_rules, matched, run
from unspin.detect.context import sentence_starts
from unspin.detect.matcher import tokenize
from unspin.detect.terminology import TerminologyDetector
from unspin.lexicon.inflect import forms_of, head_index, inflect_wording, parse_table
from unspin.model.rule import Pos

INFLECTED = [
    ("noun", "muscle fit: muscle spasm", "One muscle fit, two muscle fits.", "One muscle spasm, two muscle spasms."),
    ("noun", "loss of craving: loss of appetite", "Losses of craving.", "Losses of appetite."),
    ("noun", "bosom malignancy: breast cancer", "two bosom malignancies", "two breast cancers"),
    ("noun", "kid: child", "A kid and two kids.", "A child and two children."),
    ("noun", "appendage: foot", "one appendage, both appendages", "one foot, both feet"),
    ("noun", "doctor's guidance: doctor's advice", "by doctor's guidance", "by doctor's advice"),
    ("verb", "forestall: prevent", "We forestall it.", "We prevent it."),
    ("verb", "forestall: prevent", "It forestalls it.", "It prevents it."),
    ("verb", "forestall: prevent", "It forestalled it.", "It prevented it."),
    ("verb", "forestall: prevent", "It was forestalled.", "It was prevented."),
    ("verb", "forestall: prevent", "By forestalling it.", "By preventing it."),
    ("verb", "assume: take", "She assumed a pill.", "She took a pill."),
    ("verb", "assume: take", "She has assumed a pill.", "She has taken a pill."),
    ("verb", "assume: take", "It was assumed daily.", "It was taken daily."),
    ("verb", "assume: take", "The assumed pill, as assumed by men.", "The taken pill, as taken by men."),
    ("verb", "set off: trigger", "It may set off pain.", "It may trigger pain."),
    ("verb", "set off: trigger", "It has set off pain.", "It has triggered pain."),
    ("verb", "set off: trigger", "It sets off pain.", "It triggers pain."),
    ("verb", "set off: trigger", "Setting off pain.", "Triggering pain."),
    ("verb", "converse~ with: consult", "conversing with your doctor", "consulting your doctor"),
    ("adjective", "lopsided: unbalanced", "a lopsided diet", "an unbalanced diet"),
    ("fixed", "on the off chance that: if", "On the off chance that it hurts.", "If it hurts."),
    ("fixed", "avoidance and the board: prevention and management", "Avoidance and the Board", "Prevention and Management"),
    ("noun", "fit~ that lasts: spasm~ that lasts", "fits that lasts", "spasms that lasts"),
    ("noun", "heart-assault: heart-attack", "two heart-assaults", "two heart-attacks"),
]  # fmt: skip


@pytest.mark.parametrize(("pos", "entry", "text", "expected"), INFLECTED)
def test_number_tense_and_person_are_kept(pos: str, entry: str, text: str, expected: str) -> None:
    assert fixed(text, entry, pos=pos) == expected


@pytest.mark.parametrize(
    ("wording", "pos", "head"),
    [
        ("muscle fit", Pos.NOUN, 1),
        ("loss of craving", Pos.NOUN, 0),
        ("man in charge of care", Pos.NOUN, 0),
        ("of note", Pos.NOUN, 1),
        ("set off", Pos.VERB, 0),
        ("fit~ that lasts", Pos.NOUN, 0),
        ("go and see~", Pos.VERB, 2),
    ],
)
def test_the_word_that_inflects(wording: str, pos: Pos, head: int) -> None:
    assert head_index(wording.split(), pos) == head


def test_a_participle_spelled_like_the_past_tense_is_not_lost() -> None:
    """lemminflect, and so the table, leaves it out."""
    table = parse_table(["# comment", "verb\tease\teases\teased\t\teasing", "noun\thelp"])
    assert table[Pos.VERB, "ease"]["VBN"] == "eased"
    assert table[Pos.NOUN, "help"] == {"NN": "help"}


def test_forms() -> None:
    assert forms_of("spasm", Pos.NOUN) == {"NN": "spasm", "NNS": "spasms"}
    assert inflect_wording("lopsided", Pos.ADJECTIVE) == {"": "lopsided"}
    assert inflect_wording("type 2", Pos.NOUN) == {"NN": "type 2"}
    assert set(inflect_wording("carry on", Pos.VERB).values()) == {
        "carry on", "carries on", "carried on", "carrying on",
    }  # fmt: skip


GAPS: dict[str, bool] = {
    "muscle fit": True,
    "MUSCLE   FIT": True,
    "muscle\tfit": True,
    "muscle\u00a0fit": True,
    "muscle-fit": True,
    "muscle‐fit": True,
    "muscle‑fit": True,
    "muscle- fit": True,
    "muscle\u00ad fit": True,
    "muscle\u200bfit": True,
    "muscle - fit": False,
    "muscle – fit": False,
    "muscle — fit": False,
    "muscle, fit": False,
    "muscle. Fit": False,
    "muscle (fit": False,
    "muscle/fit": False,
    "muscle: fit": False,
    "muscle_fit": False,
    "muscle\ufffcfit": False,
    "muscle 'fit'": False,
    "muscle fitness": False,
    "musclefit": False,
    "muscle fit2": False,
    "mus cle fit": False,
    "muscle’s fit": False,
    "bimuscle fit": False,
}


@pytest.mark.parametrize("text", GAPS)
def test_gaps_between_the_words(text: str) -> None:
    assert bool(matched(text, make_rules("muscle fit: muscle spasm"))) is GAPS[text]


@pytest.mark.parametrize(
    ("text", "hit"),
    [
        ("if so, rest", True),
        ("if so rest", True),
        ("if so; rest", False),
        ("if so. rest", False),
        ("if so-rest", True),
    ],
)
def test_a_comma_in_the_wording_may_stand_in_the_text(text: str, hit: bool) -> None:
    assert bool(matched(text, make_rules("if so, rest: then rest", pos="fixed"))) is hit


OVERLAPPING = """
fit: spasm
muscle fit: muscle spasm
lower back muscle fit: lumbar cramp
back: spine
"""


def test_longest_first() -> None:
    found = matched("lower back muscle fits", make_rules(OVERLAPPING))
    assert [text for _, text in found] == ["lower back muscle fits", "back", "muscle fits", "fits"]
    text = "Lower back muscle fits, muscle fits, fits and the back."
    expected = "Lumbar cramps, muscle spasms, spasms and the spine."
    assert fixed(text, OVERLAPPING) == expected


def test_the_order_of_the_rules_does_not_matter() -> None:
    rules = make_rules(OVERLAPPING)
    text = "Lower back muscle fits, muscle fits, fits and the back."
    assert fixed(text, rules) == fixed(text, rules[::-1])


def test_one_run_is_like_the_other() -> None:
    rules = make_rules(OVERLAPPING)
    text = "Lower back muscle fits, muscle fits, fits and the back. " * 5
    assert run(text, rules) == run(text, rules)


def test_of_two_rules_for_the_same_words_the_one_with_a_context_wins() -> None:
    rules = make_rules("plate: dish") + make_rules(
        "plate:\n  to: disc\n  near: [herniated]\n  keep: ['A plate.']", name="other"
    )
    assert fixed("A herniated plate. A dinner plate.", rules) == "A herniated disc. A dinner dish."


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("One. Two! Three?", [5, 10]),
        ("Dr. Smith spoke. He left.", [17]),
        ("It is 5.5 mg. Take it.", [14]),
        ("e.g. This one.", []),
        ('He left." "She stayed.', [10]),
        ("One... two. Three", [12]),
        ("no capital. here", []),
    ],
)
def test_sentences(text: str, starts: list[int]) -> None:
    assert sentence_starts(text) == starts


def test_words() -> None:
    assert [t.word for t in tokenize("Don’t STOP—the İstanbul doctor's x-ray_2 😀 naïve")] == [
        "don't", "stop", "the", "i̇stanbul", "doctor", "'s", "x", "ray", "2", "naïve",
    ]  # fmt: skip


@given(st.text(max_size=80))
@settings(deadline=None)
def test_tokens_are_words_of_the_text(text: str) -> None:
    tokens = tokenize(text)
    for token in tokens:
        assert token.word == text[token.start : token.end].lower().replace("’", "'")
    assert all(a.end <= b.start for a, b in pairwise(tokens))


FILLER = st.lists(st.sampled_from(["rest", "and", "pain,", "the", "back.", "fit", "muscle"]), max_size=6).map(
    " ".join
)


@given(FILLER, FILLER, st.sampled_from(["muscle fit", "Muscle Fits", "MUSCLE-FIT", "muscle\u00a0fits"]))
@settings(deadline=None, max_examples=60)
def test_a_wording_is_found_in_any_surroundings(before: str, after: str, wording: str) -> None:
    rules = make_rules("muscle fit: muscle spasm")
    found = [text for _, text in matched(f"{before} {wording} {after}", rules)]
    assert wording in found


def test_thousands_of_rules_do_not_change_what_one_finds() -> None:
    many = make_rules(
        "\n".join(f"word{n} thing: other{n} thing" for n in range(2_000)), pos="fixed", name="many"
    )
    rules = (*many, *make_rules("muscle fit: muscle spasm"))
    assert [text for _, text in matched("bad muscle fits and word7 thing", rules)] == [
        "muscle fits",
        "word7 thing",
    ]
    assert TerminologyDetector(rules) is not None
