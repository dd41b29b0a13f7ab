"""The keyphrase in the running text: introduction, density, distribution, subheadings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from math import ceil, floor

from unspin.audit.seo.inputs import SeoInput
from unspin.audit.seo.keyphrase import Keyphrase
from unspin.audit.text_view import place_of, words_in
from unspin.audit.yoast import Measure, Result, percent, yoast
from unspin.detect.context import sentence_starts
from unspin.model.check import Area, Assessment
from unspin.model.document import Block, BlockKind
from unspin.model.span import Span

__all__ = ["density", "distribution", "introduction", "subheadings"]

INTRODUCTION = Measure(
    "SEO101",
    "Keyphrase in introduction",
    Area.SEO,
    yoast("introductionKeyword"),
    goal="all words of the keyphrase in one sentence of the first paragraph",
)
DENSITY = Measure("SEO103", "Keyphrase density", Area.SEO, yoast("keyphraseDensity"))
SUBHEADINGS = Measure("SEO106", "Keyphrase in subheadings", Area.SEO, yoast("subheadingsKeyword"))
DISTRIBUTION = Measure("SEO119", "Keyphrase distribution", Area.SEO, yoast("keyphraseDistribution (Premium)"))

_BYLINE = re.compile(
    r"\s*(?:by|written by|author|(?:medically |last )?(?:reviewed|updated|published|edited)|posted|date)\b",
    re.IGNORECASE,
)
"""Begins a line about the page itself, which is no introduction."""
SHORT_TEXT = 100
"""Words below which uses are counted instead of a density."""
VERY_SHORT_TEXT = 50
"""Words up to which one use is all that a text bears."""
FEWEST_SENTENCES = 15
"""Sentences below which a distribution says nothing: one use is enough."""
HALF = 50
"""Percent of the words of a keyphrase that a heading must exceed to name the topic."""
SHORT_TOPIC = 4
"""Words from which half of them in a sentence are enough to be on the topic."""


def introduction(given: SeoInput) -> Assessment:
    """The keyphrase, or a synonym, in the first paragraph, best in one sentence."""
    first = _first_paragraph(given)
    if not given.keyphrase or first is None:
        result = Result(
            3,
            "There is no keyphrase, or no first paragraph",
            "none",
            "Open with a sentence that names the topic.",
        )
        return INTRODUCTION.of(result, given.page)
    text = first.flow.text
    borders = [0, *sentence_starts(text), len(text)]
    sentences = (text[start:end] for start, end in pairwise(borders))
    places = (place_of(first),)
    advice = "Say in the first paragraph, in one sentence, what the page is about."
    if any(given.keyphrase.best_share(words_in(sentence)) == 100 for sentence in sentences):
        result = Result(9, "The first paragraph names the topic", "in one sentence")
    elif given.keyphrase.best_share(words_in(text)) == 100:
        message = "The words of the keyphrase are spread over several sentences of the first paragraph"
        result = Result(6, message, "spread", advice, places)
    else:
        result = Result(3, "The first paragraph does not name the topic", "missing", advice, places)
    return INTRODUCTION.of(result, given.page)


def _first_paragraph(given: SeoInput) -> Block | None:
    kinds = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)
    found = [block for block in given.view.blocks if block.kind in kinds]
    return next((block for block in found if not _BYLINE.match(block.flow.text)), next(iter(found), None))


def density(given: SeoInput) -> Assessment:
    """Uses of the keyphrase per 100 words; a longer keyphrase weighs more (Yoast's factor)."""
    phrase = given.keyphrase.phrase
    words = sum(len(unit) for unit in given.view.units)
    uses = sum(phrase.count(unit) for unit in given.view.units)
    if not phrase or not words:
        result = Result(
            -50, "There is no keyphrase, or no text", "none", "Set a keyphrase and write about it."
        )
        return DENSITY.of(result, given.page)
    factor = 0.7 + phrase.length / 3
    share = 100 * uses / words * factor
    least, most = _wanted_uses(given, words, factor)
    score = _short_score(uses, words) if words < SHORT_TEXT else _density_score(given, uses, share, least)
    many = score < 0
    message = f"The keyphrase is used {_times(uses)} in {words} words"
    advice = (
        f"Use it {_times(least)} to {most} times."
        if not many
        else f"Use it {most} times at most; say “it” or a synonym."
    )
    goal = f"{least} to {most} times"
    value = f"{share:.1f} %" if words >= SHORT_TEXT else str(uses)
    return DENSITY.of(Result(score, message, value, advice, goal=goal), given.page)


def _wanted_uses(given: SeoInput, words: int, factor: float) -> tuple[int, int]:
    """The fewest and the most uses that a text of this length should have."""
    if words < SHORT_TEXT:
        return 1, 1 if words <= VERY_SHORT_TEXT else 2
    limits = given.limits
    least = limits.keyphrase_density_least * words / (100 * factor)
    most = limits.keyphrase_density_most * words / (100 * factor)
    return max(2, ceil(least)), max(2, floor(most))


def _short_score(uses: int, words: int) -> int:
    most = 2 if words > VERY_SHORT_TEXT else 1
    if not uses:
        return 4
    return 9 if uses <= most else -10 if uses == most + 1 else -50


def _density_score(given: SeoInput, uses: int, share: float, least: int) -> int:
    limits = given.limits
    if share < limits.keyphrase_density_least or uses == 1:
        return 4
    if share <= limits.keyphrase_density_most or (uses == 2 and least <= 2):
        return 9
    return -10 if share <= limits.keyphrase_density_far else -50


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"


def subheadings(given: SeoInput) -> Assessment:
    """Headings of level 2 and 3 that name the topic: some of them, but not nearly all."""
    limits, page = given.limits, given.page
    if not given.keyphrase or not given.view.words:
        result = Result(1, "There is no keyphrase, or no text", "none", "Set a keyphrase and write about it.")
        return SUBHEADINGS.of(result, page)
    blocks = [block for block in given.view.blocks if block.level in (2, 3)]
    low, high = 100 * limits.keyphrase_share_least, 100 * limits.keyphrase_share_most
    goal = f"{low:.0f} to {high:.0f} percent of the subheadings"
    if not blocks:
        return SUBHEADINGS.of(_without_subheadings(given, goal), page)
    hits = [block for block in blocks if given.keyphrase.best_share(words_in(block.flow.text)) > HALF]
    least, most = (
        ceil(len(blocks) * limits.keyphrase_share_least),
        floor(len(blocks) * limits.keyphrase_share_most),
    )
    value = f"{len(hits)} of {len(blocks)}"
    message = f"{value} subheadings name the topic"
    if (len(blocks) == 1 and hits) or least <= len(hits) <= most:
        result = Result(9, message, value, goal=goal)
    elif len(hits) > most:
        advice = "Vary the subheadings; a keyphrase in nearly all of them reads as stuffed."
        result = Result(3, message, value, advice, tuple(place_of(block) for block in hits[:1]), goal=goal)
    else:
        advice = "Let some subheadings say what they are about in words of the keyphrase."
        result = Result(3, message, value, advice, tuple(place_of(block) for block in blocks[:1]), goal=goal)
    return SUBHEADINGS.of(result, page)


def _without_subheadings(given: SeoInput, goal: str) -> Result:
    limits = given.limits
    most = limits.section_words_cornerstone if given.page.cornerstone else limits.section_words
    if given.view.words < most:
        return Result(9, "There are no subheadings; a text this short needs none", "none", goal=goal)
    return Result(
        2, "There are no subheadings", "none", "Add subheadings that say what each part is about.", goal=goal
    )


def distribution(given: SeoInput) -> Assessment:
    """The longest stretch of sentences without the keyphrase or a synonym."""
    sentences = _joined(given)
    limits, keyphrase = given.limits, given.keyphrase
    on_topic = [_is_on_topic(keyphrase, words_in(text)) for text, _ in sentences]
    goal = f"no stretch of more than {limits.keyphrase_gap:g} percent of the sentences without it"
    if not keyphrase or not any(on_topic):
        result = Result(
            1,
            "No sentence is about the keyphrase",
            "none",
            "Use the keyphrase all through the text.",
            goal=goal,
        )
        return DISTRIBUTION.of(result, given.page)
    start, size = _longest_gap(on_topic)
    if len(sentences) < FEWEST_SENTENCES:
        return DISTRIBUTION.of(Result(9, "The text is short and names its topic", goal=goal), given.page)
    gap = percent(size, len(sentences))
    score = 9 if gap <= limits.keyphrase_gap else 6 if gap <= limits.keyphrase_gap_most else 1
    message = f"{size} sentences in a row do not name the topic"
    advice = "Come back to the topic in the part that leaves it."
    if score == 6:
        advice = ""  # shown, but an editor need not act on a doubt of no weight in Yoast's own total
    places = (sentences[start][1],) if size else ()
    return DISTRIBUTION.of(Result(score, message, f"{gap:g} %", advice, places, goal=goal), given.page)


def _joined(given: SeoInput) -> list[tuple[str, Span]]:
    """The sentences with their places; items of a list that end without a stop are read as one."""
    kinds = given.view.kinds
    joined: list[tuple[str, Span]] = []
    is_open = False
    for sentence in given.view.sentences:
        is_item = kinds[sentence.block] is BlockKind.LIST_ITEM
        if is_item and is_open:
            text, span = joined[-1]
            joined[-1] = f"{text} {sentence.text}", Span(span.start, max(span.end, sentence.span.end))
        else:
            joined.append((sentence.text, sentence.span))
        is_open = is_item and not sentence.text.rstrip().endswith((".", "!", "?"))
    return joined


def _is_on_topic(keyphrase: Keyphrase, words: Sequence[str]) -> bool:
    """Whether a sentence has the phrase or a synonym: whole if it is short, else half of its words."""
    return any(
        phrase.share(words) >= (100 if phrase.length < SHORT_TOPIC else HALF)
        for phrase in keyphrase.all
        if phrase
    )


def _longest_gap(on_topic: list[bool]) -> tuple[int, int]:
    """Start and length of the longest run of sentences off the topic; the first of equal ones."""
    best = length = size = 0
    for index, on in enumerate(on_topic):
        length = 0 if on else length + 1
        if length > size:
            best, size = index - length + 1, length
    return best, size
