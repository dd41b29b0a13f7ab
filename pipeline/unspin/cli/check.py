"""``unspin check``: report spun wording, change nothing; for CI."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from unspin.cli.common import EXIT_ERROR, EXIT_FOUND, start_run, use_colour, workflow_options
from unspin.config import FAIL_LEVELS

if TYPE_CHECKING:
    from unspin.model.report import AuditReport

EPILOG = """
\b
Examples:
  unspin check content/
  unspin check post.md --format json > findings.json
  git diff --name-only main -- '*.md' | xargs unspin check --fail-on error

\b
Exit codes: 0 nothing at or above the fail level; 1 findings; 2 wrong usage,
unreadable input, bad configuration or bad rule file.
"""


@click.command(epilog=EPILOG)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "--format",
    "output_format",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
)
@click.option(
    "--fail-on",
    type=click.Choice(FAIL_LEVELS),
    help="Level that fails: error (would be corrected), warning (also for review; default), suggestion.",
)
@workflow_options
def check(paths: tuple[str, ...], output_format: str, fail_on: str | None, **options: Any) -> None:
    """Report spun wording and change nothing.

    PATH is a file, a folder, or - for standard input.
    """
    run, workflow = start_run(options, fail_on=fail_on)
    as_json = output_format == "json"
    done = []
    for report in run.reports(workflow, paths, with_audit=as_json or run.settings.audits_page):
        done.append(report)
        if not as_json:
            from unspin.render.text import finding_lines

            for line in finding_lines(report, use_colour(sys.stdout), run.settings.fail_on == "suggestion"):
                click.echo(line)
    if as_json:
        from unspin.render.json_report import FileError, render_check_json

        errors = [FileError(*_split_error(str(error))) for error in run.errors]
        click.echo(render_check_json(done, errors), nl=False)
    else:
        from unspin.render.text import summary_line

        run.say(summary_line(done, len(run.errors)))
    if run.errors:
        raise SystemExit(EXIT_ERROR)
    if any(fails(report, run.settings.fail_on) for report in done):
        raise SystemExit(EXIT_FOUND)


def _split_error(line: str) -> tuple[str, str]:
    """File and problem of an error line."""
    path, _, problem = line.partition(": ")
    return path, problem


def fails(report: AuditReport, level: str) -> bool:
    """Whether an article has a finding at or above a level."""
    from unspin.model.decision import Verdict

    counted = FAIL_LEVELS[: FAIL_LEVELS.index(level) + 1]
    found = [d.severity.value for d in report.decisions if d.verdict is not Verdict.REJECTED]
    found += [check.severity for check in report.checks]
    return any(severity in counted for severity in found)
