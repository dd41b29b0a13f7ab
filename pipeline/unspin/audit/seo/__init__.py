"""Assessments of the area "seo": Yoast's, with the same meaning and thresholds; see docs/SEO.md."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from unspin.audit.context import AuditContext
from unspin.audit.seo import content, links, phrase_in_places, phrase_in_text, phrase_itself, snippet
from unspin.audit.seo.inputs import SeoInput, seo_input
from unspin.model.check import Assessment
from unspin.model.page import Page

__all__ = ["CODES", "KEYPHRASE_CODES", "assess"]

ASSESSMENTS: tuple[tuple[str, Callable[[SeoInput], Assessment | None]], ...] = (
    ("SEO101", phrase_in_text.introduction),
    ("SEO102", phrase_itself.length),
    ("SEO103", phrase_in_text.density),
    ("SEO104", phrase_in_places.description),
    ("SEO105", snippet.description_length),
    ("SEO106", phrase_in_text.subheadings),
    ("SEO107", phrase_in_places.competing_links),
    ("SEO108", phrase_in_places.alt_texts),
    ("SEO109", content.pictures),
    ("SEO110", content.text_length),
    ("SEO111", links.external),
    ("SEO112", links.internal),
    ("SEO113", phrase_in_places.title),
    ("SEO114", snippet.title_width),
    ("SEO115", phrase_in_places.slug),
    ("SEO116", phrase_itself.function_words_only),
    ("SEO117", content.single_h1),
    ("SEO118", phrase_itself.used_before),
    ("SEO119", phrase_in_text.distribution),
    ("SEO120", snippet.text_title),
    ("SEO121", content.all_alt_texts),
)
CODES = tuple(code for code, _ in ASSESSMENTS)
"""Every code of this area, in the order of the assessments."""
KEYPHRASE_CODES = frozenset(
    ("SEO101", "SEO103", "SEO104", "SEO106", "SEO107", "SEO108", "SEO113", "SEO115", "SEO119")
)
"""Assessments of how the keyphrase is used; they say so when it was guessed, and ask for nothing then."""


def assess(page: Page, context: AuditContext) -> tuple[Assessment, ...]:
    """Every assessment of this area that applies, always in the same order."""
    given = seo_input(page, context)
    found = (assess_one(given) for _, assess_one in ASSESSMENTS)
    return tuple(_marked(assessment, given) for assessment in found if assessment is not None)


def _marked(assessment: Assessment, given: SeoInput) -> Assessment:
    """The assessment; for a guessed keyphrase with a remark, and without checks."""
    if not given.keyphrase.guessed or assessment.code not in KEYPHRASE_CODES:
        return assessment
    text = given.keyphrase.phrase.text
    remark = f" (keyphrase guessed: “{text}”)" if text else ""
    return replace(assessment, message=assessment.message + remark, checks=())
