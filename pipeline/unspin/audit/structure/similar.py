"""Which of many texts say the same in nearly the same words, without comparing each with each."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from unspin.audit.structure.words import word_list

__all__ = ["near_pairs", "share_of_equal_words"]

_DIGIT = re.compile(r"\d")
_SHINGLE = 4
"""Words of a run that two texts must share before they are compared."""
_MOST_ALIKE = 8
"""Texts with the same run of words that are compared at most; a refrain is in more."""
_FEWEST = 0.25
"""Share of equal runs below which two texts are not compared: one other word changes four runs."""


def share_of_equal_words(first: Sequence[str], second: Sequence[str]) -> float:
    """Share of words, 0 to 1, that two texts have in common, each as often as both have it (Dice 1945)."""
    total = len(first) + len(second)
    if not total:
        return 0.0
    return 2 * sum((Counter(first) & Counter(second)).values()) / total


def near_pairs(texts: Sequence[tuple[str, ...]], least: float) -> Iterator[tuple[int, int]]:
    """Indexes (earlier, later) of texts that are not the same, but nearly; each later one once.

    Texts that differ in a number, a negation or a word of that kind are parallel, not repeated.
    """
    seen: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for later, words in enumerate(texts):
        runs = {words[i : i + _SHINGLE] for i in range(len(words) - _SHINGLE + 1)}
        shared = Counter(earlier for run in runs for earlier in seen.get(run, ()))
        for earlier, _ in sorted(shared.items(), key=lambda item: (-item[1], item[0]))[:_MOST_ALIKE]:
            if shared[earlier] < _FEWEST * len(runs):
                break
            if texts[earlier] != words and _is_near(texts[earlier], words, least):
                yield earlier, later
                break
        for run in runs:
            if len(seen[run]) < _MOST_ALIKE:
                seen[run].append(later)


def _is_near(first: Sequence[str], second: Sequence[str], least: float) -> bool:
    if share_of_equal_words(first, second) < least:
        return False
    ours, theirs = Counter(first), Counter(second)
    telling = word_list("telling")
    return not any(word in telling or _DIGIT.search(word) for word in (ours - theirs) + (theirs - ours))
