"""What the commands share: options, reading articles one by one, errors as one line."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from unspin.errors import InputError, UnspinError

if TYPE_CHECKING:
    from unspin.config import Settings
    from unspin.model.article import Article
    from unspin.model.report import AuditReport
    from unspin.workflow import Workflow

EXIT_FOUND = 1
EXIT_ERROR = 2


def workflow_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Options of every command that runs the workflow."""
    for option in (
        click.option(
            "--config",
            metavar="FILE",
            help="Configuration file instead of the nearest unspin.toml.",
        ),
        click.option(
            "--model", metavar="FILE", help='Language model instead of the shipped one; "none" for none.'
        ),
        click.option("--encoding", metavar="NAME", help="Encoding of the articles (default: UTF-8)."),
        click.option(
            "--ignore",
            multiple=True,
            metavar="RULE",
            help="Switch off a rule or a pack; repeatable.",
        ),
        click.option(
            "--select",
            multiple=True,
            metavar="AREA",
            help="Run only these areas (spinning, structure, seo, readability, patients, medical, "
            "grammar) or detectors (terminology, channel); repeatable, or a,b.",
        ),
        click.option(
            "--exclude",
            multiple=True,
            metavar="PATTERN",
            help="Leave out files, as in .gitignore; repeatable.",
        ),
        click.option("--stdin-filename", metavar="NAME", help="Name, and so format, of standard input."),
        click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors."),
    ):
        command = option(command)
    return command


@dataclass
class Run:
    """One run of a command over its articles; collects what could not be read or written."""

    settings: Settings
    stdin_name: str | None = None
    quiet: bool = False
    errors: list[InputError] = field(default_factory=list)

    def articles(self, paths: tuple[str, ...]) -> Iterator[Article]:
        """Read the articles; one that cannot be read is reported and skipped."""
        from unspin.load import STDIN, decode_article, find_articles, read_article

        for found in find_articles(paths, self.settings.exclude):
            try:
                if isinstance(found, InputError):
                    raise found
                if found == STDIN:
                    data = sys.stdin.buffer.read(self.settings.max_bytes + 1)
                    name = self.stdin_name or STDIN
                    yield decode_article(data, name, self.settings.encoding, self.settings.max_bytes)
                else:
                    yield read_article(found, self.settings.encoding, self.settings.max_bytes)
            except InputError as error:
                self.fail(error)

    def reports(
        self, workflow: Workflow, paths: tuple[str, ...], *, with_audit: bool
    ) -> Iterator[AuditReport]:
        """Clean the articles one by one, with progress on a terminal."""
        for number, article in enumerate(self.articles(paths), 1):
            self._progress(f"{number}: {article.path}")
            try:
                report = workflow.clean(article, with_audit=with_audit)
            except InputError as error:
                self._progress("")
                self.fail(error)
                continue
            self._progress("")
            yield report

    def fail(self, error: InputError) -> None:
        """Report an error and go on; the run will end with exit code 2."""
        self.errors.append(error)
        show_error(error)

    def say(self, line: str) -> None:
        """A line for the user, on standard error."""
        if not self.quiet:
            click.echo(line, err=True)

    def _progress(self, line: str) -> None:
        if not self.quiet and sys.stderr.isatty():
            click.echo(f"\r\033[K{line}", nl=False, err=True)


def start_run(options: dict[str, Any], **overrides: Any) -> tuple[Run, Workflow]:
    """The run and the workflow for a command's options. Ends the program on a wrong configuration."""
    from unspin.config import check_selected, load_settings
    from unspin.workflow import Workflow

    with clean_exit():
        settings = load_settings(options["config"])
        selected = tuple(name for names in options["select"] for name in names.split(",") if name)
        check_selected(selected, "--select: ")
        settings = replace(
            settings,
            select=selected or settings.select,
            encoding=options["encoding"] or settings.encoding,
            model=options["model"] or settings.model,
            ignore=(*settings.ignore, *options["ignore"]),
            exclude=(*settings.exclude, *options["exclude"]),
            **{key: value for key, value in overrides.items() if value},
        )
        workflow = Workflow(settings)
        _ = workflow.lexicon, workflow.judge
    return Run(settings, options["stdin_filename"], options["quiet"]), workflow


class clean_exit:  # noqa: N801 - used like a function
    """Turns the user's errors into one line and exit code 2."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        if isinstance(error, UnspinError):
            show_error(error)
            raise SystemExit(EXIT_ERROR)


def show_error(error: UnspinError) -> None:
    """Print an error for the user."""
    click.echo(f"unspin: {error}", err=True)


def use_colour(stream: Any) -> bool:
    """Whether to colour output: only on a terminal, and not against NO_COLOR."""
    return bool(stream.isatty()) and not os.environ.get("NO_COLOR")


def write_text(path: str, text: str, encoding: str = "utf-8") -> None:
    """Write a result file, its folder made if need be. Raises ``InputError``."""
    from unspin.load import write_atomically

    folder = Path(path).parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"{path}: cannot be written: {error.strerror or error}") from None
    write_atomically(path, text.encode(encoding))
