"""Assessments of the area "readability"."""

from __future__ import annotations

from unspin.audit.context import AuditContext
from unspin.model.check import Assessment
from unspin.model.page import Page

__all__ = ["assess"]


def assess(page: Page, context: AuditContext) -> tuple[Assessment, ...]:
    """Every assessment of this area, always in the same order."""
    return ()
