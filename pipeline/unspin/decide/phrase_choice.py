"""What of a single phrase only a person may decide, and when a known term is ground enough.

A phrase has no text around it that could show what was meant. What it has is its other words: of the terms
that anybody writes only one may have them all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from unspin.decide.guard import confusion
from unspin.decide.lookup import Part, Restored
from unspin.detect.terminology import TERMINOLOGY
from unspin.lexicon.channel import is_function_word
from unspin.lexicon.tokens import Words, words_of
from unspin.model.finding import Finding
from unspin.model.rule import Safety

TERM_FROM = 0.85
"""Confidence from which a known term that shares a word with the phrase settles a choice that could change
the medicine: of 40 published pairs that it lets through 33 came back to the letter, the others as a term that
says the same or nearly so ("breast cancer detection" for diagnosis)."""
TERM_WORDS = 3
"""Words of the shortest such phrase: a wound may well have a contamination, and an infection."""
Place = tuple[Part, Finding]
"""From which to before which word of a phrase a finding lies."""


def asks_for_person(
    places: Sequence[Place], words: Words, restored: Words, asked: Iterable[Words] = ()
) -> bool:
    """Whether a rule, or an original of the channel, that only a person may apply speaks of what changed.

    ``asked`` are parts of which such a rule speaks whatever its context. A safe rule for as many words or
    more that says the same has the last word.
    """
    changed = [(place, finding) for place, finding in places if not has(restored, words[slice(*place)])]
    safe = [place for place, finding in changed if _is_safe(finding, restored)]
    parts = [part for wording in asked if not has(restored, wording) for part in _parts(words, wording)]
    parts += [place for place, finding in changed if _only_for_person(finding, restored)]
    return any(not any(begin <= first and last <= end for begin, end in safe) for first, last in parts)


def grounds_for_term(words: Words, best: Restored, confidence: float) -> str:
    """Why such a choice can be made all the same, for the report; or nothing.

    The best restoration must be a known term with a word of the phrase in it, and not one of those that
    must never be confused with what stands there (``decide/guard.py``).
    """
    if len(words) < TERM_WORDS or not best.term or confidence < TERM_FROM:
        return ""
    if confusion(" ".join(words), " ".join(best.words)):
        return ""
    shared = shared_words(words, best.words)
    if not shared:
        return ""
    return f'"{best.term}" is a known term with "{shared[0]}" in it, and the phrase as it stands is none'


def shared_words(words: Words, restored: Words) -> list[str]:
    """The words of a phrase that stay in what it became, but for those that every text has."""
    return [word for word in words if len(word) > 1 and not is_function_word(word) and word in restored]


def has(words: Words, part: Words) -> bool:
    """Whether words have others among them, in a row."""
    return next(_parts(words, part), None) is not None


def _parts(words: Words, part: Words) -> Iterator[Part]:
    ends = ((at, at + len(part)) for at in range(len(words) - len(part) + 1))
    return (end for end in ends if words[slice(*end)] == part)


def _is_safe(finding: Finding, restored: Words) -> bool:
    """Whether a rule that needs no person says what the phrase became."""
    is_rule = finding.detector == TERMINOLOGY and finding.rule.safety is Safety.SAFE
    return is_rule and has(restored, words_of(finding.candidates[0].wording))


def _only_for_person(finding: Finding, restored: Words) -> bool:
    if finding.rule.safety is Safety.REVIEW:
        return True
    asked = (candidate for candidate in finding.candidates if candidate.review)
    return any(has(restored, words_of(candidate.wording)) for candidate in asked)
