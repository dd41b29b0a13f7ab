"""Checks the words around a match against a rule's context."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from unspin.detect.matcher import Match, Token
from unspin.model.document import Block
from unspin.model.rule import Context

_SENTENCE_END = re.compile(r"[.!?…]+[\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z0-9])")
_ABBREVIATION = re.compile(r"\b(?:Dr|Mr|Mrs|Ms|Prof|St|vs|e\.g|i\.e|etc|Fig|No|approx)\.\s*\Z")


@dataclass
class BlockTokens:
    """The tokens of a block with its sentence borders, found when first asked for."""

    block: Block
    tokens: Sequence[Token]
    _borders: list[int] | None = field(default=None, repr=False)

    def sentence(self, index: int) -> range:
        """Token indexes of the sentence that token ``index`` stands in."""
        borders = self._sentence_borders()
        at = bisect_right(borders, self.tokens[index].start) - 1
        low = borders[at]
        high = borders[at + 1] if at + 1 < len(borders) else len(self.block.flow.text) + 1
        begin = index
        while begin > 0 and self.tokens[begin - 1].start >= low:
            begin -= 1
        end = index + 1
        while end < len(self.tokens) and self.tokens[end].start < high:
            end += 1
        return range(begin, end)

    def _sentence_borders(self) -> list[int]:
        if self._borders is None:
            self._borders = [0, *sentence_starts(self.block.flow.text)]
        return self._borders


def sentence_starts(text: str) -> list[int]:
    """Offsets at which a sentence after the first begins."""
    return [
        end.end()
        for end in _SENTENCE_END.finditer(text)
        if not _ABBREVIATION.search(text[max(0, end.start() - 8) : end.start() + 1])
    ]


@lru_cache(maxsize=65536)
def _split(words: tuple[str, ...]) -> tuple[frozenset[str], tuple[str, ...]]:
    """Whole words and beginnings (``x*``) of a context list."""
    whole = frozenset(word.replace("’", "'") for word in words if not word.endswith("*"))
    return whole, tuple(word[:-1] for word in words if word.endswith("*"))


def is_listed(word: str, words: tuple[str, ...]) -> bool:
    """Whether a folded word is in a context list."""
    whole, beginnings = _split(words)
    return word in whole or (bool(beginnings) and word.startswith(beginnings))


def holds(context: Context, match: Match, around: BlockTokens) -> bool:
    """Whether all that the context says of words and place is true. Tags are checked elsewhere."""
    kind = around.block.kind
    if (context.inside and kind not in context.inside) or kind in context.not_inside:
        return False
    return _neighbours(context, match, around) and _nearby(context, match, around)


def _neighbours(context: Context, match: Match, around: BlockTokens) -> bool:
    if not (context.before or context.not_before or context.after or context.not_after):
        return True
    sentence = around.sentence(match.first)
    tokens = around.tokens
    before = tokens[match.first - 1].word if match.first > sentence.start else ""
    after = tokens[match.last + 1].word if match.last + 1 < sentence.stop else ""
    return not (
        (context.before and not is_listed(before, context.before))
        or (context.not_before and is_listed(before, context.not_before))
        or (context.after and not is_listed(after, context.after))
        or (context.not_after and is_listed(after, context.not_after))
    )


def _nearby(context: Context, match: Match, around: BlockTokens) -> bool:
    if not (context.near or context.not_near):
        return True
    words = [around.tokens[i].word for i in around.sentence(match.first) if i < match.first or i > match.last]
    if context.near and not any(is_listed(word, context.near) for word in words):
        return False
    return not (context.not_near and any(is_listed(word, context.not_near) for word in words))
