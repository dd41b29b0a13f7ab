"""Parts of a page that are too long to take in: sections and paragraphs."""

from __future__ import annotations

from unspin.audit.readability.inputs import ReadInput
from unspin.audit.text_view import count_words, place_of
from unspin.audit.yoast import Measure, Result, worst, yoast
from unspin.model.check import Area, Assessment

__all__ = ["paragraphs", "sections"]

SECTIONS = Measure("REA101", "Subheading distribution", Area.READABILITY, yoast("subheadingsTooLong"))
PARAGRAPHS = Measure("REA102", "Paragraph length", Area.READABILITY, yoast("textParagraphTooLong"))


def sections(given: ReadInput) -> Assessment:
    """Words under one heading, or before the first one."""
    limits, page, view = given.limits, given.page, given.view
    most, far = limits.section_words, limits.section_words_most
    if page.cornerstone:
        most, far = limits.section_words_cornerstone, limits.section_words_cornerstone_most
    goal = f"at most {most} words under one heading"
    if view.words <= most:
        return SECTIONS.of(
            Result(9, "The text is short enough for the headings that it has", goal=goal), page
        )
    if all(section.heading is None for section in view.sections):
        result = Result(
            2, "The text has no headings", "none", "Put a heading before each part of the text.", goal=goal
        )
        return SECTIONS.of(result, page)
    longest = max(section.words for section in view.sections)
    value = f"{longest} words"
    if longest <= most:
        return SECTIONS.of(Result(9, "No part of the text is too long", value, goal=goal), page)
    long = sorted((part for part in view.sections if part.words > most), key=lambda part: -part.words)
    message = f"A part of the text has {longest} words without a heading"
    if len(long) > 1:
        message = f"{len(long)} parts of the text have more than {most} words without a heading"
    places = worst(part.span for part in long)
    advice = "Divide the long part with a heading that says what follows."
    return SECTIONS.of(Result(6 if longest <= far else 3, message, value, advice, places, goal=goal), page)


def paragraphs(given: ReadInput) -> Assessment:
    """Words of the longest paragraph."""
    limits, page = given.limits, given.page
    counted = [(count_words(block.flow.text), block) for block in given.view.paragraphs]
    longest = max((words for words, _ in counted), default=0)
    goal = f"at most {limits.paragraph_words} words"
    value = f"{longest} words"
    if longest <= limits.paragraph_words:
        return PARAGRAPHS.of(Result(9, "No paragraph is too long", value, goal=goal), page)
    long = sorted((p for p in counted if p[0] > limits.paragraph_words), key=lambda p: (-p[0], p[1].index))
    message = f"A paragraph has {longest} words"
    if len(long) > 1:
        message = f"{len(long)} paragraphs have more than {limits.paragraph_words} words"
    advice = "Divide the paragraph where a new thought begins."
    score = 6 if longest <= limits.paragraph_words_most else 3
    places = worst(place_of(block) for _, block in long)
    return PARAGRAPHS.of(Result(score, message, value, advice, places, goal=goal), page)
