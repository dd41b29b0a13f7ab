"""The page of a code of the audit, and the list of all of them, as lines for a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable

from unspin.model.code_page import CodePage

_HEADINGS = (
    ("What", "what"),
    ("Why", "why"),
    ("Source", "source"),
    ("Example", "example"),
    ("Known problems", "problems"),
    ("What to do", "mend"),
)
_WIDTH = 92
_INDENT = "  "


def code_page_lines(page: CodePage) -> list[str]:
    """The page, always with the same headings."""
    lines = [f"{page.code}: {page.name} ({page.area.value})", ""]
    for heading, field in _HEADINGS:
        lines.append(heading)
        lines += textwrap.wrap(
            getattr(page, field),
            _WIDTH,
            initial_indent=_INDENT,
            subsequent_indent=_INDENT,
            break_long_words=False,
            break_on_hyphens=False,
        )
    return lines


def code_list_lines(pages: Iterable[CodePage]) -> list[str]:
    """One line a code, under the name of its area."""
    lines: list[str] = []
    area = ""
    for page in pages:
        if page.area.value != area:
            area = page.area.value
            lines += ["", area] if lines else [area]
        lines.append(f"{_INDENT}{page.code}  {page.name}")
    return lines
