"""What every assessment of readability is given."""

from __future__ import annotations

from dataclasses import dataclass

from unspin.audit.context import AuditContext
from unspin.audit.text_view import TextView
from unspin.model.limits import Limits
from unspin.model.page import Page

__all__ = ["ReadInput"]


@dataclass(frozen=True, slots=True)
class ReadInput:
    """A page and the settings."""

    view: TextView
    context: AuditContext

    @property
    def page(self) -> Page:
        """The page."""
        return self.view.page

    @property
    def limits(self) -> Limits:
        """The limits in force."""
        return self.context.limits
