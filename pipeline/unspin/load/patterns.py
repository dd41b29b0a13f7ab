"""Patterns as in ``.gitignore``, from the settings and from ``.gitignore`` files."""

from __future__ import annotations

from collections.abc import Iterable

from pathspec import GitIgnoreSpec

from unspin.errors import ConfigError

__all__ = ["lenient_spec", "spec_of"]


def spec_of(patterns: Iterable[str]) -> GitIgnoreSpec:
    """The patterns, ready to match. Raises ``ConfigError`` that names the first one that is none ("!")."""
    patterns = tuple(patterns)
    for pattern in patterns:
        if not _is_pattern(pattern):
            raise ConfigError(f"{pattern!r} is no pattern as in .gitignore")
    return GitIgnoreSpec.from_lines(patterns)


def lenient_spec(lines: Iterable[str]) -> GitIgnoreSpec:
    """The patterns of a ``.gitignore`` file; a line that is none matches nothing, as with git."""
    return GitIgnoreSpec.from_lines(line for line in lines if _is_pattern(line))


def _is_pattern(line: str) -> bool:
    try:
        GitIgnoreSpec.from_lines([line])
    except ValueError:
        return False
    return True
