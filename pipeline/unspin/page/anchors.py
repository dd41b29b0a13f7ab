"""Names that a link inside the page may point to."""

from __future__ import annotations

import re

from unspin.model.document import Block, Document
from unspin.model.page import Heading
from unspin.parse.flow import OBJECT

_NOT_IN_SLUG = re.compile(r"[^\w\- ]")
_ATTRIBUTES = re.compile(r"\{:?[^{}]*\}\s*\Z")
"""The ``{#name}`` that may stand behind a heading."""


def heading_text(document: Document, block: Block) -> str:
    """A heading as a reader sees it, with the words of code in it, which its flow leaves out."""
    text = block.flow.text
    if OBJECT in text:
        original = document.article.text
        parts = []
        for segment in block.flow.segments:
            part = text[segment.flow_start : segment.flow_end]
            raw = original[segment.start : segment.end]
            parts.append(raw.strip("`") if part == OBJECT and raw.startswith("`") else part)
        text = "".join(parts).replace(OBJECT, " ")
    return " ".join(_ATTRIBUTES.sub("", text).split())


def anchors(document: Document, headings: tuple[Heading, ...], ids: set[str]) -> frozenset[str]:
    """Ids and names of HTML, and for Markdown the names that GitHub gives to headings.

    GitHub's way (html-pipeline's table of contents): lower case, nothing but letters, digits, "_", "-"
    and space, each space as "-"; the same name again gets "-1", "-2" ...
    """
    found = set(ids)
    if document.article.format == "markdown":
        used: dict[str, int] = {}
        for heading in headings:
            slug = _NOT_IN_SLUG.sub("", heading.text.lower()).replace(" ", "-")
            again = used.get(slug, 0)
            used[slug] = again + 1
            found.add(f"{slug}-{again}" if again else slug)
    return frozenset(found)
