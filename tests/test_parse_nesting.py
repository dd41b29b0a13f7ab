"""Deep nesting: read in linear time, or refused with one line."""

from __future__ import annotations

import time

import pytest

from unspin.errors import InputError
from unspin.load import decode_article
from unspin.model.document import Document
from unspin.page import read_page
from unspin.parse import parse

SECONDS = 10
"""Far more than any of these needs, far less than the square of its size would take."""


def parsed(text: str, name: str) -> Document:
    return parse(decode_article(text.encode(), name, None, 10**8))


DEEP = {
    "lists": ("x.html", "<ul><li>word " * 5_000),
    "boxes": ("x.html", "<div>word " * 11_000),
    "paragraphs": ("x.html", "<div><p>word " * 5_000),
    "unclosed tags": ("x.html", "<ul>" + "<li>word<b>" * 5_000),
    "lists in Markdown": ("x.md", "".join("  " * depth + "- word\n" for depth in range(1_400))),
    "quotations": ("x.md", ">" * 10_000 + " word\n"),
    "white space": ("x.txt", "word" + " " * 300_000 + "word"),
}


@pytest.mark.parametrize("name", DEEP)
def test_deep_nesting_is_read_in_time(name: str) -> None:
    path, text = DEEP[name]
    start = time.process_time()
    document = parsed(text, path)
    read_page(document)
    assert time.process_time() - start < SECONDS
    assert any("word" in block.flow.text for block in document.blocks)


BEYOND = {
    "boxes": ("x.html", "<div>a " * 12_001, "HTML is nested more than 12,000 levels deep; close its tags"),
    "ends of other tags": ("x.html", "<div></b>a " * 12_001, "HTML is nested more than 12,000 levels deep"),
    "items that end": ("x.html", "<ul><li></li>" * 12_001, "HTML is nested more than 12,000 levels deep"),
    "pictures": ("x.md", "![a" * 100_000, "a paragraph has more than 500 open brackets; close them"),
    "links": ("x.md", "[" * 501 + "a", "a paragraph has more than 500 open brackets; close them"),
    "emphasis": ("x.md", "_a*b " * 10_000, "a paragraph has more than 500 open marks of emphasis"),
}


@pytest.mark.parametrize("name", BEYOND)
def test_nesting_beyond_reason_is_one_line(name: str) -> None:
    path, text, message = BEYOND[name]
    with pytest.raises(InputError, match=f"^{path}:1: {message}"):
        parsed(text, path)


@pytest.mark.parametrize(
    "text",
    ["[a](b) " * 3_000, "*a* _b_ **c** " * 1_000, "snake_case and 2 * 3 " * 2_000, "- [ ] a\n" * 1_000],
)
def test_many_marks_that_are_closed_are_fine(text: str) -> None:
    assert parsed(text, "x.md").blocks


def test_what_stands_around_gives_a_block_its_kind() -> None:
    page = "<blockquote><ul><li>a <div>b</div></ul><h2>c <span>d</span></h2></blockquote><p>e"
    found = [(b.kind.value, b.level, b.quoted, b.flow.text.strip()) for b in parsed(page, "x.html").blocks]
    assert found == [
        ("list-item", 0, True, "a"),
        ("list-item", 0, True, "b"),
        ("heading", 2, True, "c d"),
        ("paragraph", 0, False, "e"),
    ]
