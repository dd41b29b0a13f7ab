"""Titles and descriptions that other posts of the run have too."""

from __future__ import annotations

from unspin.audit.beyond.findings import Item, plural, shorten
from unspin.audit.context import AuditContext
from unspin.model.check import Area, Assessment
from unspin.model.page import Page
from unspin.model.span import Span

__all__ = ["same_description", "same_title"]

_SOURCE = "Google Search Central: titles and snippets that are different for every page"
TITLE = Item("SEO301", "Title of its own", Area.SEO, "no other post with this title", _SOURCE)
DESCRIPTION = Item(
    "SEO302", "Description of its own", Area.SEO, "no other post with this description", _SOURCE
)
_NAMED = 3
"""Other posts that a message names."""


def same_title(page: Page, context: AuditContext) -> Assessment | None:
    """Other posts with the same title; ``None`` for a single post, and without a title."""
    if context.posts is None or not page.title:
        return None
    others = context.posts.same_title(page.title, page.document.article.path)
    advice = "Give each post a title that says what only this post is about."
    return _assessment(TITLE, page, (page.title, page.title_span), "title", others, advice)


def same_description(page: Page, context: AuditContext) -> Assessment | None:
    """Other posts with the same description; ``None`` for a single post, and without a description."""
    if context.posts is None or not page.description:
        return None
    others = context.posts.same_description(page.description, page.document.article.path)
    advice = "Write a description of what only this post tells."
    return _assessment(
        DESCRIPTION, page, (page.description, page.description_span), "description", others, advice
    )


def _assessment(
    item: Item, page: Page, found: tuple[str, Span | None], what: str, others: tuple[str, ...], advice: str
) -> Assessment:
    if not others:
        return item.judged(f"No other post has this {what}", "0")
    text, span = found
    named = ", ".join(others[:_NAMED]) + (" …" if len(others) > _NAMED else "")
    message = f"The {what} “{shorten(text)}” is also that of {named}"
    check = item.check(page, span, message, advice)
    return item.judged(
        f"{plural(len(others), 'other post has', 'other posts have')} this {what}", str(len(others)), (check,)
    )
