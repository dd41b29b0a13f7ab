"""Finds wordings in token streams: one walk over a trie, however many rules there are."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from sys import intern

from unspin.lexicon.compiled import RuleTable, form_lines
from unspin.lexicon.tokens import WORD
from unspin.model.rule import Rule

_GAP = re.compile(r"['’]?(?:[\s\u00ad\u200b\u2060]+|[\u00ad\u200b\u2060]*[-‐‑][\s\u00ad\u200b\u2060]*)\Z")
"""White space or a hyphen; a hyphen with space before it is a dash, which sets clauses apart."""
_COMMA_GAP = re.compile(r"(?:\s*,?\s*|[-‐‑]\s*)\Z")
_Node = dict[object, object]
_END = None
"""Key under which a node keeps the rules that end there; no word can be ``None``."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a flow text: folded form and place in the flow."""

    word: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Match:
    """A rule's wording at tokens ``first`` to ``last`` (inclusive), in the form of ``tags``."""

    rule: Rule
    tags: tuple[str, ...]
    first: int
    last: int


@lru_cache(maxsize=64)
def tokenize(text: str) -> tuple[Token, ...]:
    """The words of a flow text. Remembered: every detector and the decoder ask for the same blocks.

    >>> [token.word for token in tokenize("Muscle-fits don’t last.")]
    ['muscle', 'fits', "don't", 'last']
    """
    folded = text.lower()
    if len(folded) != len(text):  # a few letters change their length, such as "İ"
        return tuple(
            Token(m.group().lower().replace("’", "'"), m.start(), m.end()) for m in WORD.finditer(text)
        )
    if "’" in folded:
        folded = folded.replace("’", "'")
    return tuple(Token(m.group(), m.start(), m.end()) for m in WORD.finditer(folded))


class Matcher:
    """An immutable trie of all inflected forms of all wordings."""

    def __init__(self, rules: Sequence[Rule], only: frozenset[int] | None = None) -> None:
        """``only`` are the numbers of the rules to take, all of them by default."""
        self._rules = rules
        self._root: _Node = {}
        forms = rules.forms if isinstance(rules, RuleTable) else form_lines(rules)
        with _no_garbage_collection():
            for line in forms:
                words, number, tags = line.split("\t")
                if only is None or int(number) in only:
                    self._insert(words, int(number), tags)

    def _insert(self, words: str, number: int, tags: str) -> None:
        node = self._root
        for word in map(intern, words.split(" ")):  # one copy of each word saves a tenth of the memory
            node = node.setdefault(word, {})  # type: ignore[assignment]
        node[_END] = (*node.get(_END, ()), (number, intern(tags)))  # type: ignore[misc]

    def matches(self, text: str, tokens: Sequence[Token]) -> Iterator[Match]:
        """All matches, by start and then longest first."""
        root = self._root
        count = len(tokens)
        for first in range(count):
            node = root.get(tokens[first].word)
            if node is None:
                continue
            found: list[tuple[int, tuple[tuple[int, str], ...]]] = []
            last = first
            while True:
                ends = node.get(_END)  # type: ignore[attr-defined]
                if ends:
                    found.append((last, ends))
                last += 1
                if last == count:
                    break
                node = node.get(tokens[last].word)  # type: ignore[attr-defined]
                if node is None:
                    break
            for end, rules in reversed(found):
                for number, tags in rules:
                    rule = self._rules[number]
                    if _connected(text, tokens, first, end, "," in rule.wording):
                        yield Match(rule, tuple(tags.split(" ")), first, end)


def _connected(text: str, tokens: Sequence[Token], first: int, last: int, with_comma: bool) -> bool:
    """Whether only white space, a hyphen or a comma of the wording stands between the words."""
    gap = _COMMA_GAP if with_comma else _GAP
    for i in range(first, last):
        between = text[tokens[i].end : tokens[i + 1].start]
        possessive = not between and tokens[i + 1].word == "'s"
        if between != " " and not possessive and not gap.match(between):
            return False
    return True


@contextmanager
def _no_garbage_collection() -> Iterator[None]:
    """Building a large trie makes no garbage, but the collector would walk it again and again."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
