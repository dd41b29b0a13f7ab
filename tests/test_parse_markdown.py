"""Markdown: kinds, levels, flow and the way back, protected places, hostile input."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings

from lab import document_of, flows, protected_of
from parse_checks import check, texts
from unspin.errors import InputError
from unspin.model.document import BlockKind, Protection
from unspin.parse.flow import OBJECT

P, H, L, C, F, A, D, T = (
    BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.LIST_ITEM, BlockKind.TABLE_CELL, BlockKind.FOOTNOTE,
    BlockKind.ALT, BlockKind.DESCRIPTION, BlockKind.TITLE,
)  # fmt: skip

BLOCKS: dict[str, list[tuple[BlockKind, int, str]]] = {
    "# One\n\nText *here*.\n": [(H, 1, "One"), (P, 0, "Text here.")],
    "###### Six ######\n": [(H, 6, "Six")],
    "One\n===\n\nTwo\n---\n": [(H, 1, "One"), (H, 2, "Two")],
    "#No heading\n": [(P, 0, "#No heading")],
    "a\nb\r\nc\n": [(P, 0, "a b c")],
    "- a\n- b\n  c\n\n  d\n": [(L, 0, "a"), (L, 0, "b c"), (L, 0, "d")],
    "1) a\n2) b\n": [(L, 0, "a"), (L, 0, "b")],
    "- a\n  - b\n": [(L, 0, "a"), (L, 0, "b")],
    "- # Head\n": [(H, 1, "Head")],
    "| a *b* | c |\n|:--|--:|\n| d | |\n": [(C, 0, "a b "), (C, 0, "c "), (C, 0, "d ")],
    "Note[^a].\n\n[^a]: The note.\n": [(P, 0, "Note."), (F, 0, " The note.")],
    "![One *alt*](a.png) text\n": [(A, 0, "One *alt*"), (P, 0, f"{OBJECT} text")],
    "A [b *c*](d 'e') f\n": [(P, 0, "A b c f")],
    "A <b>b</b> <br/>c\n": [(P, 0, "A b  c")],
    "A <video controls src=a>b</video> <img alt src='a>b'>c\n": [(P, 0, f"A b {OBJECT}c")],
    "a\\*b &amp; c&nbsp;d &#233;\n": [(P, 0, "a*b & c\u00a0d é")],
    "`a` b ``c ` d``\n": [(P, 0, f"{OBJECT} b {OBJECT}")],
    "a_b_c *d*e **f** ~~g~~\n": [(P, 0, "a_b_c de f g")],
    "<div>\n\na *b*\n\n</div>\n": [(P, 0, "a b")],
    "<table><tr><td>a</td></tr></table>\n": [(C, 0, "a")],
    "<h3>a <i>b</i></h3>\n": [(P, 0, "a b")],
    "a  \nb\\\nc\n": [(P, 0, "a b c")],
    "***\n\n---\n": [],
    "[a]\n\n[a]: b\n": [(P, 0, "a")],
    "[not a label]\n": [(P, 0, "[not a label]")],
    "<https://a.b> a <c@d.e>\n": [(P, 0, f"{OBJECT} a {OBJECT}")],
    "a </b> c\n": [(P, 0, "a  c")],
    "<div>a\n": [(P, 0, "a ")],
    "<div>a</b> c</div></i>\n": [(P, 0, "a c")],
    "- [ ] todo\n": [(L, 0, "todo")],
    "\ufeff# One\n": [(H, 1, "One")],
    "e\u0301 👩‍👩‍👧 *x*\n": [(P, 0, "e\u0301 👩‍👩‍👧 x")],
}  # fmt: skip


@pytest.mark.parametrize("text", BLOCKS)
def test_blocks(text: str) -> None:
    assert flows(document_of(text, "markdown")) == BLOCKS[text]
    check(text, "markdown")


PROTECTED: dict[str, tuple[str, str]] = {
    "a `b c` d": ("code", "`b c`"),
    "```js\nb\n```\n": ("fenced code", "```js\nb\n```\n"),
    "a\n\n    b c\n": ("indented code", "    b c\n"),
    "<pre>\nb\n</pre>\n": ("preformatted text", "\nb\n"),
    "x <code>b c</code> y": ("code", "b c"),
    "x <kbd>b": ("code", "b"),
    "a https://b.c/d-e f": ("URL", "https://b.c/d-e"),
    "a <https://b.c> d": ("URL", "<https://b.c>"),
    "a <b@c.de> d": ("address", "<b@c.de>"),
    "a b@c.de d": ("address", "b@c.de"),
    "a [b](/c 'd') e": ("link target", "](/c 'd')"),
    "a [b][c]\n\n[c]: d 'e'\n": ("link target", "[c]: d 'e'\n"),
    "![b](/c)": ("link target", "/c"),
    "a <span title='b'>c</span>": ("tag", "<span title='b'>"),
    "<script>\nb\n</script>\n": ("script", "\nb\n"),
    "<style>\nb\n</style>\n": ("style", "\nb\n"),
    "<!-- b -->\n": ("comment", "<!-- b -->"),
    "a <!-- b --> c": ("comment", "<!-- b -->"),
    "{{ b c }} d": ("short code", "{{ b c }}"),
    "{% b c %} d": ("short code", "{% b c %}"),
    'a [b c="d"] e': ("short code", '[b c="d"]'),
    "take 10 mg now": ("amount with unit", "10 mg"),
    "take 1,000-2,000 IU now": ("amount with unit", "1,000-2,000 IU"),
    "take 5 mg/kg now": ("amount with unit", "5 mg/kg"),
    "at 38.5 °C now": ("amount with unit", "38.5 °C"),
    "as known [3, 4] now": ("citation", "[3, 4]"),
    "as known (Smith et al., 2019) now": ("citation", "(Smith et al., 2019)"),
    "as known (Smith and Doe, 2019a) now": ("citation", "(Smith and Doe, 2019a)"),
    "see doi:10.1000/x1 now": ("DOI", "doi:10.1000/x1"),
    "a $b^2$ c": ("formula", "$b^2$"),
    "## References\n\nDoe. Title.\n": ("reference list", "Doe. Title."),
}  # fmt: skip


@pytest.mark.parametrize("text", PROTECTED)
def test_protected_places_have_their_reason(text: str) -> None:
    document = document_of(text, "markdown")
    assert PROTECTED[text] in protected_of(document)
    assert all(p.level is Protection.HARD for p in document.protected if p.reason == PROTECTED[text][0])


@pytest.mark.parametrize(
    ("text", "reason", "place"),
    [
        ("> a b\n> c\n", "block quotation", "a b\n> c"),
        ("> > a\n", "block quotation", "a"),
        ("> - a\n", "block quotation", "a"),
        ("He said “a b” now", "quotation", "“a b”"),
        ('He said "a b." now', "quotation", '"a b."'),
        ("He said «a b» now", "quotation", "«a b»"),
        ("He said “*a* b” now", "quotation", "“*a* b”"),
        ("> # Head\n", "block quotation", "Head"),
    ],
)
def test_quotations_are_for_review(text: str, reason: str, place: str) -> None:
    document = document_of(text, "markdown")
    assert [p.span.of(text) for p in document.protected if p.reason == reason] == [place]
    assert all(p.level is Protection.REVIEW for p in document.protected if p.reason == reason)


@pytest.mark.parametrize(
    "text",
    [
        'A 6" pipe and a 7" pipe',
        "the 90s' style and the 80s'",
        '5" x 7"',
        "It is rock'n'roll, isn't it",
        "“unclosed",
    ],
)
def test_marks_that_are_no_quotation(text: str) -> None:
    assert not [p for p in document_of(text, "markdown").protected if p.reason == "quotation"]


def test_a_reference_list_ends_with_its_section() -> None:
    text = "## Sources\n\na\n\n### Books\n\nb\n\n## After\n\nc\n"
    reasons = [
        place for reason, place in protected_of(document_of(text, "markdown")) if reason == "reference list"
    ]
    assert reasons == ["a", "Books", "b"]


def test_quoted_blocks_are_marked() -> None:
    document = document_of("a\n\n> b\n\nc\n", "markdown")
    assert [block.quoted for block in document.blocks] == [False, True, False]


@given(texts)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_text_parses_and_maps_back(text: str) -> None:
    try:
        check(text, "markdown")
    except InputError as error:
        if "front matter" not in str(error):
            raise


HOSTILE = {
    "nested divs": "<div>" * 10_000 + "x" + "</div>" * 10_000,
    "unclosed tags": "<b><i><p>" * 3_000 + "x",
    "brackets": "[" * 10_000,
    "parentheses": "[a](" * 3_000,
    "images": "![" * 5_000,
    "stars": "*a " * 5_000,
    "closing stars": "a**" * 5_000,
    "backticks": "`" * 5_000 + "a",
    "quotes": "> " * 500 + "x",
    "nested list": "".join("  " * i + "- a\n" for i in range(200)),
    "long line": "muscle fits " * 90_000,
    "many lines": "a\n" * 50_000,
    "many paragraphs": "a b\n\n" * 10_000,
    "wide table": "|" + " a |" * 2_000 + "\n|" + "---|" * 2_000 + "\n",
    "angle brackets": "<" * 10_000,
    "entities": "&nbsp;" * 10_000,
    "combining": "e" + "\u0301" * 10_000,
    "emoji": "👩‍👩‍👧‍👦*a* " * 2_000,
    "quotation marks": '"a ' * 5_000,
    "opening quotation marks": "“a " * 5_000,
    "open short codes": "{{ a " * 3_000,
    "open citations": "(Smith and Doe, 2019; " * 2_000,
    "digits": "1," * 20_000,
    "dots": "a." * 20_000 + " @",
    "words": "a-b_" * 20_000 + " @",
    "at signs": "a@" * 10_000,
    "comments": "<!-- " * 3_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_input_is_survived_in_time(name: str) -> None:
    begun = time.process_time()
    with suppress(InputError):  # read, or refused with one line: tests/test_parse_nesting.py
        document_of(HOSTILE[name], "markdown")
    assert time.process_time() - begun < 5


@pytest.mark.parametrize("comment", ["<!-- a -- b -->", "<!-- a --- *b* -->", "<!-- a\nb -- `c` -->"])
def test_a_comment_in_a_line_may_hold_dashes(comment: str) -> None:
    document = document_of(f"One {comment} two `c`.", "markdown")
    assert document.blocks[0].flow.text == "One  two \ufffc."
    assert ("comment", comment) in protected_of(document)
