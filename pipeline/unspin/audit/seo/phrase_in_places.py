"""The keyphrase in the places that searchers see: title, description, slug, alt texts, link texts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from math import ceil, floor

from unspin.audit.seo.inputs import SeoInput
from unspin.audit.seo.keyphrase import Phrase
from unspin.audit.text_view import words_in
from unspin.audit.wordlists import function_words
from unspin.audit.yoast import Measure, Result, worst, yoast
from unspin.detect.context import sentence_starts
from unspin.model.check import Area, Assessment
from unspin.model.page import Link

__all__ = ["alt_texts", "competing_links", "description", "slug", "title"]

TITLE = Measure(
    "SEO113",
    "Keyphrase in title",
    Area.SEO,
    yoast("keyphraseInSEOTitle"),
    goal="the title begins with the keyphrase",
)
DESCRIPTION = Measure(
    "SEO104",
    "Keyphrase in description",
    Area.SEO,
    yoast("metaDescriptionKeyword"),
    goal="the keyphrase once or twice",
)
SLUG = Measure("SEO115", "Keyphrase in slug", Area.SEO, yoast("slugKeyword"))
ALT_TEXTS = Measure("SEO108", "Keyphrase in alt texts", Area.SEO, yoast("imageKeyphrase"))
LINKS = Measure(
    "SEO107",
    "Competing links",
    Area.SEO,
    yoast("textCompetingLinks"),
    goal="no link to another page whose text is the keyphrase",
)
HALF = 50
"""Percent of the words of a keyphrase that an alt text must have."""
MANY_PICTURES = 5
"""Pictures from which on their share counts; below, one is enough."""
SHORT_KEYPHRASE = 3
"""Words below which all of them must stand in the slug; from here on, more than half."""
_SEPARATORS = re.compile(r"[-_/.+ ]+")


def title(given: SeoInput) -> Assessment:
    """The keyphrase in the title, best at its beginning; words without content may stand before."""
    phrase, page = given.keyphrase.phrase, given.page
    places = given.title_places
    if not phrase or not given.title:
        result = Result(
            2, "There is no keyphrase, or no title", "none", "Write a title that begins with the keyphrase."
        )
        return TITLE.of(result, page)
    words = words_in(given.title)
    start = _start_of(phrase, words)
    advice = "Let the title begin with the keyphrase as it stands."
    if start is not None and all(word in function_words() for word in words[:start]):
        result = Result(9, "The title begins with the keyphrase", "at the beginning")
    elif start is not None:
        result = Result(
            6, "The keyphrase stands in the title, but not at its beginning", "inside", advice, places
        )
    elif phrase.share(words) == 100:
        message = "The title has all words of the keyphrase, but not as they stand"
        result = Result(6, message, "all words", advice, places)
    else:
        message = "The title does not have all words of the keyphrase"
        result = Result(2, message, f"{phrase.share(words):.0f} %", advice, places)
    return TITLE.of(result, page)


def _start_of(phrase: Phrase, words: Sequence[str]) -> int | None:
    """Where the whole phrase stands word by word, in whatever form of its words."""
    wanted = words_in(phrase.text)
    forms = dict(zip(phrase.words, phrase.forms, strict=True))
    for start in range(len(words) - len(wanted) + 1):
        pairs = zip(wanted, words[start : start + len(wanted)], strict=True)
        if all(word == want or (not phrase.exact and word in forms.get(want, ())) for want, word in pairs):
            return start
    return None


def description(given: SeoInput) -> Assessment:
    """The keyphrase or a synonym once or twice in the description."""
    page, keyphrase = given.page, given.keyphrase
    places = (page.description_span,) if page.description_span else ()
    if not keyphrase or not page.description.strip():
        advice = "Write a description that names the topic."
        return DESCRIPTION.of(Result(3, "There is no keyphrase, or no description", "none", advice), page)
    text = page.description
    borders = [0, *sentence_starts(text), len(text)]
    uses = 0
    for start, end in pairwise(borders):
        words = words_in(text[start:end])
        uses += keyphrase.phrase.count(words)
        if not keyphrase.phrase.count(words):
            uses += max((synonym.count(words) for synonym in keyphrase.synonyms), default=0)
    value = str(uses)
    if 1 <= uses <= 2:
        return DESCRIPTION.of(Result(9, "The description names the topic", value), page)
    message = "The description does not name the topic in one sentence"
    advice = "Say in one sentence of the description, in words of the keyphrase, what the page answers."
    if uses:
        message, advice = f"The description has the keyphrase {uses} times", "Name it once or twice."
    return DESCRIPTION.of(Result(3, message, value, advice, places), page)


def slug(given: SeoInput) -> Assessment:
    """The words of the keyphrase in the slug."""
    page, phrase = given.page, given.keyphrase.phrase
    if not phrase or not page.slug:
        advice = "Set `slug` in the front matter."
        return SLUG.of(Result(3, "There is no keyphrase, or no slug", "none", advice), page)
    share = phrase.share(words_in(_SEPARATORS.sub(" ", page.slug)))
    short = phrase.length < SHORT_KEYPHRASE
    goal = "all words of the keyphrase" if short else "more than half of the words of the keyphrase"
    value = f"{share:.0f} %"
    if share == 100 or (share > HALF and not short):
        return SLUG.of(Result(9, "The slug names the topic", value, goal=goal), page)
    message = f"The slug “{page.slug[:80]}” has too few words of the keyphrase"
    advice = "Put the words of the keyphrase into the slug, before the page is published."
    return SLUG.of(Result(6, message, value, advice, goal=goal), page)


def alt_texts(given: SeoInput) -> Assessment:
    """Alt texts that name the topic: one of a few pictures, some but not nearly all of many."""
    images, limits = given.page.images, given.limits
    if not given.keyphrase or not images:
        advice = "Add a picture that shows the topic, and describe it."
        return ALT_TEXTS.of(Result(3, "There is no keyphrase, or no picture", "none", advice), given.page)
    hits = sum(given.keyphrase.best_share(words_in(image.alt or "")) >= HALF for image in images)
    many = len(images) >= MANY_PICTURES
    least = ceil(len(images) * limits.keyphrase_share_least) if many else 1
    most = floor(len(images) * limits.keyphrase_share_most) if many else len(images)
    if len(images) == MANY_PICTURES:
        most = MANY_PICTURES - 1  # as with Yoast: 4 of 5 is 80 percent, and good
    value = f"{hits} of {len(images)}"
    message = f"{value} alt texts name the topic"
    goal = f"{least} to {most} of {len(images)}"
    if least <= hits <= most:
        return ALT_TEXTS.of(Result(9, message, value, goal=goal), given.page)
    advice = "Describe what each picture shows; where it shows the topic, name it."
    if hits > most:
        advice = "Describe what each picture shows instead of repeating the keyphrase."
    return ALT_TEXTS.of(Result(6, message, value, advice, (images[0].span,), goal=goal), given.page)


def competing_links(given: SeoInput) -> Assessment:
    """Links to other pages whose text is the keyphrase or a synonym and nothing else."""
    found = [link.span for link in given.page.links if _competes(link, given)]
    if not found:
        return LINKS.of(Result(8, "No link text is the keyphrase", "0"), given.page)
    message = "A link to another page has the keyphrase as its text"
    advice = "Let the link text say what is special about the other page."
    return LINKS.of(Result(2, message, str(len(found)), advice, worst(found)), given.page)


def _competes(link: Link, given: SeoInput) -> bool:
    if not given.keyphrase or link.target.startswith("#") or not link.target:
        return False
    words = words_in(link.text)
    content = [word for word in words if word not in function_words()] or list(words)
    for phrase in given.keyphrase.all:
        if phrase and phrase.share(words) == 100:
            own = frozenset().union(*phrase.forms)
            if all(word in own for word in content):
                return True
    return False
