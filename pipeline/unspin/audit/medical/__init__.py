"""Assessments of the area "medical": what a program can see of the instruments of medical quality."""

from __future__ import annotations

from unspin.audit.context import AuditContext
from unspin.audit.medical import benchmarks, claims, guidance
from unspin.audit.medical.facts import facts_of
from unspin.model.check import Assessment
from unspin.model.page import Page

__all__ = ["CODES", "ITEMS", "assess"]

ITEMS = (*benchmarks.ITEMS, *guidance.ITEMS, *claims.ITEMS)
CODES = tuple(item.code for item in ITEMS)
NOT_MEDICAL = "Not judged: the text does not read as a health article."


def assess(page: Page, context: AuditContext) -> tuple[Assessment, ...]:
    """Every assessment of this area, always in the same order; all grey for a text on something else."""
    facts = facts_of(page, context)
    if not facts.topic.is_medical:
        return tuple(item.grey(NOT_MEDICAL) for item in ITEMS)
    return (*benchmarks.assess(facts), *guidance.assess(facts), *claims.assess(facts))
