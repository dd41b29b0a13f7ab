"""Harper, a grammar checker without Java, by the package harper-py. The only module that imports it."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import metadata
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from unspin.errors import GrammarError
from unspin.grammar.backend import Matches
from unspin.grammar.rules import CheckerRules
from unspin.model.grammar import GrammarMatch

if TYPE_CHECKING:
    from harper import Linter

NAME = "harper"
HINT = "pip install 'unspin[harper]'"
_ANSWERS = 5


def has_harper() -> bool:
    """Whether harper-py is installed."""
    return find_spec("harper") is not None and bool(harper_version())


def harper_version() -> str:
    """Version of harper-py, or an empty text."""
    try:
        return metadata.version("harper-py")
    except metadata.PackageNotFoundError:
        return ""


class HarperBackend:
    """Harper behind the interface ``GrammarBackend``, with only those of its rules that are right often."""

    name = NAME

    def __init__(self, rules: CheckerRules) -> None:
        self._rules = rules
        self._linter: Linter | None = None

    @property
    def identity(self) -> str:
        """Which Harper, and which of its rules."""
        return f"{NAME} {harper_version()} {' '.join((*self._rules.spelling, *self._rules.rules))}"

    def check(self, texts: Sequence[str]) -> list[Matches]:
        """Check each text by itself: Harper is quick and starts nothing."""
        try:
            linter = self._linter or self._open()
            return [_matches(linter, text) for text in texts]
        except GrammarError:
            raise
        except Exception as error:  # a young package: whatever it raises, the article is still cleaned
            raise GrammarError(f"Harper: {' '.join(str(error).split())[:200]}") from None

    def close(self) -> None:
        """Forget the dictionary."""
        self._linter = None

    def _open(self) -> Linter:
        if not has_harper():
            raise GrammarError(f"the embedded checker needs the package harper-py: {HINT}")
        from harper import Linter

        linter = Linter()
        wanted = {*self._rules.spelling, *self._rules.rules}
        linter.set_lint_config({name: name in wanted for name in linter.get_lint_config()})
        self._linter = linter
        return linter


def _matches(linter: Linter, text: str) -> Matches:
    from harper import Language

    found = [
        _read(rule, lint)
        for rule, lints in linter.organized_lints(text, language=Language.PLAINTEXT).items()
        for lint in lints
    ]
    return tuple(sorted(found, key=lambda m: (m.start, m.end, m.rule)))


def _read(rule: str, lint: Any) -> GrammarMatch:
    answers = [s.replacement_text for s in lint.suggestions[:_ANSWERS] if s.replacement_text]
    return GrammarMatch(lint.span.start, lint.span.end, rule, "", lint.message, tuple(answers))
