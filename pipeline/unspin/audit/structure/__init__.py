"""Assessments of the area "structure"."""

from __future__ import annotations

from dataclasses import replace

from unspin.audit.context import AuditContext
from unspin.audit.structure.across import assess_across
from unspin.audit.structure.doubled import assess_doubled
from unspin.audit.structure.fragments import assess_fragments
from unspin.audit.structure.headings import COLON, assess_headings
from unspin.audit.structure.leftovers import assess_leftovers
from unspin.audit.structure.lists import assess_lists
from unspin.audit.structure.lost import LOST, assess_lost
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
    found = tuple(found for family in _FAMILIES for found in family(outline, context))
    if any(assessment.code == LOST and assessment.checks for assessment in found):
        return tuple(_unfixed(a) if a.code == COLON else a for a in found)
    return found


def _unfixed(assessment: Assessment) -> Assessment:
    """Without its fixes: the colons show which headings belong together, until the lost one is back."""
    return replace(assessment, checks=tuple(replace(check, fix=()) for check in assessment.checks))
