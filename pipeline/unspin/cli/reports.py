"""``--report``: the audit of each article, and for several the report on all of them."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import click

from unspin.cli.common import Run, clean_exit, write_text
from unspin.errors import ConfigError, InputError
from unspin.load import is_folder

if TYPE_CHECKING:
    from unspin.model.report import AuditReport
    from unspin.model.site import Earlier, SitePost

FORMATS = (".html", ".md", ".json")
SITE_FORMATS = (".html", ".json")
EACH = (".html", ".json")
"""What a folder of reports gets for every article."""
INDEXES = ("index.html", "index.json")
"""What it gets for all of them."""
MOST_BYTES = 200_000_000
"""Largest earlier report that is read."""


def report_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Options of the commands that write reports."""
    for option in (
        click.option(
            "--trend",
            metavar="FILE",
            help="Compare with an earlier index.json, or output of check --format json (needs --report).",
        ),
        click.option(
            "--report",
            "reports",
            multiple=True,
            metavar="FILE",
            help="Write an audit report (.html, .md or .json); for several articles a folder, "
            "or .html or .json for the report on all of them; repeatable.",
        ),
    ):
        command = option(command)
    return command


def is_several(paths: tuple[str, ...]) -> bool:
    """Whether a run is over several articles, even if the folder holds only one."""
    return len(paths) > 1 or is_folder(paths[0])


class Reports:
    """Writes the reports of a run.

    ``corrected`` says in which state a report on all articles shows them. ``claim`` raises
    ``InputError`` for a path that another article of the run was written to. The ``targets`` have gone
    through ``check_targets``. Ends the program when the earlier report cannot be read.
    """

    def __init__(
        self,
        run: Run,
        paths: tuple[str, ...],
        targets: tuple[str, ...],
        trend: str | None,
        *,
        corrected: bool,
        claim: Callable[[str, str], str] | None = None,
    ) -> None:
        self.run, self.corrected = run, corrected
        self.several = is_several(paths)
        self.targets = targets
        self._bases = tuple(Path(path) for path in paths if is_folder(path))
        self._claim = claim or (lambda path, _: path)
        self._posts: dict[str, list[SitePost]] = {target: [] for target in targets}
        with clean_exit():
            self._earlier = _read_earlier(trend, corrected) if trend else None

    def add(self, done: AuditReport) -> None:
        """Write the reports of one article. Raises ``InputError``."""
        if not self.several:
            for target in self.targets:
                write_text(target, _rendered(done, target))
            return
        from unspin.render.site_rows import site_post

        for target in self.targets:
            link = "" if _is_site_file(target) else self._each(done, target)
            self._posts[target].append(site_post(done, self.corrected, link))

    def finish(self) -> None:
        """Write the reports on all articles."""
        if not self.several:
            return
        for target in self.targets:
            names = [target] if _is_site_file(target) else [str(Path(target) / name) for name in INDEXES]
            for name in names:
                try:
                    write_text(self._claim(name, "the report on all articles"), self._site(target, name))
                except InputError as error:
                    self.run.fail(error)

    def relative(self, path: str) -> Path:
        """The path of an article below the folder that was named, else its name."""
        for base in self._bases:
            if Path(path).is_relative_to(base):
                return Path(path).relative_to(base)
        return Path(Path(path).name)

    def _each(self, done: AuditReport, folder: str) -> str:
        """Write the reports of one of several articles; gives the link to the first of them."""
        relative = self.relative(done.article.path)
        names = [relative.with_name(relative.name + suffix) for suffix in EACH]
        paths = [self._claim(str(Path(folder) / name), done.article.path) for name in names]
        for path in paths:
            write_text(path, _rendered(done, path))
        return "./" + quote(os.fsencode(names[0].as_posix()))

    def _site(self, target: str, name: str) -> str:
        from unspin.model.site import SiteReport

        lines = (str(error).partition(": ") for error in self.run.errors)
        errors = tuple((path, problem) for path, _, problem in lines)
        site = SiteReport(tuple(self._posts[target]), self.corrected, errors, self._earlier)
        if name.lower().endswith(".json"):
            from unspin.render.site_json import render_site_json

            return render_site_json(site)
        from unspin.render.html import render_site_html

        return render_site_html(site)


def check_targets(paths: tuple[str, ...], targets: tuple[str, ...], trend: str | None) -> None:
    """Ends the program on a wrong use of the options."""
    several = is_several(paths)
    for target in targets:
        _check_name(target, several)
    if trend and not (targets and several):
        raise click.UsageError("--trend needs several articles and --report")


def _check_name(target: str, several: bool) -> None:
    suffix = Path(target).suffix.lower()
    if not several and suffix not in FORMATS:
        raise click.UsageError(f"--report {target}: the name must end in .html, .md or .json")
    if several and suffix and suffix not in SITE_FORMATS:
        raise click.UsageError(
            f"--report {target}: several articles need a folder, such as --report reports/, "
            "or a file .html or .json for the report on all of them"
        )


def _is_site_file(target: str) -> bool:
    return Path(target).suffix.lower() in SITE_FORMATS


def _read_earlier(path: str, corrected: bool) -> Earlier:
    """Raises ``ConfigError``."""
    from unspin.render.site_earlier import read_earlier

    try:
        if Path(path).stat().st_size > MOST_BYTES:
            raise ConfigError(f"{path}: is too large for a report")
        text = Path(path).read_text("utf-8")
    except UnicodeDecodeError:
        text = ""
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror or error}") from None
    return read_earlier(text, path, corrected)


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
