"""Finds phrases in the words of a text, by the words that a phrase can begin with.

A phrase is written in plain words, with five marks:

* ``cure/cures/heal`` - any of these words;
* ``very?`` - may be missing (``so/very?``: either, or neither);
* ``cancer*`` - any word that begins so;
* ``N`` - a number;
* ``...`` - up to three other words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

GAP = 3
"""Words that ``...`` stands for at most."""

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|[%$]")
_PART = re.compile(r"(?:[a-z0-9%$']+\*?|N)(?:/(?:[a-z0-9%$']+\*?|N))*\??|\.\.\.")
_GAP = "..."


class Word(NamedTuple):
    """A word of a text: lower case with a straight apostrophe, and its place."""

    text: str
    start: int
    end: int


class Hit(NamedTuple):
    """Phrase number ``phrase`` stands at the words ``first`` to ``last`` (inclusive)."""

    phrase: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Part:
    """One place of a phrase: what may stand there."""

    words: frozenset[str]
    beginnings: tuple[str, ...] = ()
    is_number: bool = False
    is_optional: bool = False
    is_gap: bool = False

    def fits(self, text: str) -> bool:
        """Whether a word may stand here."""
        return (
            text in self.words
            or (self.is_number and text[0].isdigit())
            or (bool(self.beginnings) and text.startswith(self.beginnings))
        )


def words_in(text: str) -> tuple[Word, ...]:
    """The words of a text, "%" and "$" among them.

    >>> [word.text for word in words_in("Don’t: 100% safe")]
    ["don't", '100', '%', 'safe']
    """
    return tuple(Word(m.group().lower().replace("’", "'"), m.start(), m.end()) for m in _WORD.finditer(text))


def parse_phrase(phrase: str) -> tuple[Part, ...]:
    """The parts of a phrase. Raises ``ValueError`` for one that is not written as said above."""
    parts = tuple(_part(part, phrase) for part in phrase.replace("-", " ").split())
    if not parts or parts[0].is_gap or parts[0].is_optional or parts[-1].is_gap:
        raise ValueError(f"{phrase!r} must begin with a word that may not be missing, and not end with a gap")
    return parts


def _part(part: str, phrase: str) -> Part:
    if part == _GAP:
        return Part(frozenset(), is_gap=True)
    if not _PART.fullmatch(part):
        raise ValueError(f"{phrase!r}: {part!r} is no word, list of words or mark")
    words = part.rstrip("?").split("/")
    return Part(
        frozenset(word for word in words if word != "N" and not word.endswith("*")),
        tuple(word[:-1] for word in words if word.endswith("*")),
        "N" in words,
        part.endswith("?"),
    )


class PhraseFinder:
    """Phrases, known by their number in the list given, in an index of the words they begin with."""

    def __init__(self, phrases: Sequence[str]) -> None:
        """Raises ``ValueError`` for a phrase that cannot be parsed."""
        self._phrases = [parse_phrase(phrase) for phrase in phrases]
        self._by_word: dict[str, list[int]] = {}
        self._others: list[tuple[Part, int]] = []
        for number, parts in enumerate(self._phrases):
            first = parts[0]
            for word in first.words:
                self._by_word.setdefault(word, []).append(number)
            if first.is_number or first.beginnings:
                self._others.append((first, number))

    def hits(self, words: Sequence[Word]) -> Iterator[Hit]:
        """Every phrase at every place, by place; each once, as long as it can be."""
        texts = [word.text for word in words]
        for first, text in enumerate(texts):
            numbers = self._by_word.get(text, ())
            others = [number for part, number in self._others if part.fits(text)]
            for number in dict.fromkeys((*numbers, *others)) if others else numbers:
                end = _longest(self._phrases[number], 0, texts, first)
                if end > first:
                    yield Hit(number, first, end - 1)


def _longest(parts: tuple[Part, ...], at: int, texts: list[str], place: int) -> int:
    """The end of the longest way to read ``parts`` from ``at`` at ``place``, -1 for none."""
    if at == len(parts):
        return place
    part = parts[at]
    if part.is_gap:
        ends = range(place, min(place + GAP, len(texts)) + 1)
        return max(_longest(parts, at + 1, texts, end) for end in ends)
    end = -1
    if place < len(texts) and part.fits(texts[place]):
        end = _longest(parts, at + 1, texts, place + 1)
    if part.is_optional:
        end = max(end, _longest(parts, at + 1, texts, place))
    return end
