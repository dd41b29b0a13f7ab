"""A proposed entry, and what can be guessed of it: part of speech, kind, trust."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from unspin.language.nlp import LanguageTools
from unspin.learn.align import Place
from unspin.lexicon.inflect import head_index, inflect_wording, readings
from unspin.lexicon.pack import slug
from unspin.lexicon.tokens import words_of
from unspin.lm.model import LanguageModel
from unspin.model.rule import Kind, Pos, Trust

Tools = Callable[[], LanguageTools]
TYPO_LIKE = 0.75
"""Likeness of spelling from which an unknown word is a misspelling."""
_TAGS = {
    Pos.NOUN: ("NOUN", "PROPN"),
    Pos.VERB: ("VERB", "AUX"),
    Pos.ADJECTIVE: ("ADJ",),
    Pos.ADVERB: ("ADV",),
}


@dataclass(frozen=True, slots=True)
class Proposal:
    """An entry for a person to judge. ``original`` is empty where none was found."""

    wording: str
    original: str
    pos: Pos = Pos.FIXED
    kind: Kind = Kind.GENERAL_PHRASE
    trust: Trust = Trust.LOW
    count: int = 1
    articles: int = 1
    score: float | None = None
    fixes: tuple[tuple[str, str], ...] = ()
    """Spun sentence and the same corrected."""
    contexts: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    problem: str = ""
    """Why it cannot be used as it is; then it is written as a comment."""

    @property
    def slug(self) -> str:
        """What makes its rule's id: only one proposal of a file may have it."""
        return slug(self.wording)


def base_entry(spun: Place | str, clean: Place, tools: Tools) -> tuple[str, str, Pos]:
    """Wording and original in base form and their part of speech.

    Both heads must be the same form of their words ("fits", "spasms": plurals), and the language tools must
    agree that the corrected sentence has such a word there; else the wording is fixed.
    """
    wording = spun if isinstance(spun, str) else spun.wording
    original = clean.wording
    tags = _tags(clean, tools)
    for pos in (Pos.NOUN, Pos.VERB):
        words = original.split()
        found = _bases(wording, original, pos)
        if found and _tag_of(tags, head_index(words, pos), len(words)) in _TAGS[pos]:
            return *found, pos
    if len(tags) == 1:
        for pos in (Pos.ADJECTIVE, Pos.ADVERB):
            if tags[0] in _TAGS[pos]:
                return wording, original, pos
    return wording, original, Pos.FIXED


def _tags(place: Place, tools: Tools) -> tuple[str, ...]:
    return tools().tags(place.sentence.text, place.start, place.end)


def _tag_of(tags: tuple[str, ...], index: int, count: int) -> str:
    """The tag of a word; none when the tools cut the words in another way."""
    return tags[index] if len(tags) == count else ""


def _bases(wording: str, original: str, pos: Pos) -> tuple[str, str] | None:
    """Both in base form, if one form of each gives back what stands in the text."""
    ours, theirs = _readings(wording, pos), _readings(original, pos)
    for spun_base, tag in ours:
        for clean_base, other in theirs:
            if tag == other and words_of(spun_base) != words_of(clean_base):
                return spun_base, clean_base
    return None


def _readings(wording: str, pos: Pos) -> list[tuple[str, str]]:
    words = wording.split()
    index = head_index(words, pos)
    prefix, hyphen, head = words[index].rpartition("-")
    found = []
    for base, tag in readings(head, pos) if head.isalpha() else ():
        whole = " ".join([*words[:index], prefix + hyphen + base, *words[index + 1 :]])
        if inflect_wording(whole, pos).get(tag) == wording:
            found.append((whole, tag))
    return found


def guess_kind(wording: str, original: str, medical: frozenset[str], model: LanguageModel | None) -> Kind:
    """A typo when an unknown word is spelled almost like the original; medical by its words."""
    unknown = model is not None and not any(model.knows(word) for word in words_of(wording))
    if unknown and SequenceMatcher(None, wording, original).ratio() >= TYPO_LIKE:
        return Kind.TYPO
    return Kind.MEDICAL_TERM if medical.intersection(words_of(original)) else Kind.GENERAL_PHRASE


def guess_trust(wording: str, model: LanguageModel | None) -> Trust:
    """Low for what clean text has too, medium for what it never has; high is for a person to give."""
    words = words_of(wording)
    if model is None:
        return Trust.LOW
    ids = [model.id_of(word) for word in words]
    known = all(model.knows(word) for word in words)
    seen = known and all(model.has_bigram(*pair) for pair in pairwise(ids))
    return Trust.LOW if seen else Trust.MEDIUM
