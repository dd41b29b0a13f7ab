"""Alt texts that help nobody: names of files, and the caption once more."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from urllib.parse import unquote

from unspin.audit.beyond.findings import SUGGESTION, Item, plural, shorten
from unspin.audit.beyond.phrases import empty_alt_texts, folded
from unspin.audit.context import AuditContext
from unspin.model.check import Area, Assessment, Check
from unspin.model.page import Image, Page

__all__ = ["alt_as_caption", "alt_as_file_name"]

_SOURCE = "WCAG 2.2, 1.1.1 Non-text Content"
FILE_NAMES = Item(
    "SEO305", "Alt texts that describe", Area.SEO, "no file names, no “image”", f"{_SOURCE} (failure F30)"
)
CAPTIONS = Item(
    "SEO306",
    "Alt texts beside captions",
    Area.SEO,
    "other words than the caption",
    f"{_SOURCE}; HTML Living Standard, 4.8.4.4 (alt and figcaption)",
)

_ENDING = re.compile(r"\.(?:jpe?g|png|gif|webp|svg|avif|bmp|tiff?|heic)\s*\Z", re.IGNORECASE)
_CAMERA = re.compile(
    r"\A(?:img|dsc[nf]?|dcim|pxl|image|picture|photo|screenshot|screen shot|untitled|unnamed|pasted image"
    r"|shutterstock|istock|adobestock|pexels|pixabay|unsplash)[\d_ -]{2,}(?:\(\d+\))?\Z",
    re.IGNORECASE,
)
_LONGEST_NAME = 100
"""Characters of a file name; a longer alt text is none."""


def alt_as_file_name(page: Page, context: AuditContext) -> Assessment | None:
    """Alt texts that are the name of a file or no more than "image"; ``None`` without alt texts."""
    described = [image for image in page.images if (image.alt or "").strip()]
    if not described:
        return None
    advice = "Say in a few words what the picture shows."
    checks: list[Check] = []
    for image in described:
        alt = image.alt or ""
        if _is_file_name(image):
            checks.append(
                FILE_NAMES.check(page, image.span, f"The alt text “{shorten(alt)}” is a file name", advice)
            )
        elif folded(alt) in empty_alt_texts():
            message = f"The alt text “{shorten(alt)}” does not say what the picture shows"
            checks.append(FILE_NAMES.check(page, image.span, message, advice))
    if checks:
        message = f"{plural(len(checks), 'alt text does', 'alt texts do')} not describe the picture"
        return FILE_NAMES.judged(message, str(len(checks)), checks)
    return FILE_NAMES.judged("No alt text is the name of a file", "0")


def _is_file_name(image: Image) -> bool:
    alt = (image.alt or "").strip()
    if len(alt) > _LONGEST_NAME:
        return False
    if _ENDING.search(alt) or (_CAMERA.match(alt) and any(map(str.isdigit, alt))):
        return True
    stem = PurePosixPath(unquote(image.target.partition("?")[0])).stem
    joined = alt.count("-") >= 2 or "_" in alt
    return joined and " " not in alt and alt.casefold() == stem.casefold()


def alt_as_caption(page: Page, context: AuditContext) -> Assessment | None:
    """Alt texts that say what the caption says; ``None`` without pictures that have both."""
    both = [image for image in page.images if image.alt and image.caption]
    if not both:
        return None
    advice = "Describe in the alt text what is to be seen, and leave the rest to the caption."
    checks = [
        CAPTIONS.check(
            page,
            image.span,
            f"The alt text repeats the caption “{shorten(image.caption)}”",
            advice,
            SUGGESTION,
        )
        for image in both
        if _alike(image.alt or "", image.caption) >= context.limits.near_duplicate
    ]
    if checks:
        message = f"{plural(len(checks), 'alt text repeats its caption', 'alt texts repeat their captions')}"
        return CAPTIONS.judged(message, str(len(checks)), checks)
    return CAPTIONS.judged("No alt text repeats its caption", "0")


def _alike(one: str, other: str) -> float:
    """Share of the words that both have, of all words that one of them has."""
    first, second = (frozenset(folded(text).split()) for text in (one, other))
    return len(first & second) / len(first | second) if first | second else 0.0
