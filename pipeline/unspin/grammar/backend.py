"""The interface to a grammar checker."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from unspin.model.grammar import GrammarMatch

Matches = tuple[GrammarMatch, ...]


class GrammarBackend(Protocol):
    """A grammar checker. It is slow to start, so nothing starts before the first ``check``."""

    @property
    def name(self) -> str:
        """The checker's short name, as in rule ids and reports: ``languagetool``."""

    @property
    def identity(self) -> str:
        """Name, version, dialect and switched-off rules: equal identities give equal answers."""

    def check(self, texts: Sequence[str]) -> list[Matches]:
        """The matches of each text, in the order of the texts, sorted by place.

        Raises ``GrammarError`` when the checker cannot be started, does not answer in time, or answers
        something that makes no sense.
        """

    def close(self) -> None:
        """Stop what was started. May be called twice."""
