"""The size of a text alone, for runs that need no readability measures."""

from __future__ import annotations

from unspin.detect.context import sentence_starts
from unspin.model.report import Scores


def size(text: str, spun_score: float) -> Scores:
    """Words (between white space) and sentences; every readability measure is ``None``."""
    words = len(text.split())
    sentences = sum(1 + len(sentence_starts(block)) for block in text.split("\n\n") if block.strip())
    return Scores(
        words=words,
        sentences=sentences,
        words_per_sentence=round(words / sentences, 2) if sentences else 0.0,
        flesch_reading_ease=None,
        flesch_kincaid_grade=None,
        smog_index=None,
        gunning_fog=None,
        dale_chall=None,
        difficult_words=None,
        spun_score=spun_score,
    )
