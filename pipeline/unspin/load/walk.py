"""Finds the articles in folders, as git would see them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from pathspec import GitIgnoreSpec

from unspin.errors import InputError
from unspin.load.patterns import lenient_spec, spec_of
from unspin.load.read import FORMATS, STDIN

_SKIPPED_FOLDERS = frozenset((".git", ".hg", ".svn", "node_modules", "__pycache__", ".venv"))


def find_articles(paths: Iterable[str], exclude: tuple[str, ...] = ()) -> Iterator[str | InputError]:
    """Yield the path of each article, files as named and folders walked in sorted order.

    What ``.gitignore`` files or ``exclude`` (same syntax) leave out is skipped in folders. A folder
    that cannot be read yields its error in place, so that the others are still done.
    Raises ``ConfigError`` for a pattern of ``exclude`` that is none.
    """
    seen: set[str] = set()
    for path in paths:
        if path != STDIN and is_folder(path):
            found: Iterable[str | InputError] = _walk(Path(path), _outer_rules(Path(path), exclude))
        else:
            found = (path,)
        for item in found:
            if isinstance(item, InputError):
                yield item
            elif os.path.normpath(item) not in seen:
                seen.add(os.path.normpath(item))
                yield item


def is_folder(path: str) -> bool:
    """Whether a path is a folder; a name that no file can have (too long, say) is none."""
    try:
        return Path(path).is_dir()
    except (OSError, ValueError):
        return False


_Rules = tuple[tuple[Path, GitIgnoreSpec], ...]


def _outer_rules(folder: Path, exclude: tuple[str, ...]) -> _Rules:
    """The rule of the settings, then those of the folders above from the root of the repository down."""
    resolved = folder.resolve()
    rules = [(resolved, spec_of(exclude))]
    above = [resolved, *resolved.parents]
    root = next((place for place in above if (place / ".git").exists()), resolved)
    for parent in reversed(above[1 : above.index(root) + 1]):
        rules.extend(_own_rules(parent))
    return tuple(rules)


def _own_rules(folder: Path) -> list[tuple[Path, GitIgnoreSpec]]:
    try:
        lines = (folder / ".gitignore").read_text("utf-8", "replace").splitlines()
    except OSError:
        return []
    return [(folder, lenient_spec(lines))]


def _walk(folder: Path, rules: _Rules) -> Iterator[str | InputError]:
    rules = (*rules, *_own_rules(folder.resolve()))
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield InputError(f"{folder}: cannot be read: {error.strerror or error}")
        return
    for entry in entries:
        folder_entry = entry.is_dir(follow_symlinks=False)
        if _ignored(Path(entry.path).absolute(), folder_entry, rules):
            continue
        if folder_entry:
            if entry.name not in _SKIPPED_FOLDERS:
                yield from _walk(Path(entry.path), rules)
        elif Path(entry.name).suffix.lower() in FORMATS and _is_file(entry):
            yield entry.path


def _is_file(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_file()
    except OSError:  # a link to itself
        return False


def _ignored(path: Path, as_folder: bool, rules: _Rules) -> bool:
    """Whether the settings say so, else the deepest ``.gitignore`` that has a word on it."""
    resolved = path.parent.resolve() / path.name
    for base, spec in (rules[0], *reversed(rules[1:])):
        try:
            relative = resolved.relative_to(base).as_posix()
        except ValueError:
            continue
        said = spec.check_file(relative + "/" if as_folder else relative).include
        if said is not None:
            return said
    return False
