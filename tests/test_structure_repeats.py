"""Repeated titles, headings, captions, paragraphs, sentences, words; repeats across posts."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from structure_lab import INTRO, assessments, checks, codes, places
from unspin.audit.context import AuditContext
from unspin.audit.site_index import index_articles
from unspin.audit.structure.similar import near_pairs, share_of_equal_words
from unspin.model.article import Article
from unspin.model.check import Light
from unspin.model.limits import Limits

LONG = (
    "Sleep on your side with a flat pillow, keep your head in line with your back, and change the pillow"
    " as soon as it has lost its shape."
)
NEAR = LONG.replace("change the pillow", "swap the pillow")

TITLES = [
    ("# Stiff neck\n\n" + INTRO, []),
    ("---\ntitle: Stiff neck\n---\n\n# Stiff neck\n\n" + INTRO, []),
    ("---\ntitle: Stiff neck\n---\n\n# Stiff neck\n\n## Stiff neck\n\n" + INTRO, ["Stiff neck"]),
    ("# Stiff neck\n\nStiff neck\n\n" + INTRO, ["Stiff neck"]),
    ("# Stiff neck\n\n" + INTRO + "\n\n## A stiff neck in children\n\n" + LONG, []),
    ("# Stiff neck\n\n" + INTRO + "\n\n> Stiff neck\n\n" + LONG, []),
]


@pytest.mark.parametrize(("text", "expected"), TITLES)
def test_title_may_stand_once_in_the_text(text: str, expected: list[str]) -> None:
    assert places(text, "STR101") == expected


def test_title_of_plain_text_repeated_like_a_page_that_was_copied() -> None:
    text = f"Stiff neck\n\n Stiff neck\n\nStiff neck\nStiff neck\n\n{INTRO}\n"
    assert places(text, "STR101", "text") == ["Stiff neck"] * 3


HEADINGS = [
    # copied twice
    ("## How to sit\n\n## How to sit\n\n" + INTRO, "markdown", ["How to sit"]),
    ("How to sit well\nHow to sit well\n\n" + INTRO, "text", []),  # the title: STR101
    ("Neck\n\n" + INTRO + "\n\nHow to sit\nHow to sit\n\n" + LONG, "text", ["How to sit"]),
    ("<h2>How to sit</h2><h2>How to sit</h2><p>" + INTRO + "</p>", "html", ["How to sit"]),
    # the same thing under the same parent
    (
        "# Neck\n\n## How to sit well\n\n" + INTRO + "\n\n## How to sit well\n\n" + LONG,
        "markdown",
        ["How to sit well"],
    ),
    (
        "# Neck\n\n## Causes of neck pain\n\n" + INTRO + "\n\n## Neck pain causes\n\n" + LONG,
        "markdown",
        ["Neck pain causes"],
    ),
    # recurring sub-headings
    (
        "# Neck\n\n## Strain\n\n### Symptoms and signs seen\n\n"
        + INTRO
        + "\n\n## Arthritis\n\n### Symptoms and signs seen\n\n"
        + LONG,
        "markdown",
        [],
    ),
    ("# Neck\n\n## Tips\n\n" + INTRO + "\n\n## Tips\n\n" + LONG, "markdown", []),
    ("# Neck\n\n## Type 1 of strain\n\n" + INTRO + "\n\n## Type 2 of strain\n\n" + LONG, "markdown", []),
    # a heading and its entry in the table of contents
    (
        "# Neck\n\n- [How to sit well](#a)\n- [How to lie well](#b)\n\n## How to sit well\n\n" + INTRO,
        "markdown",
        [],
    ),
]


@pytest.mark.parametrize(("text", "form", "expected"), HEADINGS)
def test_repeated_headings(text: str, form: str, expected: list[str]) -> None:
    assert places(text, "STR102", form) == expected  # type: ignore[arg-type]


def _figure(caption: str, name: str) -> str:
    return f'<figure><img src="{name}.png" alt="{name}"><figcaption>{caption}</figcaption></figure>'


def test_caption_of_two_pictures() -> None:
    page = f"<h1>Neck</h1>{_figure('How to sit well', 'a')}<p>{INTRO}</p>{_figure('How to sit well', 'b')}"
    assert places(page, "STR103", "html") == ["How to sit well"]
    other = f"<h1>Neck</h1>{_figure('Before', 'a')}<p>{INTRO}</p>{_figure('Before', 'b')}"
    assert not places(other, "STR103", "html")


PARAGRAPHS = [
    (f"# Neck\n\n{LONG}\n\n{LONG}", 1),
    (f"# Neck\n\n{LONG}\n\n{INTRO}\n\n{LONG}", 1),
    (f"# Neck\n\n{LONG}\n\n{INTRO}\n\n{NEAR}", 1),
    (f"# Neck\n\n{LONG}\n\n{INTRO}", 0),
    # a refrain, a short line, a summary, a quotation
    (f"# Neck\n\nSee a doctor if your arm is numb.\n\n{INTRO}\n\nSee a doctor if your arm is numb.", 0),
    (f"# Neck\n\nThen rest.\n\n{INTRO}\n\nThen rest.", 0),
    (f"# Neck\n\n{INTRO}\n\n## Key points\n\n{INTRO}", 0),
    (f"# Neck\n\n{INTRO}\n\n> {INTRO}", 0),
    # parallel sentences
    (
        "# Neck\n\nMost adults may take one tablet of this medicine with a glass of water in the"
        " morning, and they should not eat for half an hour.\n\nMost children may take one tablet of this"
        " medicine with a glass of water in the morning, and they should not eat for half an hour.",
        0,
    ),
    ("# Neck\n\n- Anna Berg\n- Tom Hale\n- Anna Berg\n", 0),
]


@pytest.mark.parametrize(("text", "number"), PARAGRAPHS)
def test_repeated_paragraphs(text: str, number: int) -> None:
    assert codes(text) == ["STR104"] * number


def test_repeat_far_away_is_no_slip() -> None:
    filler = "\n\n".join(f"{INTRO[:-1]}, as case {n} shows to all who read it." for n in range(80))
    assert "STR104" not in codes(f"# Neck\n\n{LONG}\n\n{filler}\n\n{LONG}")
    near = AuditContext(limits=Limits(repeat_distance=100_000))
    assert "STR104" in codes(f"# Neck\n\n{LONG}\n\n{filler}\n\n{LONG}", context=near)


SENTENCES = [
    (f"# Neck\n\n{INTRO} {INTRO}", 1),
    (f"# Neck\n\n{INTRO} It hurts when it is turned.\n\nIt lasts a week, and often for less. {INTRO}", 1),
    ("# Neck\n\nIt hurts. It hurts a lot. Then it goes.\n\nIt hurts. So rest.", 0),
    (f"# Neck\n\n{LONG} It hurts when it is turned.\n\nIt lasts a week, and often for less. {NEAR}", 1),
    ("# Neck\n\nCall your doctor if the pain goes down your arm to the hand. It hurts.\n\n"
     "It lasts. Call your doctor if the pain goes down your arm to the hand.", 0),
]  # fmt: skip


@pytest.mark.parametrize(("text", "number"), SENTENCES)
def test_repeated_sentences(text: str, number: int) -> None:
    assert codes(text) == ["STR105"] * number


DOUBLED = [
    ("Turn the the head slowly.", ["the the"]),
    ("The the neck is stiff.", ["The the"]),
    ("Turn the **the** head slowly.", ["the **the"]),
    ("What it is is clear.", ["is is"]),
    ("It hurt very, very much, and he had had it for long.", []),
    ("Vitamin A a day helps. Beri beri is rare.", []),
    ("Use `the the` here.", []),
    ("Queries with OR or AND are left out.", []),
]


@pytest.mark.parametrize(("text", "expected"), DOUBLED)
def test_doubled_words(text: str, expected: list[str]) -> None:
    assert places(text, "STR106") == expected


def test_only_sure_doubles_are_fixed() -> None:
    (sure,) = checks("Turn the the head slowly.")
    assert sure.fix
    assert sure.severity == "warning"
    (doubt,) = checks("What it is is clear.")
    assert not doubt.fix
    assert doubt.severity == "suggestion"


def _site(*texts: str) -> AuditContext:
    articles = (Article(f"post{n}.md", text, "markdown") for n, text in enumerate(texts))
    return AuditContext(posts=index_articles(articles))


def test_text_shared_with_another_post() -> None:
    own = f"# Neck\n\n{LONG} {INTRO}\n\nThe muscles of the neck hold the weight of the head all day long."
    other = f"# Back\n\n{LONG} {INTRO}\n\nThe back is another matter, and it is treated on this page."
    (check,) = checks(own, context=_site(other))
    assert check.code == "STR111"
    assert check.severity == "warning"
    assert "post0.md" in check.message
    assert not codes(own, context=_site("# Back\n\nThe back is another matter altogether."))


def test_boilerplate_may_be_shared() -> None:
    note = (
        "This page is for general information only and not a substitute for the medical advice of a doctor."
    )
    own = (
        f"# Neck\n\nThe muscles of the neck hold the weight of the head all day long.\n\n{note} {note[:-1]}!"
    )
    assert "STR111" not in codes(own, context=_site(f"# Back\n\n{note} {note[:-1]}!"))


def test_one_post_alone_gets_no_light_for_shared_text() -> None:
    assert assessments(INTRO)["STR111"].light is Light.GREY


@given(st.lists(st.lists(st.sampled_from("abcdefg"), max_size=12).map(tuple), max_size=12))
@settings(max_examples=60, deadline=None)
def test_near_pairs_are_near_and_point_back(texts: list[tuple[str, ...]]) -> None:
    pairs = list(near_pairs(texts, 0.8))
    assert len({later for _, later in pairs}) == len(pairs)
    for earlier, later in pairs:
        assert earlier < later
        assert texts[earlier] != texts[later]
        assert share_of_equal_words(texts[earlier], texts[later]) >= 0.8


def _lines(count: int) -> Iterator[str]:
    return (f"{LONG[:-1]} and line {n % 7} of it." for n in range(count))


@pytest.mark.parametrize("form", ["markdown", "html", "text"])
def test_many_equal_paragraphs_take_no_quadratic_time(form: str) -> None:
    separator = "</p><p>" if form == "html" else "\n\n"
    assert codes(separator.join(_lines(2000)), form)  # type: ignore[arg-type]
