"""Readability and size of a text, by textstat: the only module that imports it.

Formulas: Flesch 1948 (reading ease, 0 to 100, higher is easier), Kincaid 1975, Gunning 1952 and
McLaughlin 1969 (SMOG) in years of schooling, Dale-Chall 1948/1995 (about 5 to 10, lower is easier),
all as textstat 0.7 computes them. Nothing here uses the network.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from unspin.audit.pronunciations import dictionary_ready
from unspin.model.report import Scores

SMOG_SENTENCES = 3
"""Sentences that SMOG needs here. It was fitted on samples of 30; with fewer, the count of long
words is scaled up to 30 (McLaughlin's own way). Below three the result is noise, so there is none.
"""

_ABBREVIATION = re.compile(r"\b(e\.g|i\.e|vs|approx|Dr|Mr|Mrs|Ms|Prof)\.(?=\s)")
_DECIMAL_POINT = re.compile(r"(?<=\d)\.(?=\d)")
_PARAGRAPH_BREAK = re.compile(r"\n[ \t\r]*\n\s*")
_SENTENCE_END = re.compile(r"[.!?][\"'”’)\]]*$")


def score(text: str, spun_score: float) -> Scores:
    """Measure ``text``: prose whose blocks are joined by blank lines.

    Numbers are rounded to two decimals. A measure is None for a text without words, and where the
    pronouncing dictionary that it needs cannot be had. Never raises.
    """
    prose = _as_sentences(text)
    words = _measure_count("lexicon_count", prose)
    sentences = _measure_count("sentence_count", prose) if words else 0
    ready = words > 0 and dictionary_ready()

    def measure(name: str) -> float | None:
        return _measure(name, prose) if ready else None

    difficult = measure("difficult_words")
    return Scores(
        words=words,
        sentences=sentences,
        words_per_sentence=round(words / sentences, 2) if sentences else 0.0,
        flesch_reading_ease=measure("flesch_reading_ease"),
        flesch_kincaid_grade=measure("flesch_kincaid_grade"),
        smog_index=measure("smog_index") if sentences >= SMOG_SENTENCES else None,
        gunning_fog=measure("gunning_fog"),
        dale_chall=measure("dale_chall_readability_score"),
        difficult_words=None if difficult is None else int(difficult),
        spun_score=spun_score,
    )


def _as_sentences(text: str) -> str:
    """The text with a full stop only where a sentence ends, and one wherever a block ends.

    textstat cuts sentences at every ``.``, ``!`` and ``?`` and nowhere else: it would read a
    heading or a list as part of the next sentence, and "2.5 mg" as two sentences.
    """
    blocks = (block.strip() for block in _PARAGRAPH_BREAK.split(text))
    return "\n\n".join(_closed(block) for block in blocks if block)


def _closed(block: str) -> str:
    block = _DECIMAL_POINT.sub(",", block)
    block = _ABBREVIATION.sub(lambda match: match[1].replace(".", ""), block)
    return block if _SENTENCE_END.search(block) else block + "."


def _measure(name: str, prose: str) -> float | None:
    """The textstat measure called ``name``, or None when it fails."""
    try:
        import textstat

        function: Callable[[str], float] = getattr(textstat, name)
        # ``+ 0.0`` turns the -0.0 that rounding can leave into 0.0.
        return round(float(function(prose)), 2) + 0.0
    except Exception:
        # Third-party code on arbitrary text: a missing figure is better than no audit.
        return None


def _measure_count(name: str, prose: str) -> int:
    return int(_measure(name, prose) or 0)
