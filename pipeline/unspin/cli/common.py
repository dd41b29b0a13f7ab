"""What the commands share: options, reading articles one by one, errors as one line."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from unspin.cli.grammar import grammar_checked
from unspin.config import READERS
from unspin.errors import InputError, UnspinError

if TYPE_CHECKING:
    from unspin.audit.site_index import SiteIndex
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
        click.option(
            "--reader",
            type=click.Choice(READERS),
            help="Second reader of doubtful places: auto takes it where it is installed (default).",
        ),
        click.option("--encoding", metavar="NAME", help="Encoding of the articles (default: UTF-8)."),
        click.option(
            "--ignore",
            multiple=True,
            metavar="CODE",
            help="Switch off a rule, a pack, an area or a code of the audit; repeatable.",
        ),
        click.option(
            "--select",
            multiple=True,
            metavar="AREA",
            help="Run only these areas (spinning, structure, seo, readability, patients, medical, "
            "grammar) or detectors (terminology, channel); repeatable, or a,b.",
        ),
        click.option(
            "--assume-spun",
            is_flag=True,
            help="Take the articles for spun, whatever the signs: for single phrases and short drafts.",
        ),
        click.option(
            "--keyphrase",
            metavar="TEXT",
            help="Phrase that the articles should be found by (default: that of their front matter).",
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
    _stdin: bytes | None = field(default=None, repr=False)
    _reported: set[str] = field(default_factory=set, repr=False)

    def articles(self, paths: tuple[str, ...]) -> Iterator[Article]:
        """Read the articles; one that cannot be read is reported and skipped."""
        from unspin.load import find_articles

        yield from self._read(find_articles(paths, self.settings.exclude))

    def reports(
        self, workflow: Workflow, paths: tuple[str, ...], *, with_audit: bool
    ) -> Iterator[AuditReport]:
        """Clean the articles one by one, with progress on a terminal.

        When several are audited, a quick pass over all of them finds out first what they share.
        """
        from unspin.load import find_articles

        found = list(find_articles(paths, self.settings.exclude))
        posts = self._index(found) if with_audit and len(found) > 1 else None
        with grammar_checked(workflow) as say_remarks:
            for number, article in enumerate(self._read(found), 1):
                self._progress(f"{number}: {article.path}")
                try:
                    report = workflow.clean(article, with_audit=with_audit, posts=posts)
                except InputError as error:
                    self._progress("")
                    self.fail(error)
                    continue
                self._progress("")
                say_remarks()
                yield report

    def _index(self, found: list[str | InputError]) -> SiteIndex | None:
        """What the articles share; ``None`` when no area that asks for it is selected."""
        from unspin.audit.site_index import USED_BY, index_articles

        if not USED_BY & self.settings.areas:
            return None
        self._progress("reading all articles")
        return index_articles(self._read(found))

    def _read(self, found: Iterable[str | InputError]) -> Iterator[Article]:
        """The articles that can be read. Standard input is read once, however often this is called."""
        from unspin.load import STDIN, read_article

        for item in found:
            try:
                if isinstance(item, InputError):
                    raise item
                if item == STDIN:
                    yield self._standard_input()
                else:
                    yield read_article(item, self.settings.encoding, self.settings.max_bytes)
            except InputError as error:
                self.fail(error)

    def _standard_input(self) -> Article:
        from unspin.load import STDIN, decode_article

        if self._stdin is None:
            self._stdin = sys.stdin.buffer.read(self.settings.max_bytes + 1)
        name = self.stdin_name or STDIN
        return decode_article(self._stdin, name, self.settings.encoding, self.settings.max_bytes)

    def fail(self, error: InputError) -> None:
        """Report an error, once, and go on; the run will end with exit code 2."""
        if str(error) not in self._reported:
            self._reported.add(str(error))
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
    from unspin.config import check_patterns, check_selected, load_settings
    from unspin.workflow import Workflow

    with clean_exit():
        settings = load_settings(options["config"])
        selected = tuple(name for names in options["select"] for name in names.split(",") if name)
        check_selected(selected, "--select: ")
        check_patterns(options["exclude"], "--exclude: ")
        settings = replace(
            settings,
            select=selected or settings.select,
            assume_spun=options["assume_spun"] or settings.assume_spun,
            encoding=options["encoding"] or settings.encoding,
            model=options["model"] or settings.model,
            reader=options["reader"] or settings.reader,
            keyphrase=options["keyphrase"] or settings.keyphrase,
            ignore=(*settings.ignore, *options["ignore"]),
            exclude=(*settings.exclude, *options["exclude"]),
            grammar=options.get("grammar", "none") or settings.grammar,
            languagetool_url=options.get("languagetool_url") or settings.languagetool_url,
            **{key: value for key, value in overrides.items() if value},
        )
        workflow = Workflow(settings, date.today())
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
