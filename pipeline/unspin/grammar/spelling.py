"""Judges unknown words: names and terms are let be, and of a misspelling the answer is looked for."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from unspin.apply.case import is_title_cased
from unspin.grammar.words import Vocabulary, distance, only_british
from unspin.lm.model import LanguageModel
from unspin.lm.text import END, START, words_of_sentence
from unspin.model.document import BlockKind
from unspin.model.grammar import GrammarMatch

MARGIN = math.log(30)
"""How much likelier, in its context, the best answer must be than the next one to be the one sure answer."""
DRAWN = 2.0
"""Pointwise mutual information with a neighbour from which a shorter answer belongs beside it."""
_SHORTEST = 5
"""Letters from which an unknown word is called a misspelling: shorter ones are abbreviations."""
_SURE_FROM = 7
"""Letters from which one slip is sure: of shorter unknown words many are terms ("acral", "stye")."""
_ALONE_FROM = 9
"""Letters from which a slip is sure whatever words stand beside it."""
_COMMON = -12.5
"""Log probability (one word in 270,000) from which an answer is common enough to outweigh that the
unknown word looks like a term of medicine."""
_WELL_KNOWN = -10.0
"""The same (one word in 22,000) for a word with a capital at the start of a sentence: it may be a name."""
_OFTEN = 3
"""An unknown word that an article has as often as this is a term, unless its answer is sure."""
_HEADINGS = (BlockKind.HEADING, BlockKind.TITLE)
_BEFORE = re.compile(r"(?:\A|[\s(\"“‘'/–—])\Z")
_AFTER = re.compile(r"\A(?:\Z|[\s)\"”,;:!?–—]|[.'’](?:\Z|\s|s\b))")
_BORDER = re.compile(r"[.!?:;()\n\ufffc]")
_WORD = re.compile(r"[^\W\d_]+\Z")


@dataclass(frozen=True, slots=True)
class Spelling:
    """The answers to a misspelling, best first, and whether the first is sure."""

    answers: tuple[str, ...]
    sure: bool


def judge_spelling(
    text: str,
    kind: BlockKind,
    match: GrammarMatch,
    words: Vocabulary,
    model: LanguageModel | None,
    times: int,
) -> Spelling | None:
    """What to make of an unknown word; ``None`` to let it be. ``times`` is how often the article has it."""
    word = text[match.start : match.end]
    if not _is_plain(text, match, word) or _is_name(text, kind, match.start, word) or words.knows(word):
        return None
    if only_british(word, match.replacements):
        return None
    likely = [a for a in match.replacements if _is_likely(word, a, words)]
    if not likely:
        return None
    most = max(words.commonness(answer) for answer in likely)
    if (words.looks_medical(word) and most < _COMMON) or (word[0].isupper() and most < _WELL_KNOWN):
        return None
    ranked = _ranked(text, match, likely, model)
    # Terms of medicine differ by a letter, too: a urethroscopy is no ureteroscopy.
    sure = not words.looks_medical(word) and _is_sure(text, match, ranked, model)
    if not sure and times >= _OFTEN:
        return None
    return Spelling(tuple(answer for _, answer in ranked), sure)


def _is_plain(text: str, match: GrammarMatch, word: str) -> bool:
    """A word of letters that stands free: no abbreviation, code, address or part of a formula."""
    return (
        len(word) >= _SHORTEST
        and bool(_WORD.match(word))
        and word[1:] == word[1:].lower()
        and bool(_BEFORE.search(text[: match.start]))
        and bool(_AFTER.match(text[match.end : match.end + 3]))
    )


def _is_name(text: str, kind: BlockKind, start: int, word: str) -> bool:
    """Whether a word has a capital that nothing but a name explains."""
    if word[0].islower() or (kind in _HEADINGS and is_title_cased(text)):
        return False
    before = text[:start].rstrip(" \"'“‘([–—")
    return bool(before) and before[-1] not in ".!?:•\ufffc"


def _is_likely(word: str, answer: str, words: Vocabulary) -> bool:
    """Whether somebody who meant ``answer`` may have typed ``word``."""
    old, new = word.lower(), answer.lower()
    return (
        bool(_WORD.match(answer))
        and old[0] == new[0]
        and distance(old, new) == 1
        and words.knows(new)
        and not _differ_by_ending(old, new)
    )


def _differ_by_ending(old: str, new: str) -> bool:
    """A plural or another form of a word that the checker has in one form only."""
    return old in (new + "s", new + "es", new + "d", new + "r") or new in (old + "s", old + "es")


def _ranked(
    text: str, match: GrammarMatch, answers: list[str], model: LanguageModel | None
) -> list[tuple[float, str]]:
    """Answers by their log probability between the words around; in the checker's order without a model."""
    if model is None:
        return [(0.0, answer) for answer in answers]
    before, after = _around(text, match)
    scored = []
    for answer in answers:
        ids = [model.id_of(w) for w in (*before, *words_of_sentence(answer), *after)]
        scored.append((model.sequence(ids) / model.weight, answer))
    order = {answer: number for number, answer in enumerate(answers)}
    return sorted(scored, key=lambda item: (-item[0], order[item[1]]))


def _around(text: str, match: GrammarMatch) -> tuple[list[str], list[str]]:
    """The two words before and after, or the borders of the sentence."""
    before = [START, START, *words_of_sentence(_clause(text[: match.start], -1))][-2:]
    return before, [*words_of_sentence(_clause(text[match.end :], 0)), END][:2]


def _clause(text: str, part: int) -> str:
    return _BORDER.split(text)[part]


def _is_sure(
    text: str, match: GrammarMatch, ranked: list[tuple[float, str]], model: LanguageModel | None
) -> bool:
    """One answer: the checker's first, no other nearly as likely here, and words that go together."""
    word, (best, answer) = text[match.start : match.end], ranked[0]
    if model is None or len(word) < _SURE_FROM or answer != match.replacements[0]:
        return False
    if len(word) == len(answer) + 1 and word.lower().startswith(answer.lower()):
        return False  # a letter of the next word: "solutiona kind of"
    if len(ranked) > 1 and best - ranked[1][0] < MARGIN:
        return False
    before, after = _around(text, match)
    left, middle, right = (model.id_of(w) for w in (before[1], answer.lower(), after[0]))
    drawn = max(model.attraction(left, middle), model.attraction(middle, right))
    return len(word) >= _ALONE_FROM or drawn >= DRAWN
