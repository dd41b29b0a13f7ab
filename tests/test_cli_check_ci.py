"""``unspin check`` in CI: formats, files, baselines, directives, statistics, exit codes."""

# ruff: noqa: S314 - the XML is our own

from __future__ import annotations

import json
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from conftest import SPUN, Unspin


def codes(output: str) -> list[str]:
    return [line.split(" ")[1] for line in output.splitlines()]


def test_every_format_shows_the_same_findings(unspin: Unspin) -> None:
    arguments = ("check", "posts", "--format")
    found = sorted(codes(unspin(*arguments, "text").stdout))
    assert len(found) == 6
    log = json.loads(unspin(*arguments, "sarif").stdout)
    assert sorted(result["ruleId"] for result in log["runs"][0]["results"]) == found
    root = ElementTree.fromstring(unspin(*arguments, "junit").stdout)
    assert sorted(case.get("name", "").split(" ")[0] for case in root.iter("testcase")) == sorted(
        [*found, "no"]
    )
    github = unspin(*arguments, "github").stdout.splitlines()
    assert sorted(line.split("(")[1].split(")")[0] for line in github) == found
    markdown = unspin(*arguments, "markdown").stdout
    assert (
        sorted(line.split(" | ")[-1][:-2] for line in markdown.splitlines() if "| error |" in line) == found
    )


@pytest.mark.parametrize("form", ["text", "json", "sarif", "github", "junit", "markdown"])
def test_output_goes_to_a_file_as_it_would_be_printed(form: str, unspin: Unspin, site: Path) -> None:
    arguments = ("check", "posts", "--format", form)
    printed = unspin(*arguments)
    written = unspin(*arguments, "-o", "out/found")
    assert (printed.exit_code, written.exit_code, written.stdout) == (1, 1, "")
    assert (site / "out" / "found").read_text() == printed.stdout
    assert unspin(*arguments, "-o", "-").stdout == printed.stdout


def test_a_file_that_cannot_be_written_is_exit_2(unspin: Unspin) -> None:
    result = unspin("check", "posts", "--format", "sarif", "-o", "posts")
    assert result.exit_code == 2
    assert "posts: " in result.stderr


def test_nothing_found_is_a_valid_file_too(unspin: Unspin) -> None:
    arguments = ("check", "posts/clean.md", "--format")
    assert json.loads(unspin(*arguments, "sarif").stdout)["runs"][0]["results"] == []
    assert ElementTree.fromstring(unspin(*arguments, "junit").stdout).get("failures") == "0"
    assert unspin(*arguments, "github").stdout == ""
    assert unspin(*arguments, "markdown").exit_code == 0


def test_files_that_cannot_be_read_are_in_every_format(unspin: Unspin, site: Path) -> None:
    (site / "posts" / "bad.md").write_text("---\ntitle: x: y: z\n---\nRest.\n")
    arguments = ("check", "posts/bad.md", "--format")
    path, said = "posts/bad.md", "line 2: broken YAML front matter"
    (error,) = json.loads(unspin(*arguments, "json").stdout)["errors"]
    assert (error["path"], error["message"][: len(said)]) == (path, said)
    for form, expected in (
        ("github", f"file={path}::{said}"),
        ("junit", said),
        ("markdown", f"{path}: {said}"),
    ):
        result = unspin(*arguments, form)
        assert result.exit_code == 2
        assert expected in result.stdout
    (invocation,) = json.loads(unspin(*arguments, "sarif").stdout)["runs"][0]["invocations"]
    (note,) = invocation["toolExecutionNotifications"]
    assert note["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == path


def test_github_paths_start_at_the_repository(
    unspin: Unspin, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(site / "posts")
    assert "file=posts/spun.md," in unspin("check", "spun.md", "--format", "github").stdout


def test_github_gets_a_summary_of_the_job(
    unspin: Unspin, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(site / "summary.md"))
    (site / "summary.md").write_text("# Before\n")
    unspin("check", "posts", "--format", "github")
    text = (site / "summary.md").read_text()
    assert text.startswith("# Before\n## unspin\n")
    assert "6 errors in 2 of 3 files" in text
    unspin("check", "posts")
    assert (site / "summary.md").read_text() == text
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(site))
    assert unspin("check", "posts", "--format", "github").exit_code == 2


def test_exit_zero(unspin: Unspin) -> None:
    assert unspin("check", "posts", "--exit-zero").exit_code == 0
    assert unspin("check", "none.md", "--exit-zero").exit_code == 2


def test_statistics(unspin: Unspin) -> None:
    result = unspin("check", "posts", "--statistics")
    assert result.stdout.splitlines() == [
        "2  mini/bosom-malignancy  [*]  bosom malignancy",
        "2  mini/muscle-fit        [*]  Muscle fits",
        "2  mini/sugar-sickness    [*]  sugar sickness",
    ]
    assert result.exit_code == 1
    found = json.loads(unspin("check", "posts", "--statistics", "--format", "json").stdout)
    assert [entry["count"] for entry in found["statistics"]] == [2, 2, 2]
    assert unspin("check", "posts", "--statistics", "--format", "sarif").exit_code == 2


def test_show_files(unspin: Unspin, site: Path) -> None:
    (site / ".gitignore").write_text("deep/\n")
    result = unspin("check", "posts", "--show-files")
    assert (result.exit_code, result.stdout) == (0, "posts/clean.md\nposts/spun.md\n")
    assert unspin("check", "posts", "--show-files", "--exclude", "*.md").stdout == ""


def test_a_baseline_lets_only_new_findings_fail(unspin: Unspin, site: Path) -> None:
    result = unspin("check", "posts", "--write-baseline", "known.json")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "known.json: 6 findings of 3 files noted as known" in result.stderr
    arguments = ("check", "posts", "--baseline", "known.json")
    result = unspin(*arguments)
    assert (result.exit_code, result.stdout) == (0, "")
    assert "6 known findings left out" in result.stderr
    (site / "posts" / "spun.md").write_text(f"New.\n\n{SPUN}\nThe gamble of harm and muscle fits.\n")
    result = unspin(*arguments)
    assert result.exit_code == 1
    assert codes(result.stdout) == ["mini/gamble-of-harm", "mini/muscle-fit"]


def test_a_baseline_says_what_is_gone_and_is_shrunk_by_writing_it_again(unspin: Unspin, site: Path) -> None:
    unspin("check", "posts", "--write-baseline", "known.json")
    (site / "posts" / "spun.md").write_text("Rest helps.\n")
    result = unspin("check", "posts/spun.md", "--baseline", "known.json")
    gone = "known.json: 3 findings gone; shrink it with --write-baseline known.json"
    assert gone in result.stderr
    sarif = unspin("check", "posts/spun.md", "--baseline", "known.json", "--format", "sarif")
    assert gone in sarif.stderr
    assert result.exit_code == 0
    found = unspin("check", "posts", "--baseline", "known.json", "--format", "json")
    assert json.loads(found.stdout)["baseline"] == {"known": 3, "stale": 3}
    unspin("check", "posts/spun.md", "--write-baseline", "known.json")
    assert list(json.loads((site / "known.json").read_text())["files"]) == ["posts/deep/spun.html"]


def test_the_baseline_of_the_configuration(unspin: Unspin, site: Path) -> None:
    unspin("check", "posts", "--write-baseline", "known.json")
    with (site / "unspin.toml").open("a") as stream:
        stream.write('baseline = "known.json"\n')
    assert unspin("check", "posts").exit_code == 0
    (site / "known.json").unlink()
    result = unspin("check", "posts")
    assert result.exit_code == 2
    assert "known.json: no such baseline" in result.stderr


def test_a_wrong_baseline_is_one_line(unspin: Unspin, site: Path) -> None:
    (site / "known.json").write_text("{")
    for option in ("--baseline", "--write-baseline"):
        result = unspin("check", "posts", option, "known.json")
        assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)


def test_directives_and_per_file_ignores(unspin: Unspin, site: Path) -> None:
    (site / "posts" / "spun.md").write_text(f"<!-- unspin-disable-next-line mini -- a title -->\n{SPUN}")
    with (site / "unspin.toml").open("a") as stream:
        stream.write('[per-file-ignores]\n"posts/deep/*" = ["mini/muscle-fit"]\n')
    result = unspin("check", "posts")
    assert codes(result.stdout) == ["mini/bosom-malignancy", "mini/sugar-sickness"]
    before = (site / "posts" / "spun.md").read_bytes()
    unspin("clean", "posts", "--in-place")
    assert (site / "posts" / "spun.md").read_bytes() == before
    html = (site / "posts" / "deep" / "spun.html").read_text()
    assert html == "<p>Muscle fits, breast cancer and diabetes.\n</p>\n"
    assert "ignored in the text: a title" in unspin("explain", "posts/spun.md:2").stdout
