"""Assessments of the area "patients": readability measured against the goals for patient material."""

from __future__ import annotations

from unspin.audit.context import AuditContext
from unspin.audit.medical.facts import topic_of_page
from unspin.audit.passages import passages_of
from unspin.audit.patients import hard_places, measures
from unspin.audit.patients.measures import Item
from unspin.model.check import Assessment
from unspin.model.page import Page

__all__ = ["CODES", "ITEMS", "assess"]

ITEMS: tuple[Item, ...] = (*measures.ITEMS, *hard_places.ITEMS)
CODES = tuple(item.code for item in ITEMS)
NOT_MEDICAL = "Not judged: the text does not read as a health article."


def assess(page: Page, context: AuditContext) -> tuple[Assessment, ...]:
    """Every assessment of this area, always in the same order; all grey for a text on something else."""
    passages = passages_of(page)
    if not topic_of_page(passages, context.limits).is_medical:
        return tuple(item.grey(NOT_MEDICAL) for item in ITEMS)
    return (
        *measures.assess(context.scores, context.limits),
        *hard_places.assess(page, passages, context.limits),
    )
