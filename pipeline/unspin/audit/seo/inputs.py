"""What every SEO assessment is given."""

from __future__ import annotations

from dataclasses import dataclass

from unspin.audit.context import AuditContext
from unspin.audit.seo.keyphrase import Keyphrase, find_keyphrase
from unspin.audit.text_view import TextView
from unspin.model.limits import Limits
from unspin.model.page import Page

__all__ = ["SeoInput", "seo_input"]


@dataclass(frozen=True, slots=True)
class SeoInput:
    """A page, the keyphrase that it is judged by, and the settings."""

    view: TextView
    keyphrase: Keyphrase
    context: AuditContext

    @property
    def page(self) -> Page:
        """The page."""
        return self.view.page

    @property
    def limits(self) -> Limits:
        """The limits in force."""
        return self.context.limits


def seo_input(page: Page, context: AuditContext) -> SeoInput:
    """Everything that the SEO assessments of a page need."""
    view = TextView(page)
    return SeoInput(view, find_keyphrase(view, context), context)
