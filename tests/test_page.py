"""The elements of a page around its prose: Markdown, HTML, plain text."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lab import document_of
from unspin.errors import InputError
from unspin.model.article import ArticleFormat
from unspin.model.page import Image, Page
from unspin.page import read_page


def page_of(text: str, form: ArticleFormat = "markdown", path: str = "posts/2024-05-01-sore-back.md") -> Page:
    return read_page(document_of(text, form, path))


def front(lines: str, body: str = "Text.\n") -> Page:
    return page_of(f"---\n{lines}\n---\n\n{body}")


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("markdown", "# Heat\n\nText.\n\nRest\n----\n\n### Ice `pack` today ###\n"),
        ("html", "<h1>Heat</h1><p>Text.</p><h2>Rest</h2><h3>Ice <code>pack</code> today</h3>"),
        ("text", "Heat\n\nText that is a sentence.\n\nRest\n\nAnother sentence here.\n\nIce pack today\n"),
    ],
)
def test_headings(form: ArticleFormat, text: str) -> None:
    page = page_of(text, form)
    levels = {"text": [1, 2, 2]}.get(form, [1, 2, 3])
    assert [heading.level for heading in page.headings] == levels
    names = [heading.text for heading in page.headings]
    assert names == ["Heat", "Rest", "Ice today" if form == "html" else "Ice pack today"]
    for heading in page.headings:
        assert page.document.blocks[heading.block].flow.text.startswith(heading.text.split()[0])
        assert heading.span.of(text).startswith(heading.text.split()[0])


def test_sentences_have_their_places() -> None:
    text = "# Not this.\n\nDr. Ray *rests* &amp; reads. Then she\nwalks 2.5 miles!\n\n- One item\n"
    page = page_of(text)
    assert [sentence.text for sentence in page.sentences] == [
        "Dr. Ray rests & reads.",
        "Then she walks 2.5 miles!",
        "One item",
    ]
    assert page.sentences[0].span.of(text) == "Dr. Ray *rests* &amp; reads."
    for sentence in page.sentences:
        flow = page.document.blocks[sentence.block].flow
        assert flow.text[sentence.flow_start : sentence.flow_end] == sentence.text


IMAGES = [
    ("![Heat pack](heat.png)", Image, ("heat.png", "Heat pack", "")),
    ('![A \\* &amp; b](<he at.png> "On the back")', Image, ("he at.png", "A * & b", "On the back")),
    ("![](heat.png)", Image, ("heat.png", "", "")),
    ("![Heat][pic]\n\n[pic]: heat.png 'On it'", Image, ("heat.png", "Heat", "On it")),
    ("![Heat](a.png)\n*On the back*", Image, ("a.png", "Heat", "On the back")),
    ("![Heat](a.png){width=3}\n\n_On the back_\n\n_Next_", Image, ("a.png", "Heat", "On the back")),
    ("[![Heat](a.png)](b.png)\n\n*On the back*", Image, ("a.png", "Heat", "On the back")),
    ("![Heat](a.png)\n\nText.\n\n*No caption*", Image, ("a.png", "Heat", "")),
    ("![Heat](a.png)\n\n**Not a caption**", Image, ("a.png", "Heat", "")),
    ("Look ![Heat](a.png)\n*here*", Image, ("a.png", "Heat", "")),
    ("![Heat](a.png)\n\n*Many* words *here*", Image, ("a.png", "Heat", "")),
    ("<img src=a.png>", Image, ("a.png", None, "")),
    ("Text <img src='a.png' alt> here", Image, ("a.png", "", "")),
    ("<img src=a.png role=presentation>", Image, ("a.png", "", "")),
    ('<img src="data:x" data-src="a.png" alt="He&amp;at">', Image, ("a.png", "He&at", "")),
    (
        "<figure>\n\n![Heat](a.png)\n\n<figcaption>On <b>the</b> back</figcaption>\n</figure>",
        Image,
        ("a.png", "Heat", "On the back"),
    ),
]


@pytest.mark.parametrize(("text", "_", "expected"), IMAGES, ids=[case[0][:30] for case in IMAGES])
def test_pictures_in_markdown(text: str, _: type, expected: tuple[str, str | None, str]) -> None:
    (image,) = page_of(text + "\n").images
    assert (image.target, image.alt, image.caption) == expected
    if image.caption_span:
        assert image.caption_span.of(text).replace("<b>", "").replace("</b>", "") == image.caption


def test_pictures_in_html() -> None:
    page = page_of(
        "<figure><img src=a.png alt=A><figure><img src=b.png alt=B><figcaption>In</figcaption></figure>"
        "<figcaption>Out</figcaption></figure><img src=c.png alt=C title=T>"
        "<noscript><img src=d.png></noscript><img src=count.gif width=1 height=1><svg><image/></svg>"
        "<!-- <img src=e.png> -->",
        "html",
    )
    found = [(image.target, image.caption) for image in page.images]
    assert found == [("a.png", ""), ("b.png", "In"), ("c.png", "")]


LINKS = [
    ("[a *b*](x.md)", "a b", "x.md"),
    ('[a](<x y.md> "T")', "a", "x y.md"),
    ("[a][Ref  One]\n\n[ref one]: x.md", "a", "x.md"),
    ("[ref][]\n\n[ref]: x.md", "ref", "x.md"),
    ("[ref]\n\n[Ref]: <x.md>", "ref", "x.md"),
    ("<https://a.org/b>", "https://a.org/b", "https://a.org/b"),
    ("<me@a.org>", "me@a.org", "mailto:me@a.org"),
    ("See https://a.org/b(c).", "https://a.org/b(c)", "https://a.org/b(c)"),
    ("(see www.a.org)", "www.a.org", "http://www.a.org"),
    ("[`code`](x.md)", "code", "x.md"),
    ("[![alt](i.png)](x.md)", "", "x.md"),
    ("Raw <a class=b href='x.md'>a</a> link", "a", "x.md"),
    ("<div><a href=x.md>a</a></div>", "a", "x.md"),
    ("[a](x\\_y.md#p)", "a", "x_y.md#p"),
    ("[a]()", "a", ""),
]


@pytest.mark.parametrize(("text", "shown", "target"), LINKS, ids=[case[0][:30] for case in LINKS])
def test_links(text: str, shown: str, target: str) -> None:
    (link,) = page_of(text + "\n").links
    assert (link.text, link.target, link.nofollow) == (shown, target, False)


@pytest.mark.parametrize(
    "text", ["[a]", "[a][b]", "[^1]\n\n[^1]: Note text.", "`[a](b)`", "```\n[a](b)\n```", "<a name=x></a>"]
)
def test_no_links(text: str) -> None:
    assert page_of(text + "\n").links == ()


@pytest.mark.parametrize(
    ("text", "nofollow"),
    [
        ('<a href="x" rel="noopener nofollow">a</a>', True),
        ("<a href=x rel=NOFOLLOW>a</a>", True),
        ("<a href=x rel=noopener>a</a>", False),
        ('[a](x){:rel="nofollow"}', True),
        ("[a](x){.big rel=nofollow}", True),
        ("[a](x) {.nofollow}", False),
    ],
)
def test_nofollow(text: str, nofollow: bool) -> None:
    assert [link.nofollow for link in page_of(text + "\n").links] == [nofollow]


def test_links_in_html() -> None:
    page = page_of("<p><a href=/a>One<p><a href=/b>Two <i>&amp;</i></a> https://x.org</p>", "html")
    assert [(link.text, link.target) for link in page.links] == [("One", "/a"), ("Two &", "/b")]


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("markdown", "- one *a*\n- two\n\n  1. in\n  2. ner\n\n- three\n"),
        ("html", "<ul><li>one <i>a</i><li><p>two</p><ol><li>in<li>ner</ol><li>three</ul>"),
    ],
)
def test_lists(form: ArticleFormat, text: str) -> None:
    outer, inner = page_of(text, form).lists
    assert (outer.ordered, [item for item, _ in outer.items]) == (False, ["one a", "two", "three"])
    assert (inner.ordered, [item for item, _ in inner.items]) == (True, ["in", "ner"])
    for item, place in (*outer.items, *inner.items):
        assert item.split()[0] in place.of(text)


def test_lists_in_plain_text() -> None:
    page = page_of("Some text here.\n\n- one\n- two\n\nMore text here.\n\n1. three\n2. four\n", "text")
    assert [(view.ordered, [item for item, _ in view.items]) for view in page.lists] == [
        (False, ["one", "two"]),
        (True, ["three", "four"]),
    ]


@pytest.mark.parametrize(
    ("text", "heads"),
    [
        ("| a | b |\n|---|---|\n| c | d |\n", [True]),
        ("|  |  |\n|---|---|\n| c | d |\n", [False]),
        ("<table><tr><th>a</th></tr></table>\n", [True]),
        ("<table><thead><tr><td>a</table>\n", [True]),
        ("<table><tr><td>a</td></tr></table>\n", [False]),
        ("<table><tr><td><table><tr><th>a</table></table>\n", [False, True]),
        ("<table role=presentation><tr><td>a</td></tr></table>\n", []),
    ],
)
def test_tables(text: str, heads: list[bool]) -> None:
    assert [table.has_head for table in page_of(text).tables] == heads


def test_anchors() -> None:
    page = page_of(
        "# What's *new*, Dr. Ray?\n\n## Rest\n\n## Rest\n\n## Own {#mine}\n\nText {: #para }\n\n"
        "<a name=old></a> <span id='new'>x</span>\n\n<div id=box>\n\n</div>\n"
    )
    assert page.anchors == {"whats-new-dr-ray", "rest", "rest-1", "own", "mine", "para", "old", "new", "box"}
    assert page.headings[3].text == "Own"
    assert page_of("<h2 id=a>B</h2><p name=c>", "html").anchors == {"a"}


@given(st.text(alphabet="ab*_`[]()!<>#-|:\"'=\\ \n{}&;/+~1.é😀\ufeff", max_size=80))
@settings(max_examples=300, deadline=None)
def test_any_text_is_read(text: str) -> None:
    for form in ("markdown", "html", "text"):
        page = page_of(text, form)  # type: ignore[arg-type]
        spans = [item.span for item in (*page.headings, *page.sentences, *page.images, *page.links)]
        spans += [item.span for item in (*page.lists, *page.tables)]
        assert all(0 <= span.start <= span.end <= len(text) for span in spans)
        assert list(page.links) == sorted(page.links, key=lambda link: link.span.start)


TAGS = (
    "<ul>|<ol>|<li>|</li>|</ul>|<a href=x>|</a>|<figure>|</figure>|<figcaption>|<img src=y>|<svg>|</svg>|"
    "<table>|<th>|</table>|<script type=application/ld+json>|</script>|<title>|a b"
).split("|")


@given(st.lists(st.sampled_from(TAGS), max_size=30))
@settings(max_examples=300, deadline=None)
def test_any_tags_are_read(tags: list[str]) -> None:
    for form in ("markdown", "html"):
        page = page_of("".join(tags), form)  # type: ignore[arg-type]
        assert len(page.images) <= tags.count("<img src=y>")
        assert sum(len(view.items) for view in page.lists) <= tags.count("<li>")


HOSTILE = {
    "links": "[a](b) " * 5_000,
    "open brackets": "[" * 20_000,
    "open pictures": "![a" * 3_000,
    "quotations": ">" * 2_000 + " a",
    "open links": "<a href=x>" * 10_000,
    "figures": "<figure><img src=a>" * 2_000 + "<figcaption>c</figcaption></figure>" * 2_000,
    "items": "<ul><li>a" * 2_000,
    "end tags": "<ul>" + "</li></a>" * 10_000,
    "braces": "# " + "{#a " * 10_000,
    "attributes": "<a " + "x = " * 20_000 + ">",
    "quotes": "<a " + "x=\"'" * 20_000 + ">",
    "pictures": "![a](b)\n\n*c*\n\n" * 2_000,
}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("form", ["markdown", "html", "text"])
def test_hostile_input(name: str, form: ArticleFormat) -> None:
    with suppress(InputError):  # read, or refused with one line: tests/test_parse_nesting.py
        page_of(HOSTILE[name], form)
