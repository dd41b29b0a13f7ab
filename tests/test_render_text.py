"""Lines for terminals and logs, the summary, and diffs that patch accepts."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from factories import Change, make_decision, make_report, make_scores
from unspin.model.article import Article
from unspin.model.check import Check
from unspin.model.decision import Verdict
from unspin.model.report import AuditReport
from unspin.model.rule import Kind, Safety
from unspin.render.diff import unified_diff
from unspin.render.text import finding_lines, kept_back, summary_line
from unspin.render.wording import message, one_line, percent, spun_words

TEXT = "Muscle fits hurt.\nA plate hurts.\nMuscle fits pass.\n"


def sample() -> AuditReport:
    changes = (
        Change("Muscle fits", "Muscle spasms", nth=1, confidence=0.98),
        Change("plate", "disc", Verdict.REVIEW, 0.6, "two senses", rule="spine/plate"),
        Change("hurt", "ache", Verdict.REJECTED),
    )
    return make_report(TEXT, changes, checks=[Check("seo/title", "No title.", line=2)])


def test_lines_are_in_the_order_of_the_text_and_leave_rejected_ones_out():
    assert finding_lines(sample(), colour=False) == [
        "posts/back.md:2:1: seo/title No title.",
        'posts/back.md:2:3: spine/plate "plate" may be spun wording for "disc" (for review, 60%: two senses)',
        'posts/back.md:3:1: pain/muscle-fit [*] "Muscle fits" is spun wording for "Muscle spasms" (98%)',
    ]


def test_suggestions_are_kept_back_unless_asked_for():
    report = make_report(TEXT, checks=[Check("a/b", "Small.", "suggestion"), Check("a/c", "Big.", "warning")])
    assert [line.split()[1] for line in finding_lines(report, colour=False)] == ["a/c"]
    assert len(finding_lines(report, colour=False, faint=True)) == 2
    assert kept_back(report) == 1


def test_colour_adds_codes_and_nothing_else():
    plain, coloured = finding_lines(sample(), colour=False), finding_lines(sample(), colour=True)
    assert plain != coloured
    for code in ("\033[1m", "\033[31m", "\033[33m", "\033[0m"):
        coloured = [line.replace(code, "") for line in coloured]
    assert plain == coloured


@pytest.mark.parametrize("hostile", ["a\x1b[2Jb", "a\u202eb", "a\x9bb", "a\x07b"])
def test_text_and_paths_cannot_steer_the_terminal(hostile: str):
    report = make_report(hostile, [Change(hostile, hostile + "c")], path=hostile)
    (line,) = finding_lines(report, colour=False)
    assert line.isprintable(), line


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (Change("bad\n  fits", "bad spasms"), '"bad fits" is spun wording for "bad spasms"'),
        (Change("fits", "spasms", Verdict.REVIEW), '"fits" may be spun wording for "spasms"'),
        (Change("fits", ""), '"fits" is spun wording that should go'),
        (Change("fits", (), Verdict.REVIEW), '"fits" may be spun wording; no replacement is known'),
        (Change("teh", "the", kind=Kind.TYPO), '"teh" is a misspelling of "the"'),
        (Change("teh", (), Verdict.REJECTED, kind=Kind.TYPO, safety=Safety.REVIEW),
         '"teh" may be a misspelling; no replacement is known'),
    ],
)  # fmt: skip
def test_messages(change: Change, expected: str):
    assert message(make_decision(change.old, change)) == expected


@pytest.mark.parametrize(
    ("chance", "expected"),
    [(1, "100%"), (0.999, "99%"), (0.985, "98%"), (0.5, "50%"), (0.001, "1%"), (0, "0%")],
)
def test_only_certainty_is_a_hundred_percent(chance: float, expected: str):
    assert percent(chance) == expected


@pytest.mark.parametrize(
    ("spun_score", "expected"),
    [
        (1, "Almost certainly spun"),
        (0.8, "Almost certainly spun"),
        (0.79, "Probably spun"),
        (0.2, "Some spun wording; probably not spun as a whole"),
        (0, "No sign of spinning"),
    ],
)
def test_the_spun_score_in_words(spun_score: float, expected: str):
    assert spun_words(spun_score) == expected


def test_one_line_folds_white_space():
    assert one_line(" a\r\n\tb\u2028c ") == "a b c"


def test_summary_lines():
    clean = make_report("Fine.", before=make_scores(0.0))
    assert summary_line([sample()]) == (
        "1 file: 1 correction, 1 for review, 1 rejected, 1 other finding;"
        " spun score 0.97 (almost certainly spun)"
    )
    assert summary_line([clean, clean], unreadable=1) == (
        "2 files: 0 corrections, 0 for review, 0 rejected, 1 file not read;"
        " highest spun score 0.00 (no sign of spinning)"
    )
    assert summary_line([]) == "0 files: 0 corrections, 0 for review, 0 rejected"


DIFFS = [
    ("a\nb\nc\n", "a\nB\nc\n"),
    ("a\r\nb\r\nc\r\n", "a\r\nB\r\nc\r\n"),
    ("a\nb", "a\nB"),
    ("a\nb", "a\nB\n"),
    ("a\nb\n", "a\nB"),
    ("x\u2028y\x0cz\x85w\nfits\n", "x\u2028y\x0cz\x85w\nspasms\n"),
    ("a\rb\rc", "a\rB\rc"),
    ("fits", ""),
    ("", "new\n"),
    ("\ufefffits\n", "\ufeffspasms\n"),
]


def test_a_diff_reads_like_a_diff():
    article = Article("posts/back.md", "one\r\nfits", "markdown")
    assert unified_diff(article, "one\r\nspasms") == (
        "--- posts/back.md\n+++ posts/back.md\n@@ -1,2 +1,2 @@\n one\r\n"
        "-fits\n\\ No newline at end of file\n+spasms\n\\ No newline at end of file\n"
    )


def test_a_name_with_spaces_ends_at_a_tab_as_gnu_patch_needs_it():
    assert unified_diff(Article("my draft.txt", "a\n", "text"), "b\n").startswith(
        "--- my draft.txt\t\n+++ my draft.txt\t\n"
    )


def test_no_change_is_no_diff():
    assert unified_diff(Article("a.md", "same\n", "markdown"), "same\n") == ""


@pytest.mark.skipif(not shutil.which("git"), reason="needs git")
@pytest.mark.parametrize("name", ["draft.txt", "my draft.txt"])
@pytest.mark.parametrize(("before", "after"), DIFFS)
def test_git_applies_the_diff(tmp_path: Path, name: str, before: str, after: str):
    target = tmp_path / name
    target.write_bytes(before.encode())
    diff = unified_diff(Article(name, before, "text"), after)
    command = ["git", "apply", "-p0", "--whitespace=nowarn", "-"]
    done = subprocess.run(command, cwd=tmp_path, input=diff.encode(), capture_output=True)  # noqa: S603
    assert done.returncode == 0, done.stderr
    assert target.read_bytes() == after.encode()
