"""``unspin clean``: write the corrected articles and their reports."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from unspin.cli.common import (
    EXIT_ERROR,
    EXIT_FOUND,
    Run,
    start_run,
    workflow_options,
    write_text,
)
from unspin.cli.grammar import grammar_options
from unspin.cli.reports import Reports, check_targets, is_several, report_options
from unspin.errors import InputError
from unspin.load import is_folder

if TYPE_CHECKING:
    from unspin.model.report import AuditReport

EPILOG = """
\b
Examples:
  unspin clean draft.md -o fixed.md --report audit.html --report audit.json
  unspin clean draft.md --diff
  unspin clean content/ --in-place --report reports/
  cat draft.txt | unspin clean - > fixed.txt

\b
Exit codes: 0 done; 1 --diff shows changes, or an article was changed with
--exit-non-zero-on-fix; 2 something could not be read or written.
"""


@click.command(epilog=EPILOG)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("-o", "--output", metavar="OUT", help="File for the corrected article, or folder for several.")
@click.option("--in-place", is_flag=True, help="Write each corrected article over its draft.")
@click.option("--diff", is_flag=True, help="Write nothing; show the changes as a unified diff.")
@report_options
@click.option("--apply-review", is_flag=True, help="Also make the changes that are meant for review.")
@click.option(
    "--fix",
    multiple=True,
    type=click.Choice(["structure"]),
    help="Also make the sure fixes of this area of the audit; repeatable.",
)
@click.option(
    "--exit-non-zero-on-fix", is_flag=True, help="Exit with 1 when an article was changed (for pre-commit)."
)
@click.option("-v", "--verbose", is_flag=True, help="List every change and every doubt.")
@grammar_options
@workflow_options
def clean(
    paths: tuple[str, ...],
    output: str | None,
    in_place: bool,
    diff: bool,
    reports: tuple[str, ...],
    trend: str | None,
    apply_review: bool,
    fix: tuple[str, ...],
    exit_non_zero_on_fix: bool,
    verbose: bool,
    **options: Any,
) -> None:
    """Correct articles and report every change.

    PATH is a file, a folder, or - for standard input. Without -o, --in-place or --diff the corrected
    article goes to standard output.
    """
    if sum((bool(output), in_place, diff)) > 1:
        raise click.UsageError("use only one of -o, --in-place and --diff")
    several = is_several(paths)
    if several and not (output or in_place or diff):
        raise click.UsageError("several articles need -o FOLDER, --in-place or --diff")
    if in_place and "-" in paths:
        raise click.UsageError("standard input cannot be changed in place")
    check_targets(paths, reports, trend)
    run, workflow = start_run(options, apply_review=apply_review, fix=fix)
    written: dict[str, str] = {}

    def claim(path: str, source: str) -> str:
        """The path, unless another article of this run is written there."""
        first = written.setdefault(path, source)
        if first != source:
            raise InputError(f"{source}: {path} already holds the result of {first}; clean them one by one")
        return path

    audits = Reports(run, paths, reports, trend, corrected=True, claim=claim)
    target = _Target(run, output, in_place, diff, audits, claim)
    for done in run.reports(workflow, paths, with_audit=bool(reports)):
        target.write(done)
        if verbose:
            _list_findings(run, done)
        _summary(run, done)
    audits.finish()
    if run.errors:
        raise SystemExit(EXIT_ERROR)
    if (diff or exit_non_zero_on_fix) and target.changed:
        raise SystemExit(EXIT_FOUND)


class _Target:
    """Where results go."""

    def __init__(
        self,
        run: Run,
        output: str | None,
        in_place: bool,
        diff: bool,
        audits: Reports,
        claim: Callable[[str, str], str],
    ) -> None:
        self.run, self.output, self.in_place, self.diff = run, output, in_place, diff
        self.audits, self.claim = audits, claim
        self.changed = False

    def write(self, done: AuditReport) -> None:
        """Write article and reports; what cannot be written is reported, the others are still done."""
        try:
            self.audits.add(done)
            self._write_article(done)
        except InputError as error:
            self.run.fail(error)

    def _write_article(self, done: AuditReport) -> None:
        text, article = done.correction.text, done.article
        self.changed |= text != article.text
        if self.diff:
            from unspin.render.diff import unified_diff

            click.echo(unified_diff(article, text), nl=False)
        elif self.in_place:
            if text != article.text:
                write_text(article.path, text, article.encoding)
        elif self.output and self.output != "-":
            write_text(self._output_path(done), text, article.encoding)
        else:
            sys.stdout.buffer.write(text.encode(article.encoding))
            sys.stdout.buffer.flush()

    def _output_path(self, done: AuditReport) -> str:
        assert self.output is not None  # noqa: S101 - for the type checker
        path = done.article.path
        if not self.audits.several:
            return str(Path(self.output) / Path(path).name) if is_folder(self.output) else self.output
        return self.claim(str(Path(self.output) / self.audits.relative(path)), path)


def _list_findings(run: Run, done: AuditReport) -> None:
    from unspin.cli.common import use_colour
    from unspin.render.text import card_line, finding_lines

    for line in finding_lines(done, use_colour(sys.stderr), faint=True):
        run.say(line)
    if done.card_after:
        run.say(card_line(done))


def _summary(run: Run, done: AuditReport) -> None:
    from unspin.render.text import summary_line

    run.say(f"{done.article.path}: {summary_line([done]).partition(': ')[2]}")
