"""Leftovers of page widgets and of the writing process, and the language of their patterns."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from structure_lab import INTRO, checks, places
from unspin.audit.structure.leftover_rules import LeftoverGroup, leftover_groups, parse_leftovers
from unspin.audit.structure.leftovers import matches
from unspin.audit.structure.patterns import compile_pattern, fold_text
from unspin.audit.structure.words import parse_lists
from unspin.errors import PackError

GROUPS = leftover_groups()
CODES = ("STR141", "STR142", "STR143", "STR144")


def test_there_are_groups_for_every_code() -> None:
    assert {group.code for group in GROUPS} == set(CODES)
    assert len({group.name for group in GROUPS}) == len(GROUPS)
    assert sum(len(group.patterns) + len(group.exact) for group in GROUPS) >= 270


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group.name)
def test_group_finds_its_hits_and_keeps_its_examples(group: LeftoverGroup) -> None:
    assert [text for text in group.hits if not matches(group, text)] == []
    assert [text for text in group.keep if matches(group, text)] == []
    assert len(group.hits) >= 3
    assert len(group.keep) >= 3


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group.name)
def test_no_group_finds_the_keep_examples_of_another(group: LeftoverGroup) -> None:
    kept = [text for other in GROUPS for text in other.keep]
    assert [text for text in kept if matches(group, text)] == []


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group.name)
def test_every_pattern_compiles(group: LeftoverGroup) -> None:
    assert all(pattern.regex.search("") is None for pattern in group.patterns)


PLACES = [
    (f"# Neck\n\n{INTRO}\n\n### Post a Comment\n", "STR141", ["Post a Comment"]),
    (f"# Neck\n\n{INTRO}\n\nShare this:\n\n- [Facebook](f)\n", "STR141", ["Share this:"]),
    (f"# Neck\n\n{INTRO}\n\n## Related posts\n\n{INTRO[:-1]}!\n", "STR141", ["Related posts"]),
    (
        f"# Neck\n\n{INTRO} We say so while keeping site design improvement as a top priority.\n",
        "STR142",
        ["keeping site design improvement as a top priority"],
    ),
    ("# Neck\n\nAs an AI language model, I know no necks.\n", "STR142", ["As an AI language model"]),
    ("# Neck\n\nWord count: 900\n", "STR142", ["Word count"]),
    ("# Neck\n\nLorem ipsum dolor.\n", "STR143", ["Lorem ipsum"]),
    ("# Neck\n\nRead [insert link here] first.\n", "STR143", ["[insert link here]"]),
    (
        "# Neck\n\nIn this article, we will dive into the neck.\n",
        "STR144",
        ["In this article, we will dive"],
    ),
    # what looks alike
    (f"# Neck\n\n{INTRO}\n\nShare this plan with your doctor before you travel.\n", "STR141", []),
    ("# Neck\n\nSearch engines find many bad pages on necks.\n", "STR142", []),
    ("# Neck\n\nWords count: say what hurts.\n", "STR142", []),
    ("# Neck\n\nIn this section we list what helps.\n", "STR144", []),
]


@pytest.mark.parametrize(("text", "code", "expected"), PLACES)
def test_places_of_leftovers(text: str, code: str, expected: list[str]) -> None:
    found = places(text, code)
    assert len(found) == len(expected)
    assert all(want in have for want, have in zip(expected, found, strict=True))


def test_labels_of_the_site_around_the_post_are_no_leftovers() -> None:
    page = (
        f"<html><body><nav><p>Share this</p></nav><main><h1>Neck</h1><p>{INTRO}</p></main><aside>"
        "<h2>Related posts</h2></aside><footer><p>Subscribe to our newsletter</p></footer></body></html>"
    )
    assert not checks(page, "html")
    inside = page.replace("</main>", "<p>Share this</p></main>")
    assert [check.code for check in checks(inside, "html")] == ["STR141"]


def test_quoted_widget_is_no_leftover() -> None:
    assert not places(f"# Neck\n\n{INTRO}\n\n> Post a Comment\n", "STR141")


LANGUAGE = [
    ("(post|leave) a comment", "Leave a comment", True),
    ("(post|leave) a (comment|your reply)?", "post a", True),
    ("(post|leave) a (comment|your reply)?", "post a your reply", True),
    ("# comments", "14 comments", True),
    ("# comments", "many comments", False),
    ("keep ... mind", "keep all of this in mind", True),
    ("keep ... mind", "keep one two three four five mind", False),
    ("word count :", "Word count: 12", True),
    ("word count :", "Word count 12", False),
    ("< word count", "The word count", False),
    ("word count >", "word count here", False),
    ("share _ post", "share one post", True),
    ("let's dive", "Let’s dive in", True),
    ("share this facebook", "Share this: Facebook", True),
]


@pytest.mark.parametrize(("source", "text", "expected"), LANGUAGE)
def test_language_of_patterns(source: str, text: str, expected: bool) -> None:
    pattern = compile_pattern(source, {}, whole=False)
    folded = fold_text(text)
    found = bool(pattern.regex.search(folded.text))
    assert found == expected
    if found:
        assert pattern.may_match(folded.words)


@pytest.mark.parametrize(
    "source", ["", "...", "(a|b", "a)", "a|b", "{nothing}", "_ #", "a?", "[x]", "((((((((a))))))))"]
)
def test_broken_patterns_are_refused(source: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - each has its own words
        compile_pattern(source, {}, whole=False)


@given(st.text(max_size=80))
@settings(max_examples=80, deadline=None)
def test_folding_keeps_the_places_of_words(text: str) -> None:
    folded = fold_text(text)
    assert len(folded.places) == len(folded.starts) - 1
    for (start, end), first in zip(folded.places, folded.starts, strict=False):
        assert len(folded.text[first:].split(" ")[1]) == end - start


BROKEN = [
    ("groups: 3", "must be a list"),
    ("groups:\n  - name: a\n    wrong: 1", "unknown key 'wrong'"),
    ("groups:\n  - name: a", "a group needs 'code'"),
    (
        "groups:\n  - {name: a, code: STR999, scope: line, severity: warning, fix: true, message: m,"
        " source: s, patterns: [x], hits: [x], keep: [y]}",
        "'code' must be one of",
    ),
    (
        "groups:\n  - {name: a, code: STR141, scope: line, severity: warning, fix: true, message: m,"
        " source: s, patterns: ['(x'], exact: ['('], hits: [x], keep: [y]}",
        "a bracket is not closed",
    ),
    ("[" * 200, "nested too deeply"),
]


@pytest.mark.parametrize(("text", "problem"), BROKEN)
def test_a_broken_file_is_refused_with_its_line(text: str, problem: str) -> None:
    with pytest.raises(PackError, match=r"leftovers.yaml:\d+: ") as caught:
        parse_leftovers(text, "leftovers.yaml")
    assert problem in str(caught.value)


@pytest.mark.parametrize("text", ["small: [a]", "wrong: [a]", "small: []", "small: ['']"])
def test_broken_word_lists_are_refused(text: str) -> None:
    with pytest.raises(PackError):
        parse_lists(text, "structure.yaml")
