"""Finds the phrase that a text is about, for pages that name no keyphrase.

The phrase that is repeated most, weighed by where it stands: title and slug, then headings, then text.
A phrase is up to three words that carry content and stand side by side; word forms count together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from unspin.audit.text_view import TextView, words_in
from unspin.audit.wordlists import function_words

__all__ = ["guess_keyphrase"]

LONGEST = 3
"""Words of a phrase."""
SHORTEST = 3
"""Letters of a word of a phrase; shorter ones are units and initials."""
LEAST_USES = 2
"""Uses in title, slug, headings and text; a phrase that stands there once is no topic."""
TITLE_WEIGHT = 6
HEADING_WEIGHT = 2
LENGTH_WEIGHT = (0.0, 0.6, 1.6, 2.4)
"""By number of words: one word is seldom what people search for, two mostly are."""

_NEVER = frozenset(
    """cause causes caused help helps helped treat treats prevent prevents manage find feel feels happen
    happens include includes work works last lasts start starts begin stop avoid reduce reduces improve ask
    call tell talk look read learn follow become becomes occur occurs affect affects please click
    introduction conclusion overview summary guide tips ways things thing faq faqs questions disclaimer
    references sources article post day days week weeks month months year years time times people person
    doctor page author reviewed updated common likely able best simple easy quick complete ultimate""".split()
)
"""Words with which no topic begins or ends."""


def guess_keyphrase(view: TextView) -> str:
    """The phrase that the page is most about, "" when nothing is repeated."""
    uses: Counter[tuple[str, ...]] = Counter()
    wording: dict[tuple[str, ...], Counter[str]] = {}
    for weight, words in _places(view):
        for phrase in _phrases(words):
            key = tuple(_folded(word) for word in phrase)
            uses[key] += weight
            wording.setdefault(key, Counter())[" ".join(phrase)] += weight
    points = {
        key: count * LENGTH_WEIGHT[len(key)]
        for key, count in uses.items()
        if sum(wording[key].values()) >= LEAST_USES and count >= LEAST_USES
    }
    if not points:
        return ""
    best = max(points, key=lambda key: (points[key], len(key), key))
    return min(wording[best], key=lambda text: (-wording[best][text], text))


def _places(view: TextView) -> Iterator[tuple[int, tuple[str, ...]]]:
    for told in (view.page.title, view.page.slug.replace("-", " ").replace("_", " ")):
        yield TITLE_WEIGHT, words_in(told)
    headings = {block.flow.text for block in view.blocks if block.level}
    for heading in sorted(headings):
        yield HEADING_WEIGHT, words_in(heading)
    for words in view.units:
        yield 1, words


def _phrases(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Runs of content words, none of which is a number, whose ends may be those of a topic."""
    empty = function_words()
    content = [word not in empty and not word.isdigit() and len(word) >= SHORTEST for word in words]
    edge = [content[i] and words[i] not in _NEVER and not words[i].endswith("ly") for i in range(len(words))]
    for start in range(len(words)):
        if not edge[start]:
            continue
        for end in range(start + 1, min(start + LONGEST, len(words)) + 1):
            if not content[end - 1]:
                break
            if edge[end - 1]:
                yield tuple(words[start:end])


def _folded(word: str) -> str:
    """A word without the ending of a plural, so that both numbers count together."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        return word[:-1]
    return word
