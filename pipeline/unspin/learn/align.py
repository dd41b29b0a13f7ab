"""Aligns the words of a spun sentence with those of its corrected one: what was put in whose place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import pairwise

from unspin.apply.case import is_title_cased
from unspin.learn.sentences import Sentence, align_sentences, sentences_of
from unspin.lexicon.channel import is_function_word
from unspin.lm.model import LanguageModel
from unspin.model.document import Document

LONGEST = 5
"""Words of a wording on either side; more is a rewritten sentence, not an entry."""
MOST_PUT_IN = 2
"""Words that may have been put in or left out in one place."""
_INNER = re.compile(r"[^\W_](?:[\w\s'’-]*[^\W_])?\Z")
"""A wording that can be an entry: no comma, sentence end, bracket or mark-up in it."""
_ARTICLES = frozenset(("a", "an"))
Known = Callable[[str, str], bool]
"""Whether the first wording is known to stand for the second."""


@dataclass(frozen=True, slots=True)
class Place:
    """Words ``first`` to before ``last`` of a sentence."""

    sentence: Sentence
    first: int
    last: int

    @property
    def words(self) -> tuple[str, ...]:
        """The words, folded."""
        return self.sentence.words[self.first : self.last]

    @property
    def start(self) -> int:
        """Where it begins in the sentence."""
        return self.sentence.tokens[self.first].start

    @property
    def end(self) -> int:
        """Where it ends in the sentence."""
        return self.sentence.tokens[self.last - 1].end

    @property
    def text(self) -> str:
        """The words as they stand, white space folded."""
        return " ".join(self.sentence.text[self.start : self.end].split())

    @property
    def wording(self) -> str:
        """The words as an entry has them: lower case but for names."""
        tokens = self.sentence.tokens[self.first : self.last]
        text = self.sentence.text
        if is_title_cased(text) or text.isupper():
            return self.text.lower()
        if self.first == 0 and not text[tokens[0].start : tokens[0].end].isupper():
            return self.text[0].lower() + self.text[1:]
        return self.text

    def part(self, first: int, last: int) -> Place:
        """Words ``first`` to before ``last``, counted from this place."""
        return Place(self.sentence, self.first + first, self.first + last)


@dataclass(frozen=True, slots=True)
class Substitution:
    """A wording of the draft and the one that stands in its place in the corrected article."""

    spun: Place
    clean: Place


def substitutions(
    spun: Document, clean: Document, known: Known, model: LanguageModel | None
) -> list[Substitution]:
    """All that was put in place of something else, in the order of the draft.

    Longer stretches are taken apart where one end is ``known``. A single word that is good English is
    given its neighbour where the two never stand together in clean text: "muscle fits", not "fits".
    """
    found = []
    for ours, theirs in align_sentences(sentences_of(spun), sentences_of(clean)):
        for pair in _replaced(ours, theirs):
            for part in _split(pair, known):
                if _usable(part):
                    found.append(_widened(part, model) if model else part)
        if model:
            found += _lengthened(ours, theirs, model)
    return found


def _lengthened(spun: Sentence, clean: Sentence, model: LanguageModel) -> Iterator[Substitution]:
    """Where function words were put in or left out, with a neighbour on each side: "risk spasms" for "risk of
    spasms". Good text must know the neighbours of the one and not of the other: else both are good English.
    """
    matcher = SequenceMatcher(None, spun.words, clean.words, autojunk=False)
    for kind, i, j, k, m in matcher.get_opcodes():
        words = (*spun.words[i:j], *clean.words[k:m])
        inside = min(i, k) > 0 and j < len(spun.words) and m < len(clean.words)
        few = kind in ("insert", "delete") and len(words) <= MOST_PUT_IN
        if few and inside and all(map(is_function_word, words)):
            pair = Substitution(Place(spun, i - 1, j + 1), Place(clean, k - 1, m + 1))
            if _usable(pair) and not _seen(pair.spun, model) and _seen(pair.clean, model):
                yield pair


def _replaced(spun: Sentence, clean: Sentence) -> Iterator[Substitution]:
    matcher = SequenceMatcher(None, spun.words, clean.words, autojunk=False)
    for kind, i, j, k, m in matcher.get_opcodes():
        if kind == "replace":
            yield from _at_commas(Place(spun, i, j), Place(clean, k, m))


def _at_commas(spun: Place, clean: Place) -> Iterator[Substitution]:
    """Cut where punctuation stands, if both sides have as much of it; "an" and "a" in front fall away."""
    ours, theirs = _pieces(spun), _pieces(clean)
    if len(ours) != len(theirs):
        ours, theirs = [spun], [clean]
    for mine, other in zip(ours, theirs, strict=True):
        if min(len(mine.words), len(other.words)) > 1 and {mine.words[0], other.words[0]} == _ARTICLES:
            mine, other = mine.part(1, len(mine.words)), other.part(1, len(other.words))
        yield Substitution(mine, other)


def _pieces(place: Place) -> list[Place]:
    """The parts of a place between punctuation."""
    borders = [place.first]
    tokens, text = place.sentence.tokens, place.sentence.text
    for index in range(place.first + 1, place.last):
        if text[tokens[index - 1].end : tokens[index].start].strip(" \t\n-'’"):
            borders.append(index)
    return [Place(place.sentence, *pair) for pair in pairwise([*borders, place.last])]


def _split(pair: Substitution, known: Known) -> Iterator[Substitution]:
    """Known pairs cut off at both ends; what is too long and as long on both sides goes word by word.

    A single word that is left over takes the known pair beside it along: "headache assault" says more than
    "headache" for "migraine".
    """
    rest = pair
    head, tail = [], []
    while part := _known_end(rest, known, from_start=True):
        head.append(part)
        rest = _without(rest, part, from_start=True)
    while part := _known_end(rest, known, from_start=False):
        tail.append(part)
        rest = _without(rest, part, from_start=False)
    yield from head
    count = len(rest.spun.words)
    beside = tail[-1] if tail else head[-1] if head else None
    if beside and count == 1 and not known(" ".join(rest.spun.words), " ".join(rest.clean.words)):
        yield Substitution(_joined(rest.spun, beside.spun), _joined(rest.clean, beside.clean))
    elif count > LONGEST and count == len(rest.clean.words):
        for i in range(count):
            yield Substitution(rest.spun.part(i, i + 1), rest.clean.part(i, i + 1))
    else:
        yield rest
    yield from reversed(tail)


def _joined(first: Place, second: Place) -> Place:
    return replace(first, first=min(first.first, second.first), last=max(first.last, second.last))


def _known_end(pair: Substitution, known: Known, *, from_start: bool) -> Substitution | None:
    """The longest known pair at one end that leaves words on both sides."""
    ours, theirs = len(pair.spun.words), len(pair.clean.words)
    for left in range(min(ours - 1, LONGEST), 0, -1):
        for right in range(min(theirs - 1, LONGEST), 0, -1):
            part = (
                Substitution(pair.spun.part(0, left), pair.clean.part(0, right))
                if from_start
                else Substitution(pair.spun.part(ours - left, ours), pair.clean.part(theirs - right, theirs))
            )
            if known(" ".join(part.spun.words), " ".join(part.clean.words)):
                return part
    return None


def _without(pair: Substitution, part: Substitution, *, from_start: bool) -> Substitution:
    left, right = len(part.spun.words), len(part.clean.words)
    ours, theirs = len(pair.spun.words), len(pair.clean.words)
    if from_start:
        return Substitution(pair.spun.part(left, ours), pair.clean.part(right, theirs))
    return Substitution(pair.spun.part(0, ours - left), pair.clean.part(0, theirs - right))


def _usable(pair: Substitution) -> bool:
    """Whether it can be an entry: short, in one piece, no numbers, and not function words alone."""
    for place in (pair.spun, pair.clean):
        if len(place.words) > LONGEST or not _INNER.match(place.text):
            return False
        if any(character.isdigit() for character in place.text):
            return False
    words = pair.spun.words
    return not all(is_function_word(word) for word in words) or len(words) > 2


def _widened(pair: Substitution, model: LanguageModel) -> Substitution:
    """The pair with a neighbour that both sides share, if that makes it sure."""
    if len(pair.spun.words) > 1 or len(pair.clean.words) > 1 or not model.knows(pair.spun.words[0]):
        return pair
    for before in (1, 0):
        wider = _with_neighbour(pair, before, 1 - before)
        if wider and not _seen(wider.spun, model) and _seen(wider.clean, model):
            return wider
    return pair


def _with_neighbour(pair: Substitution, before: int, after: int) -> Substitution | None:
    places = []
    for place in (pair.spun, pair.clean):
        first, last = place.first - before, place.last + after
        if first < 0 or last > len(place.sentence.words):
            return None
        places.append(replace(place, first=first, last=last))
    ours, theirs = (place.words[0 if before else -1] for place in places)
    if ours != theirs or is_function_word(ours) or not _usable(Substitution(places[0], places[1])):
        return None
    return Substitution(places[0], places[1])


def _seen(place: Place, model: LanguageModel) -> bool:
    ids = [model.id_of(word) for word in place.words]
    return all(model.has_bigram(*pair) for pair in pairwise(ids))
