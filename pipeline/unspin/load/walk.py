"""Finds the articles in folders, as git would see them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from pathspec import GitIgnoreSpec

from unspin.errors import InputError
from unspin.load.read import FORMATS, STDIN

_SKIPPED_FOLDERS = frozenset((".git", ".hg", ".svn", "node_modules", "__pycache__", ".venv"))


def find_articles(paths: Iterable[str], exclude: tuple[str, ...] = ()) -> Iterator[str | InputError]:
    """Yield the path of each article, files as named and folders walked in sorted order.

    What ``.gitignore`` files or ``exclude`` (same syntax) leave out is skipped in folders. A folder
    that cannot be read yields its error in place, so that the others are still done.
    """
    seen: set[str] = set()
    for path in paths:
        if path != STDIN and Path(path).is_dir():
            found: Iterable[str | InputError] = _walk(Path(path), _outer_rules(Path(path), exclude))
        else:
            found = (path,)
        for item in found:
            if isinstance(item, InputError):
                yield item
            elif os.path.normpath(item) not in seen:
                seen.add(os.path.normpath(item))
                yield item


_Rules = tuple[tuple[Path, GitIgnoreSpec], ...]


def _outer_rules(folder: Path, exclude: tuple[str, ...]) -> _Rules:
    """Rules from the folders above, up to the root of the repository, and from the settings."""
    rules: list[tuple[Path, GitIgnoreSpec]] = []
    resolved = folder.resolve()
    if exclude:
        rules.append((resolved, GitIgnoreSpec.from_lines(exclude)))
    parents = [] if (resolved / ".git").exists() else list(resolved.parents)
    for parent in parents:
        rules.extend(_own_rules(parent))
        if (parent / ".git").exists():
            return tuple(rules)
    return tuple(r for r in rules if r[0] == resolved)  # not in a repository


def _own_rules(folder: Path) -> list[tuple[Path, GitIgnoreSpec]]:
    try:
        lines = (folder / ".gitignore").read_text("utf-8", "replace").splitlines()
    except OSError:
        return []
    return [(folder, GitIgnoreSpec.from_lines(lines))]


def _walk(folder: Path, rules: _Rules) -> Iterator[str | InputError]:
    rules = (*rules, *_own_rules(folder.resolve()))
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield InputError(f"{folder}: cannot be read: {error.strerror or error}")
        return
    for entry in entries:
        is_folder = entry.is_dir(follow_symlinks=False)
        if _ignored(Path(entry.path).absolute(), is_folder, rules):
            continue
        if is_folder:
            if entry.name not in _SKIPPED_FOLDERS:
                yield from _walk(Path(entry.path), rules)
        elif Path(entry.name).suffix.lower() in FORMATS and entry.is_file():
            yield entry.path


def _ignored(path: Path, is_folder: bool, rules: _Rules) -> bool:
    resolved = path.parent.resolve() / path.name
    for base, spec in rules:
        try:
            relative = resolved.relative_to(base).as_posix()
        except ValueError:
            continue
        if spec.match_file(relative + "/" if is_folder else relative):
            return True
    return False
