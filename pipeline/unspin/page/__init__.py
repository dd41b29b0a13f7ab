"""Stage "page": from a parsed document to the elements around its prose."""

from __future__ import annotations

from unspin.model.document import Document
from unspin.model.page import Page

__all__ = ["read_page"]


def read_page(document: Document) -> Page:
    """The page's title, headings, sentences, pictures, links, lists, tables and metadata."""
    return Page(document)
