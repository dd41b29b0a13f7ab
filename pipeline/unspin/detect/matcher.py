"""Finds wordings in token streams: one walk over a trie, however many rules there are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from unspin.lexicon.inflect import inflect_wording
from unspin.lexicon.tokens import WORD, words_of
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


def tokenize(text: str) -> list[Token]:
    """The words of a flow text.

    >>> [token.word for token in tokenize("Muscle-fits don’t last.")]
    ['muscle', 'fits', "don't", 'last']
    """
    folded = text.lower()
    if len(folded) != len(text):  # a few letters change their length, such as "İ"
        return [Token(m.group().lower().replace("’", "'"), m.start(), m.end()) for m in WORD.finditer(text)]
    if "’" in folded:
        folded = folded.replace("’", "'")
    return [Token(m.group(), m.start(), m.end()) for m in WORD.finditer(folded)]


class Matcher:
    """An immutable trie of all inflected forms of all wordings."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._root: _Node = {}
        self._with_comma: set[str] = set()
        for rule in rules:
            if "," in rule.wording:
                self._with_comma.add(rule.id)
            for tag, wording in inflect_wording(rule.wording, rule.pos).items():
                self._insert(words_of(wording), rule, tag)

    def _insert(self, words: tuple[str, ...], rule: Rule, tag: str) -> None:
        node = self._root
        for word in words:
            node = node.setdefault(word, {})  # type: ignore[assignment]
        ends: list[tuple[Rule, list[str]]] = node.setdefault(_END, [])  # type: ignore[assignment]
        for known, tags in ends:
            if known is rule:
                tags.append(tag)
                return
        ends.append((rule, [tag]))

    def matches(self, text: str, tokens: list[Token]) -> Iterator[Match]:
        """All matches, by start and then longest first."""
        root = self._root
        count = len(tokens)
        for first in range(count):
            node = root.get(tokens[first].word)
            if node is None:
                continue
            found: list[tuple[int, list[tuple[Rule, list[str]]]]] = []
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
                for rule, tags in rules:
                    if self._connected(text, tokens, first, end, rule):
                        yield Match(rule, tuple(tags), first, end)

    def _connected(self, text: str, tokens: list[Token], first: int, last: int, rule: Rule) -> bool:
        """Whether only white space, a hyphen or a comma of the wording stands between the words."""
        if first == last:
            return True
        gap = _COMMA_GAP if rule.id in self._with_comma else _GAP
        for i in range(first, last):
            between = text[tokens[i].end : tokens[i + 1].start]
            possessive = not between and tokens[i + 1].word == "'s"
            if between != " " and not possessive and not gap.match(between):
                return False
        return True
