"""Finds wordings in token streams: one walk over a trie, however many rules there are."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from sys import intern
from typing import TypeAlias

from unspin.lexicon.compiled import RuleTable, form_lines
from unspin.lexicon.tokens import WORD, Words
from unspin.model.rule import Rule

_GAP = re.compile(r"['’]?(?:[\s\u00ad\u200b\u2060]+|[\u00ad\u200b\u2060]*[-‐‑][\s\u00ad\u200b\u2060]*)\Z")
"""White space or a hyphen; a hyphen with space before it is a dash, which sets clauses apart."""
_COMMA_GAP = re.compile(r"(?:\s*,?\s*|[-‐‑]\s*)\Z")
_Form = tuple[int, str]
"""Number of a rule, and the tags of one of its forms."""
_Leaf = tuple[Words, tuple[_Form, ...]]
"""The words that are left of the only form on this way, and what ends there."""
_END = ""
"""Key under which a node keeps the leaf of what ends there; no word is empty."""
_Node: TypeAlias = "dict[str, _Node | _Leaf]"


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
    """An immutable trie of all inflected forms of all wordings.

    A word on the way of several forms leads to a node; where only one form is left, its other words stand
    in one tuple, which takes a third of the memory.
    """

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._rules = rules
        self._only: bytes | None = None
        self._root: _Node = {}
        forms = rules.form_lines() if isinstance(rules, RuleTable) else form_lines(rules)
        with _no_garbage_collection():
            for line in forms:
                words, number, tags = line.split("\t")
                self._insert(tuple(map(intern, words.split(" "))), (int(number), intern(tags)))

    def limited_to(self, chosen: bytes) -> Matcher:
        """The same matcher for those of its rules that have a 1 at their number; it shares all else."""
        limited = copy(self)
        limited._only = chosen
        return limited

    def _insert(self, words: Words, form: _Form) -> None:
        node = self._root
        for index, word in enumerate(words):
            following = node.get(word)
            if following is None:
                node[word] = (words[index + 1 :], (form,))
                return
            if isinstance(following, tuple):
                tail, ends = following
                rest = words[index + 1 :]
                if tail == rest:
                    node[word] = (tail, (*ends, form))
                    return
                following = node[word] = {tail[0]: (tail[1:], ends)} if tail else {_END: ((), ends)}
            node = following
        known = node.get(_END)
        node[_END] = ((), (*known[1], form) if isinstance(known, tuple) else (form,))

    def matches(self, text: str, tokens: Sequence[Token]) -> Iterator[Match]:
        """All matches, by start and then longest first."""
        only, root = self._only, self._root
        words = [token.word for token in tokens]
        for first, (word, following) in enumerate(pairwise([*words, _END])):
            node = root.get(word)
            if node is None:
                continue
            if type(node) is dict and _END not in node and following not in node:
                continue  # most words begin no form that goes on as the text does
            for last, forms in reversed(_ends(node, words, first)):
                for number, tags in forms:
                    if only is not None and not only[number]:
                        continue
                    rule = self._rules[number]
                    if _connected(text, tokens, first, last, "," in rule.wording):
                        yield Match(rule, tuple(tags.split(" ")), first, last)


def _ends(node: _Node | _Leaf, words: Sequence[str], first: int) -> list[tuple[int, tuple[_Form, ...]]]:
    """Where forms end whose first word led to a node, the shortest first."""
    found: list[tuple[int, tuple[_Form, ...]]] = []
    last, count = first, len(words)
    while type(node) is dict:  # faster than isinstance, and this is where the time goes
        here = node.get(_END)
        if here is not None:
            found.append((last, here[1]))  # type: ignore[arg-type, index]
        last += 1
        if last == count:
            return found
        following = node.get(words[last])
        if following is None:
            return found
        node = following
    tail, forms = node
    if not tail:
        found.append((last, forms))  # type: ignore[arg-type]
    elif words[last + 1 : last + 1 + len(tail)] == list(tail):
        found.append((last + len(tail), forms))  # type: ignore[arg-type]
    return found


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
