"""Codes that the configuration switches off for some files: ``[per-file-ignores]``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pathspec import GitIgnoreSpec

from unspin.errors import ConfigError
from unspin.load.patterns import spec_of
from unspin.load.read import STDIN


@dataclass(frozen=True)
class PerFileIgnores:
    """Patterns as in ``.gitignore``, relative to ``folder``, each with the codes that it switches off."""

    codes: Mapping[str, tuple[str, ...]]
    folder: Path

    @cached_property
    def specs(self) -> tuple[tuple[GitIgnoreSpec, tuple[str, ...]], ...]:
        """The patterns, ready to match. Raises ``ConfigError`` for one that is none."""
        return tuple((_spec(glob), codes) for glob, codes in self.codes.items())

    def of(self, path: str) -> tuple[str, ...]:
        """The codes that are off for the article at ``path``, each once; none for nameless input."""
        if path == STDIN:
            return ()
        try:
            relative = Path(path).resolve().relative_to(self.folder.resolve()).as_posix()
        except (OSError, ValueError):
            return ()
        found = (code for spec, codes in self.specs if spec.match_file(relative) for code in codes)
        return tuple(dict.fromkeys(found))


def _spec(glob: str) -> GitIgnoreSpec:
    try:
        return spec_of((glob,))
    except ConfigError as error:
        raise ConfigError(f"'per-file-ignores': {error}") from None


NOT_PER_FILE = PerFileIgnores({}, Path())
