"""What a text has at all: enough characters, lists, no long centred parts, a reading time."""

from __future__ import annotations

import re
from math import ceil

from unspin.audit.readability.inputs import ReadInput
from unspin.audit.text_view import place_of
from unspin.audit.yoast import Measure, Result, worst, yoast
from unspin.model.check import Area, Assessment
from unspin.model.span import Span

__all__ = ["alignment", "lists", "reading_time", "text_presence"]

PRESENCE = Measure("REA107", "Enough text", Area.READABILITY, yoast("textPresence"))
ALIGNMENT = Measure("REA109", "Centred text", Area.READABILITY, yoast("textAlignment (Premium)"))
LISTS = Measure(
    "REA110", "Lists", Area.READABILITY, yoast("listsPresence (product pages)"), goal="at least one list"
)
READING_TIME = Measure("REA111", "Reading time", Area.READABILITY, yoast("insights: readingTime"))
MINUTES_PER_PICTURE = 0.2
"""Minutes that a picture adds to the reading time."""
_OPENING = re.compile(r"<(p|h[1-6]|center|div)\b([^<>]{0,500})>", re.IGNORECASE)
_CENTRED = re.compile(
    r"has-text-align-center|text-align\s*:\s*center|\balign\s*=\s*[\"']?center", re.IGNORECASE
)


def text_presence(given: ReadInput) -> Assessment | None:
    """A text of fewer than 50 characters; ``None``, as with Yoast, for a longer one."""
    characters = sum(len(block.flow.text.strip()) for block in given.view.blocks)
    least = given.limits.text_characters
    if characters >= least:
        return None
    message = f"The page has {characters} characters of text"
    result = Result(3, message, str(characters), "Write the text first.", goal=f"at least {least} characters")
    return PRESENCE.of(result, given.page)


def alignment(given: ReadInput) -> Assessment | None:
    """Paragraphs and headings of more than 50 characters that are centred; ``None`` without any."""
    most = given.limits.centred_characters
    long = [place for place, length in _centred(given) if length > most]
    if not long:
        return None
    message = (
        f"{len(long)} long part{'s' * (len(long) > 1)} of the text {'are' if len(long) > 1 else 'is'} centred"
    )
    advice = "Align running text to the left; the eye finds the next line more easily."
    goal = f"at most {most} characters of centred text"
    return ALIGNMENT.of(Result(2, message, str(len(long)), advice, worst(long), goal=goal), given.page)


def _centred(given: ReadInput) -> list[tuple[Span, int]]:
    """Blocks that stand first in a centred element, with their length in characters."""
    text = given.page.text
    if not _CENTRED.search(text) and "<center" not in text.lower():
        return []
    places = {place_of(block).start: block for block in given.view.blocks}
    found = []
    for tag in _OPENING.finditer(text):
        if tag[1].lower() != "center" and not _CENTRED.search(tag[2]):
            continue
        start = next((i for i in range(tag.end(), min(tag.end() + 200, len(text))) if i in places), None)
        if start is not None:
            block = places[start]
            found.append((place_of(block), len(block.flow.text.strip())))
    return found


def lists(given: ReadInput) -> Assessment:
    """Whether there is a list. A remark without a check: not every text has something to list."""
    count = len(given.page.lists)
    if count:
        return LISTS.of(Result(9, f"The text has {count} list{'s' * (count > 1)}", str(count)), given.page)
    return LISTS.of(Result(3, "The text has no list", "0"), given.page)


def reading_time(given: ReadInput) -> Assessment:
    """Minutes that an adult needs; for your information, without a verdict."""
    words, pictures = given.view.words, len(given.page.images)
    minutes = ceil(words / given.limits.words_per_minute + pictures * MINUTES_PER_PICTURE)
    message = f"An adult needs about {minutes} minute{'s' * (minutes != 1)} to read the page"
    return READING_TIME.of(Result(None, message, f"{minutes} min"), given.page)
