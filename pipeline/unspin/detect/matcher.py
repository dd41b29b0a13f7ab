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
_TAG_SETS = 64
"""More than there are different sets of tags of a form. A form is one number: that of its rule times this,
and that of its tags. Tuples of both would take half of the memory of a trie."""
_Leaf = tuple[str | int, ...]
"""The words that are left of the only way on, then the forms that end there; a lone form is kept as it is."""
_Forms = tuple[int, ...]
_END = ""
"""Key under which a node keeps the leaf of what ends there; no word is empty."""
_Node: TypeAlias = "dict[str, _Node | _Leaf | int]"


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

    A word on the way of several wordings leads to a node; where only one is left, its other words stand in
    one tuple, which takes a third of the memory.
    """

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._rules = rules
        self._only: bytes | None = None
        self._root: _Node = {}
        tag_sets: dict[str, int] = {}
        forms = rules.form_lines() if isinstance(rules, RuleTable) else form_lines(rules)
        with _no_garbage_collection():
            for line in forms:
                words, number, tags = line.split("\t")
                form = int(number) * _TAG_SETS + tag_sets.setdefault(tags, len(tag_sets))
                self._insert(tuple(map(intern, words.split(" "))), form)
        self._tags = tuple(tuple(tags.split(" ")) for tags in tag_sets)
        if len(self._tags) > _TAG_SETS:
            raise ValueError(f"more than {_TAG_SETS} different sets of tags")

    def limited_to(self, chosen: bytes) -> Matcher:
        """The same matcher for those of its rules that have a 1 at their number; it shares all else."""
        limited = copy(self)
        limited._only = chosen
        return limited

    def _insert(self, words: Words, form: int) -> None:
        node = self._root
        for index, word in enumerate(words):
            following = node.get(word)
            if following is None:
                node[word] = _packed((*words[index + 1 :], form))
                return
            if not isinstance(following, dict):
                leaf = _unpacked(following)
                if _tail(leaf) == words[index + 1 :]:
                    node[word] = (*leaf, form)
                    return
                first = leaf[0]
                following = {first: _packed(leaf[1:])} if isinstance(first, str) else {_END: _packed(leaf)}
                node[word] = following
            node = following
        known = node.get(_END)
        node[_END] = form if known is None or isinstance(known, dict) else (*_unpacked(known), form)

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
                for form in forms:
                    number, tags = divmod(form, _TAG_SETS)
                    if only is not None and not only[number]:
                        continue
                    rule = self._rules[number]
                    if _connected(text, tokens, first, last, "," in rule.wording):
                        yield Match(rule, self._tags[tags], first, last)


def _packed(leaf: _Leaf) -> _Leaf | int:
    """A leaf that is one form and nothing else as that form: most are, and a tuple takes twice as much."""
    return leaf[0] if len(leaf) == 1 and isinstance(leaf[0], int) else leaf


def _unpacked(leaf: _Leaf | int) -> _Leaf:
    return (leaf,) if isinstance(leaf, int) else leaf


def _tail(leaf: _Leaf) -> Words:
    """The words of a leaf."""
    return tuple(part for part in leaf if isinstance(part, str))


def _ends(node: _Node | _Leaf | int, words: Sequence[str], first: int) -> list[tuple[int, _Forms]]:
    """Where forms end whose first word led to a node, the shortest first."""
    found: list[tuple[int, _Forms]] = []
    last, count = first, len(words)
    while type(node) is dict:  # faster than isinstance, and this is where the time goes
        here = node.get(_END)
        if here is not None:
            found.append((last, (here,) if type(here) is int else here))  # type: ignore[arg-type]
        last += 1
        if last == count:
            return found
        following = node.get(words[last])
        if following is None:
            return found
        node = following
    if type(node) is int:
        return [*found, (last, (node,))]
    for at, part in enumerate(node):  # type: ignore[arg-type]
        if type(part) is int:
            found.append((last, node[at:]))  # type: ignore[arg-type, index]
            return found
        last += 1
        if last == count or words[last] != part:
            return found
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
