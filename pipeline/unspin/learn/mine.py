"""Proposes entries from spun drafts alone: what clean text never says and no rule explains."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cache

from unspin.errors import InputError
from unspin.language.nlp import language_tools
from unspin.learn.align import Place
from unspin.learn.check import tried, without_clashes
from unspin.learn.learn import medical_words
from unspin.learn.proposal import Proposal, Tools, base_entry, guess_kind, guess_trust
from unspin.learn.sentences import Sentence
from unspin.learn.windows import Window, windows_of
from unspin.learn.write import FILL_IN
from unspin.lexicon.tokens import words_of
from unspin.lm.file import ModelError
from unspin.lm.model import LanguageModel
from unspin.model.article import Article
from unspin.model.document import Block, BlockKind, Flow, Segment
from unspin.parse import parse
from unspin.workflow import Workflow

CONTEXTS = 3
"""Sentences shown for one proposal."""
HINTED = 2.0
"""What an original adds to a wording's score: there is something to decide."""
MOST = 200
"""Proposals in one file: more than that nobody reads."""


def mine(
    articles: Iterable[Article],
    workflow: Workflow,
    most: int = MOST,
    failed: Callable[[InputError], None] | None = None,
) -> list[Proposal]:
    """The strangest windows over all drafts as proposals, the best first; the same in every run.

    The score of a wording is its mean strangeness, plus twice the logarithm of its count, plus ``HINTED``
    where there is an original for it. An article that cannot be parsed is told to ``failed`` and left out;
    without that its ``InputError`` is raised.
    Raises ``ModelError`` without a language model.
    """
    model = workflow.judge.model
    if model is None:
        raise ModelError("finding new wordings needs a language model, and none is in use")
    groups: dict[tuple[str, ...], list[Window]] = {}
    for article in articles:
        try:
            document = parse(article)
        except InputError as error:
            if failed is None:
                raise
            failed(error)
            continue
        channel = workflow.channel.detect(document) if workflow.channel else ()
        decisions = workflow.decide(document).decisions
        for window in windows_of(document, decisions, channel, model):
            groups.setdefault(window.words, []).append(window)
    ranked = sorted(groups.values(), key=_rank)
    chosen = _without_overlaps(ranked, most)
    if not chosen:
        return []
    medical = medical_words(workflow.lexicon.rules)
    tools: Tools = cache(language_tools)
    return without_clashes(
        _proposal(group, number, medical, model, tools) for number, group in enumerate(chosen)
    )


def _rank(group: Sequence[Window]) -> tuple[float, bool, int, tuple[str, ...]]:
    """Best first; of equals short phrases, for "muscle fits" makes a better rule than "fits"."""
    words = group[0].words
    return -_score(group), len(words) == 1, len(words), words


def _score(group: Sequence[Window]) -> float:
    mean = sum(window.strangeness for window in group) / len(group)
    hinted = HINTED if any(window.original for window in group) else 0.0
    return mean + 2 * math.log(len(group)) + hinted


def _without_overlaps(ranked: Iterable[list[Window]], most: int) -> list[list[Window]]:
    """The best groups; of windows over the same words only the best stays."""
    chosen: list[list[Window]] = []
    by_block: dict[tuple[str, int], list[Window]] = {}
    for group in ranked:
        free = [w for w in group if not any(w.overlaps(o) for o in by_block.get(w.place[:2], ()))]
        if len(chosen) < most and 2 * len(free) > len(group):
            chosen.append(free)
            for window in free:
                by_block.setdefault(window.place[:2], []).append(window)
    return chosen


def _proposal(
    group: Sequence[Window], number: int, medical: frozenset[str], model: LanguageModel, tools: Tools
) -> Proposal:
    """One proposal, tried; ``number`` tells its example apart for the language tools."""
    originals = Counter(window.original for window in group if window.original)
    original = originals.most_common(1)[0][0] if originals else ""
    example = next(window for window in group if window.original == original or not original)
    proposal = Proposal(
        wording=" ".join(example.words) if "’" in example.text else example.text.lower(),
        original=original,
        kind=guess_kind(" ".join(example.words), original, medical, model),
        trust=guess_trust(example.text, model),
        count=len(group),
        articles=len({window.place[0] for window in group}),
        score=_score(group),
        fixes=(_fix(example, original or FILL_IN),),
        contexts=tuple(dict.fromkeys(window.sentence for window in group))[:CONTEXTS],
    )
    if not original:
        return proposal
    place = _corrected_place(proposal.fixes[0][1], example.start, original, number)
    wording, base, pos = base_entry(proposal.wording, place, tools)
    return tried(replace(proposal, wording=wording, original=base, pos=pos))


def _fix(window: Window, original: str) -> tuple[str, str]:
    """The sentence as it stands, and with the original in place of the window."""
    if window.sentence[window.start].isupper() and original != FILL_IN:
        original = original[0].upper() + original[1:]
    return window.sentence, window.sentence[: window.start] + original + window.sentence[window.end :]


def _corrected_place(text: str, start: int, original: str, number: int) -> Place:
    """The original in its corrected sentence, as if that were an article of its own."""
    flow = Flow(text, (Segment(0, len(text), 0, len(text), True),))
    sentence = Sentence(Block(number, BlockKind.PARAGRAPH, flow), 0, len(text))
    first = next(i for i, token in enumerate(sentence.tokens) if token.start >= start)
    return Place(sentence, first, first + len(words_of(original)))
