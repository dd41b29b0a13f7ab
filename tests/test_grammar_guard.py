"""Do no harm: what is done to an edit that adds a mistake; and that answers are asked for once."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lab import Lab, make_rules
from unspin.grammar.backend import Matches
from unspin.grammar.changes import Change, Changed
from unspin.grammar.checking import GrammarChecking
from unspin.grammar.mistakes import Sieve
from unspin.grammar.rules import checker_rules
from unspin.grammar.stage import GrammarStage
from unspin.grammar.store import RememberingBackend
from unspin.model.article import Article, ArticleFormat
from unspin.model.decision import Verdict
from unspin.model.grammar import GrammarMatch
from unspin.model.report import AuditReport
from unspin.workflow import Workflow


@given(st.text("abc. ", min_size=1, max_size=30), st.data())
def test_offsets_go_there_and_back(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=6, unique=True)))
    pairs = list(zip(cuts[::2], cuts[1::2], strict=False))
    changed = Changed.make(text, [Change(a, b, "xy", n) for n, (a, b) in enumerate(pairs)])
    for offset in range(len(text)):
        after = changed.to_after(offset)
        inside = any(a <= offset < b for a, b in pairs)
        if after is not None and not inside:
            assert changed.after[after] == text[offset]
            assert changed.to_before(after) in (offset, None) or pairs


class Checker:
    """A checker made of patterns: rule, pattern, answer."""

    name = "languagetool"
    identity = "test"

    def __init__(self, *rules: tuple[str, str, Callable[[re.Match[str]], str] | None]) -> None:
        self.rules, self.asked = rules, 0

    def check(self, texts: Sequence[str]) -> list[Matches]:
        self.asked += len(texts)
        return [self._of(text) for text in texts]

    def _of(self, text: str) -> Matches:
        found = [
            GrammarMatch(*m.span(), rule, "GRAMMAR", f"{rule} says so", (answer(m),) if answer else ())
            for rule, pattern, answer in self.rules
            for m in re.finditer(pattern, text)
        ]
        return tuple(sorted(found, key=lambda m: m.start))

    def close(self) -> None:
        """Nothing to stop."""


AGREEMENT = ("HE_VERB_AGR", r"(?<=spasms )hurts", lambda m: "hurt")
PROBLEM = ("SOME_GRAMMAR", r"(?<=of )spasms", None)
STANDING = ("SOME_GRAMMAR", r"me goes", lambda m: "I go")
RULES = make_rules("muscle fit: muscle spasm\nbosom malignancy: breast cancer")


def cleaned(text: str, *rules: tuple[str, str, Callable[[re.Match[str]], str] | None],
            form: ArticleFormat = "text") -> AuditReport:  # fmt: skip
    workflow = Lab(rules=RULES)
    checking = GrammarChecking(workflow.settings, None)
    checking._stage = GrammarStage(Checker(*rules), Sieve(checker_rules("languagetool"), None))
    checking._chosen = True
    workflow.__dict__["grammar"] = checking
    report = workflow.clean(Article("post", text, form), with_audit=False)
    again = workflow.clean(Article("post", report.correction.text, form), with_audit=False)
    assert again.correction.text == report.correction.text
    return report


def test_a_slip_that_an_edit_brings_about_is_mended_with_it() -> None:
    report = cleaned("The muscle fits hurts. Rest.", AGREEMENT)
    assert report.correction.text == "The muscle spasms hurt. Rest."
    (decision,) = report.with_verdict(Verdict.APPLIED)
    assert decision.finding.text == "muscle fits hurts"
    assert "'hurts' became 'hurt'" in decision.reason
    assert report.grammar is not None
    assert (report.grammar.errors_before, report.grammar.errors_after) == (0, 0)


def test_an_edit_whose_slip_cannot_be_mended_goes_to_review() -> None:
    report = cleaned("Spells of muscle fits, bosom malignancy.", ("SOME_GRAMMAR", "of muscle spasms", None))
    assert report.correction.text == "Spells of muscle fits, breast cancer."
    (decision,) = report.with_verdict(Verdict.REVIEW)
    assert decision.reason == "with it the sentence has a new mistake: SOME_GRAMMAR says so"


def test_an_edit_is_not_blamed_for_what_was_there() -> None:
    report = cleaned("When me goes, muscle fits hurt.", STANDING)
    assert report.correction.text == "When me goes, muscle spasms hurt."
    assert [d.finding.text for d in report.with_verdict(Verdict.REVIEW)] == ["me goes"]


def test_an_edit_that_mends_as_much_as_it_breaks_stays() -> None:
    both = ("SOME_GRAMMAR", "muscle fits", None), ("OTHER_GRAMMAR", "muscle spasms", None)
    assert cleaned("The muscle fits hurt.", *both).correction.text == "The muscle spasms hurt."


def test_markup_stays_when_an_edit_is_mended() -> None:
    report = cleaned("The **muscle fits** hurts.\n", AGREEMENT, form="markdown")
    assert report.correction.text in ("The **muscle spasms** hurt.\n", "The **muscle fits** hurts.\n")


def test_nothing_is_done_in_protected_places() -> None:
    report = cleaned("`me goes` and me goes.\n\n> Then me goes.\n", STANDING, form="markdown")
    assert [(d.verdict, d.span.start) for d in report.decisions] == [
        (Verdict.REVIEW, 14), (Verdict.REVIEW, 31)
    ]  # fmt: skip
    assert report.correction.edits == ()


def test_a_comment_switches_it_off() -> None:
    off = "<!-- unspin-disable-next-line languagetool -->\n"
    report = cleaned(f"{off}Then me goes.\n", STANDING, form="markdown")
    assert [d.verdict for d in report.decisions] == [Verdict.REJECTED]
    assert report.grammar is not None
    assert report.grammar.errors_before == 0


def test_answers_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "answers.sqlite3"
    checker = Checker(STANDING)
    first = RememberingBackend(checker, path)
    found = first.check(["me goes", "fine", "me goes"])
    assert checker.asked == 2
    first.close()
    assert RememberingBackend(checker, path).check(["fine", "me goes"]) == [found[1], found[0]]
    assert checker.asked == 2


@pytest.mark.parametrize("spoil", ["noise", "folder", "rows"])
def test_a_spoilt_store_costs_a_question(tmp_path: Path, spoil: str) -> None:
    path, checker = tmp_path / "answers.sqlite3", Checker(STANDING)
    store = RememberingBackend(checker, path)
    store.check(["me goes"])
    if spoil == "rows":
        assert store._file
        with store._file:
            store._file.execute("UPDATE answers SET matches = '[[1]]'")
    store.close()
    if spoil == "noise":
        path.write_bytes(b"no database" * 100)
    if spoil == "folder":
        path.unlink()
        path.mkdir()
    again = RememberingBackend(checker, path)
    assert [m.rule for m in again.check(["me goes"])[0]] == ["SOME_GRAMMAR"]
    assert checker.asked == 2


def test_without_a_checker_nothing_is_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("unspin.grammar.checking.GrammarChecking._choose", lambda self: 1 / 0)
    assert Workflow().grammar.stage() is None


def test_harper_finds_slips_without_java() -> None:
    pytest.importorskip("harper")
    from unspin.grammar.embedded import HarperBackend

    backend = HarperBackend(checker_rules("harper"))
    text = "😀 It has the the usual symptons."
    assert [(text[m.start : m.end], m.replacements[:1]) for m in backend.check([text])[0]] == [
        ("the the", ("the",)),
        ("symptons", ("symptoms",)),
    ]
