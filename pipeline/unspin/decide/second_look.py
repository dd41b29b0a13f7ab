"""The second look: what the language model would rewrite, where the first signs are too few.

Known phrases show which spinner wrote a text. One whose phrases nobody has listed shows all the same: word
after word, something else that the channel names is e^8 times likelier than what stands there.
"""

from __future__ import annotations

from itertools import pairwise

from unspin.decide.evidence import Evidence
from unspin.decide.verdict import SURE_FROM
from unspin.detect.matcher import tokenize
from unspin.lm.model import LanguageModel
from unspin.model.document import Document

UNKNOWN_PAIRS = 0.2
"""Share of pairs of neighbouring words that the language model must lack for a second look, which takes time:
spun texts lack 0.2 to 0.4, good pages that it has not counted 0.04 to 0.35, those that it has 0.01 to 0.1."""


def needs_second_look(document: Document, evidence: Evidence, model: LanguageModel) -> bool:
    """Whether the signs leave it open if the text, or a part of it, is spun."""
    if evidence.article >= SURE_FROM and evidence.is_varied:
        return any(evidence.of_block(block) < SURE_FROM for block in document.blocks)
    return evidence.has_signs and unknown_pairs(document, model) >= UNKNOWN_PAIRS


def unknown_pairs(document: Document, model: LanguageModel) -> float:
    """Share of pairs of neighbouring words that the language model does not have."""
    pairs = unknown = 0
    for block in document.blocks:
        ids = [model.id_of(token.word) for token in tokenize(block.flow.text)]
        pairs += max(len(ids) - 1, 0)
        unknown += sum(not model.has_bigram(*pair) for pair in pairwise(ids))
    return unknown / pairs if pairs else 0.0
