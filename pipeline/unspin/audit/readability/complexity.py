"""The share of long words that not every reader knows."""

from __future__ import annotations

from collections import Counter

from unspin.audit.readability.inputs import ReadInput
from unspin.audit.text_view import words_in
from unspin.audit.wordlists import function_words, known_long_words
from unspin.audit.yoast import Measure, Result, percent, yoast
from unspin.model.check import Area, Assessment

__all__ = ["complexity", "is_complex"]

COMPLEXITY = Measure("REA108", "Word complexity", Area.READABILITY, yoast("wordComplexity (Premium)"))
NAMED = 5
"""Words that the message names."""
_ENDINGS = ("ies", "es", "s", "ing", "ed", "d", "ly", "er", "ers")


def complexity(given: ReadInput) -> Assessment:
    """Percent of words with more than 7 letters that are not on the list of common ones.

    For your information: medicine has long words, and the right long word beats a wrong short one.
    """
    limits = given.limits
    words = [word for sentence in given.view.sentences for word in words_in(sentence.text)]
    found = Counter(word for word in words if is_complex(word, limits.complex_letters))
    share = percent(sum(found.values()), len(words))
    goal = f"at most {limits.complex_words:g} percent"
    message = f"{sum(found.values())} of {len(words)} words are long and not common"
    if found:
        most = sorted(found, key=lambda word: (-found[word], word))[:NAMED]
        message += f", such as {', '.join(most)}"
    score = 9 if share <= limits.complex_words else 3 if given.page.cornerstone else 6
    return COMPLEXITY.of(Result(score, message, f"{share:g} %", goal=goal), given.page)


def is_complex(word: str, letters: int = 7) -> bool:
    """Whether a word in lower case is longer than ``letters`` and not known to every reader."""
    if len(word) <= letters or not word.isalpha() or word in function_words():
        return False
    known = known_long_words()
    if word in known:
        return False
    for ending in _ENDINGS:
        if word.endswith(ending):
            stem = word[: -len(ending)]
            if len(stem) <= letters - 1 or {stem, stem + "e", stem + "y"} & known:
                return False
    return True
