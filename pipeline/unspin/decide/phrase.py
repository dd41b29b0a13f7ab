"""A text that is a single phrase, as somebody looks one up: too short to hold any other sign of spinning.

It is taken for spun where good text has all the neighbours of the words that a correction brings, and
misses neighbours that stand there now: "coronary" and "assault" are never side by side, "heart" and
"attack" often are.
"""

from __future__ import annotations

import re
from itertools import pairwise

from unspin.apply import apply_decisions
from unspin.decide import Judgement
from unspin.lm.model import LanguageModel
from unspin.model.decision import Verdict
from unspin.model.document import Document

MOST_WORDS = 6
"""Words of the longest phrase. Longer texts are articles, however short, and need signs."""
LEAST_SURE = 0.7
"""Confidence that every edit needs. Of published pairs, without the rules made from them, 12 in 100 come
back so and 7 become something else, often as good; of phrases cut from good text one in 100 is changed."""
_SENTENCE = re.compile(r"[.!?:;\n]")


def is_phrase(document: Document) -> bool:
    """Whether the whole text is two to six words without a sign that ends a sentence."""
    text = document.article.text.strip()
    if len(document.blocks) != 1 or not 2 <= len(text.split()) <= MOST_WORDS:
        return False
    return not _SENTENCE.search(text)


def changes(judgement: Judgement) -> bool:
    """Whether any decision is applied."""
    return any(decision.verdict is Verdict.APPLIED for decision in judgement.decisions)


def is_restored(document: Document, judgement: Judgement, model: LanguageModel) -> bool:
    """Whether the edits bring neighbours that good text knows where it did not know those of the text."""
    applied = [decision for decision in judgement.decisions if decision.verdict is Verdict.APPLIED]
    if min((decision.confidence for decision in applied), default=0.0) < LEAST_SURE:
        return False
    text = document.article.text
    before = _unknown_neighbours(text, model)
    after = _unknown_neighbours(apply_decisions(text, judgement.decisions).text, model)
    return before > 0 and after == 0


def _unknown_neighbours(text: str, model: LanguageModel) -> int:
    """Pairs of words side by side that the model has not seen."""
    ids = model.ids_of(text)
    return sum(
        not model.has_bigram(first, second) or model.unknown in (first, second)
        for first, second in pairwise(ids)
    )
