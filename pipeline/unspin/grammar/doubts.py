"""Doubts about the two rules that are acted on most: "a" or "an", and a word that stands twice."""

from __future__ import annotations

import re
from enum import Enum

from unspin.grammar.words import Vocabulary
from unspin.model.grammar import GrammarMatch

_ARTICLES = frozenset(("a", "an"))
_DOUBLED = frozenset(
    "the a an of to in on at by for from with and or as is are be it this your their".split()
)
"""Words that nobody writes twice on purpose."""
_MAY_DOUBLE = frozenset("had that very bye no".split())
"""Words that good sentences have twice: "patients who had had a stroke"."""
_SAYABLE = re.compile(
    r"[aeiou]|[bcdfghjklmnpqrstvwyz]?[aeiouy]|[bcdfgkpst]h?[lrwy][aeiouy]|[cgprstw]h[aeiouy]"
    r"|s[ckmnpqt][lrhu]?[aeiouy]|kn[aeiou]|pn|ps[aeiouy]|gn|qu|str"
)
"""How words begin that are said as they are written: not "mri" or "std"."""
_NEXT = re.compile(r"\s+([^\W_]+)")


class Doubt(Enum):
    """What speaks against a match."""

    NONE = 0
    NOT_SURE = 1
    NO_MISTAKE = 2

    def __bool__(self) -> bool:
        return self is not Doubt.NONE


def doubts(text: str, match: GrammarMatch, words: Vocabulary) -> Doubt:
    """What speaks against a match that is not about spelling."""
    found = text[match.start : match.end].split()
    if len(found) == 1 and found[0].lower() in _ARTICLES:
        return _of_article(text, match, words)
    if len(found) == 2 and found[0].lower() == found[1].lower():
        return _of_doubled(found)
    return Doubt.NONE


def _of_article(text: str, match: GrammarMatch, words: Vocabulary) -> Doubt:
    """How a short form is said nobody can see: "a SNP" and "an SNP" are both right."""
    following = _NEXT.match(text, match.end)
    word = following[1] if following else ""
    if len(word) < 2 or word[1:] != word[1:].lower() or not word.isalpha():
        return Doubt.NO_MISTAKE
    return Doubt.NONE if words.may_know(word) and _SAYABLE.match(word.lower()) else Doubt.NO_MISTAKE


def _of_doubled(found: list[str]) -> Doubt:
    """A heading runs into the text below it ("Surgery Surgery is ..."), or a word is right twice."""
    word = found[0].lower()
    if not word.isalpha() or word in _MAY_DOUBLE or (found[1][:1].isupper() and found[1] != found[1].upper()):
        return Doubt.NO_MISTAKE
    return Doubt.NONE if word in _DOUBLED else Doubt.NOT_SURE
