"""What a page is made of: its length, pictures, main headings and links."""

from __future__ import annotations

from unspin.audit.seo.inputs import SeoInput
from unspin.audit.yoast import Measure, Result, worst, yoast
from unspin.model.check import Area, Assessment

__all__ = ["all_alt_texts", "pictures", "single_h1", "text_length"]

TEXT_LENGTH = Measure("SEO110", "Text length", Area.SEO, yoast("textLength"))
PICTURES = Measure("SEO109", "Pictures", Area.SEO, yoast("images"), goal="at least one picture")
SINGLE_H1 = Measure(
    "SEO117", "One main heading", Area.SEO, yoast("singleH1"), goal="one heading of level 1 at most"
)
ALL_ALT_TEXTS = Measure(
    "SEO121",
    "Alt texts",
    Area.SEO,
    yoast("imageAltTags (product pages)"),
    goal="every picture has an alt text",
)
FAR_TOO_FEW = 200
"""Words below which a page loses points for being thin."""
ALMOST_NOTHING = 100
"""Words below which it loses most."""


def text_length(given: SeoInput) -> Assessment:
    """Words of the page; a cornerstone page needs more."""
    limits, words = given.limits, given.view.words
    if given.page.cornerstone:
        least = limits.text_words_cornerstone
        score = 9 if words >= least else 6 if words >= limits.text_words_cornerstone_few else -20
    else:
        least = limits.text_words
        score = 9 if words >= least else 6 if words >= limits.text_words_few else _thin(words)
    goal = f"at least {least} words"
    message = f"The page has {words} words"
    advice = "Answer more of what a reader wants to know, without padding."
    return TEXT_LENGTH.of(Result(score, message, str(words), advice, goal=goal), given.page)


def _thin(words: int) -> int:
    return 3 if words >= FAR_TOO_FEW else -10 if words >= ALMOST_NOTHING else -20


def pictures(given: SeoInput) -> Assessment:
    """Whether there is a picture."""
    count = len(given.page.images)
    if count:
        return PICTURES.of(
            Result(9, f"The page has {count} picture{'s' * (count > 1)}", str(count)), given.page
        )
    advice = "Add a picture that helps to understand the text."
    return PICTURES.of(Result(3, "The page has no picture", "0", advice), given.page)


def single_h1(given: SeoInput) -> Assessment:
    """Whether the text has at most one heading of level 1; the places are told by the structure checks."""
    main = [heading for heading in given.page.headings if heading.level == 1]
    if len(main) <= 1:
        return SINGLE_H1.of(
            Result(8, "The text has at most one heading of level 1", str(len(main))), given.page
        )
    message = f"The text has {len(main)} headings of level 1"
    advice = "Keep one heading of level 1, the title of the page; make the others level 2."
    places = worst(heading.span for heading in main[1:])
    return SINGLE_H1.of(Result(1, message, str(len(main)), advice, places), given.page)


def all_alt_texts(given: SeoInput) -> Assessment:
    """Whether every picture has an alt text. Without pictures there is no check; SEO109 has one."""
    images = given.page.images
    if not images:
        return ALL_ALT_TEXTS.of(Result(3, "The page has no picture with an alt text", "0"), given.page)
    without = [image.span for image in images if not (image.alt or "").strip()]
    value = f"{len(images) - len(without)} of {len(images)}"
    if not without:
        return ALL_ALT_TEXTS.of(Result(9, "Every picture has an alt text", value), given.page)
    message = f"{len(without)} of {len(images)} pictures have no alt text"
    advice = "Describe what the picture shows, for readers who cannot see it."
    return ALL_ALT_TEXTS.of(Result(3, message, value, advice, worst(without)), given.page)
