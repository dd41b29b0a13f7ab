"""Misspelt words in headings, captions and titles (STR181).

Only what is nearly sure: a word that neither the vocabulary of good health texts nor the pronouncing
dictionary has, and that is one letter away from a word which this very article uses. Names, drugs and
rare terms stay out of it: no word of the article is so close to them.
"""

from __future__ import annotations

import gzip
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from unspin.audit.context import AuditContext
from unspin.audit.structure.findings import WARNING, assessment, check_at
from unspin.audit.structure.outline import Outline
from unspin.lm.model import shipped_model
from unspin.model.check import Assessment, Check
from unspin.model.document import Block, BlockKind

__all__ = ["assess_spelling"]

_CODE = "STR181"
_KINDS = (BlockKind.HEADING, BlockKind.CAPTION, BlockKind.TITLE, BlockKind.ALT, BlockKind.DESCRIPTION)
_WORD = re.compile(r"(?<![\w'’./@-])[A-Z]?[a-z]{5,}(?![\w'’/@-])(?!\.\w)")
"""A plain word of six letters or more: no acronym, no part of a compound, an address or a contraction."""
_ENDINGS = ("s", "d", "r", "y", "e", "n")
"""Letters that make a form of a word and no misspelling."""
_FEWEST_LETTERS = 6
_OFTEN = 2
"""Times that the article uses the word that was meant."""
_COMMON = -11.6
"""Log probability of the word that was meant, about nine in a million: rare terms have rare neighbours."""


def assess_spelling(outline: Outline, context: AuditContext) -> tuple[Assessment, ...]:
    """Misspelt words where a reader looks first."""
    return (
        assessment(
            _CODE,
            "Spelling of headings and captions",
            "No heading, caption or title is surely misspelt.",
            "Words in headings, captions or titles are misspelt ({}).",
            list(_misspelt(outline)),
        ),
    )


def _misspelt(outline: Outline) -> Iterator[Check]:
    model = shipped_model()
    if model is None:
        return
    blocks = [block for block in outline.page.document.blocks if block.kind in _KINDS and not block.quoted]
    unknown = [
        (block, found)
        for block in blocks
        for found in _WORD.finditer(block.flow.text)
        if len(found[0]) >= _FEWEST_LETTERS and not model.knows(found[0].lower())
    ]
    if not unknown:
        return
    written = Counter(word for unit in outline.units for word in unit.words)
    running = {word for unit in outline.units if unit.kind not in _KINDS for word in unit.words}
    known = frozenset(
        word
        for word, count in written.items()
        if count >= _OFTEN and model.knows(word) and model.alone(model.id_of(word)) >= _COMMON
    )
    done: set[str] = set()
    for block, found in unknown:
        word = found[0].lower()
        # A word that stands in the running text as well is the author's, or its name.
        if word in done or word in running or _is_pronounced(word):
            continue
        done.add(word)
        near = _near(word, known)
        if near:
            yield _check(outline, block, found, near)


def _check(outline: Outline, block: Block, found: re.Match[str], near: str) -> Check:
    return check_at(
        outline.page,
        _CODE,
        block.flow.to_original(*found.span()),
        f"“{found[0]}” looks misspelt",
        f"Probably “{near}”, as elsewhere in this article.",
        WARNING,
    )


def _near(word: str, known: frozenset[str]) -> str:
    """The one word of ``known`` that a slip of one letter turns into ``word``, else nothing."""
    near = sorted(other for other in known if abs(len(other) - len(word)) <= 1 and _is_slip(word, other))
    return near[0] if len(near) == 1 else ""


def _is_slip(word: str, other: str) -> bool:
    """One letter wrong, missing, too many, or two exchanged (Damerau 1964); the first one is right."""
    if word[0] != other[0] or len(other) < _FEWEST_LETTERS or word == other:
        return False
    size = min(len(word), len(other))
    start = next((i for i in range(size) if word[i] != other[i]), size)
    if len(word) == len(other):
        swapped = word[start : start + 2] == other[start : start + 2][::-1]
        return word[start + 1 :] == other[start + 1 :] or (
            swapped and word[start + 2 :] == other[start + 2 :]
        )
    longer, shorter = (word, other) if len(word) > len(other) else (other, word)
    if start == size and longer[-1] in _ENDINGS:
        return False
    return longer[start + 1 :] == shorter[start:]


def _is_pronounced(word: str) -> bool:
    """Whether the pronouncing dictionary has a word: 126,000, with many names."""
    return f"\n{word} ".encode() in _pronunciations()


@cache
def _pronunciations() -> bytes:
    """Its lines, each after a line break. Few words are asked for: a set of all is not worth its memory."""
    packed = files("unspin.corpus").joinpath("cmudict.dict.gz").read_bytes()
    return b"\n" + gzip.decompress(packed)
