"""Known findings: what stays known when a text changes, what is new, what is gone, and wrong files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from factories import Change, make_report
from unspin.baseline import Baseline, baseline_text, read_baseline
from unspin.errors import ConfigError
from unspin.model.check import Check
from unspin.model.decision import Verdict
from unspin.model.report import AuditReport
from unspin.model.span import Span

TEXT = "Some rest helps. Then muscle fits come back often, doctors say.\n\nA herniated plate hurts.\n"


def report_of(text: str, *olds: str, path: str = "a.md", checks: tuple[Check, ...] = ()) -> AuditReport:
    changes, seen = [], list[str]()
    for old in olds:
        changes.append(Change(old, "x", rule=f"mini/{old.split()[0]}", nth=seen.count(old)))
        seen.append(old)
    return make_report(text, changes, path=path, checks=checks)


def baseline_of(tmp_path: Path, *reports: AuditReport) -> Baseline:
    path = tmp_path / "known.json"
    path.write_text(baseline_text(str(path), reports)[0])
    return read_baseline(str(path))


@pytest.fixture(autouse=True)
def in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


SAME = {
    "as it was": TEXT,
    "moved down": "New first paragraph.\n\n" + TEXT,
    "paragraphs swapped": "\n\n".join(TEXT.strip().split("\n\n")[::-1]),
    "wrapped anew": TEXT.replace("Then muscle", "Then\nmuscle"),
    "other line ends": TEXT.replace("\n", "\r\n"),
    "emphasis": TEXT.replace("muscle fits", "*muscle fits*"),
    "a list": TEXT.replace("A herniated", "* A herniated"),
    "far words": TEXT.replace("doctors say", "nurses say").replace("Some rest", "We say that rest"),
}


@pytest.mark.parametrize("text", SAME.values(), ids=list(SAME))
def test_what_is_still_known(text: str, tmp_path: Path) -> None:
    baseline = baseline_of(tmp_path, report_of(TEXT, "muscle fits", "plate"))
    left = baseline.without_known(report_of(text, "muscle fits", "plate"))
    assert not left.decisions
    assert (baseline.known, baseline.stale) == (2, 0)


def test_new_findings_are_not_known(tmp_path: Path) -> None:
    baseline = baseline_of(tmp_path, report_of(TEXT, "muscle fits"))
    left = baseline.without_known(report_of(TEXT, "muscle fits", "plate"))
    assert [d.finding.text for d in left.decisions] == ["plate"]
    other = TEXT.replace("Then muscle fits come back", "Here muscle fits begin at night")
    baseline = baseline_of(tmp_path, report_of(TEXT, "muscle fits"))
    assert len(baseline.without_known(report_of(other, "muscle fits")).decisions) == 1


def test_the_same_wording_once_more_is_new(tmp_path: Path) -> None:
    text = "Muscle fits.\n\nMuscle fits.\n"
    baseline = baseline_of(tmp_path, report_of(text, "Muscle fits", "Muscle fits"))
    more = text + "\nMuscle fits.\n"
    left = baseline.without_known(report_of(more, "Muscle fits", "Muscle fits", "Muscle fits"))
    assert [d.span.start for d in left.decisions] == [more.rindex("Muscle")]
    assert baseline.known == 2


def test_another_file_or_rule_is_new(tmp_path: Path) -> None:
    baseline = baseline_of(tmp_path, report_of(TEXT, "plate"))
    assert baseline.without_known(report_of(TEXT, "plate", path="b.md")).decisions
    other = make_report(TEXT, [Change("plate", "x", rule="mini/other")], path="a.md")
    assert baseline.without_known(other).decisions


def test_what_is_gone_is_stale_only_for_files_of_the_run(tmp_path: Path) -> None:
    baseline = baseline_of(
        tmp_path, report_of(TEXT, "plate", "muscle fits"), report_of(TEXT, "plate", path="b.md")
    )
    baseline.without_known(report_of(TEXT.replace("plate", "disc"), "muscle fits"))
    assert baseline.stale == 1


def test_checks_are_known_by_code_and_text(tmp_path: Path) -> None:
    place = Check("STR101", "Said 2 times.", span=Span(0, 16), text="Some rest helps.")
    page = Check("SEO101", "The title has 70 characters.")
    baseline = baseline_of(tmp_path, report_of(TEXT, checks=(place, page)))
    later = Check("SEO101", "The title has 71 characters.")
    left = baseline.without_known(report_of(TEXT, checks=(place, later, later)))
    assert left.checks == (later,)


def test_rejected_decisions_are_neither_noted_nor_left_out(tmp_path: Path) -> None:
    rejected = make_report(TEXT, [Change("plate", "x", Verdict.REJECTED)], path="a.md")
    baseline = baseline_of(tmp_path, rejected)
    assert not baseline.counts
    assert baseline.without_known(rejected).decisions


def test_the_file_is_the_same_for_the_same_findings_and_has_no_line_numbers(tmp_path: Path) -> None:
    reports = [report_of(TEXT, "plate", "muscle fits", path=path) for path in ("b.md", "a.md")]
    text, number = baseline_text("known.json", reports)
    assert (text, number) == baseline_text("known.json", reports[::-1])
    assert number == 4
    data = json.loads(text)
    assert list(data["files"]) == ["a.md", "b.md"]
    assert [sorted(entry) for entry in data["files"]["a.md"]] == [["code", "count", "hash", "text"]] * 2
    assert text.endswith("}\n")


def test_paths_start_at_the_baseline(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "ci").mkdir()
    (tmp_path / "posts").mkdir()
    text, _ = baseline_text("ci/known.json", [report_of(TEXT, "plate", path="posts/a.md")])
    Path("ci/known.json").write_text(text)
    assert list(json.loads(text)["files"]) == ["../posts/a.md"]
    monkeypatch.chdir(tmp_path / "posts")
    baseline = read_baseline("../ci/known.json")
    assert not baseline.without_known(report_of(TEXT, "plate", path="a.md")).decisions


def test_writing_again_keeps_files_that_were_not_read_but_exist(tmp_path: Path) -> None:
    for name in ("a.md", "b.md"):
        Path(name).write_text(TEXT)
    old = baseline_of(tmp_path, *(report_of(TEXT, "plate", path=f"{name}.md") for name in "abc"))
    text, number = baseline_text(str(tmp_path / "known.json"), [report_of(TEXT, "muscle fits")], old)
    assert number == 1
    data = json.loads(text)["files"]
    assert [(file, entry["text"]) for file in data for entry in data[file]] == [
        ("a.md", "muscle fits"),
        ("b.md", "plate"),
    ]


WRONG = {
    "": "not a baseline: Expecting value",
    "[]": "not a baseline of this version",
    '{"schema_version": 2}': "not a baseline of this version",
    '{"schema_version": 1}': "an entry needs code, hash and a count",
    '{"schema_version": 1, "files": {"a": 1}}': "a: an entry needs code, hash and a count",
    '{"schema_version": 1, "files": {"a": [{"code": "x", "hash": "y", "count": true}]}}': "a: an entry needs",
    '{"schema_version": 1, "files": {"a": [{"code": "x", "hash": "y", "count": 0}]}}': "a: an entry needs",
    '{"schema_version": 1, "files": {"a": [{"code": [], "hash": "y", "count": 1}]}}': "a: an entry needs",
    "[" * 100_000: "not a baseline",
}


@pytest.mark.parametrize("content", WRONG, ids=lambda text: text[:40])
def test_a_wrong_file_is_one_clear_line(content: str, tmp_path: Path) -> None:
    path = tmp_path / "known.json"
    path.write_text(content)
    with pytest.raises(ConfigError, match=WRONG[content]) as caught:
        read_baseline(str(path))
    assert str(caught.value).startswith(f"{path}: ")
    assert "\n" not in str(caught.value)


def test_a_missing_or_binary_file_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no such baseline; write one with --write-baseline"):
        read_baseline(str(tmp_path / "none.json"))
    (tmp_path / "b.json").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ConfigError, match="cannot be read"):
        read_baseline(str(tmp_path / "b.json"))
