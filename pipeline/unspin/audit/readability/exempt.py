"""Sentences that the author has exempted from a measure of sentences, by an ignoring comment.

Such a sentence still counts as a sentence, but never as a long or a passive one. So one sentence can be
exempted without switching the whole measure off.
"""

from __future__ import annotations

from unspin.audit.readability.inputs import ReadInput
from unspin.model.check import Area
from unspin.model.page import Page
from unspin.model.span import Span

__all__ = ["SENTENCE_CODES", "is_exempt", "used_exemptions"]

SENTENCE_CODES = ("REA103", "REA105", "REA106")
"""Measures whose places are sentences that are worse than others."""


def is_exempt(given: ReadInput, code: str, span: Span) -> bool:
    """Whether a sentence of the page does not count against the measure ``code``."""
    return bool(_places(given.page, code, span))


def used_exemptions(page: Page) -> frozenset[int]:
    """Numbers of the ignoring places that exempt a sentence from one of these measures."""
    if not page.document.ignores.places:
        return frozenset()
    found: set[int] = set()
    for sentence in page.sentences:
        for code in SENTENCE_CODES:
            found |= _places(page, code, sentence.span)
    return frozenset(found)


def _places(page: Page, code: str, span: Span) -> frozenset[int]:
    ignores = page.document.ignores
    if not ignores.places:
        return frozenset()
    numbers = ignores.of_check((code, Area.READABILITY.value), span)
    return frozenset(number for number in numbers if ignores.places[number].span is not None)
