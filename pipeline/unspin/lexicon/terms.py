"""The right terms of many fields, and what spinners make of their parts: knowledge for single phrases.

``rules/terms/`` holds ``*.terms.txt``, a term a line, ``*.pieces.txt``, lines ``original: spun, spun``, and
``*.pieces.tsv``, pieces that were counted (``evaluate/align_pairs.py``). What dictionaries of synonyms have
for single words (``rules/dictionary/``) counts among the pieces.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from unspin.lexicon.channel import MORE, shipped_dictionary
from unspin.lexicon.inflect import base_of
from unspin.lexicon.shipped import shipped_files
from unspin.lexicon.tokens import Words, words_of
from unspin.model.rule import Pos

_BRITISH = re.compile(r"is(?=(?:e|ed|er|ing|ation|ations)\Z)")
_JUDGED, _COUNTED = 0.2, 0.6
"""Chance that a piece of a spun term stands for an original that people list for it, or that was counted."""
TERMS, PIECES, COUNTED = ".terms.txt", ".pieces.txt", ".pieces.tsv"
"""Endings of the names of the files."""
LONGEST = 10
"""Words of the longest term."""
_COUNT = re.compile(r"[^\t]+\t[^\t]+\t[01]\.\d+\Z")
_LINE = re.compile(r"(?P<original>[^:\t]+):(?P<spun>[^:\t]+)\Z")


@dataclass(frozen=True)
class TermKnowledge:
    """Right terms by their folded words, and the originals of spun pieces with their chances."""

    terms: Mapping[Words, str]
    pieces: Mapping[Words, Mapping[str, float]]

    def term(self, words: Words) -> str:
        """A known term as it is usually written, whatever its number and spelling here; empty if unknown."""
        return self.terms.get(fold(words), "")


def fold(words: Iterable[str]) -> Words:
    """Words without what does not tell terms apart: number and British spelling.

    >>> fold(("neural", "networks")), fold(("optimisation",))
    (('neural', 'network'), ('optimization',))
    """
    return tuple(map(_fold, words))


@cache
def _fold(word: str) -> str:
    return singular(_BRITISH.sub("iz", word) if len(word) > 6 else word)


@cache
def singular(word: str) -> str:
    """The singular of a plural noun, other words as they are.

    >>> singular("analyses"), singular("networks"), singular("diabetes"), singular("mass")
    ('analysis', 'network', 'diabetes', 'mass')
    """
    base = base_of(word, Pos.NOUN)
    if base:
        return base
    regular = len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is"))
    return word[:-1] if regular else word


def shipped_term_files() -> tuple[tuple[str, str], ...]:
    """Path and text of the files of ``rules/terms/``."""
    return tuple(shipped_files("terms", (TERMS, PIECES, COUNTED)))


@cache
def shipped_knowledge() -> TermKnowledge:
    """What the files of ``rules/terms/`` say."""
    shipped = shipped_term_files()
    terms, counted = (
        [text for path, text in shipped if path.endswith(ending)] for ending in (TERMS, COUNTED)
    )
    return TermKnowledge(read_terms(terms), read_pieces(shipped_pieces(), counted))


def shipped_pieces() -> list[str]:
    """Texts of pieces that people know: ``*.pieces.txt`` and the dictionary."""
    pieces = [text for path, text in shipped_term_files() if path.endswith(PIECES)]
    return [*pieces, *(dictionary_pieces(text) for _, text in shipped_dictionary())]


def dictionary_pieces(text: str) -> str:
    """The lines of a file of ``rules/dictionary/`` as lines of pieces.

    >>> dictionary_pieces("verb | take | bring, consider*, ...")
    'take: bring, consider'
    """
    found = []
    for line in _lines([text]):
        _, original, wordings = line.split("|")
        spun = [wording.strip(" *?#") for wording in wordings.split(",")]
        found.append(f"{original.strip()}: {', '.join(wording for wording in spun if wording != MORE)}")
    return "\n".join(found)


def read_terms(texts: Iterable[str]) -> dict[Words, str]:
    """Terms by their folded words; of several spellings the first."""
    found: dict[Words, str] = {}
    for line in _lines(texts):
        words = words_of(line)
        if words:
            found.setdefault(fold(words), line)
    return found


def read_pieces(judged: Iterable[str], counted: Iterable[str]) -> dict[Words, dict[str, float]]:
    """Originals of spun pieces: from lines of what people know, the first spun wordings the likeliest, and
    from lines ``spun TAB original TAB chance``."""
    weights: defaultdict[Words, defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
    for line in _lines(judged):
        match = _LINE.match(line)
        if match:
            for rank, spun in enumerate(match["spun"].split(","), 1):
                weights[words_of(spun)][match["original"].strip()] += rank**-0.5
    pieces: dict[Words, dict[str, float]] = {}
    for words, originals in weights.items():
        total = sum(originals.values())
        pieces[words] = {original: _JUDGED * weight / total for original, weight in originals.items()}
    for line in _lines(counted):
        spun, original, chance = line.split("\t")
        known = pieces.setdefault(words_of(spun), {})
        known[original] = known.get(original, 0.0) + _COUNTED * float(chance)
    return pieces


def lint_terms(sources: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Problems of files of terms and pieces, given by path and text (``file:line: what; how to mend``)."""
    for path, text in sources:
        seen: set[str] = set()
        for number, line in enumerate(text.splitlines(), 1):
            if line.strip() and not line.startswith("#"):
                problem = f"{line!r} is there twice; remove one" if line in seen else _problem(path, line)
                seen.add(line)
                if problem:
                    yield f"{path}:{number}: {problem}"


def _problem(path: str, line: str) -> str:
    if path.endswith(COUNTED):
        return "" if _COUNT.match(line) else f"{line!r} is not 'spun TAB original TAB chance'; make it anew"
    if path.endswith(TERMS):
        fine = 1 <= len(words_of(line)) <= LONGEST
        return "" if fine else f"{line!r} is no term of 1 to {LONGEST} words; remove or shorten it"
    match = _LINE.match(line)
    spun = [words_of(wording) for wording in match["spun"].split(",")] if match else []
    if not match or not all(spun):
        return f"{line!r} is not 'original: spun, spun'; mend it"
    if words_of(match["original"]) in spun:
        return f"the original {match['original']!r} is among its spun wordings; remove it there"
    return ""


def _lines(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        for line in text.splitlines():
            if line.strip() and not line.startswith("#"):
                yield line.strip()
