"""Assessments that no analysis of a single page of prose has: other posts, files, structured data."""

from __future__ import annotations

from collections.abc import Callable

from unspin.audit.beyond import anchors, duplicates, link_texts, links, pictures, structured_data
from unspin.audit.context import AuditContext
from unspin.model.check import Area, Assessment
from unspin.model.page import Page

__all__ = ["AREAS", "CODES", "assess"]

AREAS = frozenset((Area.SEO, Area.STRUCTURE))
ASSESSMENTS: tuple[tuple[str, Callable[[Page, AuditContext], Assessment | None]], ...] = (
    ("SEO301", duplicates.same_title),
    ("SEO302", duplicates.same_description),
    ("SEO303", links.broken_links),
    ("SEO304", anchors.broken_anchors),
    ("SEO305", pictures.alt_as_file_name),
    ("SEO306", pictures.alt_as_caption),
    ("SEO307", link_texts.link_texts),
    ("SEO308", structured_data.present),
    ("SEO309", structured_data.consistent),
)
CODES = tuple(code for code, _ in ASSESSMENTS)
"""Every code, in the order of the assessments."""


def assess(page: Page, context: AuditContext) -> tuple[Assessment, ...]:
    """Every assessment that applies, always in the same order."""
    found = (assess_one(page, context) for _, assess_one in ASSESSMENTS)
    return tuple(assessment for assessment in found if assessment is not None)
