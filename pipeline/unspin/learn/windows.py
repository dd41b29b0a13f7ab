"""Finds windows of one to four words that clean text never has and the language model finds improbable."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from unspin.apply.case import is_title_cased
from unspin.decide.guard import drug_names
from unspin.decide.lattice import Edge, Lattice, best_path, build_lattice
from unspin.detect.context import sentence_starts
from unspin.detect.matcher import Token, tokenize
from unspin.detect.terminology import TERMINOLOGY
from unspin.lexicon.channel import is_function_word
from unspin.lm.model import LanguageModel
from unspin.model.decision import Decision, Verdict
from unspin.model.document import Block, Document
from unspin.model.finding import Finding

LONGEST = 4
CLEAN_WORDS = math.log(1e7)
"""Logarithm of the words of clean text for which strangeness is told."""
GENEROUS = 1.0
"""Log odds of every original of the channel here: a person will judge what comes of it."""
_BETWEEN = re.compile(r"\s+|-|\Z")


@dataclass(frozen=True, slots=True)
class Window:
    """A strange stretch of one article: its words, how strange, and the likeliest original.

    ``strangeness`` is the logarithm of how often ten million words of clean text would have two of its words
    together by chance, although they never do. Of the measures tried it ranked best: mere improbability
    puts every rare word first.
    """

    words: tuple[str, ...]
    strangeness: float
    original: str
    sentence: str
    start: int
    end: int
    """Place in the sentence."""
    place: tuple[str, int, int, int]
    """Article, block and words (first, after the last): tells which windows overlap."""

    @property
    def text(self) -> str:
        """The words as they stand."""
        return " ".join(self.sentence[self.start : self.end].split())

    def overlaps(self, other: Window) -> bool:
        """Whether two windows share a word."""
        (mine, first, last), (theirs, start, end) = self._words(), other._words()
        return mine == theirs and first < end and start < last

    def _words(self) -> tuple[tuple[str, int], int, int]:
        article, block, first, last = self.place
        return (article, block), first, last


def windows_of(
    document: Document, decisions: Sequence[Decision], channel: Sequence[Finding], model: LanguageModel
) -> Iterator[Window]:
    """All windows of a document that no rule explains; ``channel`` are the findings to take originals from.

    Windows may overlap; what overlaps a decision on a hand-written rule, or any that was not rejected, is
    explained, and what is protected is left out.
    """
    explained: dict[int, list[tuple[int, int]]] = {}
    for decision in decisions:
        if decision.finding.detector == TERMINOLOGY or decision.verdict is not Verdict.REJECTED:
            finding = decision.finding
            places = explained.setdefault(finding.block, [])
            places.append((finding.flow_start, finding.flow_end))
    for block in document.blocks:
        findings = [finding for finding in channel if finding.block == block.index]
        yield from _of_block(document, block, findings, explained.get(block.index, []), model)


def _of_block(
    document: Document,
    block: Block,
    findings: list[Finding],
    explained: list[tuple[int, int]],
    model: LanguageModel,
) -> Iterator[Window]:
    odds = [[GENEROUS + math.log(c.weight) for c in finding.candidates] for finding in findings]
    lattice = build_lattice(block, findings, odds, model)
    tokens = tokenize(block.flow.text)
    if len(tokens) < 2:
        return
    surprise, unseen = _surprises(lattice, model), _unseen(lattice, tokens, model)
    allowed = [_is_free(document, block, token, explained) for token in tokens]
    path = best_path(lattice, model)
    for first in range(len(tokens)):
        for last in range(first + 1, min(first + LONGEST, len(tokens)) + 1):
            if last - first > 1 and (lattice.breaks[last - 1] or not _connected(block, tokens, last - 1)):
                break
            if not all(allowed[first:last]) or not _is_strange(tokens, unseen, lattice.breaks, first, last):
                continue
            if _excess(surprise, first, last) > 0:
                strangeness = _strangeness(lattice.ids, unseen, first, last, model)
                original = _original(path, findings, tokens, first, last)
                yield _window(document, block, tokens, first, last, strangeness, original)


def _surprises(lattice: Lattice, model: LanguageModel) -> list[float]:
    """How improbable each word is after the two before it, in nats."""
    found = []
    first = second = model.start
    for word, begins in zip(lattice.ids, lattice.breaks, strict=True):
        if begins:
            first = second = model.start
        found.append(-model.score(first, second, word))
        first, second = second, word
    return found


def _unseen(lattice: Lattice, tokens: Sequence[Token], model: LanguageModel) -> list[bool]:
    """For each word whether clean text never has it after the word before; unknown words are never seen."""
    known = [model.knows(token.word) for token in tokens]
    ids = lattice.ids
    return [
        index > 0
        and not lattice.breaks[index]
        and not (known[index - 1] and known[index] and model.has_bigram(ids[index - 1], ids[index]))
        for index in range(len(ids))
    ]


def _is_free(document: Document, block: Block, token: Token, explained: Sequence[tuple[int, int]]) -> bool:
    """Whether a word is neither explained nor protected, nor a number, a drug, nor perhaps a name."""
    if any(start < token.end and token.start < end for start, end in explained):
        return False
    text = block.flow.text
    shown = text[token.start : token.end]
    if not shown.replace("'", "").replace("’", "").isalpha() or token.word in drug_names():
        return False
    begins = token.start == 0 or token.start in sentence_starts(text)
    if shown != shown.lower() and not begins and not is_title_cased(text):
        return False
    span = block.flow.to_original(token.start, token.end)
    return not any(place.reason != "tag" and place.span.overlaps(span) for place in document.protected)


def _connected(block: Block, tokens: Sequence[Token], index: int) -> bool:
    """Whether only white space or a hyphen stands before a word."""
    return _BETWEEN.fullmatch(block.flow.text, tokens[index - 1].end, tokens[index].start) is not None


def _is_strange(
    tokens: Sequence[Token], unseen: Sequence[bool], breaks: Sequence[bool], first: int, last: int
) -> bool:
    """Whether clean text has no two content words of the window, or its one and a neighbour, together."""
    ordinary = [is_function_word(token.word) for token in tokens[first:last]]
    if ordinary[0] or ordinary[-1]:
        return False
    if last - first == 1:
        alone = last == len(tokens) or breaks[last]
        return not alone and not breaks[first] and unseen[first] and unseen[last]
    inner = range(first + 1, last)
    return any(unseen[i] for i in inner) and all(
        unseen[i] or ordinary[i - first] or ordinary[i - first - 1] for i in inner
    )


def _excess(surprise: Sequence[float], first: int, last: int) -> float:
    """Mean surprise of the words over that of the rest of the block."""
    rest = [*surprise[:first], *surprise[last:]]
    around = sum(rest) / len(rest) if rest else 0.0
    return sum(surprise[first:last]) / (last - first) - around


def _strangeness(
    ids: Sequence[int], unseen: Sequence[bool], first: int, last: int, model: LanguageModel
) -> float:
    """Of the strangest two words in or at the edge of a window."""
    pairs = [i for i in range(first, min(last + 1, len(ids))) if unseen[i]]
    return max(CLEAN_WORDS + model.alone(ids[i - 1]) + model.alone(ids[i]) for i in pairs)


def _original(
    path: Sequence[Edge], findings: Sequence[Finding], tokens: Sequence[Token], first: int, last: int
) -> str:
    """What the best path writes for exactly these words; empty when that is the text or cuts through them."""
    words: list[str] = []
    changed = False
    for edge in path:
        if edge.last < first or edge.first >= last:
            continue
        if edge.first < first or edge.last >= last:
            return ""
        if edge.finding < 0:
            words.append(tokens[edge.first].word)
        else:
            changed = True
            words.append(findings[edge.finding].candidates[edge.candidate].wording.lower())
    return " ".join(words) if changed else ""


def _window(
    document: Document,
    block: Block,
    tokens: Sequence[Token],
    first: int,
    last: int,
    strangeness: float,
    original: str,
) -> Window:
    text = block.flow.text
    start, end = tokens[first].start, tokens[last - 1].end
    borders = [0, *sentence_starts(text), len(text)]
    low = max(border for border in borders if border <= start)
    high = min(border for border in borders if border >= end)
    return Window(
        words=tuple(token.word for token in tokens[first:last]),
        strangeness=strangeness,
        original=original,
        sentence=text[low:high].rstrip(),
        start=start - low,
        end=end - low,
        place=(document.article.path, block.index, first, last),
    )
