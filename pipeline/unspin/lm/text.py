"""What the language model counts: clean paragraphs cut into sentences of folded words."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator

from unspin.lexicon.tokens import WORD

START, END, UNKNOWN, NUMBER = "<s>", "</s>", "<unk>", "<num>"
SPECIAL = (UNKNOWN, START, END, NUMBER)
_BREAK = re.compile(r"[.!?]+[\"'”’)\]]*(?=\s|\Z)|[:;()\[\]{}|•–—\n\ufffc]|\s[-*]\s")
_DIGITS = re.compile(r"\d")
_MIN_WORDS = 5
_MIN_LETTERS = 0.7
"""Share of letters and spaces below which a paragraph is a table, a formula or a reference."""


def words_of_sentence(sentence: str) -> list[str]:
    """The folded words of a sentence, numbers as one symbol.

    >>> words_of_sentence("Take 20 mg, low-dose")
    ['take', '<num>', 'mg', 'low', 'dose']
    """
    folded = sentence.lower().replace("’", "'")
    return [NUMBER if _DIGITS.search(word) else word for word in WORD.findall(folded)]


def sentences_of(text: str) -> Iterator[list[str]]:
    """Word lists of the sentences of a text; brackets, colons and dashes end one too."""
    for part in _BREAK.split(text):
        words = words_of_sentence(part)
        if words:
            yield words


def clean_paragraphs(texts: Iterable[str]) -> Iterator[str]:
    """Paragraphs of running prose, each only once over all texts."""
    seen: set[bytes] = set()
    for text in texts:
        for paragraph in text.split("\n"):
            if not _is_prose(paragraph):
                continue
            digest = hashlib.blake2b(" ".join(paragraph.lower().split()).encode(), digest_size=12).digest()
            if digest not in seen:
                seen.add(digest)
                yield paragraph


def _is_prose(paragraph: str) -> bool:
    if paragraph.count(" ") < _MIN_WORDS - 1:
        return False
    letters = sum(character.isalpha() or character == " " for character in paragraph)
    return letters >= _MIN_LETTERS * len(paragraph)
