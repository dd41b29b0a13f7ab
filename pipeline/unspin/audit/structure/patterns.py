"""Patterns of words: a small language for wordings with choices, gaps and numbers.

``rules/leftovers.yaml`` describes it. A pattern becomes a regular expression over a *folded* text:
lower-case words and colons, each after one space. Every repetition in it is bounded.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from unspin.lexicon.tokens import WORD

__all__ = ["Folded", "Pattern", "compile_pattern", "fold_text"]

_TOKEN = re.compile(rf"{WORD.pattern}|:")
_PART = re.compile(r"\{[a-z]+\}|[()|?<>_#:]|\.\.\.|[\w'’-]+")
_SPECIAL = {"_": r"(?: [^ ]+)", "#": r"(?: \d[^ ]*)", "...": r"(?: [^ ]+){0,4}", ":": r"(?: :)"}
_DEEPEST = 6


@dataclass(frozen=True, slots=True)
class Folded:
    """The folded form of a text, with the place of each of its words in the text."""

    text: str
    places: tuple[tuple[int, int], ...]
    starts: tuple[int, ...]
    """Where each word begins in ``text``, counting the space before it; then the end."""
    words: frozenset[str]


@dataclass(frozen=True)
class Pattern:
    """A pattern. It can only match a text that has a word of each set in ``needs``."""

    source: str
    expression: str
    needs: tuple[frozenset[str], ...]

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """Compiled when first needed: most patterns never are, and to compile all takes half a second."""
        return re.compile(self.expression)

    def may_match(self, words: frozenset[str]) -> bool:
        """Whether a text with these words can match; far cheaper than to try."""
        return not any(need.isdisjoint(words) for need in self.needs)


def fold_text(text: str) -> Folded:
    """Fold a text for matching."""
    places = tuple(token.span() for token in _TOKEN.finditer(text))
    lower = text.lower().replace("’", "'")
    if len(lower) != len(text):  # a letter whose small form is two: rare, and only matched less well
        lower = "".join(char.lower()[:1] for char in text).replace("’", "'")
    words = [lower[start:end] for start, end in places]
    starts = accumulate((len(word) + 1 for word in words), initial=0)
    return Folded(" " + " ".join(words), places, tuple(starts), frozenset(words))


def compile_pattern(source: str, sets: Mapping[str, Sequence[str]], *, whole: bool) -> Pattern:
    """Compile a pattern; ``whole`` ones must match a whole line.

    Raises ``ValueError`` that says what is wrong with it.
    """
    parts = _PART.findall(source)
    if "".join(parts) != re.sub(r"\s", "", source):
        raise ValueError(f"cannot read {source!r}")
    start = whole or parts[:1] == ["<"]
    end = whole or parts[-1:] == [">"]
    parts = parts[parts[:1] == ["<"] : len(parts) - (parts[-1:] == [">"])]
    while not end and parts[-1:] == ["..."]:
        parts = parts[:-1]
    regex, needs, rest = _sequence(parts, sets, 0)
    if rest:
        raise ValueError(f"a bracket too many in {source!r}")
    if not needs:
        raise ValueError(f"nothing in {source!r} must be there")
    bounded = (r"\A" if start else "") + regex + (r"\Z" if end else r"(?= |\Z)")
    return Pattern(source, bounded, tuple(sorted(needs, key=len)))


_Needs = tuple[frozenset[str], ...]
_Compiled = tuple[str, _Needs, list[str]]


def _sequence(parts: list[str], sets: Mapping[str, Sequence[str]], depth: int) -> _Compiled:
    """Regular expression, needed words and what is left of one row of parts."""
    if depth > _DEEPEST:
        raise ValueError("brackets nested too deeply")
    choices: list[str] = []
    needs_of_choices: list[_Needs] = []
    row: list[str] = []
    needed: _Needs = ()
    while parts and parts[0] != ")":
        part, parts = parts[0], parts[1:]
        if part == "|" and not depth:
            raise ValueError("choices need brackets around them: (a|b)")
        if part == "|":
            choices.append("".join(row))
            needs_of_choices.append(needed)
            row, needed = [], ()
            continue
        piece, words, parts = _piece(part, parts, sets, depth)
        if parts[:1] == ["?"]:
            piece, words, parts = f"(?:{piece})?", (), parts[1:]
        row.append(piece)
        needed += words
    choices.append("".join(row))
    needs_of_choices.append(needed)
    if len(choices) == 1:
        return choices[0], needed, parts
    return f"(?:{'|'.join(choices)})", _any_of(needs_of_choices), parts


def _any_of(choices: list[_Needs]) -> _Needs:
    """What a text needs that matches one of several choices: a word of one of them."""
    if not all(choices):
        return ()
    return (frozenset().union(*(min(needs, key=len) for needs in choices)),)


def _piece(part: str, parts: list[str], sets: Mapping[str, Sequence[str]], depth: int) -> _Compiled:
    if part in _SPECIAL:
        return _SPECIAL[part], (), parts
    if part == "(":
        regex, words, parts = _sequence(parts, sets, depth + 1)
        if parts[:1] != [")"]:
            raise ValueError("a bracket is not closed")
        return f"(?:{regex})", words, parts[1:]
    if part.startswith("{"):
        wordings = sets.get(part[1:-1])
        if wordings is None:
            raise ValueError(f"unknown set {part}")
        return _wordings(wordings), (frozenset(_rarest(wording) for wording in wordings),), parts
    return _wordings([part]), tuple(frozenset([word]) for word in _words(part)), parts


def _wordings(wordings: Sequence[str]) -> str:
    """One of several plain wordings; longer ones first, so that the most is matched."""
    rows = sorted({_words(wording) for wording in wordings}, key=lambda row: (-len(row), row))
    if not all(rows):
        raise ValueError(f"no word in {wordings!r}")
    # A colon may stand after any word: "Share this: Facebook".
    choices = ["(?: :)? ".join(re.escape(word) for word in row) for row in rows]
    return f"(?:(?: :)? (?:{'|'.join(choices)}))"


def _words(wording: str) -> tuple[str, ...]:
    return tuple(word.lower().replace("’", "'") for word in WORD.findall(wording))


def _rarest(wording: str) -> str:
    words = _words(wording)
    if not words:
        raise ValueError(f"no word in {wording!r}")
    return max(words, key=lambda word: (len(word), word))
