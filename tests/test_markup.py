"""New wording written over mark-up: marks stay in pairs, nothing is emptied, else it is a problem."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lab import document_of, fixed, make_rules, run
from unspin.apply.markup import CANNOT_KEEP, write_into
from unspin.model.article import ArticleFormat

RULES = {
    "same": "muscle fit: muscle spasm",
    "fewer": "cerebral pain: headache",
    "more": "strain: blood pressure",
    "both": "solid way of life: healthy lifestyle",
    "gone": "on the off chance that: if",
}


def fix(rule: str, text: str, form: ArticleFormat = "markdown") -> str:
    return fixed(text, RULES[rule], form, pos="fixed" if rule == "gone" else "noun")


CASES = [
    # the same number of words
    ("same", "*muscle* **fits**", "*muscle* **spasms**"),
    ("same", "***muscle fits***", "***muscle spasms***"),
    ("same", "*bad muscle* fits", "*bad muscle* spasms"),
    ("same", "muscle *fits hurt*", "muscle *spasms hurt*"),
    ("same", "[muscle](a) fits", "[muscle](a) fits"),
    ("same", "muscle [fits](a) [b](c)", "muscle [spasms](a) [b](c)"),
    ("same", "muscle\n  fits", "muscle\n  spasms"),
    ("same", "muscle &#32; fits", "muscle &#32; spasms"),
    # fewer words
    ("fewer", "a cerebral pain", "a headache"),
    ("fewer", "*cerebral pain*", "*headache*"),
    ("fewer", "cerebral\npain hurts", "headache hurts"),
    ("fewer", "**cerebral** **pain**", "**cerebral** **pain**"),
    ("fewer", "cerebral *pain* hurts", "*headache* hurts"),
    ("fewer", "*cerebral* pain hurts", "*headache* hurts"),
    # more words
    ("more", "*strain* hurts", "*blood pressure* hurts"),
    ("more", "a [strain](b)", "a [blood pressure](b)"),
    ("both", "a solid *way* of life", None),
    ("both", "*a solid way of life*", "*a healthy lifestyle*"),
    ("gone", "*on the off chance that* it", "*if* it"),
    ("gone", "on the *off chance* that it", None),
    # mark-up inside a word
    ("same", "muscle f*it*s", None),
    ("same", "mus<b>cle</b> fits", None),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "text", "expected"), CASES)
def test_wording_over_markup(rule: str, text: str, expected: str | None) -> None:
    """``None``: either the words stand right with all marks around something, or it is left for review."""
    result = fix(rule, text)
    if expected is not None:
        assert result == expected
        return
    report = run(text, RULES[rule], "markdown", pos="fixed" if rule == "gone" else "noun")
    if result == text:
        assert [d.verdict for d in report.decisions] == ["review"] or not report.decisions
    marks = re.findall(r"\*+|</?b>|\]\(", text)
    assert re.findall(r"\*+|</?b>|\]\(", result) == marks
    assert not re.search(r"\*\s*\*(?!\*)|<b>\s*</b>|\[\s*\]", result)


HTML = [
    ("same", "<p>muscle <b>fits</b></p>", "<p>muscle <b>spasms</b></p>"),
    ("same", "<p><b><i>muscle</i></b> fits</p>", "<p><b><i>muscle</i></b> spasms</p>"),
    ("fewer", "<p><b>cerebral pain</b></p>", "<p><b>headache</b></p>"),
    ("more", "<p><a href=b>strain</a></p>", "<p><a href=b>blood pressure</a></p>"),
    ("same", "<p>muscle<br>fits</p>", "<p>muscle<br>spasms</p>"),
    ("same", "<p>muscle<!-- a --> fits</p>", "<p>muscle<!-- a --> fits</p>"),
]


@pytest.mark.parametrize(("rule", "text", "expected"), HTML)
def test_wording_over_tags(rule: str, text: str, expected: str) -> None:
    assert fix(rule, text, "html") == expected


def test_special_characters_are_escaped_in_html_only() -> None:
    entry = "rest and heat: 'R&D < C'"
    assert fixed("<p>rest and heat</p>", entry, "html", pos="fixed") == "<p>R&amp;D &lt; C</p>"
    assert fixed("rest and heat", entry, "text", pos="fixed") == "R&D < C"


def test_a_problem_says_so_and_leaves_the_text() -> None:
    document = document_of("mus*cle* fits", "markdown")
    flow = document.blocks[0].flow
    assert flow.text == "muscle fits"
    assert write_into(document.article, flow, 0, 11, "nerve pains") == ("mus*cle* fits", CANNOT_KEEP)


PIECES = st.lists(
    st.sampled_from(
        [
            "muscle",
            "fits",
            "*",
            "**",
            "_",
            " ",
            "\n",
            "[",
            "](a)",
            "<b>",
            "</b>",
            "`x`",
            "&nbsp;",
            "bad",
            "~~",
        ]
    ),
    min_size=2,
    max_size=14,
).map("".join)


@given(PIECES, st.sampled_from(["muscle spasm", "spasm", "very bad muscle spasm"]))
@settings(max_examples=150, deadline=None)
def test_marks_and_tags_are_never_lost(text: str, original: str) -> None:
    rules = make_rules(f"muscle fit: {original}")
    result = run(text, rules, "markdown").correction.text
    pattern = r"[*_~`<>\[\]()&;]|</?b>"
    assert re.findall(pattern, result) == re.findall(pattern, text)
