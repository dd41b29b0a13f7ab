"""Refuses what is nested deeper than any page has it: such a file is broken, or an attack."""

from __future__ import annotations

import re
from collections import Counter

from unspin.errors import InputError

__all__ = ["VOID_TAGS", "refuse_deep_marks", "refuse_deep_tags"]

VOID_TAGS = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
_SELF_ENDING = VOID_TAGS | frozenset("p li td th tr dt dd option thead tbody tfoot colgroup".split())
"""Tags that need no end tag, so that many of them in a row are no nesting."""
_TAG_START = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)")
_BRACKET = re.compile(r"[\[\]]")
_DEEPEST_TAGS = 12_000
"""Nesting from which HTML is not read: the parser's time grows with its square."""
_EMPHASIS = re.compile(r"(?<!\S)[*_]++(?=\S)|(?<=\S)([*_]++)(?!\S)")
"""Marks that can only begin emphasis, or (the group) only end it."""
_DEEPEST_MARKS = 500
"""Open brackets, or marks of emphasis, in one paragraph from which Markdown is not read: each may begin a
link, a picture, an emphasis, and the parser follows every one of them to the end."""


def refuse_deep_tags(text: str) -> None:
    """Raise ``InputError`` (without the path) for HTML with too many open tags."""
    if text.count("<") < _DEEPEST_TAGS:
        return
    open_tags: Counter[str] = Counter()
    depth = 0
    for tag in _TAG_START.finditer(text):
        name = tag[2].lower()
        if name in _SELF_ENDING:
            continue
        if not tag[1]:
            open_tags[name] += 1
            depth += 1
            if depth > _DEEPEST_TAGS:
                raise InputError(f"HTML is nested more than {_DEEPEST_TAGS:,} levels deep; close its tags")
        elif open_tags[name]:  # an end tag without a start ends nothing
            open_tags[name] -= 1
            depth -= 1


def refuse_deep_marks(paragraph: str) -> None:
    """Raise ``InputError`` (without the path) for Markdown with too many marks that are not closed."""
    for what, mark, first in (("brackets", _BRACKET, "["), ("marks of emphasis", _EMPHASIS, None)):
        depth = 0
        for found in mark.finditer(paragraph):
            opens = found[0] == first if first else not found[1]
            depth = depth + 1 if opens else max(depth - 1, 0)
            if depth > _DEEPEST_MARKS:
                raise InputError(f"a paragraph has more than {_DEEPEST_MARKS} open {what}; close them")
