"""Answers of a grammar checker, kept under the hash of what was asked.

A text that was asked before, of the same checker with the same rules, is not asked again, in this run or
in a later one. The file holds hashes and matches, no texts, and may be deleted at any time; whatever is
wrong with it costs a question, never a run.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import sqlite3
from collections.abc import Sequence
from dataclasses import astuple
from pathlib import Path

from unspin.grammar.backend import GrammarBackend, Matches
from unspin.model.grammar import GrammarMatch

_FORMAT = 1
_MOST = 300_000
"""Answers kept; the oldest go first. About 40 MB."""
_AT_ONCE = 500
"""Hashes in one query: SQLite takes no more than 999 variables."""


class RememberingBackend:
    """A backend that asks another one only what it does not know yet."""

    def __init__(self, backend: GrammarBackend, path: Path) -> None:
        self._backend, self._path = backend, path
        self._known: dict[str, Matches] = {}
        self._file: sqlite3.Connection | None = None
        self._opened = False

    @property
    def name(self) -> str:
        """Name of the backend that is asked."""
        return self._backend.name

    @property
    def identity(self) -> str:
        """Identity of the backend that is asked."""
        return self._backend.identity

    def check(self, texts: Sequence[str]) -> list[Matches]:
        """The matches of each text, from memory, the file or the backend."""
        keys = [self._key(text) for text in texts]
        self._recall([key for key in keys if key not in self._known])
        asked = {key: text for key, text in zip(keys, texts, strict=True) if key not in self._known}
        if asked:
            answers = self._backend.check(list(asked.values()))
            fresh = dict(zip(asked, answers, strict=True))
            self._known |= fresh
            self._keep(fresh)
        return [self._known[key] for key in keys]

    def close(self) -> None:
        """Close the file and the backend."""
        self._backend.close()
        if self._file:
            self._file.close()
        self._file, self._opened = None, False

    def _key(self, text: str) -> str:
        asked = f"{_FORMAT}\n{self.identity}\n{text}"
        return hashlib.sha256(asked.encode("utf-8", "surrogatepass")).hexdigest()

    def _recall(self, keys: list[str]) -> None:
        file = self._open()
        if not file:
            return
        with contextlib.suppress(sqlite3.Error, ValueError, TypeError):
            for first in range(0, len(keys), _AT_ONCE):
                some = keys[first : first + _AT_ONCE]
                marks = ",".join("?" * len(some))
                query = f"SELECT key, matches FROM answers WHERE key IN ({marks})"  # noqa: S608 - only "?"
                for key, matches in file.execute(query, some):
                    self._known[key] = _loaded(matches)

    def _keep(self, fresh: dict[str, Matches]) -> None:
        file = self._open()
        if not file:
            return
        rows = [(key, json.dumps([astuple(m) for m in matches])) for key, matches in fresh.items()]
        with contextlib.suppress(sqlite3.Error), file:
            file.executemany("INSERT OR REPLACE INTO answers VALUES (?, ?)", rows)
            file.execute("DELETE FROM answers WHERE rowid <= (SELECT MAX(rowid) FROM answers) - ?", (_MOST,))

    def _open(self) -> sqlite3.Connection | None:
        """The file; ``None`` when it cannot be used. One that is damaged is made anew, once."""
        if self._opened:
            return self._file
        self._opened = True
        for _ in range(2):
            with contextlib.suppress(OSError, sqlite3.Error):
                self._path.parent.mkdir(parents=True, exist_ok=True)
                file = sqlite3.connect(self._path, timeout=5.0)
                try:
                    file.execute("CREATE TABLE IF NOT EXISTS answers (key TEXT PRIMARY KEY, matches TEXT)")
                    file.commit()
                except sqlite3.DatabaseError as error:
                    file.close()
                    if isinstance(error, sqlite3.OperationalError):
                        return None  # locked, or not to be written
                    self._path.unlink(missing_ok=True)
                    continue
                self._file = file
                return file
        return None


def _loaded(text: str) -> Matches:
    return tuple(
        GrammarMatch(int(start), int(end), str(rule), str(category), str(message), tuple(map(str, news)))
        for start, end, rule, category, message, news in json.loads(text)
    )
