"""Front matter: which values are prose, how they are read, and what broken front matter says."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lab import document_of, flows, protected_of, run
from parse_checks import check
from unspin.errors import InputError
from unspin.model.article import ArticleFormat
from unspin.model.document import BlockKind

T, D, G, A = BlockKind.TITLE, BlockKind.DESCRIPTION, BlockKind.CAPTION, BlockKind.ALT

VALUES: dict[str, list[tuple[BlockKind, str]]] = {
    "---\ntitle: A b\n---\n": [(T, "A b")],
    "---\r\ntitle: A b\r\ndescription: C\r\n---\r\n": [(T, "A b"), (D, "C")],
    "\ufeff---\ntitle: A\n---\n": [(T, "A")],
    "---\nTitle: A\nSEO-Title: B\nmeta_description: C\n---\n": [(T, "A"), (T, "B"), (D, "C")],
    '---\ntitle: "A \\"b\\" \\u00e9 \\t c"\n---\n': [(T, 'A "b" é   c')],
    "---\ntitle: 'A ''b'' \\n'\n---\n": [(T, "A 'b' \\n")],
    "---\ntitle: A # b\n---\n": [(T, "A")],
    "---\nsummary: >-\n  A b\n  c\n---\n": [(D, "  A b c ")],
    "---\nexcerpt: |\n  A\n  b\n---\n": [(D, "  A b ")],
    "---\nintro: A\n  b\n---\n": [(D, "A b")],
    "---\ncaption: A\nimage_alt: B\n---\n": [(G, "A"), (A, "B")],
    "---\ntags: [A]\nslug: b\ndate: 2020-01-01\nauthor: C D\nseo: {title: E}\n---\n": [],
    "---\ntitle: [A]\n---\n": [],
    "---\ntitle:\n---\n": [],
    "---\n---\n": [],
    "---\ntitle: A\n...\n": [(T, "A")],
    '+++\ntitle = "A b"\ndescription = \'C "d"\'\n+++\n': [(T, "A b"), (D, 'C "d"')],
    '+++\ndraft = true\ntitle="A \\"b\\""\n[extra]\ntitle = "C"\n+++\n': [(T, 'A "b"')],
    "--- \ntitle: A\n--- \n": [(T, "A")],
}  # fmt: skip


@pytest.mark.parametrize("text", VALUES)
@pytest.mark.parametrize("form", ["markdown", "html"])
def test_values(text: str, form: ArticleFormat) -> None:
    assert [(kind, flow) for kind, _, flow in flows(check(text, form))] == VALUES[text]


def test_every_byte_that_is_no_prose_is_protected() -> None:
    text = "---\ntitle: 'A'\nslug: b\ndescription: C\ntags: [d]\n---\n# E\n"
    places = [
        place for reason, place in protected_of(document_of(text, "markdown")) if reason == "front matter"
    ]
    assert places == ["---\ntitle: '", "'\nslug: b\ndescription: ", "\ntags: [d]\n---\n"]


@pytest.mark.parametrize("text", ["---\n\ntext\n", "----\ntitle: x\n", "text\n---\ntitle: x\n---\n"])
def test_a_rule_is_no_front_matter(text: str) -> None:
    reasons = [reason for reason, _ in protected_of(document_of(text, "markdown"))]
    assert "front matter" not in reasons


def test_plain_text_has_no_front_matter() -> None:
    assert [kind for kind, _, _ in flows(document_of("---\ntitle: A b.\n---\n", "text"))] == [
        BlockKind.PARAGRAPH
    ]


BROKEN = {
    "---\ntitle: x\n": "post:1: front matter is not closed; add a line with the same fence below it",
    "---\ntitle: x\n+++\n": "post:1: front matter is not closed",
    '+++\ntitle = "x"\n---\n': "post:1: front matter is not closed",
    "---\ntitle: x\ntags: [a\n---\n": "post:4: broken YAML front matter",
    "---\ntitle: x\nb: 'c\n---\n": "broken YAML front matter: found unexpected end of stream",
    "---\ntitle: a: b\n---\n": "post:2: broken YAML front matter: mapping values are not allowed here",
    "---\na: b\n\tc: d\n---\n": "post:3: broken YAML front matter",
    "---\na: *b\n---\n": "post:2: broken YAML front matter: found undefined alias 'b'",
    "---\n- a\n- b\n---\n": "post:2: front matter must be a list of 'key: value' lines",
    "---\njust words\n---\n": "post:2: front matter must be a list of 'key: value' lines",
    '+++\ntitle = "x\n+++\n': "post:2: broken TOML front matter: ",
    "+++\nok = 1\ntitle x\n+++\n": "post:3: broken TOML front matter: ",
    "---\na: " + "[" * 5_000 + "\n---\n": "front matter",
    "---\na: \x01\n---\n": "post:2: broken YAML front matter",
}


@pytest.mark.parametrize("text", BROKEN, ids=lambda text: text[:24])
def test_broken_front_matter_is_one_line_with_its_place(text: str) -> None:
    with pytest.raises(InputError) as error:
        document_of(text, "markdown")
    assert str(error.value).startswith("post:")
    assert BROKEN[text] in str(error.value)
    assert "\n" not in str(error.value)


def test_an_alias_bomb_costs_nothing() -> None:
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    lines += [f"{b}: &{b} [{', '.join(['*' + a] * 9)}]" for a, b in zip("abcdefgh", "bcdefghi", strict=True)]
    text = "---\ntitle: A\n" + "\n".join(lines) + "\n---\n"
    assert flows(document_of(text, "markdown")) == [(T, 0, "A")]


@given(st.text(alphabet="ab:#'\"-[]{}>|\n\r\t &*!%@\\é😀,=+ .", max_size=60), st.sampled_from(["---", "+++"]))
@settings(max_examples=300, deadline=None)
def test_any_front_matter_parses_or_is_refused_in_one_line(body: str, fence: str) -> None:
    try:
        check(f"{fence}\ntitle: {body}\n{fence}\ntext\n", "markdown")
    except InputError as error:
        if "\n" in str(error) or not str(error).startswith("post:"):
            raise


QUOTING = {
    "---\ntitle: 'Bad shaking sickness here'\n---\n": "title: 'Bad Parkinson''s disease here'",
    '---\ntitle: "Bad shaking sickness here"\n---\n': 'title: "Bad Parkinson\'s disease here"',
    "---\ntitle: Bad shaking sickness here\n---\n": "title: Bad Parkinson's disease here",
    '+++\ntitle = "Bad shaking sickness here"\n+++\n': 'title = "Bad Parkinson\'s disease here"',
}


@pytest.mark.parametrize("text", QUOTING)
def test_a_replacement_with_an_apostrophe_leaves_valid_front_matter(text: str) -> None:
    """Written as the quotes ask for it; where that cannot be done the edit goes to review."""
    report = run(text + "Text.\n", "shaking sickness: Parkinson's disease", "markdown")
    result = report.correction.text
    assert QUOTING[text] in result or (result == text + "Text.\n" and report.decisions[0].verdict == "review")
    check(result, "markdown")
