"""``unspin check``: report spun wording and what the audit finds, change nothing; for CI."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from unspin.cli.common import EXIT_ERROR, EXIT_FOUND, Run, clean_exit, start_run, workflow_options, write_text
from unspin.cli.grammar import grammar_options
from unspin.cli.reports import Reports, check_targets, report_options
from unspin.config import FAIL_LEVELS
from unspin.errors import InputError

if TYPE_CHECKING:
    from unspin.baseline import Baseline
    from unspin.model.report import AuditReport

FORMATS = ("text", "json", "sarif", "github", "junit", "markdown")

EPILOG = """
\b
Examples:
  unspin check content/
  unspin check post.md --format json > findings.json
  unspin check content/ --format sarif -o unspin.sarif
  unspin check content/ --report reports/ --trend reports/index.json
  unspin check content/ --write-baseline known.json
  unspin check content/ --baseline known.json
  git diff --name-only main -- '*.md' | xargs unspin check --fail-on error

\b
Exit codes: 0 nothing at or above the fail level, or --exit-zero; 1 findings;
2 wrong usage, unreadable input, bad configuration, rule file or baseline.
"""


@click.command(epilog=EPILOG)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--format", "output_format", type=click.Choice(FORMATS), default="text", show_default=True)
@click.option("-o", "--output", metavar="FILE", help="Write the findings to this file.")
@click.option(
    "--fail-on",
    type=click.Choice(FAIL_LEVELS),
    help="Level that fails: error (would be corrected), warning (also for review; default), suggestion.",
)
@click.option("--exit-zero", is_flag=True, help="Exit with 0 even when there are findings.")
@click.option("--baseline", metavar="FILE", help="Leave out the known findings that this file lists.")
@click.option("--write-baseline", metavar="FILE", help="Write all findings of today to this file, as known.")
@click.option("--statistics", is_flag=True, help="Count the findings of each code (text or JSON).")
@click.option("--show-files", is_flag=True, help="Only list the files that would be looked at.")
@report_options
@click.option(
    "-v", "--verbose", is_flag=True, help="List suggestions, too, and say the grades of each article."
)
@grammar_options
@workflow_options
def check(
    paths: tuple[str, ...],
    output_format: str,
    output: str | None,
    fail_on: str | None,
    exit_zero: bool,
    baseline: str | None,
    write_baseline: str | None,
    statistics: bool,
    show_files: bool,
    reports: tuple[str, ...],
    trend: str | None,
    verbose: bool,
    **options: Any,
) -> None:
    """Report findings and change nothing.

    PATH is a file, a folder, or - for standard input.
    """
    if statistics and output_format not in ("text", "json"):
        raise click.UsageError("--statistics needs --format text or json")
    check_targets(paths, reports, trend)
    if show_files:
        _show_files(paths, options)
        return
    run, workflow = start_run(options, fail_on=fail_on)
    with clean_exit():
        known = _known(write_baseline or baseline or run.settings.baseline, bool(write_baseline))
    wants_audit = output_format == "json" or bool(reports) or verbose or run.settings.audits_page
    audits = Reports(run, paths, reports, trend, corrected=False)
    found = _audited(run, audits, run.reports(workflow, paths, with_audit=wants_audit), verbose)
    if write_baseline:
        _write_baseline(run, write_baseline, list(found), known)
        done = []
    else:
        from unspin.cli.check_output import Output

        shown = Output(run, output_format, output, statistics, known, verbose)
        done = [shown.add(known.without_known(report) if known else report) for report in found]
        shown.finish()
    audits.finish()
    if run.errors:
        raise SystemExit(EXIT_ERROR)
    if not exit_zero and any(fails(report, run.settings.fail_on) for report in done):
        raise SystemExit(EXIT_FOUND)


def _audited(
    run: Run, audits: Reports, reports: Iterable[AuditReport], verbose: bool
) -> Iterator[AuditReport]:
    """Hand the reports on, each written where ``--report`` asks for it."""
    from unspin.render.text import card_line

    for report in reports:
        try:
            audits.add(report)
        except InputError as error:
            run.fail(error)
        if verbose:
            run.say(card_line(report))
        yield report


def _known(path: str | None, to_be_written: bool) -> Baseline | None:
    """The baseline to compare with, or to carry on; ``None`` for none. Raises ``ConfigError``."""
    if path is None or (to_be_written and not Path(path).exists()):
        return None
    from unspin.baseline import read_baseline

    return read_baseline(path)


def _write_baseline(run: Run, path: str, reports: list[AuditReport], old: Baseline | None) -> None:
    from unspin.baseline import baseline_text
    from unspin.render.wording import count

    text, number = baseline_text(path, reports, old)
    with clean_exit():
        write_text(path, text)
    run.say(f"{path}: {count(number, 'finding')} of {count(len(reports), 'file')} noted as known")


def _show_files(paths: tuple[str, ...], options: dict[str, Any]) -> None:
    """List the files that a run would read, without reading any."""
    from unspin.config import check_patterns, load_settings
    from unspin.load import find_articles
    from unspin.render.wording import visible

    with clean_exit():
        check_patterns(options["exclude"], "--exclude: ")
        run = Run(load_settings(options["config"]))
    for found in find_articles(paths, (*run.settings.exclude, *options["exclude"])):
        if isinstance(found, InputError):
            run.fail(found)
        else:
            click.echo(visible(found))
    if run.errors:
        raise SystemExit(EXIT_ERROR)


def fails(report: AuditReport, level: str) -> bool:
    """Whether an article has a finding at or above a level."""
    from unspin.model.decision import Verdict

    counted = FAIL_LEVELS[: FAIL_LEVELS.index(level) + 1]
    found = [d.severity.value for d in report.decisions if d.verdict is not Verdict.REJECTED]
    found += [check.severity for check in report.checks]
    return any(severity in counted for severity in found)
