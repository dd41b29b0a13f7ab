"""The share of sentences that are tied to what stands before them."""

from __future__ import annotations

from collections.abc import Sequence

from unspin.audit.readability.inputs import ReadInput
from unspin.audit.text_view import words_in
from unspin.audit.wordlists import transitions
from unspin.audit.yoast import Measure, Result, percent, yoast
from unspin.model.check import Area, Assessment

__all__ = ["has_transition", "transition_words"]

TRANSITIONS = Measure("REA104", "Transition words", Area.READABILITY, yoast("textTransitionWords"))


def transition_words(given: ReadInput) -> Assessment:
    """Percent of sentences with a transition word; short texts need none."""
    limits, page = given.limits, given.page
    sentences = given.view.sentences
    found = [has_transition(words_in(sentence.text)) for sentence in sentences]
    share = percent(sum(found), len(found))
    goal = f"at least {limits.transitions:g} percent"
    message = f"{sum(found)} of {len(found)} sentences have a transition word"
    if given.view.words < limits.transitions_from_words or share >= limits.transitions:
        return TRANSITIONS.of(Result(9, message, f"{share:g} %", goal=goal), page)
    score = 6 if share >= limits.transitions_least else 3
    advice = "Say how sentences hang together: because, but, for example, so, then."
    return TRANSITIONS.of(Result(score, message, f"{share:g} %", advice, goal=goal), page)


def has_transition(words: Sequence[str]) -> bool:
    """Whether one of the transition words, phrases or pairs stands among the words of a sentence.

    >>> has_transition("as a result the pain eases".split())
    True
    """
    known = transitions()
    if not known.words.isdisjoint(words):
        return True
    for index, word in enumerate(words):
        for phrase in known.phrases.get(word, ()):
            if tuple(words[index : index + len(phrase)]) == phrase:
                return True
    return any(_find(words, second, _find(words, first, 0)) >= 0 for first, second in known.pairs)


def _find(words: Sequence[str], phrase: tuple[str, ...], start: int) -> int:
    """Where the phrase ends that begins at ``start`` or later, -1 when it is not there."""
    if start < 0 or phrase[0] not in words:
        return -1
    for index in range(start, len(words) - len(phrase) + 1):
        if tuple(words[index : index + len(phrase)]) == phrase:
            return index + len(phrase)
    return -1
