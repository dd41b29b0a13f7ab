"""Links that do not say where they lead."""

from __future__ import annotations

from unspin.audit.beyond.findings import SUGGESTION, Item, plural, shorten
from unspin.audit.beyond.phrases import empty_link_texts, folded
from unspin.audit.context import AuditContext
from unspin.model.check import Area, Assessment
from unspin.model.page import Page

__all__ = ["link_texts"]

TEXTS = Item(
    "SEO307",
    "Link texts",
    Area.SEO,
    "texts that name the target",
    "WCAG 2.2, 2.4.4 Link Purpose (failure F84) and 2.4.9",
)


def link_texts(page: Page, context: AuditContext) -> Assessment | None:
    """Links with a text such as "click here"; ``None`` for a page without links."""
    if not page.links:
        return None
    advice = "Name what the link leads to, so that it makes sense on its own."
    checks = [
        TEXTS.check(
            page,
            link.span,
            f"The link text “{shorten(link.text)}” does not say where it leads",
            advice,
            SUGGESTION,
        )
        for link in page.links
        if folded(link.text) in empty_link_texts()
    ]
    if checks:
        message = f"{plural(len(checks), 'link text does', 'link texts do')} not name the target"
        return TEXTS.judged(message, str(len(checks)), checks)
    return TEXTS.judged("No link has a text such as “click here”", "0")
