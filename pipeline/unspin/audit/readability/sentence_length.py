"""The share of long sentences."""

from __future__ import annotations

from unspin.audit.readability.exempt import is_exempt
from unspin.audit.readability.inputs import ReadInput
from unspin.audit.text_view import count_words
from unspin.audit.yoast import Measure, Result, percent, worst, yoast
from unspin.model.check import Area, Assessment

__all__ = ["sentence_length"]

SENTENCE_LENGTH = Measure("REA103", "Sentence length", Area.READABILITY, yoast("textSentenceLength"))


def sentence_length(given: ReadInput) -> Assessment:
    """Percent of sentences with more than 20 words."""
    limits, page = given.limits, given.page
    most, far = limits.long_sentences, limits.long_sentences_most
    if page.cornerstone:
        most, far = limits.long_sentences_cornerstone, limits.long_sentences_cornerstone_most
    counted = [(count_words(sentence.text), sentence) for sentence in given.view.sentences]
    counted = [pair for pair in counted if pair[0]]
    long = [pair for pair in counted if pair[0] > limits.sentence_words]
    long = [pair for pair in long if not is_exempt(given, SENTENCE_LENGTH.code, pair[1].span)]
    long.sort(key=lambda pair: (-pair[0], pair[1].span))
    share = percent(len(long), len(counted))
    goal = f"at most {most:g} percent with more than {limits.sentence_words} words"
    message = f"{len(long)} of {len(counted)} sentences have more than {limits.sentence_words} words"
    score = 9 if share <= most else 6 if share <= far else 3
    advice = "Divide the longest sentences."
    places = worst(sentence.span for _, sentence in long)
    return SENTENCE_LENGTH.of(Result(score, message, f"{share:g} %", advice, places, goal=goal), page)
