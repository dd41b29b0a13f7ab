"""How often each code was found: the overview of a site that begins to use ``check``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from typing import Any

from unspin.model.issue import Issue
from unspin.render.wording import one_line

_LONGEST = 50


@dataclass(frozen=True, slots=True)
class CodeCount:
    """A code: how often it was found, how many of them a command mends, the first as an example."""

    code: str
    count: int
    fixable: int
    example: str


def statistics(issues: Iterable[Issue]) -> list[CodeCount]:
    """The codes found, the most frequent first."""
    found: dict[str, CodeCount] = {}
    for issue in issues:
        first = CodeCount(issue.code, 0, 0, issue.text or issue.message)
        so_far = found.get(issue.code, first)
        found[issue.code] = replace(
            so_far, count=so_far.count + 1, fixable=so_far.fixable + bool(issue.edits)
        )
    return sorted(found.values(), key=lambda entry: (-entry.count, entry.code))


def statistics_lines(entries: Iterable[CodeCount]) -> list[str]:
    """A line a code: count, code, ``[*]`` where something can be mended, an example."""
    rows = list(entries)
    if not rows:
        return []
    wide = max(len(str(row.count)) for row in rows)
    code_wide = max(len(row.code) for row in rows)
    marks = ["[*]" if row.fixable else "   " for row in rows]
    return [
        f"{row.count:>{wide}}  {row.code:<{code_wide}}  {mark}  {_short(row.example)}"
        for row, mark in zip(rows, marks, strict=True)
    ]


def statistics_to_list(entries: Iterable[CodeCount]) -> list[dict[str, Any]]:
    """The same as plain values."""
    return [asdict(entry) for entry in entries]


def _short(text: str) -> str:
    line = one_line(text)
    return line if len(line) <= _LONGEST else line[: _LONGEST - 3] + "..."
