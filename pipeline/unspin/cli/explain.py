"""``unspin explain``: why the decisions on a line came out as they did."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import click

from unspin.cli.common import EXIT_ERROR, clean_exit, start_run, workflow_options
from unspin.errors import InputError

if TYPE_CHECKING:
    from unspin.model.article import Article
    from unspin.model.span import Span

EPILOG = """
\b
Examples:
  unspin explain draft.md:12
  unspin explain draft.md:12:34
  cat draft.md | unspin explain -:12 --stdin-filename draft.md

\b
Scores are natural logarithms: a difference of 1 is a factor of 2.7, of 2.3 a factor of 10. Lines and
columns are those of the draft and count from 1, columns in characters.

\b
Exit codes: 0 done; 2 wrong usage, no such line, or the file could not be read.
"""
_PLACE = re.compile(r"(?P<path>.+?):(?P<line>[0-9]{1,9})(?::(?P<column>[0-9]{1,9}))?", re.DOTALL)


# "-:12" is a place, not an option.
@click.command(epilog=EPILOG, context_settings={"ignore_unknown_options": True})
@click.argument("place", metavar="FILE:LINE[:COLUMN]")
@workflow_options
def explain(place: str, **options: Any) -> None:
    """Explain every decision on a line, or at one place of it.

    Shows what the entry is, how common its wording is in clean text, what the language model says of the
    text and of the candidates, and how spun the article and the place are. FILE may be - for standard input.
    """
    with clean_exit():
        path, number, column = _parse(place)
    run, workflow = start_run(options)
    for article in run.articles((path,)):
        with clean_exit():
            wanted = _span(article, number, column)
            report = workflow.clean(article, with_audit=False)
        from unspin.render.explain import explanation_lines

        decisions = [decision for decision in report.decisions if decision.span.overlaps(wanted)]
        for line in explanation_lines(article, decisions):
            click.echo(line)
        if not decisions:
            run.say(f"{place}: no known spun wording stands here; spun score {report.spun_score:.2f}")
    if run.errors:
        raise SystemExit(EXIT_ERROR)


def _parse(place: str) -> tuple[str, int, int]:
    """File, line and column (0: the whole line). Raises ``InputError``."""
    found = _PLACE.fullmatch(place)
    if found is None:
        raise InputError(f"{place}: is not FILE:LINE or FILE:LINE:COLUMN, such as draft.md:12")
    return found["path"], int(found["line"]), int(found["column"] or 0)


def _span(article: Article, line: int, column: int) -> Span:
    """A line of the article, or one character of it. Raises ``InputError`` when there is none."""
    from unspin.model.span import Span

    lines = article.text.split("\n")
    if lines[-1] == "" and len(lines) > 1:
        lines.pop()  # what ends a line begins none
    if not 1 <= line <= len(lines):
        raise InputError(f"{article.path}:{line}: no such line; the article has {len(lines)}")
    length = len(lines[line - 1])
    if column > length:
        raise InputError(f"{article.path}:{line}:{column}: no such column; the line has {length}")
    start = sum(len(text) + 1 for text in lines[: line - 1])
    return Span(start + column - 1, start + column) if column else Span(start, start + length + 1)
