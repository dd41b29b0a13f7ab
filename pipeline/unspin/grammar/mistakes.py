"""What of a checker's matches are mistakes, in which block, and what the answer to each is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from unspin.grammar.backend import Matches
from unspin.grammar.doubts import Doubt, doubts
from unspin.grammar.rules import CheckerRules
from unspin.grammar.spelling import judge_spelling
from unspin.grammar.words import Vocabulary
from unspin.lm.model import LanguageModel
from unspin.model.document import Block, BlockKind, Document, Protection
from unspin.model.grammar import GrammarMatch

_OBJECT = "\ufffc"
"""Stands in a flow for what is no prose: a picture, code, a formula."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """A match that counts: its place in a text, the answers, and whether the first is sure."""

    start: int
    end: int
    rule: str
    message: str
    answers: tuple[str, ...]
    sure: bool
    may_mend: bool
    is_spelling: bool
    shown: bool = True
    """Whether it counts by itself, or only where a change of ours brings it about."""


@dataclass(frozen=True)
class Sieve:
    """Sorts a checker's matches: what is no mistake in a health article falls through."""

    rules: CheckerRules
    model: LanguageModel | None

    @cached_property
    def _words(self) -> Vocabulary:
        return Vocabulary(self.model)

    def mistakes(
        self, text: str, kind: BlockKind, matches: Matches, times: Counter[str] | None = None
    ) -> list[Mistake]:
        """The mistakes in a text, in order, none overlapping; ``times`` counts the words of the article."""
        found: list[Mistake] = []
        for match in matches:
            mistake = self._mistake(text, kind, match, times or Counter())
            if mistake and (not found or found[-1].end <= mistake.start):
                found.append(mistake)
        return found

    def _mistake(
        self, text: str, kind: BlockKind, match: GrammarMatch, times: Counter[str]
    ) -> Mistake | None:
        if not self.rules.counts(match):
            return None
        if _OBJECT in text[max(0, match.start - 2) : match.end + 2]:
            return None
        if self.rules.is_spelling(match):
            word = text[match.start : match.end]
            spelling = judge_spelling(text, kind, match, self._words, self.model, times[word.lower()])
            if spelling is None:
                return None
            return self._made(match, spelling.answers, spelling.sure, is_spelling=True)
        doubt = doubts(text, match, self._words)
        if doubt is Doubt.NO_MISTAKE:
            return None
        sure = not doubt and len(match.replacements) == 1 and match.rule in self.rules.sure
        return self._made(match, match.replacements, sure)

    def _made(
        self, match: GrammarMatch, answers: tuple[str, ...], sure: bool, is_spelling: bool = False
    ) -> Mistake:
        may_mend = is_spelling or (match.rule in self.rules.mend and len(match.replacements) == 1)
        return Mistake(
            match.start,
            match.end,
            f"{self.rules.checker}/{match.rule}",
            match.message,
            answers,
            sure,
            may_mend and bool(answers),
            is_spelling,
            match.rule not in self.rules.only_after_changes,
        )


def words_in(document: Document) -> Counter[str]:
    """How often the article has each word, in lower case."""
    words = (word for block in document.blocks for word in block.flow.text.split())
    return Counter(word.strip(".,;:!?()\"'“”‘’").lower() for word in words)


def is_hard(document: Document, block: Block, start: int, end: int) -> bool:
    """Whether a place of a block touches what must not be edited."""
    span = block.flow.to_original(start, end)
    return any(
        place.level is Protection.HARD and place.reason != "tag" for place in document.protected_at(span)
    )


def checked_blocks(document: Document) -> Sequence[Block]:
    """The blocks that a checker is shown: those with at least one word."""
    return [block for block in document.blocks if any(c.isalpha() for c in block.flow.text)]
