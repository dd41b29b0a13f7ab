"""The forms of a word that count as the same word in a keyphrase: "spasm", "spasms"."""

from __future__ import annotations

from functools import lru_cache

from unspin.lexicon.inflect import family_of

__all__ = ["forms_of_word"]

_VOWELS = "aeiouy"
_SHORTEST_BASE = 3
"""Letters of a base form that an ending is taken from; "bed" is no form of "b"."""


@lru_cache(maxsize=4096)
def forms_of_word(word: str) -> frozenset[str]:
    """The forms of a word in lower case: those of the shipped table, and those that regular endings give.

    Endings are put on without asking whether the outcome is a word, since it is only looked up in texts.
    """
    forms = {word} | family_of(word)
    for base in _bases(word):
        forms |= _regular_forms(base)
    return frozenset(forms)


def _bases(word: str) -> set[str]:
    """What the word may be a form of, itself among it."""
    found = {word}
    if word.endswith("ies"):
        found.add(word[:-3] + "y")
    elif word.endswith(("ches", "shes", "sses", "xes", "zes")):
        found.add(word[:-2])
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        found.add(word[:-1])
    for ending in ("ing", "ed"):
        if word.endswith(ending):
            stem = word.removesuffix(ending)
            found |= {stem, stem + "e"}
            if stem[-1:] == stem[-2:-1]:
                found.add(stem[:-1])
    return {base for base in found if base == word or _is_base(base)}


def _is_base(base: str) -> bool:
    return len(base) >= _SHORTEST_BASE and any(letter in _VOWELS for letter in base)


def _regular_forms(base: str) -> set[str]:
    if base.endswith("y") and base[-2:-1] not in _VOWELS:
        return {base, base[:-1] + "ies", base[:-1] + "ied", base + "ing"}
    if base.endswith("e"):
        return {base, base + "s", base + "d", base[:-1] + "ing"}
    if base.endswith(("ch", "sh", "ss", "x", "z")):
        return {base, base + "es", base + "ed", base + "ing"}
    forms = {base, base + "s", base + "ed", base + "ing"}
    if base.endswith("sis"):
        forms.add(base[:-2] + "es")  # diagnosis, diagnoses
    if len(base) > _SHORTEST_BASE - 1 and base[-1] not in _VOWELS and base[-2] in _VOWELS:
        forms |= {base + base[-1] + "ed", base + base[-1] + "ing"}  # stop, stopping
    return forms
