"""Detector "thesaurus": rare words of spun text that nothing else explains."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from unspin.apply.case import is_title_cased
from unspin.detect.matcher import Token, tokenize
from unspin.detect.terminology import TerminologyDetector
from unspin.lexicon.thesaurus import Thesaurus
from unspin.model.document import Block, Document
from unspin.model.finding import THESAURUS, Finding
from unspin.model.rule import Rule

SIGNS, PER_SIGN = 3, 100
"""Different unknown words from which they are signs, and words of text for each of them: good pages have one
or two here and there, and a page on a field that the language model does not know has more."""
_SHORTEST = 3


def find_rare_words(
    document: Document,
    blocks: Sequence[Block],
    findings: Sequence[Finding],
    thesaurus: Thesaurus,
) -> tuple[Finding, ...]:
    """Words of ``blocks`` that the thesaurus knows and that no one of ``findings`` touches."""
    taken: dict[int, list[tuple[int, int]]] = {}
    for finding in findings:
        taken.setdefault(finding.block, []).append((finding.flow_start, finding.flow_end))
    places = {
        block.index: [
            token
            for token in tokenize(block.flow.text)
            if not any(start < token.end and token.start < end for start, end in taken.get(block.index, ()))
        ]
        for block in blocks
    }
    return _found(document, blocks, places, thesaurus.rules)


def find_unknown_words(
    document: Document, thesaurus: Thesaurus, knows: Callable[[str], bool]
) -> tuple[Finding, ...]:
    """Words that the thesaurus knows but good text does not have (``knows``): signs of spinning.

    Fewer than ``SIGNS``, or than one in ``PER_SIGN`` words, are none. Each has one original only, since
    nobody asks for them.
    """
    places = {
        block.index: [token for token in tokenize(block.flow.text) if not knows(token.word)]
        for block in document.blocks
    }
    found = _found(document, document.blocks, places, lambda words: thesaurus.rules(words, most=1))
    words = sum(block.flow.text.count(" ") + 1 for block in document.blocks)
    different = len({finding.rule.wording for finding in found})
    return found if different >= max(SIGNS, words / PER_SIGN) else ()


def _found(
    document: Document,
    blocks: Sequence[Block],
    places: Mapping[int, Sequence[Token]],
    rules_for: Callable[[Iterable[str]], list[Rule]],
) -> tuple[Finding, ...]:
    """The findings at those of the places whose word is no name, in the order of the text."""
    free = {block.index: _common(block, places[block.index]) for block in blocks if places[block.index]}
    words = {token.word for tokens in free.values() for token in tokens}
    rules = rules_for(sorted(words))
    if not rules:
        return ()
    starts = {number: {token.start for token in tokens} for number, tokens in free.items()}
    there = [block for block in blocks if free.get(block.index)]
    found = TerminologyDetector(rules, THESAURUS).detect(document, there)
    return tuple(f for f in found if f.flow_start in starts[f.block])


def _common(block: Block, tokens: Sequence[Token]) -> list[Token]:
    """The words that have no capital of their own, as names have."""
    text = block.flow.text
    titled = is_title_cased(text)
    return [
        token
        for token in tokens
        if len(token.word) >= _SHORTEST
        and (text[token.start].islower() or titled or _begins(text, token.start))
    ]


def _begins(text: str, start: int) -> bool:
    """Whether a sentence or a line begins at ``start``."""
    before = text[:start].rstrip(" \"'“‘([-–•")
    return not before or before[-1] in ".!?:;\n"
