"""The promises of the whole result: a second run changes nothing, the structure stays."""

# ruff: noqa: E501 - in the tables a case is a line

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lab import Lab, make_rules, run
from unspin.model.article import Article
from unspin.model.decision import Verdict
from unspin.stability import BREAKS_STRUCTURE, FOUND_LATER, IN_TWO_STEPS, TOUCHED_TWICE


def test_what_a_second_run_would_change_in_an_edit_is_done_at_once() -> None:
    report = run("A red thing.", "red: blue\nblue thing: green ball", pos="fixed")
    assert report.correction.text == "A green ball."
    assert [(d.verdict, d.finding.text, d.replacement) for d in report.decisions] == [
        (Verdict.REJECTED, "red", "blue"),
        (Verdict.APPLIED, "red thing", "green ball"),
    ]
    assert report.decisions[1].reason == IN_TWO_STEPS


def test_an_edit_that_would_change_back_goes_to_review() -> None:
    report = run("A red thing.", "red: blue\nblue thing: red thing", pos="fixed")
    assert report.correction.text == "A red thing."
    assert [(d.verdict, d.reason) for d in report.decisions] == [(Verdict.REVIEW, TOUCHED_TWICE)]


def test_what_shows_only_after_an_edit_is_done_at_once() -> None:
    rules = make_rules("red: blue", pos="fixed") + make_rules(
        "thing:\n  to: ball\n  before: [blue]\n  keep: ['x']", name="late"
    )
    report = run("A red thing.", rules)
    assert report.correction.text == "A blue ball."
    assert [d.reason == FOUND_LATER for d in report.decisions] == [False, True]


def test_a_chain_of_corrections_ends() -> None:
    entries = "\n".join(
        f"word{n}:\n  to: done{n}\n  before: [done{n - 1}]\n  keep: ['x']" for n in range(1, 9)
    )
    rules = make_rules("word0: done0", pos="fixed") + make_rules(entries, pos="fixed", name="chain")
    text = " ".join(f"word{n}" for n in range(9))
    report = run(text, rules)
    again = run(report.correction.text, rules)
    assert not again.correction.edits


def test_rules_that_feed_each_other_end() -> None:
    rules = make_rules("a b: c", pos="fixed") + make_rules(
        "c:\n  to: a b\n  near: [zz]\n  keep: ['x']", pos="fixed", name="back"
    )
    report = run("zz a b, c, a b.", rules)
    assert not run(report.correction.text, rules).correction.edits


STRUCTURE = [
    ("markdown", "bold word", "'# heading'"),
    ("markdown", "bold word here", "'- item'"),
    ("markdown", "bold word here", "'+ item'"),
    ("markdown", "bold word here", "'> quotation'"),
    ("markdown", "bold word here", "'`code` here'"),
    ("markdown", "---\ntitle: bold word\n---\n", "'a: b'"),
    ("markdown", "---\ntitle: bold word\n---\n", "'# gone'"),
    ("markdown", "---\ntitle: 'bold word'\n---\n", '"it\'s here"'),
    ("markdown", "---\ntitle: bold word\n---\n", "'[list]'"),
    ("markdown", "| bold word | b |\n|---|---|\n", "'a | b'"),
    ("html", "<img alt='bold word'>", '"it\'s here"'),
    ("html", "<meta name=description content='bold word'>", '"it\'s here"'),
]


@pytest.mark.parametrize(("form", "text", "original"), STRUCTURE)
def test_an_edit_that_would_change_the_structure_goes_to_review(form: str, text: str, original: str) -> None:
    report = run(text, f"bold word: {original}", form, pos="fixed")  # type: ignore[arg-type]
    assert report.correction.text == text
    assert [(d.verdict, d.reason) for d in report.decisions] == [(Verdict.REVIEW, BREAKS_STRUCTURE)]


def test_only_the_edit_that_breaks_something_is_dropped() -> None:
    rules = make_rules("bold word: '# heading'\nmuscle fit: muscle spasm", pos="fixed")
    report = run("bold word\n\nA muscle fit.\n", rules, "markdown")
    assert report.correction.text == "bold word\n\nA muscle spasm.\n"


RULES = (
    *make_rules("muscle fit: muscle spasm\ngamble: risk\nboard: management\nfit: attack"),
    *make_rules("forestall: prevent\nset off: trigger", pos="verb", name="verbs"),
    *make_rules("the board: managing\na ton of: many\nas a rule: in the main", pos="fixed", name="fixed"),
    *make_rules("risk:\n  to: danger\n  before: [muscle]\n  keep: ['x']", name="context"),
)
WORDS = st.lists(
    st.sampled_from(
        "muscle fit fits gamble the board a an ton of as rule in main forestalled set off is are risk . , *a* ** `b` \n".split(
            " "
        )
    ),
    max_size=16,
).map(" ".join)


@given(WORDS, st.sampled_from(["markdown", "html", "text"]))
@settings(max_examples=150, deadline=None)
def test_a_second_run_changes_nothing(text: str, form: str) -> None:
    lab = Lab(rules=RULES)
    first = lab.clean(Article("post", text, form), with_audit=False)  # type: ignore[arg-type]
    second = lab.clean(Article("post", first.correction.text, form), with_audit=False)  # type: ignore[arg-type]
    assert second.correction.text == first.correction.text
