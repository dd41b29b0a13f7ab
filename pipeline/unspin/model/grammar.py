"""What a grammar checker said: single matches, and the count before and after the corrections."""

from __future__ import annotations

from dataclasses import dataclass

NO_CHECKER = "none"


@dataclass(frozen=True, slots=True)
class GrammarMatch:
    """A mistake that a checker sees in a text: ``[start, end)`` in code points of that text."""

    start: int
    end: int
    rule: str
    category: str
    message: str
    replacements: tuple[str, ...] = ()
    """What the checker proposes, best first, in the case of the place."""


@dataclass(frozen=True, slots=True)
class GrammarSummary:
    """Which checker ran over an article, and how many mistakes it saw in the draft and in the result.

    Only mistakes that count are counted: no matters of style, no names, no medical words
    (``rules/grammar/``).
    """

    checker: str = NO_CHECKER
    errors_before: int = 0
    errors_after: int = 0

    @property
    def ran(self) -> bool:
        """Whether a checker looked at the article at all."""
        return self.checker != NO_CHECKER
