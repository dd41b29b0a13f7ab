"""Assessments of the areas "readability" (Yoast's, see docs/SEO.md) and "patients"."""

from __future__ import annotations

from collections.abc import Callable

from unspin.audit.context import AuditContext
from unspin.audit.readability import beginnings, complexity, passive, presence, sections
from unspin.audit.readability import sentence_length as sentences
from unspin.audit.readability import transition_words as transitions
from unspin.audit.readability.exempt import used_exemptions
from unspin.audit.readability.inputs import ReadInput
from unspin.audit.text_view import TextView
from unspin.model.check import Assessment
from unspin.model.page import Page

__all__ = ["CODES", "assess", "used_exemptions"]

ASSESSMENTS: tuple[tuple[str, Callable[[ReadInput], Assessment | None]], ...] = (
    ("REA101", sections.sections),
    ("REA102", sections.paragraphs),
    ("REA103", sentences.sentence_length),
    ("REA104", transitions.transition_words),
    ("REA105", passive.passive_voice),
    ("REA106", beginnings.beginnings),
    ("REA107", presence.text_presence),
    ("REA108", complexity.complexity),
    ("REA109", presence.alignment),
    ("REA110", presence.lists),
    ("REA111", presence.reading_time),
)
CODES = tuple(code for code, _ in ASSESSMENTS)
"""Every code of the area readability, in the order of the assessments."""


def assess(page: Page, context: AuditContext) -> tuple[Assessment, ...]:
    """Every assessment of this area that applies, always in the same order."""
    given = ReadInput(TextView(page), context)
    found = (assess_one(given) for _, assess_one in ASSESSMENTS)
    return tuple(assessment for assessment in found if assessment is not None)
