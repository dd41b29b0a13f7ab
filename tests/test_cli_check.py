"""``unspin check``: findings as lines or JSON, exit codes 0, 1 and 2, nothing written."""

# ruff: noqa: S602, S603 - the commands are our own

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import SITE_CONFIG, SPUN, Unspin
from lab import pack_text


def snapshot(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_findings_as_lines(unspin: Unspin, site: Path) -> None:
    before = snapshot(site)
    result = unspin("check", "posts")
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert [line.split(" ")[0] for line in lines] == [
        "posts/deep/spun.html:1:4:", "posts/deep/spun.html:1:17:", "posts/deep/spun.html:1:38:",
        "posts/spun.md:1:1:", "posts/spun.md:1:14:", "posts/spun.md:1:35:",
    ]  # fmt: skip
    assert lines[3].startswith(
        'posts/spun.md:1:1: mini/muscle-fit [*] "Muscle fits" is spun wording for "Muscle spasms" ('
    )
    assert result.stderr.startswith("3 files: 6 corrections, 0 for review, 0 rejected; highest spun score")
    assert snapshot(site) == before


def test_findings_as_json(unspin: Unspin, site: Path) -> None:
    (site / "posts" / "empty.md").write_text("")
    result = unspin("check", "posts", "--format", "json")
    assert result.exit_code == 2
    found = json.loads(result.stdout)
    assert found["schema_version"] == 1
    assert [file["article"]["path"] for file in found["files"]] == [
        "posts/clean.md",
        "posts/deep/spun.html",
        "posts/spun.md",
    ]
    assert found["errors"] == [{"path": "posts/empty.md", "message": "is empty; there is nothing to clean"}]
    for decision in found["files"][2]["decisions"]:
        assert decision["text"] == SPUN[decision["start"] : decision["end"]]


def test_a_clean_article_is_exit_0_without_a_line(unspin: Unspin) -> None:
    result = unspin("check", "posts/clean.md")
    assert (result.exit_code, result.stdout) == (0, "")
    assert unspin("check", "posts/clean.md", "-q").stderr == ""


@pytest.mark.parametrize(
    ("safety", "codes"),
    [
        ("safe", {"error": 1, "warning": 1, "suggestion": 1}),
        ("review", {"error": 0, "warning": 1, "suggestion": 1}),
        ("report-only", {"error": 0, "warning": 0, "suggestion": 1}),
    ],
)
def test_the_level_that_fails(safety: str, codes: dict[str, int], unspin: Unspin, site: Path) -> None:
    text = (site / "mini.yaml").read_text().replace("safety: safe", f"safety: {safety}")
    (site / "mini.yaml").write_text(text)
    for level, code in codes.items():
        assert unspin("check", "posts/spun.md", "--fail-on", level).exit_code == code, level
        (site / "unspin.toml").write_text(f'{SITE_CONFIG}fail-on = "{level}"\n')
        assert unspin("check", "posts/spun.md").exit_code == code, level


USAGE = {
    ("check",): "Missing argument",
    ("check", "a.md", "--fail-on", "x"): "is not one of 'error', 'warning', 'suggestion'",
    ("check", "a.md", "--format", "x"): "is not one of",
    ("check", "none.md"): "none.md: no such file",
    ("check", "posts", "--config", "none.toml"): "no such configuration file",
    ("check", "posts", "--encoding", "utf-99"): "unknown encoding 'utf-99'",
}


@pytest.mark.parametrize("arguments", USAGE)
def test_wrong_usage_or_input_is_exit_2(arguments: tuple[str, ...], unspin: Unspin) -> None:
    result = unspin(*arguments)
    assert result.exit_code == 2
    assert USAGE[arguments] in result.stderr


def test_unreadable_input_weighs_more_than_findings(unspin: Unspin) -> None:
    result = unspin("check", "posts/spun.md", "none.md")
    assert result.exit_code == 2
    assert "mini/muscle-fit" in result.stdout
    assert "1 file not read" in result.stderr


def test_a_bad_configuration_is_one_line(unspin: Unspin, site: Path) -> None:
    (site / "unspin.toml").write_text("pakcs = []\n")
    result = unspin("check", "posts")
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)
    assert "unspin.toml: unknown key 'pakcs'; did you mean 'packs'?" in result.stderr


def test_standard_input(unspin: Unspin) -> None:
    result = unspin("check", "-", "--stdin-filename", "posts/x.md", stdin=SPUN)
    assert result.exit_code == 1
    assert result.stdout.startswith("posts/x.md:1:1: mini/muscle-fit")
    result = unspin("check", "-", stdin="")
    assert (result.exit_code, result.stderr.startswith("unspin: -: is empty")) == (2, True)


def test_columns_are_code_points(unspin: Unspin, site: Path) -> None:
    (site / "a.md").write_text("x\n\n😀é " + SPUN)
    assert unspin("check", "a.md").stdout.startswith("a.md:3:4: ")


def test_a_name_cannot_steer_the_terminal(unspin: Unspin, site: Path) -> None:
    (site / "a\033[31m.md").write_text(SPUN)
    assert "\033" not in unspin("check", "a\033[31m.md").output


@pytest.mark.parametrize(("no_color", "coloured"), [("", True), ("1", False)])
def test_colour_only_on_a_terminal_and_not_against_no_color(
    no_color: str, coloured: bool, site: Path
) -> None:
    leader, follower = pty.openpty()
    command = [sys.executable, "-m", "unspin", "check", "posts/spun.md"]
    environment = os.environ | {"NO_COLOR": no_color}
    with subprocess.Popen(
        command, cwd=site, stdout=follower, stderr=subprocess.PIPE, env=environment
    ) as process:
        process.communicate(timeout=60)
    os.close(follower)
    shown = os.read(leader, 10_000).decode()
    os.close(leader)
    assert process.returncode == 1
    assert ("\033[" in shown) is coloured
    piped = subprocess.run(command, cwd=site, capture_output=True, check=False, timeout=60)
    assert b"\033" not in piped.stdout + piped.stderr
    assert piped.returncode == 1


def test_a_reader_that_goes_away_is_no_traceback(site: Path) -> None:
    (site / "many.yaml").write_text(pack_text("rest: x", name="many", pos="fixed"))
    (site / "posts" / "long.md").write_text((SPUN + "\n") * 300)
    command = f"{sys.executable} -m unspin check posts | head -1"
    done = subprocess.run(command, shell=True, cwd=site, capture_output=True, check=False, timeout=120)
    assert b"Traceback" not in done.stderr
