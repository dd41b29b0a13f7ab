"""Plain text: paragraphs, headings and lists by their look; the way back; hostile input."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lab import document_of, flows, protected_of
from parse_checks import check, texts
from unspin.model.document import BlockKind

P, H, L = BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.LIST_ITEM
LONG = "This line is surely long enough to be wrapped at its"

BLOCKS: dict[str, list[tuple[BlockKind, str]]] = {
    "One sentence.": [(P, "One sentence.")],
    "Causes of Pain\nThe back hurts.\n": [(H, "Causes of Pain"), (P, "The back hurts.")],
    f"{LONG}\nend in this way.\n": [(P, f"{LONG} end in this way.")],
    f"{LONG}\r\nend in this way.\r\n": [(P, f"{LONG} end in this way.")],
    f"{LONG}\rend in this way.": [(P, f"{LONG} end in this way.")],
    f"{LONG}\n\nNext paragraph.": [(P, LONG), (P, "Next paragraph.")],
    "A short line\ngoes on in lower case.": [(P, "A short line goes on in lower case.")],
    "You need:\nwater and rest.": [(H, "You need:"), (P, "water and rest.")],
    "- one\n- two\n  goes on\n": [(L, "one"), (L, "two goes on")],
    "1. one\n2) two\n(3) three\n": [(L, "one"), (L, "two"), (L, "three")],
    "• one\n– two\n* three": [(L, "one"), (L, "two"), (L, "three")],
    "   Indented words.  \n": [(P, "Indented words.  ")],
    "\ufeffPain\nIt hurts.": [(H, "Pain"), (P, "It hurts.")],
    "What is pain?": [(P, "What is pain?")],
    "*not markdown* <b>not html</b> &nbsp;": [(P, "*not markdown* <b>not html</b> &nbsp;")],
    "...\n***\n---\n": [],
    "\n\n  \n\t\n": [],
}  # fmt: skip


@pytest.mark.parametrize("text", BLOCKS)
def test_blocks(text: str) -> None:
    found = [(kind, flow) for kind, _, flow in flows(check(text, "text"))]
    expected = BLOCKS[text]
    if text.startswith(LONG) and "\n\n" in text:
        expected = [(H, LONG), *expected[1:]]
    assert found == expected


@pytest.mark.parametrize(
    ("text", "reason", "place"),
    [
        ("Take 10 mg now.", "amount with unit", "10 mg"),
        ("Take 10-20 mg now.", "amount with unit", "10-20 mg"),
        ("Go to https://a.b/c now.", "URL", "https://a.b/c"),
        ("It is 120/80 mmHg now.", "amount with unit", "80 mmHg"),
        ("It hurts “a lot” now.", "quotation", "“a lot”"),
        ("It hurts [1-3] now.", "citation", "[1-3]"),
        ("References\nDoe J. Pain.\n", "reference list", "Doe J. Pain."),
        ("It rose 5% in June.", "amount with unit", "5%"),
    ],
)
def test_protected(text: str, reason: str, place: str) -> None:
    assert (reason, place) in protected_of(document_of(text))


@pytest.mark.parametrize("text", ["I am 10 mad men.", "Give 5 men a hand.", "In 2019 mgs rose.", "V8 good"])
def test_no_unit(text: str) -> None:
    assert not protected_of(document_of(text))


@given(st.one_of(texts, st.text(max_size=200)))
@settings(max_examples=200, deadline=None)
def test_any_text_parses_and_maps_back(text: str) -> None:
    check(text, "text")


@given(st.text(max_size=200))
@settings(deadline=None)
def test_every_letter_of_a_plain_text_is_in_a_block_or_a_list_marker(text: str) -> None:
    document = check(text, "text")
    seen = {
        block.flow.to_original(at, at + 1).start
        for block in document.blocks
        for at in range(len(block.flow.text))
    }
    words = [
        at
        for at, letter in enumerate(text)
        if letter.isalpha() and letter not in "abcdefghijklmnopqrstuvwxyz"
    ]
    assert seen.issuperset(words)


HOSTILE = {
    "one line": "muscle fits " * 90_000,
    "many lines": "muscle fits\n" * 50_000,
    "carriage returns": "a\r" * 50_000,
    "blank lines": "\n" * 500_000 + "a",
    "spaces": " " * 500_000 + "a",
    "digits": "9" * 100_000,
    "ranges": "1-" * 30_000,
    "quotation marks": '" a "' * 20_000,
    "combining": "e\u0301" * 100_000,
    "capitals": "(Aa " * 30_000,
    "brackets": "[1," * 20_000,
    "DOI": "10.1000/" * 20_000,
    "addresses": "a@b." * 20_000,
    "short codes": '[a b="' * 10_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_input_is_survived_in_time(name: str) -> None:
    begun = time.process_time()
    document_of(HOSTILE[name])
    assert time.process_time() - begun < 4
