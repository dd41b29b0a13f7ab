"""``unspin clean``: where results go, what is said, and the exit codes."""

# ruff: noqa: E501 - in the tables a case is a line

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import CLEAN, SPUN, TRUE, Unspin


def test_standard_output_holds_the_article_and_nothing_else(unspin: Unspin, site: Path) -> None:
    result = unspin("clean", "posts/spun.md")
    assert (result.exit_code, result.stdout) == (0, TRUE)
    assert result.stderr.startswith("posts/spun.md: 3 corrections, 0 for review, 0 rejected; spun score")
    assert result.stderr.count("\n") == 1
    assert (site / "posts" / "spun.md").read_text() == SPUN


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        (SPUN.encode(), None, TRUE.encode()),
        (b"\xef\xbb\xbf" + SPUN.replace("\n", "\r\n").encode(), None, b"\xef\xbb\xbf" + TRUE.replace("\n", "\r\n").encode()),
        (("\ufeff" + SPUN).encode("utf-16-le"), None, ("\ufeff" + TRUE).encode("utf-16-le")),
        (f"<p>{SPUN}".encode(), None, f"<p>{TRUE}".encode()),
        (f"`muscle fits` {SPUN}".encode(), "a.md", f"`muscle fits` {TRUE}".encode()),
        (CLEAN.encode(), None, CLEAN.encode()),
    ],
)  # fmt: skip
def test_standard_input(data: bytes, name: str | None, expected: bytes, unspin: Unspin) -> None:
    more = ("--stdin-filename", name) if name else ()
    result = unspin("clean", "-", *more, stdin=data)
    assert (result.exit_code, result.stdout_bytes) == (0, expected)


def test_quiet_and_verbose(unspin: Unspin) -> None:
    assert unspin("clean", "posts/spun.md", "-q").stderr == ""
    lines = unspin("clean", "posts/spun.md", "-v").stderr.splitlines()
    assert len(lines) == 4
    assert lines[0].startswith("posts/spun.md:1:1: mini/muscle-fit [*] ")


def test_a_file_for_the_output(unspin: Unspin, site: Path) -> None:
    result = unspin("clean", "posts/spun.md", "-o", "new/out.md")
    assert (result.exit_code, result.stdout) == (0, "")
    assert (site / "new" / "out.md").read_text() == TRUE
    (site / "folder").mkdir()
    unspin("clean", "posts/spun.md", "-o", "folder")
    assert (site / "folder" / "spun.md").read_text() == TRUE
    assert unspin("clean", "posts/spun.md", "-o", "-").stdout == TRUE


def test_a_folder_for_the_output(unspin: Unspin, site: Path) -> None:
    assert unspin("clean", "posts", "-o", "out").exit_code == 0
    written = sorted(path.relative_to(site / "out").as_posix() for path in (site / "out").rglob("*.*"))
    assert written == ["clean.md", "deep/spun.html", "spun.md"]
    assert (site / "out" / "deep" / "spun.html").read_text() == f"<p>{TRUE}</p>\n"


def test_in_place(unspin: Unspin, site: Path) -> None:
    clean = site / "posts" / "clean.md"
    os.utime(clean, (1, 1))
    assert unspin("clean", "posts", "--in-place").exit_code == 0
    assert (site / "posts" / "spun.md").read_text() == TRUE
    assert clean.stat().st_mtime == 1
    assert unspin("clean", "posts", "--diff").stdout == ""


def test_diff(unspin: Unspin, site: Path) -> None:
    result = unspin("clean", "posts", "--diff")
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert [line for line in lines if line.startswith("+++")] == [
        "+++ posts/deep/spun.html",
        "+++ posts/spun.md",
    ]
    assert f"-{SPUN.strip()}" in lines
    assert f"+{TRUE.strip()}" in lines
    assert (site / "posts" / "spun.md").read_text() == SPUN
    assert unspin("clean", "posts/clean.md", "--diff").exit_code == 0


def test_reports(unspin: Unspin, site: Path) -> None:
    options = [part for name in ("a.html", "a.md", "a.json") for part in ("--report", name)]
    result = unspin("clean", "posts/spun.md", *options)
    assert (result.exit_code, result.stdout) == (0, TRUE)
    report = json.loads((site / "a.json").read_text())
    text = SPUN
    for decision in reversed(report["decisions"]):
        assert decision["text"] == SPUN[decision["start"] : decision["end"]]
        text = text[: decision["start"]] + decision["replacement"] + text[decision["end"] :]
    assert text == TRUE
    assert report["scores"]["before"]["flesch_reading_ease"] is not None
    assert (site / "a.html").read_text().startswith("<!DOCTYPE html>")
    assert "muscle spasms" in (site / "a.md").read_text().lower()
    assert unspin("clean", "posts", "--diff", "--report", "out/").exit_code == 1
    assert sorted(p.name for p in (site / "out").rglob("*.*")) == [
        "clean.md.html", "clean.md.json", "index.html", "index.json", "spun.html.html", "spun.html.json",
        "spun.md.html", "spun.md.json",
    ]  # fmt: skip


USAGE = {
    ("clean",): "Missing argument 'PATH...'",
    ("clean", "posts"): "several articles need -o FOLDER, --in-place or --diff",
    ("clean", "a.md", "b.md"): "several articles need",
    ("clean", "a.md", "-o", "x", "--diff"): "use only one of -o, --in-place and --diff",
    ("clean", "-", "--in-place"): "standard input cannot be changed in place",
    ("clean", "a.md", "--report", "x.pdf"): "the name must end in .html, .md or .json",
    ("clean", "posts", "--diff", "--report", "x.md"): "several articles need a folder",
    ("clean", "a.md", "--config", "none.toml"): "none.toml: no such configuration file",
    ("clean", "a.md", "--zzz"): "No such option",
}


@pytest.mark.parametrize("arguments", USAGE)
def test_wrong_usage_is_exit_2(arguments: tuple[str, ...], unspin: Unspin) -> None:
    result = unspin(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert USAGE[arguments] in result.stderr


BAD = {
    "none.md": (None, "none.md: no such file"),
    "empty.md": (b"", "empty.md: is empty"),
    "binary.md": (b"\x00\x01", "binary.md: looks like a binary file"),
    "latin.md": (b"caf\xe9", "latin.md:1: is not valid utf-8"),
    "front.md": (b"---\ntitle: a: b\n---\n", "front.md:2: broken YAML front matter"),
    "x" * 300: (None, "File name too long"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_one_line_and_the_others_are_still_done(name: str, unspin: Unspin, site: Path) -> None:
    data, problem = BAD[name]
    if data is not None:
        (site / name).write_bytes(data)
    alone = unspin("clean", name)
    assert (alone.exit_code, alone.stdout) == (2, "")
    assert problem in alone.stderr
    assert alone.stderr.count("\n") == 1
    together = unspin("clean", name, "posts/spun.md", "-o", "out")
    assert together.exit_code == 2
    assert (site / "out" / "spun.md").read_text() == TRUE


@pytest.mark.parametrize("target", ["/dev/full", "/proc/none/x.md", "unspin.toml/x.md"])
def test_output_that_cannot_be_written(target: str, unspin: Unspin, site: Path) -> None:
    result = unspin("clean", "posts/spun.md", "-o", target)
    assert result.exit_code == 2
    assert "cannot be written" in result.stderr
    result = unspin(
        "clean",
        "posts/spun.md",
        "--report",
        target + ".json" if target != "/dev/full" else "/dev/full/x.json",
    )
    assert result.exit_code == 2


def test_several_inputs_never_share_an_output_file(unspin: Unspin, site: Path) -> None:
    (site / "other").mkdir()
    (site / "other" / "spun.md").write_text("Muscle fits, bosom malignancy, sugar sickness and more.\n")
    result = unspin("clean", "posts/spun.md", "other/spun.md", "-o", "out")
    assert result.exit_code == 2 or len(list((site / "out").rglob("spun.md"))) == 2


def test_the_limit_and_the_encoding_of_the_configuration(unspin: Unspin, site: Path) -> None:
    (site / "cp.md").write_bytes(SPUN.replace("and", "–").encode("cp1252"))
    assert unspin("clean", "cp.md").exit_code == 2
    assert unspin("clean", "cp.md", "--encoding", "cp1252").stdout_bytes == TRUE.replace("and", "–").encode(
        "cp1252"
    )
    (site / "unspin.toml").write_text(
        'packs = ["mini.yaml"]\nshipped-rules = false\nmax-megabytes = 0.00001\n'
    )
    result = unspin("clean", "posts/spun.md")
    assert (result.exit_code, "more than the limit" in result.stderr) == (2, True)
    result = unspin("clean", "-", stdin=SPUN)
    assert (result.exit_code, "more than the limit" in result.stderr) == (2, True)


def test_ignore_and_exclude(unspin: Unspin) -> None:
    assert "Muscle fits" in unspin("clean", "posts/spun.md", "--ignore", "mini/muscle-fit").stdout
    assert unspin("clean", "posts", "--diff", "--exclude", "*.md").stdout.count("+++") == 1


@pytest.mark.parametrize("command", [("clean", "--diff"), ("check",), ("check", "--show-files")])
def test_a_pattern_that_is_none_is_one_line(unspin: Unspin, command: tuple[str, ...]) -> None:
    done = unspin(*command, "posts", "--exclude", "!")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == "unspin: --exclude: '!' is no pattern as in .gitignore\n"


def test_a_bad_pack_is_exit_2_with_its_line(unspin: Unspin, site: Path) -> None:
    (site / "mini.yaml").write_text((site / "mini.yaml").read_text() + "      a: a\n")
    result = unspin("clean", "posts/spun.md")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "mini.yaml:14: 'a' corrects to itself" in result.stderr


def test_progress_only_on_a_terminal(site: Path) -> None:
    """The real program, its standard error a terminal: progress is wiped away, the article is not touched."""
    leader, follower = pty.openpty()
    command = [sys.executable, "-m", "unspin", "clean", "posts/clean.md"]
    with subprocess.Popen(command, cwd=site, stdout=subprocess.PIPE, stderr=follower) as process:  # noqa: S603
        out = process.communicate(timeout=60)[0]
    os.close(follower)
    shown = os.read(leader, 10_000).decode()
    os.close(leader)
    assert out == CLEAN.encode()
    assert "\r\033[K1: posts/clean.md" in shown
    piped = subprocess.run(command, cwd=site, capture_output=True, check=True, timeout=60)  # noqa: S603
    assert b"\033" not in piped.stderr
