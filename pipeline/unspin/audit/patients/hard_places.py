"""The hardest sentences, and hard words that have a plain alternative.

A sentence is measured by LIX (Björnsson 1968): its number of words plus the percentage of words with
more than six letters. LIX needs no syllables, so it is quick and the same everywhere. Of a whole text 40
is easy and 60 very hard; single sentences vary more, so they are called hard from 65.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from unspin.audit.passages import Passage
from unspin.audit.patients.measures import SUGGESTION, Item
from unspin.audit.patients.plain_words import Entry, plain_words
from unspin.audit.patients.uses import Use, uses_of
from unspin.model.check import Area, Assessment, Check, Light
from unspin.model.limits import Limits
from unspin.model.page import Page
from unspin.model.span import Span

__all__ = ["ITEMS", "assess", "hardness"]

SENTENCES = Item("PAT111", "Hardest sentences", "LIX (Björnsson 1968) of each sentence; PEMAT-P item 8")
WORDS = Item("PAT112", "Hard words", "PEMAT-P items 3 and 4; plain-language lists of health authorities")
ITEMS = (SENTENCES, WORDS)

LEAST_WORDS = 12
"""Words of a sentence from which on its length can be what makes it hard."""
LONG = 7
"""Letters of a long word, after LIX."""
SHOWN_SENTENCES, SHOWN_WORDS = 3, 5
_LETTERS = re.compile(r"[^\W\d_]")


def assess(page: Page, passages: Sequence[Passage], limits: Limits) -> tuple[Assessment, ...]:
    """All assessments of this file."""
    return _sentences(page, passages, limits), _words(page, passages, limits)


def hardness(passage: Passage) -> float:
    """LIX of one sentence, 0 for a short one."""
    words = [word.text for word in passage.words if _LETTERS.search(word.text)]
    if len(words) < LEAST_WORDS:
        return 0.0
    return len(words) + 100 * sum(len(word) >= LONG for word in words) / len(words)


def _sentences(page: Page, passages: Sequence[Passage], limits: Limits) -> Assessment:
    running = [p for p in passages if p.is_running and not p.is_reference and not p.block.quoted]
    if not running:
        return SENTENCES.grey("There is no running text.")
    measured = sorted(((hardness(p), -i) for i, p in enumerate(running)), reverse=True)
    hard = [(value, running[-i]) for value, i in measured if value >= limits.hard_sentence]
    share = round(100 * len(hard) / len(running), 1)
    value, goal = f"{share:g} %", f"at most {limits.hard_sentences:g} %"
    message = f"{len(hard)} of {len(running)} sentences are hard to read."
    if share <= limits.hard_sentences:
        return SENTENCES.of(Light.GREEN, message, value, goal)
    light = Light.ORANGE if share <= limits.hard_sentences_most else Light.RED
    checks = [_sentence_check(page, lix, passage) for lix, passage in hard[:SHOWN_SENTENCES]]
    if len(hard) > SHOWN_SENTENCES:
        message += f" The {SHOWN_SENTENCES} hardest are shown."
    return SENTENCES.of(light, message, value, goal, checks)


def _sentence_check(page: Page, lix: float, passage: Passage) -> Check:
    words = len(passage.words)
    long = sum(len(word.text) >= LONG for word in passage.words)
    message = f"Hard to read: {words} words, {long} of them with seven letters or more (LIX {lix:.0f})."
    span = passage.place(0, len(passage.words) - 1)
    return _check(SENTENCES.code, page, span, message, "Say one thing a sentence; cut it in two.")


def _words(page: Page, passages: Sequence[Passage], limits: Limits) -> Assessment:
    uses = uses_of(page, passages, plain_words())
    goal = f"at most {limits.hard_words:g}"
    if not uses:
        return WORDS.of(
            Light.GREEN, "No hard word without an explanation, of those that are listed.", "0", goal
        )
    number = len(uses)
    listed = ", ".join(f"“{use.entry.term}” ({use.entry.plain})" for use in uses[:SHOWN_WORDS])
    more = f" and {number - SHOWN_WORDS} more" if number > SHOWN_WORDS else ""
    message = f"{number} hard word{'s' if number > 1 else ''} with a plain alternative: {listed}{more}."
    if number <= limits.hard_words:
        return WORDS.of(Light.GREEN, message, str(number), goal)
    light = Light.ORANGE if number <= limits.hard_words_most else Light.RED
    checks = [_word_check(page, use) for use in uses[:SHOWN_WORDS]]
    return WORDS.of(light, message, str(number), goal, checks)


def _word_check(page: Page, use: Use) -> Check:
    times = f", {use.times} times" if use.times > 1 else ""
    message = f"“{use.entry.term}”{times}: in plain words “{use.entry.plain}”."
    return _check(WORDS.code, page, use.span, message, _advice(use.entry))


def _advice(entry: Entry) -> str:
    advice = "Say it in plain words, or explain it in brackets where it stands first."
    return f"{advice} {entry.note}" if entry.note else advice


def _check(code: str, page: Page, span: Span, message: str, advice: str) -> Check:
    line, column = page.document.article.position(span.start)
    return Check(code, message, SUGGESTION, line, column, Area.PATIENTS, span, span.of(page.text), advice)
