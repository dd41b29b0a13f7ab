"""Yoast's assessments of readability: thresholds, places, exempted sentences, hostile input."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audited import page_of, read_of, words
from unspin.audit import readability
from unspin.audit.context import AuditContext
from unspin.audit.page_audit import audit_page
from unspin.audit.readability.complexity import is_complex
from unspin.audit.readability.transition_words import has_transition
from unspin.audit.text_view import TextView, words_in
from unspin.audit.wordlists import passive_words, transitions
from unspin.model.check import Area, Light
from unspin.model.limits import Limits

SHORT = "Rest helps."
LONG = "Sentence {} goes on and on with far more words than a tired reader who needs help at night can bear."


@pytest.mark.parametrize(
    ("parts", "front", "score"),
    [
        ((300,), {}, 9),
        ((301,), {}, 2),
        ((290, 290), {}, 9),
        ((10, 320), {}, 6),
        ((10, 360), {}, 3),
        ((320, 10), {}, 6),
        ((10, 280), {"cornerstone": "true"}, 6),
        ((10, 310), {"cornerstone": "true"}, 3),
    ],
)
def test_words_under_one_heading(parts: tuple[int, ...], front: dict[str, str], score: int) -> None:
    text = "\n\n## Next\n\n".join(words(count) for count in parts)
    assert read_of(page_of(text, **front), "REA101").score == score


def test_the_check_of_a_long_section_stands_at_its_heading() -> None:
    page = page_of(f"{words(20)}\n\n## Treatment\n\n{words(400)}")
    (check,) = read_of(page, "REA101").checks
    assert (check.text, check.line, check.severity) == ("Treatment", 3, "suggestion")


@pytest.mark.parametrize(("count", "score"), [(150, 9), (151, 6), (200, 6), (201, 3)])
def test_paragraph_length(count: int, score: int) -> None:
    assert read_of(page_of(f"{words(10)}\n\n{words(count)}"), "REA102").score == score


@pytest.mark.parametrize(
    ("long", "front", "score"),
    [(5, {}, 9), (6, {}, 6), (7, {}, 3), (4, {"cornerstone": "true"}, 9), (5, {"cornerstone": "true"}, 6)],
)
def test_sentence_length(long: int, front: dict[str, str], score: int) -> None:
    text = " ".join([LONG.format(number) for number in range(long)] + [SHORT] * (20 - long))
    assert read_of(page_of(text, **front), "REA103").score == score


def test_a_sentence_of_twenty_words_is_not_long() -> None:
    twenty = "One two three four five six seven eight nine ten " * 2
    assert read_of(page_of(f"{twenty.strip()}."), "REA103").score == 9
    assert read_of(page_of(f"{twenty.strip()} more."), "REA103").score == 3


def test_one_check_for_all_long_sentences_the_worst_first() -> None:
    longest = LONG.format(2).replace("on and on", "on and on and on and on")
    page = page_of(f"{LONG.format(1)}\n\n{longest}\n\n{SHORT}")
    (check,) = read_of(page, "REA103").checks
    assert check.text.startswith("Sentence 2")
    assert "(lines 3, 1)" in check.message


def test_headings_count_as_sentences_and_cells_of_tables_do_not() -> None:
    table = "| a | b |\n|---|---|\n| one | two |\n| three | four |"
    view = TextView(page_of(f"## Head\n\n{SHORT} {SHORT}\n\n{table}\n\n- item\n\n> Quoted. Too.\n"))
    assert [sentence.text for sentence in view.sentences] == ["Head", SHORT, SHORT, "item"]


@pytest.mark.parametrize(
    "sentence",
    [
        "However, the pain comes back.",
        "The pain comes back because the disc presses on a nerve.",
        "As a result the knee swells.",
        "Either wait or call.",
        "Some foods, for example fish, hold it.",
        "Take fish, e.g. herring.",
        "Not only the knee hurts but also the hip.",
    ],
)
def test_transition_words(sentence: str) -> None:
    assert has_transition(words_in(sentence))


@pytest.mark.parametrize(
    "sentence",
    ["The knee swells.", "Or call us.", "The first day is hard.", "A result came.", "Example: fish.", ""],
)
def test_no_transition_words(sentence: str) -> None:
    assert not has_transition(words_in(sentence))


@pytest.mark.parametrize(("tied", "score"), [(6, 9), (5, 6), (4, 6), (3, 3)])
def test_share_of_transition_words(tied: int, score: int) -> None:
    plain = "The pain of the joint stays for a day and fades."
    text = " ".join([f"However, {plain}"] * tied + [plain] * (20 - tied))
    assert read_of(page_of(text), "REA104").score == score


def test_a_short_text_needs_no_transition_words() -> None:
    assert read_of(page_of("The knee swells. " * 40), "REA104").score == 9


@pytest.mark.parametrize(("count", "score"), [(2, 9), (3, 3)])
def test_sentences_that_begin_alike(count: int, score: int) -> None:
    text = " ".join(["You need a mat."] * count)
    assert read_of(page_of(f"{text} Rest helps."), "REA106").score == score


@pytest.mark.parametrize(
    ("text", "score"),
    [
        ("The joint is warm. The skin is red. The pain stays.", 9),
        ("The joint is warm. The joint is stiff. The joint cracks.", 3),
        ("- You rest\n- You sleep\n- You eat\n- You drink", 9),
        ("You rest.\n\n## Next\n\nYou sleep. You eat.", 9),
        ("You rest.\n\nYou sleep.\n\nYou eat.", 3),
    ],
)
def test_articles_lists_and_headings_between_beginnings(text: str, score: int) -> None:
    assert read_of(page_of(text), "REA106").score == score


def test_a_page_with_hardly_any_text() -> None:
    assert read_of(page_of("Rest."), "REA107").score == 3
    assert "REA107" not in {a.code for a in readability.assess(page_of(words(20)), AuditContext())}


def test_long_words() -> None:
    assert not is_complex("children")
    assert not is_complex("treatments")
    assert not is_complex("stretching")
    assert is_complex("musculoskeletal")
    assert not is_complex("pathway")
    text = "The musculoskeletal examination is done. " + "We look at the knee. " * 10
    assert read_of(page_of(text), "REA108").score == 9
    assert read_of(page_of("Musculoskeletal radiculopathy hurts the back and legs."), "REA108").score == 6
    assert not read_of(page_of("Musculoskeletal radiculopathy hurts."), "REA108").checks


@pytest.mark.parametrize(
    ("tag", "close"),
    [
        ('<p class="has-text-align-center">', "</p>"),
        ('<p style="text-align: center">', "</p>"),
        ("<center>", "</center>"),
        ('<h2 align="center">', "</h2>"),
    ],
)
def test_centred_text(tag: str, close: str) -> None:
    long = "This paragraph runs on for much more than fifty characters."
    page = page_of(f"<body>{tag}{long}{close}</body>", form="html", path="a.html")
    (check,) = read_of(page, "REA109").checks
    assert check.text == long
    for other in (f"{tag}Short.{close}", f"<p>{long}</p>"):
        page = page_of(f"<body>{other}</body>", form="html", path="a.html")
        assert "REA109" not in {a.code for a in readability.assess(page, AuditContext())}


def test_lists_and_reading_time_ask_for_nothing() -> None:
    page = page_of(f"{words(500)}\n\n![a](b.jpg)")
    assert (read_of(page, "REA110").light, read_of(page, "REA110").checks) == (Light.RED, ())
    assert read_of(page_of("- one\n- two"), "REA110").light is Light.GREEN
    assert (read_of(page, "REA111").light, read_of(page, "REA111").value) == (Light.GREY, "3 min")


def test_limits_can_be_set() -> None:
    page = page_of(" ".join(["Every sentence here has just eight short words."] * 4))
    assert read_of(page, "REA103").light is Light.GREEN
    assert read_of(page, "REA103", Limits(sentence_words=7)).light is Light.RED


def test_one_sentence_can_be_exempted() -> None:
    exempt = "<!-- unspin-disable-next-line REA103 -->\n"
    body = [f"{LONG.format(1)}", *[SHORT] * 3, LONG.format(2)]
    assert read_of(page_of("\n\n".join(body)), "REA103").value == "40 %"
    page = page_of("\n\n".join([exempt + body[0], *body[1:]]))
    assert read_of(page, "REA103").value == "20 %"
    audit = audit_page(page, AuditContext(), frozenset((Area.READABILITY,)))
    assert audit.ignored_by == {0}


def test_every_check_of_readability_is_a_suggestion_with_advice() -> None:
    body = " ".join(["The dose was checked by the nurse."] * 4 + [LONG.format(n) for n in range(4)])
    found = [check for a in readability.assess(page_of(body), AuditContext()) for check in a.checks]
    assert found
    assert all(check.severity == "suggestion" and check.advice for check in found)
    assert len({check.code for check in found}) == len(found)


def test_the_word_lists_are_whole() -> None:
    assert len(transitions().words) > 80
    assert sum(map(len, transitions().phrases.values())) > 120
    assert {"is", "been", "get"} <= passive_words().auxiliaries
    assert not passive_words().irregular & passive_words().no_participle


HOSTILE = st.text(
    alphabet=st.sampled_from(list("is was done ab é漢\"'“”#*[]()<>!-|&;:/\\\n\t.,?\u200b\ufffc")),
    max_size=300,
)


@settings(max_examples=60, deadline=None)
@given(body=HOSTILE)
def test_any_text_gets_lights_and_places_inside_it(body: str) -> None:
    page = page_of(body, path="-")
    found = readability.assess(page, AuditContext())
    assert [a.code for a in found] == sorted(a.code for a in found)
    for check in (check for a in found for check in a.checks):
        if check.span:
            assert check.text == body[check.span.start : check.span.end]


def test_a_long_page_is_no_denial_of_service() -> None:
    page = page_of("<p align=center " * 3000 + ("Pain is felt. " * 500 + "\n\n") * 6)
    start = time.perf_counter()
    readability.assess(page, AuditContext())
    assert time.perf_counter() - start < 10
