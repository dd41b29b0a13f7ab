"""The links and pictures of a page that point to the own site."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from unspin.model.page import Page
from unspin.model.span import Span

__all__ = ["MOST", "Target", "is_template", "own_targets"]

MOST = 500
"""Targets of a page that are looked up."""
_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//|\?")
"""Another site, mail, data in the address itself, or the same page with another query."""
_TEMPLATE = re.compile(r"\{\{|\{%|<%|%7B%7B|\$\{", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Target:
    """Where a link or picture (``what``) leads: path and anchor, decoded, "" where there is none."""

    path: str
    anchor: str
    span: Span
    what: str


def own_targets(page: Page) -> Iterator[Target]:
    """The targets on the own site but for places of the same page, in the order of the text.

    What a template fills in later is left out.
    """
    given = [(link.span, link.target, "link") for link in page.links]
    given += [(image.span, image.target, "picture") for image in page.images if image.target]
    for span, written, what in sorted(given):
        if not _ELSEWHERE.match(written) and not written.startswith("#") and not is_template(written):
            path, _, anchor = written.partition("#")
            yield Target(unquote(path.partition("?")[0]), unquote(anchor), span, what)


def is_template(text: str) -> bool:
    """Whether a site generator fills in parts of a text."""
    return bool(_TEMPLATE.search(text))
