"""Assessments of the area "structure"."""

from __future__ import annotations

from unspin.audit.context import AuditContext
from unspin.audit.structure.across import assess_across
from unspin.audit.structure.doubled import assess_doubled
from unspin.audit.structure.fragments import assess_fragments
from unspin.audit.structure.headings import assess_headings
from unspin.audit.structure.leftovers import assess_leftovers
from unspin.audit.structure.lists import assess_lists
from unspin.audit.structure.lost import assess_lost
from unspin.audit.structure.outline import outline_of
from unspin.audit.structure.repeated_text import assess_text
from unspin.audit.structure.repeats import assess_lines
from unspin.audit.structure.spelling import assess_spelling
from unspin.model.check import Assessment
from unspin.model.page import Page

__all__ = ["assess"]

_FAMILIES = (
    assess_lines,
    assess_text,
    assess_doubled,
    assess_across,
    assess_headings,
    assess_lost,
    assess_leftovers,
    assess_lists,
    assess_fragments,
    assess_spelling,
)


def assess(page: Page, context: AuditContext) -> tuple[Assessment, ...]:
    """Every assessment of this area, always in the same order."""
    outline = outline_of(page)
    return tuple(found for family in _FAMILIES for found in family(outline, context))
