"""Sentences of a document, and which of a draft belong to which of its corrected article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from unspin.detect.context import sentence_starts
from unspin.detect.matcher import Token, tokenize
from unspin.model.document import Block, Document

LIKE = 0.2
"""Share of common words from which sentences are paired: spinners leave the function words."""
BAND = 40
"""Sentences to each side of the diagonal that are compared, so that long articles stay quick."""
_Pair = tuple["Sentence", "Sentence"]


@dataclass(frozen=True)
class Sentence:
    """A sentence, or a heading, of a block; ``start`` is its place in the block's flow."""

    block: Block
    start: int
    end: int

    @cached_property
    def text(self) -> str:
        """The sentence as a reader sees it."""
        return self.block.flow.text[self.start : self.end]

    @cached_property
    def tokens(self) -> Sequence[Token]:
        """Its words; places count from the start of the sentence."""
        return tokenize(self.text)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Its words, folded."""
        return tuple(token.word for token in self.tokens)

    @cached_property
    def counts(self) -> Counter[str]:
        """How often it has each word."""
        return Counter(self.words)


def sentences_of(document: Document) -> list[Sentence]:
    """The sentences of all blocks that have words, in order."""
    found = []
    for block in document.blocks:
        text = block.flow.text
        borders = [0, *sentence_starts(text), len(text)]
        for start, end in pairwise(borders):
            sentence = Sentence(block, start, end)
            if sentence.words:
                found.append(sentence)
    return found


def align_sentences(spun: Sequence[Sentence], clean: Sequence[Sentence]) -> list[_Pair]:
    """Pairs of sentences that say the same, in order; one may stand for two of the same block.

    The way through both articles that pairs the most like words wins (dynamic programming). Where as many
    headings or list items are left over on both sides of a gap they are paired too: "Drying out" shares no
    word with "Dehydration".
    """
    way = _best_way(spun, clean)
    pairs: list[_Pair] = []
    last_spun = last_clean = 0
    for i, j, left, right in [*way, (len(spun), len(clean), 0, 0)]:
        pairs += _fill(spun[last_spun:i], clean[last_clean:j])
        if left:
            pairs.append((_merged(spun[i : i + left]), _merged(clean[j : j + right])))
        last_spun, last_clean = i + left, j + right
    return pairs


def _best_way(spun: Sequence[Sentence], clean: Sequence[Sentence]) -> list[tuple[int, int, int, int]]:
    """Steps (index in both, sentences taken from both) of the best way."""
    best: dict[tuple[int, int], float] = {}
    step: dict[tuple[int, int], tuple[int, int]] = {}
    slope = len(clean) / max(len(spun), 1)
    for i in range(len(spun), -1, -1):
        middle = int(i * slope)
        for j in range(min(len(clean), middle + BAND), max(0, middle - BAND) - 1, -1):
            best[i, j], step[i, j] = max(
                (best.get((i + left, j + right), 0.0) + gain, (left, right))
                for left, right, gain in _steps(spun, clean, i, j)
            )
    return list(_walk(step, len(spun), len(clean)))


def _steps(
    spun: Sequence[Sentence], clean: Sequence[Sentence], i: int, j: int
) -> Iterator[tuple[int, int, float]]:
    """What can be taken at a place, and what it gains; skipping gains nothing."""
    yield 0, 0, 0.0
    if i < len(spun):
        yield 1, 0, 0.0
    if j < len(clean):
        yield 0, 1, 0.0
    for left, right in ((1, 1), (1, 2), (2, 1)):
        ours, theirs = spun[i : i + left], clean[j : j + right]
        if len(ours) == left and len(theirs) == right and _one_block(ours) and _one_block(theirs):
            yield left, right, _gain(ours, theirs)


def _walk(
    step: dict[tuple[int, int], tuple[int, int]], rows: int, columns: int
) -> Iterator[tuple[int, int, int, int]]:
    i = j = 0
    while i < rows or j < columns:
        left, right = step.get((i, j), (0, 0))
        if not left and not right:
            return
        if left and right:
            yield i, j, left, right
        i, j = i + left, j + right


def _one_block(sentences: Sequence[Sentence]) -> bool:
    return all(sentence.block is sentences[0].block for sentence in sentences)


def _gain(spun: Sequence[Sentence], clean: Sequence[Sentence]) -> float:
    """Like words beyond chance, weighted by length."""
    ours = sum((sentence.counts for sentence in spun), Counter[str]())
    theirs = sum((sentence.counts for sentence in clean), Counter[str]())
    size = ours.total() + theirs.total()
    return (2 * (ours & theirs).total() / size - LIKE) * size


def _merged(sentences: Sequence[Sentence]) -> Sentence:
    return Sentence(sentences[0].block, sentences[0].start, sentences[-1].end)


def _fill(spun: Sequence[Sentence], clean: Sequence[Sentence]) -> Iterator[_Pair]:
    """Pairs for what is left over in a gap, if both sides look the same."""
    kinds = [(s.block.kind, s.block.level) for s in spun], [(s.block.kind, s.block.level) for s in clean]
    if kinds[0] == kinds[1]:
        yield from zip(spun, clean, strict=True)
