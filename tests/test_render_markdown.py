"""The Markdown report: what it lists, and that article text in it stays inert."""

from __future__ import annotations

import re

import pytest
from markdown_it import MarkdownIt

from factories import Change, make_report, make_scores
from unspin.model.check import Check
from unspin.model.decision import Verdict
from unspin.model.report import AuditReport
from unspin.render.markdown import escape, render_markdown

TEXT = "Muscle fits hurt.\nA plate hurts.\nIt is fine, level and solid.\n"


def sample() -> AuditReport:
    changes = (
        Change("Muscle fits", "Muscle spasms", confidence=0.98, reason="it fits"),
        Change("plate", ("disc", "disk"), Verdict.REVIEW, 0.6, "two senses", rule="spine/plate"),
        Change("level", "height", Verdict.REJECTED, reason="good English"),
        Change("solid", "strong", Verdict.REJECTED, reason="good English"),
        Change("fine", "good", Verdict.REJECTED, reason="protected"),
    )
    return make_report(TEXT, changes, checks=[Check("seo/title", "No title.")], notices=["A | b"])


def rows(markdown: str) -> list[list[str]]:
    """Cells of all table rows, as GitHub would cut them."""
    lines = [line for line in markdown.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines]


def test_each_decision_is_listed_once_in_its_table():
    cells = rows(render_markdown(sample()))
    assert ["1", "Muscle fits", "Muscle spasms", "pain/muscle-fit", "98%", "it fits"] in cells
    assert ["2", "plate", "disc / disk", "spine/plate", "60%", "two senses"] in cells
    assert cells.index(["2", "good English"]) < cells.index(["1", "protected"])


def test_the_head_names_the_file_and_the_figures():
    markdown = render_markdown(sample())
    assert markdown.startswith("# Audit of posts/back.md\n")
    assert "**Almost certainly spun** (spun score 0.97 of 1)." in markdown
    for line in ("- 1 change applied (1.0 per 100 words)", "- 1 place for review",
                 "- 3 findings rejected", "- 1 other finding"):  # fmt: skip
        assert line in markdown.splitlines()


def test_scores_before_and_after_stand_side_by_side():
    report = make_report("x", before=make_scores(0.9, smog_index=None), after=make_scores(0.1))
    cells = rows(render_markdown(report))
    assert [row[:3] for row in cells if row[0] == "SMOG index"] == [["SMOG index", "–", "11.1"]]
    assert [row[:3] for row in cells if row[0] == "Spun score"] == [["Spun score", "0.9", "0.1"]]


def test_an_article_without_findings_says_so():
    markdown = render_markdown(make_report("Fine."))
    assert markdown.count("\nNone.\n") == 2
    assert "<details>" not in markdown


HOSTILE = [
    "a | b",
    "`code`",
    "<img src=x onerror=alert(1)>",
    "</td></details><script>alert(1)</script>",
    "[link](http://example.org)",
    "![image](x.png)",
    "**bold** _it_ ~~gone~~",
    "back\\|slash\\",
    "&lt;b&gt; &copy;",
    "http://example.org and www.example.org",
    "# head",
    "- item",
    "1. item",
    "two\nlines",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_shown_as_written(text: str):
    renderer = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    shown = " ".join(text.split())
    plain = shown.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    plain = plain.replace('"', "&quot;")
    assert renderer.render(escape(text)) == f"<p>{plain}</p>\n"
    report = make_report(text, [Change(text, text + "!", reason=text)], path=text, notices=[text])
    html = renderer.render(render_markdown(report))
    assert html.count(f"<td>{plain}</td>") == 2, html
    assert f"<td>{plain}!</td>" in html
    assert f"<li>{plain}</li>" in html
    assert f"<h1>Audit of {plain}</h1>" in html


def test_output_is_the_same_each_time():
    assert render_markdown(sample()) == render_markdown(sample())
