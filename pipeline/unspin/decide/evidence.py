"""How likely it is that an article, and each part of it, went through a spinner.

Every rule's wording turns up in clean text at some rate (``decide/clean_rates.py``). A spinner adds wordings
on top of that. The evidence is the log likelihood ratio of two Poisson processes: hits weigh
``ln(1 + EXTRA_RATE / clean rate)``, and every word read without a hit weighs against.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass, replace
from itertools import pairwise

from unspin.decide.clean_rates import CleanRates
from unspin.detect.terminology import CHANNEL
from unspin.lexicon.channel import OLD_DICTIONARIES
from unspin.lexicon.tokens import words_of
from unspin.lm.model import LanguageModel
from unspin.model.document import Block, Document
from unspin.model.finding import THESAURUS, Finding

EXPECTED_HITS = 0.05
"""Hits a word expected in spun text; the drafts of the corpus have about 0.08, lightly spun ones fewer."""
PRIOR = -4.0
"""Log odds before any evidence: one article in 55 is spun."""
PART_PRIOR = -5.5
"""The same for one part of an article, of which there are many to look at."""
SPUN_ARTICLE_PRIOR = 3.0
"""Log odds for a part of an article that is spun as a whole; parts may still be clean."""
REPEATED = 0.5
"""Growth of a wording's evidence with the logarithm of its number: texts repeat their odd words."""
STRONG = 3.0
"""Weight from which a wording is strong evidence: less than once in two million clean words."""
VARIETY = 3
"""Different strong wordings that an article must have before its ordinary words are doubted."""
HINT = 0.4
"""Weight of a rare word of the channel or the thesaurus against that of a rule: rare words also have good
uses."""
SOME_HINTS = 2
"""Different rare words that are a reason to look again."""
MANY_HINTS = 8
"""Different rare words that do as well: of 650 pieces of 300 words from good pages one had four words of the
thesaurus that good pages do not have, 36 had one to three; texts spun word by word have 5 to 40."""
HINTS_FOR_STRONG = 4
"""Rare words for each strong wording from which the spinner went word by word: of 11 such texts all have at
least five, of 65 others one has four."""
OLD_WORDINGS, OLD_SHARE = 2, 0.1
"""Different wordings of old phrase dictionaries, and their share among the strong wordings and rare words of
the channel, from which the spinner had such a dictionary: of 18 such texts all have at least 0.12, of 59
others none more than 0.06."""
LIKELIER = 8.0
"""Nats that a wording of the channel must be likelier than the text to be a sign in a second look."""
PER_NAT, AT_NO_NAT, AT_MOST = 0.2, 0.3, 3.5
"""Weight of such a sign: it grows with the nats, and ends. In 1,000 words of good text that the language
model has not counted two have 8 to 10 nats and 0.2 have 17 or more; of spun text 14 and 17."""
EXPECTED_LIKELIER = 0.1
"""Such signs a word of spun text, and a little more, since forum posts in broken English have many, too."""
MANY_LIKELIER = 7
"""Different ones that must be there: with six three times as many good answers of a forum are changed."""
FIRST_LOOK = 0.5
"""What the signs of the first look count in a second: often both see the same."""
WINDOW = 100
"""Words to each side that count as the surroundings of a place."""
_FLOOR = 0.02
_HINTS = (CHANNEL, THESAURUS)


@dataclass(frozen=True, slots=True, order=True)
class _Sign:
    """Something that speaks for spinning: the words before it, its name, its log likelihood ratio."""

    place: int
    name: str
    weight: float


class Evidence:
    """The spun score of an article and of its parts, all from 0 to 1."""

    def __init__(self, document: Document, findings: Sequence[Finding], rates: CleanRates) -> None:
        """Weigh findings that do not overlap."""
        self._document = document
        self._starts = _word_starts(document)
        signs = [
            _Sign(
                self._position(finding.block, finding.flow_start),
                finding.rule.id,
                rates.weight(finding.rule) * (HINT if finding.detector in _HINTS else 1.0),
            )
            for finding in findings
        ]
        self._strong = len({sign.name for sign in signs if sign.weight >= STRONG})
        self._hints = {finding.rule.wording for finding in findings if finding.detector in _HINTS}
        # What tells whose wordings they are: those of old dictionaries among all that good text hardly has.
        source = {f.rule.id: f.rule.source for f in findings if f.detector == CHANNEL}
        self._old = sum(told == OLD_DICTIONARIES for told in source.values())
        self._telling = self._strong + len(source)
        self._first: Evidence | None = None
        self._weigh(signs, EXPECTED_HITS)

    def _weigh(self, signs: Sequence[_Sign], expected: float) -> None:
        """Weigh the signs; ``expected`` is how many a word of spun text has."""
        self._signs = sorted(signs)
        self._hits = [sign.place for sign in self._signs]
        self._expected = expected
        self._sums: dict[tuple[int, int], float] = {}
        self._whole = PRIOR + self._sum(0, len(self._hits)) - expected * self._starts[-1]
        best = max((PART_PRIOR + self._gain(place) for place in self._hits), default=self._whole)
        self.article = sigmoid(max(self._whole, best))

    def after_second_look(self, likelier: Iterable[tuple[Finding, float]]) -> Evidence:
        """The evidence once it is known by how many nats other wordings are likelier than the text.

        It is never weaker than before.
        """
        found = [(finding, nats) for finding, nats in likelier if nats >= LIKELIER]
        names = {finding.rule.id for finding, _ in found}
        if len(names) < MANY_LIKELIER:
            return self
        second = copy(self)
        second._first = self
        signs = [replace(sign, weight=FIRST_LOOK * sign.weight) for sign in self._signs]
        for finding, nats in found:
            place = self._position(finding.block, finding.flow_start)
            weight = min(PER_NAT * nats + AT_NO_NAT, AT_MOST)
            signs.append(_Sign(place, f"likelier than {finding.rule.id}", weight))
        second._weigh(signs, EXPECTED_LIKELIER)
        second.article = max(self.article, second.article)
        return second

    @property
    def has_signs(self) -> bool:
        """Whether there is anything that good text hardly has: reason for a second look."""
        return self._strong > 0 or len(self._hints) >= SOME_HINTS

    @property
    def is_varied(self) -> bool:
        """Whether several different wordings speak for spinning, not one that is repeated.

        One odd wording, however frequent, is no reason to doubt every ordinary word.
        """
        several = self._strong >= VARIETY or len(self._hints) >= MANY_HINTS
        return several or self._first is not None

    @property
    def is_word_by_word(self) -> bool:
        """Whether rare words speak for spinning and known phrases do not: the spinner had a thesaurus."""
        if self.is_of_phrase_dictionary:
            return False
        return len(self._hints) >= max(MANY_HINTS, HINTS_FOR_STRONG * self._strong)

    @property
    def is_of_phrase_dictionary(self) -> bool:
        """Whether it looks as if the spinner had an old phrase dictionary."""
        return self._old >= OLD_WORDINGS and self._old >= OLD_SHARE * self._telling

    def at(self, finding: Finding) -> float:
        """Spun score of the surroundings of a finding."""
        return self._local(self._position(finding.block, finding.flow_start))

    def of_block(self, block: Block) -> float:
        """Spun score around the middle of a block."""
        return self._local(self._position(block.index, len(block.flow.text) // 2))

    def _local(self, place: int) -> float:
        """From the words around a place, on top of what the article as a whole says."""
        before = self._first._local(place) if self._first else 0.0
        if self._starts[-1] <= 2 * WINDOW:
            return max(before, sigmoid(self._whole))
        prior = SPUN_ARTICLE_PRIOR if self._whole >= SPUN_ARTICLE_PRIOR else PART_PRIOR
        return max(before, sigmoid(prior + self._gain(place)))

    def _gain(self, place: int) -> float:
        low = bisect_left(self._hits, place - WINDOW)
        high = bisect_right(self._hits, place + WINDOW)
        read = min(self._starts[-1], place + WINDOW) - max(0, place - WINDOW)
        return self._sum(low, high) - self._expected * read

    def _sum(self, low: int, high: int) -> float:
        """Weight of the rules in a range; the same wording again is little new evidence."""
        if (low, high) not in self._sums:
            self._sums[low, high] = self._sum_of(low, high)
        return self._sums[low, high]

    def _sum_of(self, low: int, high: int) -> float:
        times: Counter[str] = Counter()
        weights: dict[str, float] = {}
        for sign in self._signs[low:high]:
            times[sign.name] += 1
            weights[sign.name] = max(weights.get(sign.name, 0.0), sign.weight)
        return sum(weights[name] * (1 + REPEATED * math.log(number)) for name, number in times.items())

    def _position(self, block: int, offset: int) -> int:
        """Number of words before a place."""
        return self._starts[block] + self._document.blocks[block].flow.text.count(" ", 0, offset)


class CertainlySpun(Evidence):
    """Evidence for text that is known to be spun, such as the test sentences of rules."""

    def __init__(self) -> None:
        self.article = 1.0

    @property
    def is_varied(self) -> bool:
        """Known to be spun: always."""
        return True

    @property
    def is_word_by_word(self) -> bool:
        """Nothing is known of that."""
        return False

    @property
    def is_of_phrase_dictionary(self) -> bool:
        """Nothing is known of that."""
        return False

    def at(self, finding: Finding) -> float:
        """Certain everywhere."""
        return 1.0

    def of_block(self, block: Block) -> float:
        """Certain everywhere."""
        return 1.0


def is_plain_english(finding: Finding, model: LanguageModel) -> bool:
    """Whether the language model knows every pair of neighbouring words of a phrase.

    Health pages may never say "good luck" or "all the best": that is no sign of spinning.
    """
    ids = [model.id_of(word) for word in words_of(finding.text)]
    return len(ids) > 1 and all(model.has_bigram(*pair) for pair in pairwise(ids))


def _word_starts(document: Document) -> list[int]:
    """Number of words before each block, and in all."""
    starts = [0]
    for block in document.blocks:
        starts.append(starts[-1] + len(block.flow.text.split()))
    return starts


def sigmoid(log_odds: float) -> float:
    """Probability for log odds.

    >>> sigmoid(0.0)
    0.5
    """
    if log_odds < -700:
        return 0.0
    return 1 / (1 + math.exp(-log_odds))


def log_odds(chance: float) -> float:
    """The inverse of ``sigmoid``, for chances from 0.02 to 0.98; others are taken for the nearest of these.

    >>> round(log_odds(0.5), 2), log_odds(1.0) == log_odds(0.98)
    (0.0, True)
    """
    chance = min(max(chance, _FLOOR), 1 - _FLOOR)
    return math.log(chance / (1 - chance))
