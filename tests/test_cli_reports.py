"""``--report``, ``--trend`` and ``-v`` of ``check`` and ``clean``: reports of articles and of a site."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from conftest import SPUN, TRUE, Unspin
from html_page import Page


def files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


@pytest.mark.parametrize("command", [("check", "posts"), ("clean", "posts", "--diff")])
def test_a_folder_of_reports_has_an_index(command: tuple[str, ...], unspin: Unspin, site: Path) -> None:
    (site / "posts" / "index.md").write_text(SPUN)
    (site / "posts" / "odd: #1.md").write_text(SPUN)
    assert unspin(*command, "--report", "out").exit_code == 1
    posts = ("clean.md", "deep/spun.html", "index.md", "odd: #1.md", "spun.md")
    assert files(site / "out") == sorted(
        [f"{post}.{kind}" for post in posts for kind in ("html", "json")] + ["index.html", "index.json"]
    )
    index = json.loads((site / "out" / "index.json").read_text())
    assert index["corrected"] is (command[0] == "clean")
    assert index["totals"]["posts"] == 5
    assert [post["path"] for post in index["posts"]][-1] == "posts/clean.md"
    links = [post["report"] for post in index["posts"]]
    assert "./odd%3A%20%231.md.html" in links
    page = Page((site / "out" / "index.html").read_text())
    assert [a["href"] for _, a in page.all("a") if (a["href"] or "").startswith("./")] == links


def test_the_state_that_the_index_shows(unspin: Unspin, site: Path) -> None:
    unspin("check", "posts", "--report", "before.json")
    unspin("clean", "posts", "-o", "out", "--report", "after.json")
    before, after = (json.loads((site / name).read_text()) for name in ("before.json", "after.json"))
    assert before["totals"]["spun"] == 2
    assert after["totals"]["spun"] == 0
    assert {post["report"] for post in before["posts"]} == {""}


def test_one_article(unspin: Unspin, site: Path) -> None:
    assert unspin("check", "posts/spun.md", "--report", "a.html", "--report", "a.md").exit_code == 1
    assert "Score card" in (site / "a.html").read_text()
    assert "## Score card" in (site / "a.md").read_text()
    assert (site / "posts" / "spun.md").read_text() == SPUN
    assert not (site / "index.html").exists()


def test_trends(unspin: Unspin, site: Path) -> None:
    (site / "old.json").write_text(unspin("check", "posts", "--format", "json").stdout)
    (site / "posts" / "spun.md").write_text(TRUE)
    (site / "posts" / "fresh.md").write_text(TRUE)
    unspin("check", "posts", "--report", "out", "--trend", "old.json")
    index = json.loads((site / "out" / "index.json").read_text())
    known = {post["path"]: (post["earlier_points"], post["points"]) for post in index["posts"]}
    assert known["posts/fresh.md"][0] is None
    earlier, now = known["posts/spun.md"]
    assert earlier < now
    # An index may be compared with itself: it is read before it is written anew.
    unspin("check", "posts", "--report", "out", "--trend", "out/index.json")
    assert len(json.loads((site / "out" / "index.json").read_text())["history"]) == 2
    assert "Since the earlier run" in (site / "out" / "index.html").read_text()


def test_files_that_cannot_be_read_are_listed(unspin: Unspin, site: Path) -> None:
    (site / "posts" / "bad.md").write_bytes(b"\xff\xff")
    assert unspin("check", "posts", "--report", "out").exit_code == 2
    (error,) = json.loads((site / "out" / "index.json").read_text())["errors"]
    assert error["path"].startswith("posts/bad.md")


USAGE = {
    ("check", "posts", "--report", "x.md"): "several articles need a folder",
    ("check", "posts", "--report", "x.pdf"): "several articles need a folder",
    ("check", "posts/spun.md", "--report", "x"): "the name must end in .html, .md or .json",
    ("check", "posts", "--trend", "x.json"): "--trend needs several articles and --report",
    ("check", "posts/spun.md", "--report", "x.html", "--trend", "x"): "--trend needs several articles",
    ("check", "posts", "--report", "out", "--trend", "none.json"): "none.json: cannot be read: No such file",
    ("check", "posts", "--report", "out", "--trend", "posts"): "posts: cannot be read: Is a directory",
    ("check", "posts", "--report", "out", "--trend", "mini.yaml"): "mini.yaml: no earlier report",
}


@pytest.mark.parametrize("arguments", USAGE)
def test_wrong_use_is_exit_2(arguments: tuple[str, ...], unspin: Unspin, site: Path) -> None:
    result = unspin(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert USAGE[arguments] in result.stderr
    assert not (site / "out").exists()


def test_a_report_that_cannot_be_written(unspin: Unspin, site: Path) -> None:
    (site / "taken").write_text("x")
    result = unspin("check", "posts", "--report", "taken/reports")
    assert result.exit_code == 2
    assert "cannot be written" in result.stderr
    assert "mini/muscle-fit" in result.stdout


def test_two_articles_never_share_a_report(unspin: Unspin, site: Path) -> None:
    (site / "index").write_text(SPUN)
    (site / "other.md").write_text(SPUN)
    result = unspin("clean", "index", "other.md", "-o", "fixed", "--report", "out")
    assert result.exit_code == 2
    assert "out/index.html already holds the result of index" in result.stderr


def test_verbose_says_the_grades(unspin: Unspin) -> None:
    quiet, loud = unspin("check", "posts/spun.md"), unspin("check", "posts/spun.md", "-v")
    assert quiet.stdout == loud.stdout
    (line,) = set(loud.stderr.splitlines()) - set(quiet.stderr.splitlines())
    assert line.startswith("posts/spun.md: grade ")
    assert "before the corrections; Spinning " in line
