"""Mends what a replacement touches: a/an, doubled words, a possessive, the verb after a changed number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from unspin.lexicon.tokens import words_of
from unspin.model.rule import Pos, Rule

_VOWEL_SOUND = re.compile(
    r"(?:hour|honest|honou?r|heir)|(?!uni(?!n|m)|us[aeu]|util|ur[aeio]|ut[ei]|eu|one\b|once|ubi)[aeiou]", re.I
)
_LETTER_NAME = re.compile(r"[AEFHILMNORSX](?:[A-Z0-9]|\b)")
_SINGULAR = {"are": "is", "were": "was", "have": "has"}
_PLURAL = {"is": "are", "was": "were", "has": "have"}
_NUMBERED = frozenset((*_SINGULAR, *_PLURAL))
_IRREGULAR_PLURALS = frozenset(
    "people children men women teeth feet these those they we you many both".split()
)
_NO_PLURALS = frozenset(
    "always perhaps sometimes besides nowadays afterwards its his hers ours yours theirs news "
    "diabetes herpes rabies measles mumps rickets shingles hives".split()
)
"""Words in "s" that stand before a verb and are no plurals."""
_WORD_AFTER = re.compile(r"\s+([^\W\d_]+)(?![\w'’-])")
_SPACE = re.compile(r"\s+\Z")
_POSSESSIVE = re.compile(r"(['’])(s?)(?=\s+[^\W\d_])", re.I)
_OPENING_QUOTE = re.compile(r"(?:(?<!\w)'|‘)(?=\w)")


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of flow text and the wording to stand there."""

    start: int
    end: int
    wording: str


def starts_with_vowel_sound(wording: str) -> bool:
    """Whether "an" goes before the wording.

    >>> [starts_with_vowel_sound(w) for w in ("hour", "unit", "uninjured arm", "MRI scan", "disc")]
    [True, False, True, True, False]
    """
    return bool(_LETTER_NAME.match(wording) if wording[:2].isupper() else _VOWEL_SOUND.match(wording))


def mends(text: str, start: int, end: int, words: frozenset[str], rule: Rule) -> bool:
    """Whether anything can have to change around a place where an original of these words will stand."""
    before, after = _previous_word(text, start)[1].lower(), _next_word(text, end)[1].lower()
    possessive = _POSSESSIVE.match(text, end) is not None
    return possessive or rule.pos is Pos.FIXED or before in ("a", "an") or before in words or after in words


def mend(text: str, start: int, end: int, wordings: Sequence[str], rule: Rule) -> list[Place]:
    """A place for each wording between two offsets, widened where its neighbours must change with it."""
    subject, matched = _previous_word(text, start)[1], text[start:end]
    places = []
    for wording in wordings:
        place = _without_doubles(text, Place(start, end, _with_subject(wording, subject, matched)))
        places.append(_with_verb(text, _with_possessive(text, _with_article(text, place)), rule))
    return places


@lru_cache(maxsize=64)
def _previous_word(text: str, position: int) -> tuple[int, str]:
    """Start and text of the word directly before ``position`` (only white space between).

    Remembered, since all candidates of a place ask the same.
    """
    stop = position
    while stop and text[stop - 1].isspace():
        stop -= 1
    if stop == position or not stop:
        return position, ""
    begin = stop
    while begin and (text[begin - 1].isalpha() or text[begin - 1] in "'’"):
        begin -= 1
    if begin and text[begin - 1] in "-‐‑\ufffc_":
        return position, ""
    return begin, text[begin:stop]


@lru_cache(maxsize=64)
def _next_word(text: str, position: int) -> tuple[int, str]:
    """End and text of the word directly after ``position``."""
    found = _WORD_AFTER.match(text, position)
    return (found.end(), found[1]) if found else (position, "")


def _without_doubles(text: str, place: Place) -> Place:
    words = place.wording.split()
    begin, previous = _previous_word(text, place.start)
    if previous and previous.lower() == words[0].lower() and len(words) > 1:
        wording = previous + place.wording[len(words[0]) :]
        place = Place(begin, place.end, wording)
    stop, following = _next_word(text, place.end)
    if following and following.lower() == words[-1].lower():
        place = Place(place.start, stop, place.wording)
    return place


def _with_article(text: str, place: Place) -> Place:
    begin, article = _previous_word(text, place.start)
    if article.lower() not in ("a", "an"):
        return place
    if (
        article.isupper()
        and len(article) == 1
        and text[:begin].strip()
        and text[begin - 2 : begin - 1].isalnum()
    ):
        return place  # "vitamin A", "hepatitis A"
    right = "an" if starts_with_vowel_sound(place.wording) else "a"
    if article.lower() == right:
        return place
    if article[0].isupper():
        shouted = text[place.start : place.end].isupper() and place.wording.isupper()
        right = right.upper() if shouted else right.capitalize()
    gap = text[begin + len(article) : place.start]
    return Place(begin, place.end, right + gap + place.wording)


def _with_possessive(text: str, place: Place) -> Place:
    """ "Ladies' health" becomes "women's health", "people's rights" becomes "patients' rights".

    An apostrophe after an "s" may also close a quotation that began before it; then it stays.
    """
    found = _POSSESSIVE.match(text, place.end)
    if not found:
        return place
    mark, ending = found.groups()
    if not ending:
        was_plural = text[place.start : place.end].lower().endswith("s")
        if was_plural and not place.wording.lower().endswith("s") and not _is_quoted(text, place.start):
            return Place(place.start, found.end(), f"{place.wording}{mark}s")
    elif _is_plural(place.wording) and place.wording.endswith("s"):
        return Place(place.start, found.end(), f"{place.wording}{mark}")
    return place


def _is_quoted(text: str, position: int) -> bool:
    """Whether a single quotation mark was opened anywhere before a place: it may still be open there."""
    return _OPENING_QUOTE.search(text, 0, position) is not None


def _with_verb(text: str, place: Place, rule: Rule) -> Place:
    """Agreement, where a fixed wording in the plural stood for a singular or the other way round."""
    _, previous = _previous_word(text, place.start)
    if rule.pos is not Pos.FIXED or "and" in (previous, *text[place.start : place.end].split()):
        return place
    was, becomes = _is_plural(text[place.start : place.end]), _is_plural(place.wording)
    if was == becomes:
        return place
    stop, verb = _next_word(text, place.end)
    other = (_SINGULAR if was else _PLURAL).get(verb.lower())
    if not other:
        return place
    gap = text[place.end : stop - len(verb)]
    return Place(place.start, stop, place.wording + gap + other)


def _with_subject(wording: str, subject: str, matched: str) -> str:
    """Agreement with the word before, where a verb without number stood: "calculations had the option to"
    becomes "algorithms were able to". A capital may be that of a name, which says nothing of its number."""
    verb, space, rest = wording.partition(" ")
    if verb not in _PLURAL or matched.split()[0].lower() in _NUMBERED:
        return wording
    if subject in _NO_PLURALS or not subject.islower() or not _is_plural(subject):
        return wording
    return _PLURAL[verb] + space + rest


def _is_plural(wording: str) -> bool:
    words = words_of(wording)
    if not words:
        return False
    if words[-1] in _IRREGULAR_PLURALS:
        return True
    return words[-1].endswith("s") and not words[-1].endswith(("ss", "us", "is"))
