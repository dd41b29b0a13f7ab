"""``unspin clean``: write the corrected articles and their reports."""

from __future__ import annotations

import sys
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
from unspin.errors import InputError
from unspin.load import is_folder

if TYPE_CHECKING:
    from unspin.model.report import AuditReport

REPORT_FORMATS = (".html", ".md", ".json")

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
@click.option(
    "--report",
    "reports",
    multiple=True,
    metavar="FILE",
    help="Write an audit report (.html, .md or .json; a folder for several articles); repeatable.",
)
@click.option("--apply-review", is_flag=True, help="Also make the changes that are meant for review.")
@click.option(
    "--exit-non-zero-on-fix", is_flag=True, help="Exit with 1 when an article was changed (for pre-commit)."
)
@click.option("-v", "--verbose", is_flag=True, help="List every change and every doubt.")
@workflow_options
def clean(
    paths: tuple[str, ...],
    output: str | None,
    in_place: bool,
    diff: bool,
    reports: tuple[str, ...],
    apply_review: bool,
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
    several = len(paths) > 1 or is_folder(paths[0])
    if several and not (output or in_place or diff):
        raise click.UsageError("several articles need -o FOLDER, --in-place or --diff")
    if in_place and "-" in paths:
        raise click.UsageError("standard input cannot be changed in place")
    for report in reports:
        _check_report_name(report, several)
    run, workflow = start_run(options, apply_review=apply_review)
    target = _Target(run, output, in_place, diff, several, _bases(paths))
    for done in run.reports(workflow, paths, with_audit=bool(reports)):
        target.write(done, reports)
        if verbose:
            _list_findings(run, done)
        _summary(run, done)
    if run.errors:
        raise SystemExit(EXIT_ERROR)
    if (diff or exit_non_zero_on_fix) and target.changed:
        raise SystemExit(EXIT_FOUND)


def _check_report_name(report: str, several: bool) -> None:
    suffix = Path(report).suffix.lower()
    if suffix not in REPORT_FORMATS and not several:
        raise click.UsageError(f"--report {report}: the name must end in .html, .md or .json")
    if suffix and several:
        raise click.UsageError(
            f"--report {report}: several articles need a folder, such as --report reports/"
        )


def _bases(paths: tuple[str, ...]) -> tuple[Path, ...]:
    """Folders that output paths are relative to."""
    return tuple(Path(path) for path in paths if is_folder(path))


class _Target:
    """Where results go."""

    def __init__(
        self,
        run: Run,
        output: str | None,
        in_place: bool,
        diff: bool,
        several: bool,
        bases: tuple[Path, ...],
    ) -> None:
        self.run, self.output, self.in_place, self.diff = run, output, in_place, diff
        self.several, self.bases = several, bases
        self.changed = False
        self._written: dict[str, str] = {}

    def write(self, done: AuditReport, reports: tuple[str, ...]) -> None:
        """Write article and reports; what cannot be written is reported, the others are still done."""
        try:
            for path in self._report_paths(done, reports):
                write_text(path, _rendered(done, path))
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
        if not self.several:
            if is_folder(self.output):
                return str(Path(self.output) / Path(done.article.path).name)
            return self.output
        return self._unshared(str(Path(self.output) / self._relative(done)), done.article.path)

    def _unshared(self, path: str, source: str) -> str:
        """The path, unless another article of this run is written there."""
        first = self._written.setdefault(path, source)
        if first != source:
            raise InputError(f"{source}: {path} already holds the result of {first}; clean them one by one")
        return path

    def _relative(self, done: AuditReport) -> Path:
        path = Path(done.article.path)
        for base in self.bases:
            if path.is_relative_to(base):
                return path.relative_to(base)
        return Path(path.name)

    def _report_paths(self, done: AuditReport, reports: tuple[str, ...]) -> list[str]:
        """Files to write; in a folder of reports an HTML and a JSON file for every article."""
        if not self.several:
            return list(reports)
        relative = self._relative(done)
        return [
            self._unshared(str(Path(report) / relative.with_name(relative.name + suffix)), done.article.path)
            for report in reports
            for suffix in (".html", ".json")
        ]


def _rendered(done: AuditReport, path: str) -> str:
    suffix = Path(path).suffix.lower()
    if suffix == ".json":
        from unspin.render.json_report import render_json

        return render_json(done)
    if suffix == ".md":
        from unspin.render.markdown import render_markdown

        return render_markdown(done)
    from unspin.render.html import render_html

    return render_html(done)


def _list_findings(run: Run, done: AuditReport) -> None:
    from unspin.cli.common import use_colour
    from unspin.render.text import finding_lines

    for line in finding_lines(done, use_colour(sys.stderr)):
        run.say(line)


def _summary(run: Run, done: AuditReport) -> None:
    from unspin.render.text import summary_line

    run.say(f"{done.article.path}: {summary_line([done]).partition(': ')[2]}")
