"""Gets LanguageTool and makes sure that it works. The only part of the program that downloads anything.

Two sources: Maven Central, by the user's own ``mvn`` and settings, or the release archive, by
language-tool-python's download. Everything is made in a folder beside the final one, which is renamed
when it is whole; so an installation is there or not, never half. What Maven has fetched stays in its
repository, and the next try goes on from there.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from unspin.errors import GrammarError
from unspin.grammar.installation import (
    CHECKSUMS,
    VERSION,
    Installation,
    install_folder,
    mark,
    problem_of,
    wrong_checksum,
)
from unspin.grammar.java import find_java
from unspin.grammar.maven import copy_jars, find_maven
from unspin.grammar.server import START_SECONDS, LocalServer

SOURCES = ("auto", "maven", "release")
SPACE = 400_000_000
"""Bytes needed: 100 MB for the jars, the same in Maven's repository, or the archive and its content."""

Say = Callable[[str], None]
Probe = Callable[[str], None]
"""Asks a running server a question with a known answer; raises ``GrammarError`` on a wrong one."""


@dataclass(frozen=True, slots=True)
class Installed:
    """What came of an installation."""

    installation: Installation
    fresh: bool
    """Whether anything was done; a whole one is left alone."""


def install(source: str, say: Say, probe: Probe, release: Callable[[Path], Path], force: bool) -> Installed:
    """Make LanguageTool ready and return where it is.

    ``say`` gets lines of progress; ``release`` fetches the archive into a folder and returns what it
    unpacked. Raises ``GrammarError`` with one line for everything that may go wrong.
    """
    find_java()
    folder = install_folder()
    there = Installation(folder)
    if not force and folder.is_dir() and any(folder.iterdir()):
        problem = problem_of(there) if (folder / "installed.json").is_file() else "it is not complete"
        if not problem:
            return Installed(there, fresh=False)
        say(f"installing again: {problem}")
    chosen = _choose(source)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        _check_space(folder.parent)
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".installing-") as stage:
            made = _fetch(chosen, Path(stage), say, release)
            _verify(made, chosen, say, probe)
            mark(made, chosen)
            _replace(made, folder)
    except OSError as error:
        raise GrammarError(f"{folder}: cannot be written: {error.strerror or error}") from None
    return Installed(there, fresh=True)


def _choose(source: str) -> str:
    if source == "auto":
        return "maven" if shutil.which("mvn") else "release"
    if source == "maven":
        find_maven()
    return source


def _check_space(folder: Path) -> None:
    free = shutil.disk_usage(folder).free
    if free < SPACE:
        raise GrammarError(
            f"{folder}: only {free // 1_000_000} MB are free; LanguageTool needs {SPACE // 1_000_000} MB"
        )


def _fetch(source: str, stage: Path, say: Say, release: Callable[[Path], Path]) -> Path:
    if source == "release":
        say(f"fetching the LanguageTool {VERSION} release with language-tool-python")
        return release(stage)
    say(f"fetching LanguageTool {VERSION} (server and English, about 100 MB) with Maven")
    jars = stage / "jars"
    copy_jars(find_maven(), jars, say)
    missing = [name for name in CHECKSUMS if not (jars / name).is_file()]
    if missing:
        raise GrammarError(f"Maven did not bring {missing[0]}; look at the mirrors in its settings")
    return jars


def _verify(folder: Path, source: str, say: Say, probe: Probe) -> None:
    problem = wrong_checksum(folder) if source == "maven" else ""
    if problem:
        raise GrammarError(f"{problem}; delete it from Maven's repository and try again")
    say("starting it once to see that it works")
    server = LocalServer(Installation(folder), START_SECONDS)
    try:
        probe(server.url)
    finally:
        server.stop()


def _replace(made: Path, folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder)
    made.rename(folder)
