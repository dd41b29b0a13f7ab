"""The formats of ``check`` for code hosts and CI servers: valid, complete, inert whatever a text holds."""

# ruff: noqa: S314 - the XML is our own

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from factories import Change, make_report
from unspin.lexicon.code_pages import code_pages
from unspin.model.check import Area, Check
from unspin.model.correction import Edit
from unspin.model.decision import Severity, Verdict
from unspin.model.issue import CheckRun, FileError
from unspin.model.report import AuditReport
from unspin.model.span import Span
from unspin.render import sarif
from unspin.render.check_markdown import render_check_markdown
from unspin.render.github import github_lines
from unspin.render.issues import checked_file
from unspin.render.junit import render_junit
from unspin.render.places import path_in_repository, uri
from unspin.render.sarif import render_sarif
from unspin.render.statistics import statistics, statistics_lines

SCHEMA = json.loads((Path(__file__).parent / "data" / "sarif-2.1.0.schema.json").read_text())
TEXT = "😀 Muscle fits\nhurt. A plate,\na solid bone.\n\nMuscle fits again.\n"
CHANGES = (
    Change("Muscle fits", "Muscle spasms", confidence=0.98),
    Change("plate", ("disc", "disk"), Verdict.REVIEW, 0.6, "two senses", rule="spine/plate"),
    Change("solid", "strong", Verdict.REVIEW, 0.2, "in doubt", rule="core/solid"),
    Change("bone", "os", Verdict.REJECTED, rule="core/bone"),
    Change("Muscle fits", "Muscle spasms", confidence=0.7, nth=1),
)
CHECKS = (
    Check("MED101", "No author is named.", "error", area=Area.MEDICAL, advice="Name one."),
    Check(
        "STR101", "Said twice.", "suggestion", 5, 1, span=Span(TEXT.index("\nMuscle") + 1, len(TEXT) - 1),
        text="Muscle fits again.", fix=(Edit(Span(0, 1), "x\n"),), mended=True,
    ),
)  # fmt: skip
NASTY = "a\x00b\x1b[31m\r\n::error::x%,:\u2028]]><b>&\"'|`\ufffe\u202e"


def run_of(*reports: AuditReport, fail_on: Severity = Severity.WARNING, **more: Any) -> CheckRun:
    files = tuple(checked_file(report, fail_on is Severity.SUGGESTION) for report in reports)
    return CheckRun(files, fail_on=fail_on, root=str(Path.cwd()), **more)


def sample(**more: Any) -> CheckRun:
    return run_of(make_report(TEXT, CHANGES, checks=CHECKS), make_report("Good.", path="b.md"), **more)


def sarif_of(run: CheckRun) -> dict[str, Any]:
    log = json.loads(render_sarif(run, code_pages()))
    jsonschema.validate(log, SCHEMA)
    (found,) = log["runs"]
    assert isinstance(found, dict)
    return found


def test_sarif_has_each_finding_with_its_rule_level_and_place() -> None:
    run = sarif_of(sample())
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["MED101", "STR101", "pain/muscle-fit", "spine/plate"]
    results = run["results"]
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in results)
    assert [(r["ruleId"], r["level"]) for r in results] == [
        ("MED101", "error"), ("pain/muscle-fit", "error"), ("spine/plate", "warning"),
        ("pain/muscle-fit", "error"), ("STR101", "note"),
    ]  # fmt: skip
    region = results[1]["locations"][0]["physicalLocation"]["region"]
    assert region == {
        "startLine": 1, "startColumn": 3, "endLine": 1, "endColumn": 14,
        "snippet": {"text": "Muscle fits"},
    }  # fmt: skip
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["invocations"] == [{"executionSuccessful": True}]


def test_sarif_rules_have_the_help_that_code_hosts_ask_for() -> None:
    for rule in sarif_of(sample())["tool"]["driver"]["rules"]:
        assert all(rule[key]["text"] for key in ("shortDescription", "fullDescription", "help")), rule["id"]
        assert f"unspin rules show {rule['id']}" in rule["help"]["text"]


def test_sarif_fixes_are_only_the_sure_ones() -> None:
    results = sarif_of(sample())["results"]
    assert ["fixes" in result for result in results] == [False, True, False, True, True]
    (change,) = results[1]["fixes"][0]["artifactChanges"]
    assert change["replacements"] == [
        {
            "deletedRegion": {"startLine": 1, "startColumn": 3, "endLine": 1, "endColumn": 14},
            "insertedContent": {"text": "Muscle spasms"},
        }
    ]


def test_sarif_paths_are_relative_uris(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    run = sarif_of(run_of(make_report(TEXT, CHANGES[:1], path=str(tmp_path / "a é#%:?.md"))))
    (result,) = run["results"]
    place = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert place == {"uri": "a%20%C3%A9%23%25%3A%3F.md", "uriBaseId": "%SRCROOT%"}
    assert str(tmp_path) not in json.dumps(run)


def test_sarif_fingerprints_tell_equal_findings_apart_and_stay_when_lines_move() -> None:
    def marks(text: str) -> list[str]:
        run = run_of(make_report(text, [Change("Muscle fits", "x", nth=n) for n in range(2)]))
        return [r["partialFingerprints"]["primaryLocationLineHash"] for r in sarif_of(run)["results"]]

    text = "Muscle fits.\n\nMuscle fits.\n"
    found = marks(text)
    assert found[0].partition(":")[0] == found[1].partition(":")[0]
    assert [mark[-2:] for mark in found] == [":1", ":2"]
    assert marks("New.\n\n" + text) == found


def test_sarif_notes_what_could_not_be_read() -> None:
    run = sarif_of(sample(errors=(FileError("c.md", "is empty"),)))
    (invocation,) = run["invocations"]
    assert invocation["executionSuccessful"] is False
    assert invocation["toolExecutionNotifications"][0]["message"] == {"text": "is empty"}


def test_sarif_keeps_the_worst_when_there_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sarif, "MOST", 2)
    run = sarif_of(sample())
    assert [result["level"] for result in run["results"]] == ["error", "error"]
    note = run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"]
    assert note == "3 findings left out; a file may hold 2."


def test_faint_doubts_only_when_suggestions_count() -> None:
    assert "core/solid" not in render_sarif(sample(), {})
    assert "core/solid" in render_sarif(sample(fail_on=Severity.SUGGESTION), {})


def test_github_annotations() -> None:
    assert github_lines(sample())[:3] == [
        "::error title=unspin (pain/muscle-fit),file=posts/back.md,line=1,endLine=1,col=3,endColumn=14"
        '::"Muscle fits" is spun wording for "Muscle spasms" (98%25)',
        "::error title=unspin (pain/muscle-fit),file=posts/back.md,line=5,endLine=5,col=1,endColumn=12"
        '::"Muscle fits" is spun wording for "Muscle spasms" (70%25)',
        "::error title=unspin (MED101),file=posts/back.md,line=1,endLine=1,col=1,endColumn=1"
        "::No author is named.",
    ]


def test_github_columns_only_inside_one_line() -> None:
    report = make_report("Muscle\nfits", [Change("Muscle\nfits", "x")])
    assert ",line=1,endLine=2::" in github_lines(run_of(report))[0]


@pytest.mark.parametrize(("errors", "warnings"), [(3, 0), (10, 10), (11, 0), (4, 30)])
def test_github_shows_ten_of_a_kind_and_counts_the_rest(errors: int, warnings: int) -> None:
    text = "x" * 100
    checks = [Check("SEO101", "m", "warning", area=Area.SEO)] * warnings
    checks += [Check("MED101", "m", "error", area=Area.MEDICAL)] * errors
    lines = github_lines(run_of(make_report(text, checks=checks)))
    kinds = [line[2:].split(" ")[0] for line in lines]
    left = max(errors - 10, 0) + max(warnings - 10, 0)
    assert kinds == ["error"] * min(errors, 10) + ["warning"] * min(warnings, 10) + ["notice"] * bool(left)
    assert not left or f"{left} more finding" in lines[-1]


def test_github_notices_leave_room_for_the_last_one() -> None:
    checks = [Check("SEO101", "m", "suggestion")] * 15
    lines = github_lines(run_of(make_report("x", checks=checks)))
    assert len(lines) == 10
    assert "6 more findings" in lines[-1]


def test_github_escapes_whatever_a_text_or_a_name_holds() -> None:
    report = make_report("x", checks=[Check("A1", NASTY)], path=f"p/{NASTY}.md")
    (line,) = github_lines(run_of(report, errors=()))
    assert not {"\n", "\r"} & set(line)
    properties, _, data = line.removeprefix("::").partition("::")
    assert properties.count(",") == 5
    assert "%25" in data
    assert "\x1b" not in data


def test_junit_has_a_suite_a_file_and_failures_from_the_level_on() -> None:
    root = ElementTree.fromstring(render_junit(sample(errors=(FileError("c.md", "is empty"),))))
    assert root.attrib == {"name": "unspin", "tests": "7", "failures": "4", "errors": "1"}
    assert [suite.get("name") for suite in root] == ["posts/back.md", "b.md", "c.md"]
    first, second, third = root
    assert [case[0].tag for case in first] == ["failure"] * 4 + ["skipped"]
    assert first.attrib["tests"] == str(len(first))
    assert [case.get("name") for case in second] == ["no findings"]
    assert third[0][0].get("message") == "is empty"
    (failure,) = first[1]
    assert failure.get("type") == "error"
    assert "posts/back.md:1:3: pain/muscle-fit" in (failure.text or "")
    only_errors = ElementTree.fromstring(render_junit(sample(fail_on=Severity.ERROR)))
    assert only_errors.get("failures") == "3"


@given(st.text(), st.text())
def test_junit_is_xml_whatever_the_text_holds(message: str, name: str) -> None:
    report = make_report("x", checks=[Check("A1", message, advice=message)], path=name or "-")
    rendered = render_junit(run_of(report, errors=(FileError(name, message),)))
    root = ElementTree.fromstring(rendered.encode())
    assert len(root) == 2


@pytest.mark.parametrize("text", [NASTY, "a\ud800b", "😀é", "]]>", "\x7f\x85"])
def test_nothing_in_a_text_breaks_a_format(text: str) -> None:
    report = make_report("x", checks=[Check("A1", text, text=text, advice=text)], path=f"{text}.md")
    run = run_of(report, errors=(FileError(text, text),))
    ElementTree.fromstring(render_junit(run).encode())
    sarif_of(run)
    for rendered in (render_sarif(run, {}), render_check_markdown(run), "\n".join(github_lines(run))):
        assert rendered.encode()


def test_markdown_names_the_worst_first() -> None:
    text = render_check_markdown(sample(known=2, stale=1, errors=(FileError("c.md", "is empty"),)))
    assert "**3 errors, 1 warning, 1 suggestion in 1 of 2 files.**" in text
    rows = [line for line in text.splitlines() if line.startswith("| ")]
    assert [row.split(" | ")[0] for row in rows] == [
        "| Level", "| ---", "| error", "| error", "| error", "| warning", "| suggestion",
    ]  # fmt: skip
    assert "posts/back.md:1" in rows[2]
    assert "- c.md: is empty" in text
    assert "`unspin clean` corrects 2 of them." in text
    assert "2 known findings of the baseline left out." in text
    assert "1 finding of the baseline gone" in text


def test_markdown_of_a_clean_run_is_one_sentence() -> None:
    assert render_check_markdown(run_of(make_report("Good."))) == "## unspin\n\n**No findings in 1 file.**\n"


def test_markdown_of_several_files_lists_them_the_most_spun_first() -> None:
    reports = [make_report(TEXT, CHANGES, path=f"{name}.md") for name in "ab"]
    text = render_check_markdown(run_of(*reports))
    assert text.index("| a.md | 2 errors, 1 warning | 0.97") < text.index("| b.md |")


def test_markdown_text_is_inert() -> None:
    report = make_report("x", checks=[Check("A1", "<b>|*x* [a](http://x) @you")])
    page = MarkdownIt("gfm-like", {"linkify": False}).render(render_check_markdown(run_of(report)))
    assert re.findall(r"<(?!/?(?:h2|p|strong|table|thead|tbody|tr|th|td)\b)[^>]*>", page) == []


def test_markdown_is_short_enough_for_a_comment() -> None:
    checks = [Check("A1", "long " * 100)] * 500
    text = render_check_markdown(run_of(make_report("x", checks=checks)))
    assert len(text) < 65_536
    assert "400 more." in text


def test_statistics_count_codes() -> None:
    entries = statistics(sample().issues)
    assert statistics_lines(entries) == [
        "2  pain/muscle-fit  [*]  Muscle fits",
        "1  MED101                No author is named.",
        "1  STR101           [*]  Muscle fits again.",
        "1  spine/plate           plate",
    ]
    assert statistics_lines([]) == []


@pytest.mark.parametrize(
    ("path", "relative", "as_uri"),
    [
        ("a.md", "sub/a.md", "sub/a.md"),
        ("../b c.md", "b c.md", "b%20c.md"),
        ("../../c.md", "../../c.md", "../../c.md"),
        ("-", "-", "-"),
        ("x:y.md", "sub/x:y.md", "sub/x%3Ay.md"),
        ("a\udcff.md", "sub/a\udcff.md", "sub/a%FF.md"),
    ],
)
def test_paths_start_at_the_repository(
    path: str, relative: str, as_uri: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "sub").mkdir()
    monkeypatch.chdir(tmp_path / "sub")
    assert path_in_repository(path, str(tmp_path)) == relative
    assert uri(path, str(tmp_path)) == as_uri
