"""Words that are right although a spelling checker does not know them, and how alike two words are."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from unspin.decide.guard import drug_names
from unspin.lm.model import LanguageModel

_PART = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_SHORT = 3
"""Letters of a part of a hyphenated word up to which it is taken as known: "co-", "pre-"."""
_BRITISH = (
    (re.compile("our"), "or"),
    (re.compile("[ao]e"), "e"),
    (re.compile("is(?=e|a|i)"), "iz"),
    (re.compile("ys(?=e|i)"), "yz"),
    (re.compile(r"re(s?)\Z"), r"er\1"),
    (re.compile("ll"), "l"),
    (re.compile(r"ogue(s?)\Z"), r"og\1"),
    (re.compile(r"ence(s?)\Z"), r"ense\1"),
    (re.compile("ewell"), "ewel"),
    (re.compile("gramme"), "gram"),
)


class Vocabulary:
    """What words are known: to the language model, as drugs, as words of medicine."""

    def __init__(self, model: LanguageModel | None) -> None:
        self._model = model

    def knows(self, word: str) -> bool:
        """Whether every part of a word is known."""
        folded = word.lower().replace("’", "'")
        if self._is_known(folded):
            return True
        parts = _PART.findall(folded)
        return bool(parts) and all(self._is_known(p) or (len(parts) > 1 and len(p) <= _SHORT) for p in parts)

    def may_know(self, word: str) -> bool:
        """Whether a word is known, or nobody can say because there is no language model."""
        return self._model is None or self.knows(word)

    def _is_known(self, word: str) -> bool:
        stem = word.removesuffix("'s")
        in_model = self._model is not None and self._model.knows(stem)
        return in_model or stem in drug_names() or stem in _words()[0]

    def looks_medical(self, word: str) -> bool:
        """Whether a word begins or ends like words of medicine."""
        beginnings, endings = _words()[1:]
        folded = word.lower()
        return folded.startswith(beginnings) or folded.endswith(endings)

    def commonness(self, word: str) -> float:
        """Log probability of a word in health text; minus infinity for an unknown one."""
        if self._model is None or not self._model.knows(word.lower()):
            return float("-inf")
        return self._model.alone(self._model.id_of(word.lower()))


@cache
def _words() -> tuple[frozenset[str], tuple[str, ...], tuple[str, ...]]:
    """Whole words, beginnings and endings of ``rules/grammar/words.txt``."""
    text = (files("unspin.rules") / "grammar" / "words.txt").read_text("utf-8")
    entries = [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]
    whole = frozenset(entry for entry in entries if "*" not in entry)
    beginnings = tuple(entry[:-1] for entry in entries if entry.endswith("*"))
    endings = tuple(entry[1:] for entry in entries if entry.startswith("*"))
    return whole, beginnings, endings


def only_british(word: str, answers: tuple[str, ...]) -> bool:
    """Whether a word is one of the answers in British spelling."""
    american = _american(word.lower())
    return any(_american(answer.lower()) == american for answer in answers)


def _american(word: str) -> str:
    for pattern, replacement in _BRITISH:
        word = pattern.sub(replacement, word)
    return word


def distance(first: str, second: str, most: int = 3) -> int:
    """Letters to add, drop, change or swap with their neighbour (Damerau 1964); ``most`` stands for more.

    >>> [distance("symptons", "symptoms"), distance("recieve", "receive"), distance("cat", "doctor")]
    [1, 1, 3]
    """
    if abs(len(first) - len(second)) >= most:
        return most
    before: list[int] = []
    row = list(range(len(second) + 1))
    for i, letter in enumerate(first, 1):
        earlier, before, row = before, row, [i] + [0] * len(second)
        for j, other in enumerate(second, 1):
            row[j] = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == second[j - 2] and first[i - 2] == other:
                row[j] = min(row[j], earlier[j - 2] + 1)
    return min(row[-1], most)
