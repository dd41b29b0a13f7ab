"""What every SEO assessment is given."""

from __future__ import annotations

from dataclasses import dataclass

from unspin.audit.context import AuditContext
from unspin.audit.seo.keyphrase import Keyphrase, find_keyphrase
from unspin.audit.text_view import TextView
from unspin.model.limits import Limits
from unspin.model.page import Heading, Page
from unspin.model.span import Span

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
    def title(self) -> str:
        """The title; a page that names none has its first heading of level 1, as site generators do."""
        return self.page.title.strip() or (self._main.text if self._main else "")

    @property
    def title_places(self) -> tuple[Span, ...]:
        """Where the title stands; none for a page without one."""
        span = self.page.title_span if self.page.title.strip() else self._main.span if self._main else None
        return (span,) if span else ()

    @property
    def _main(self) -> Heading | None:
        return next((heading for heading in self.page.headings if heading.level == 1), None)

    @property
    def limits(self) -> Limits:
        """The limits in force."""
        return self.context.limits


def seo_input(page: Page, context: AuditContext) -> SeoInput:
    """Everything that the SEO assessments of a page need."""
    view = TextView(page)
    return SeoInput(view, find_keyphrase(view, context), context)
