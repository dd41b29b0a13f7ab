"""Where the findings of ``unspin check`` go, and in which format."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from unspin.cli.common import Run, use_colour, write_text
from unspin.errors import InputError
from unspin.model.decision import Severity

if TYPE_CHECKING:
    from unspin.baseline import Baseline
    from unspin.model.issue import CheckRun, FileError
    from unspin.model.report import AuditReport

_LINE = re.compile(r"(.+):(\d+)")
STEP_SUMMARY = "GITHUB_STEP_SUMMARY"
"""Environment variable in which GitHub names the file for the summary of a step."""


class Output:
    """Takes one report after the other; lines for people appear at once, all else at the end."""

    def __init__(
        self,
        run: Run,
        output_format: str,
        path: str | None,
        statistics: bool,
        baseline: Baseline | None,
        verbose: bool = False,
    ) -> None:
        self.run, self.format, self.baseline = run, output_format, baseline
        self.path = None if path == "-" else path
        self.statistics = statistics
        self.reports: list[AuditReport] = []
        self._lines: list[str] = []
        self._faint = run.settings.fail_on == Severity.SUGGESTION
        self._lists_all = self._faint or verbose
        self._kept_back = 0

    def add(self, report: AuditReport) -> AuditReport:
        """Take in the report of the next article, and give it back."""
        self.reports.append(report)
        if self.format == "text" and not self.statistics:
            from unspin.render.text import finding_lines, kept_back

            self._kept_back += 0 if self._lists_all else kept_back(report)
            colour = self.path is None and use_colour(sys.stdout)
            for line in finding_lines(report, colour, self._lists_all):
                self._line(line)
        return report

    def finish(self) -> None:
        """Write what has to wait for the last article; a file is written whole or not at all."""
        if self.format == "text":
            self._statistics()
            if self.path is not None:
                self._write("".join(f"{line}\n" for line in self._lines))
        else:
            self._write(self._rendered())
        if self.format == "github":
            self._step_summary()
        if self.format != "json":  # which may be read together with standard error
            self._summary()

    def _line(self, line: str) -> None:
        if self.path is None:
            click.echo(line)
        else:
            self._lines.append(line)

    def _write(self, text: str) -> None:
        if self.path is None:
            click.echo(text, nl=False)
            return
        try:
            write_text(self.path, text)
        except InputError as error:
            self.run.fail(error)

    def _rendered(self) -> str:
        if self.format == "json":
            return self._json()
        done = self._check_run()
        if self.format == "sarif":
            from unspin.lexicon.code_pages import code_pages
            from unspin.render.sarif import render_sarif

            return render_sarif(done, code_pages())
        if self.format == "junit":
            from unspin.render.junit import render_junit

            return render_junit(done)
        if self.format == "github":
            from unspin.render.github import github_lines

            return "".join(f"{line}\n" for line in github_lines(done))
        from unspin.render.check_markdown import render_check_markdown

        return render_check_markdown(done)

    def _json(self) -> str:
        from unspin.render.json_report import render_check_json
        from unspin.render.statistics import statistics, statistics_to_list

        counts = statistics_to_list(statistics(self._check_run().issues)) if self.statistics else None
        known = (self.baseline.known, self.baseline.stale) if self.baseline else None
        return render_check_json(self.reports, self._errors(), known, counts)

    def _statistics(self) -> None:
        if self.statistics:
            from unspin.render.statistics import statistics, statistics_lines

            for line in statistics_lines(statistics(self._check_run().issues)):
                self._line(line)

    def _summary(self) -> None:
        from unspin.render.text import summary_line
        from unspin.render.wording import count

        self.run.say(summary_line(self.reports, len(self.run.errors)))
        if self._kept_back:
            self.run.say(f"{count(self._kept_back, 'suggestion')} not listed; --verbose lists them")
        if self.baseline is None:
            return
        self.run.say(f"{count(self.baseline.known, 'known finding')} left out")
        if self.baseline.stale:
            path = self.baseline.path
            gone = count(self.baseline.stale, "finding")
            self.run.say(f"{path}: {gone} gone; shrink it with --write-baseline {path}")

    def _step_summary(self) -> None:
        """The table for the page of a GitHub job, where GitHub asks for one."""
        path = os.environ.get(STEP_SUMMARY)
        if not path:
            return
        from unspin.render.check_markdown import render_check_markdown

        text = render_check_markdown(self._check_run())
        try:
            with Path(path).open("a", encoding="utf-8", errors="backslashreplace") as stream:
                stream.write(text)
        except OSError as error:
            self.run.fail(InputError(f"{path}: cannot be written: {error.strerror or error}"))

    def _check_run(self) -> CheckRun:
        from unspin.model.issue import CheckRun
        from unspin.render.issues import checked_file

        return CheckRun(
            files=tuple(checked_file(report, self._faint) for report in self.reports),
            errors=tuple(self._errors()),
            fail_on=Severity(self.run.settings.fail_on),
            known=self.baseline.known if self.baseline else 0,
            stale=self.baseline.stale if self.baseline else 0,
            root=_repository(),
        )

    def _errors(self) -> list[FileError]:
        from unspin.model.issue import FileError

        return [FileError(*_split_error(str(error))) for error in self.run.errors]


def _split_error(line: str) -> tuple[str, str]:
    """File and problem of an error line, which may begin with ``file:line:``."""
    path, _, problem = line.partition(": ")
    numbered = _LINE.fullmatch(path)
    return (numbered[1], f"line {numbered[2]}: {problem}") if numbered else (path, problem)


def _repository() -> str:
    """The folder with ``.git``, at or above the current one; else the current one."""
    here = Path.cwd()
    return str(next((place for place in (here, *here.parents) if (place / ".git").exists()), here))
