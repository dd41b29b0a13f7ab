"""Looks a phrase up: which right term, or which usual wording, it is the spun form of.

The noisy channel in small. Each part of the phrase is kept or stands for one of its originals; what comes
out is as likely as these are, times how likely the whole is as a phrase: as a term of the list, or word by
word by the language model of terms. Beam search from left to right.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from unspin.lexicon.inflect import inflect_wording
from unspin.lexicon.terms import TermKnowledge, fold, singular
from unspin.lexicon.tokens import Words, words_of
from unspin.lm.terms import TermModel
from unspin.model.rule import Pos

BEAM = 60
LONGEST_PIECE = 5
KEPT = 0.25
"""Least chance that a word of a spun phrase is the author's."""
OTHER_NUMBER = 0.5
"""How much less sure a piece is that was listed in the other number."""
OTHER_END = -1.5
"""Log cost of a phrase that ends in another number than before."""
RARER = 0.4
"""How much it counts against a known term that its words are rarer than terms are one by one."""
Part = tuple[int, int]
"""Words from the first to before the second."""
Originals = Mapping[Part, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Restored:
    """A phrase that may have been meant, with its log scores."""

    words: Words
    channel: float
    language: float
    term: str = ""
    """The known term that it is, as usually written."""

    @property
    def total(self) -> float:
        """What is compared; only differences mean anything."""
        return self.channel + self.language


class Lookup:
    """Searches phrases. One serves any number of them."""

    def __init__(self, knowledge: TermKnowledge, model: TermModel) -> None:
        self.knowledge = knowledge
        self.model = model
        self._listed = -math.log(max(len(knowledge.terms), 1))

    def kept(self, words: Words, found: Originals) -> Restored:
        """The phrase as it stands."""
        chances = (
            self._keeping(word) + found.get((index, index + 1), {}).get(word, 0.0)
            for index, word in enumerate(words)
        )
        return self._whole(words, sum(map(math.log, chances)))

    def _keeping(self, word: str) -> float:
        """Chance that a word of a spun phrase is the author's, as counted where it was."""
        return max(KEPT, self.knowledge.pieces.get((word,), {}).get(word, 0.0))

    def restore(self, words: Words, found: Originals) -> list[Restored]:
        """Everything that the phrase may stand for, the likeliest first, itself among them.

        ``found`` are originals of its parts from elsewhere, with their chances.
        """
        parts = self._parts(words, found)
        chart: list[dict[Words, float]] = [{} for _ in range(len(words) + 1)]
        chart[0][()] = 0.0
        for start in range(len(words)):
            for before, score in self._likeliest(chart[start]):
                for end, original, gain in parts[start]:
                    reached = (*before, *original)
                    if score + gain > chart[end].get(reached, -math.inf):
                        chart[end][reached] = score + gain
        number = singular(words[-1]) == words[-1]
        whole = [
            self._whole(
                restored, score + (0.0 if (singular(restored[-1]) == restored[-1]) is number else OTHER_END)
            )
            for restored, score in chart[-1].items()
        ]
        return sorted(whole, key=lambda restored: (-restored.total, restored.words))

    def _likeliest(self, states: Mapping[Words, float]) -> list[tuple[Words, float]]:
        def behind(item: tuple[Words, float]) -> tuple[float, Words]:
            return -item[1] - self.model.phrase(item[0], False), item[0]

        return sorted(states.items(), key=behind)[:BEAM]

    def _whole(self, words: Words, channel: float) -> Restored:
        term = self.knowledge.term(words)
        language = self.model.phrase(words, True)
        if term and language < self._listed:
            language = self._listed + RARER * (language - self._listed)
        return Restored(words, channel, language, term)

    def _parts(self, words: Words, found: Originals) -> list[list[tuple[int, Words, float]]]:
        """For every word: the parts that begin there, with the originals of each and their log chances."""
        parts: list[list[tuple[int, Words, float]]] = []
        for start in range(len(words)):
            here: list[tuple[int, Words, float]] = []
            for end in range(start + 1, min(len(words), start + LONGEST_PIECE) + 1):
                chances: dict[Words, float] = {}
                if end == start + 1:
                    chances[words[start:end]] = self._keeping(words[start])
                for original, chance in self._originals(words[start:end], found.get((start, end), {})):
                    chances[original] = chances.get(original, 0.0) + chance
                here += [(end, original, math.log(chance)) for original, chance in chances.items()]
            parts.append(here)
        return parts

    def _originals(self, piece: Words, found: Mapping[str, float]) -> Iterator[tuple[Words, float]]:
        for original, chance in found.items():
            yield words_of(original), chance
        known = self.knowledge.pieces
        for original, chance in known.get(piece, {}).items():
            if words_of(original) != piece:
                yield words_of(original), chance
        base = (*piece[:-1], singular(piece[-1]))
        if base != piece:
            for original, chance in known.get(base, {}).items():
                if words_of(original) != base:
                    yield words_of(plural(original)), OTHER_NUMBER * chance


def plural(wording: str) -> str:
    """A wording with its head noun in the plural, as it is if that has none."""
    return inflect_wording(wording, Pos.NOUN).get("NNS", wording)


def written(restored: Restored) -> str:
    """The words of a phrase, or of the term as it is usually spelled, in the number that was found."""
    spelled = restored.term
    if not spelled:
        return " ".join(restored.words)
    last, found = words_of(spelled)[-1], restored.words[-1]
    if last == found or fold((last,)) != fold((found,)) or not spelled.lower().endswith(last):
        return spelled
    return spelled[: len(spelled) - len(last)] + found


def margins(ranked: Sequence[Restored], kept: Restored) -> tuple[float, float]:
    """How far the best lies above the phrase as it stands, and above the next that is another term."""
    best = ranked[0]
    folded = fold(best.words)
    other = next((one for one in ranked[1:] if fold(one.words) != folded), kept)
    return best.total - kept.total, best.total - other.total
