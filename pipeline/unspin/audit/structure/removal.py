"""Edits that take a whole block out of an article, with its mark-up and its blank lines."""

from __future__ import annotations

import re

from unspin.audit.structure.outline import Outline, Unit
from unspin.model.correction import Edit
from unspin.model.span import Span

__all__ = ["removal"]

_MARK_BEFORE = re.compile(r" {0,3}(?:#{1,6}[ \t]+)?(?:\*\*|__|[*_])?\Z")
_MARK_AFTER = re.compile(r"(?:\*\*|__|[*_])?[ \t]*(?:#+[ \t]*)?\Z")
_UNDERLINE = re.compile(r"[ \t]*\r?\n {0,3}(?:=+|-+)[ \t]*(?:\r?\n|\Z)")
"""Under a heading in Markdown."""
_OPENING = re.compile(r"<([a-z][a-z0-9]*)(?:\s[^<>]*)?>\s*\Z", re.IGNORECASE)
_CLOSING = re.compile(r"\s*</([a-z][a-z0-9]*)\s*>", re.IGNORECASE)
_WHOLE = frozenset(("p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "figcaption"))
_INLINE = frozenset(("a", "b", "strong", "em", "i", "span", "u", "small"))
_NAMED = re.compile(r"\s(?:id|name)\s*=|<img\b", re.IGNORECASE)
"""Something that other places may point to, or that is more than text."""
_DEEPEST = 5
_REACH = 600
"""Characters before a block in which its opening tags are looked for."""


def removal(outline: Outline, unit: Unit) -> tuple[Edit, ...]:
    """The edit that removes a unit and nothing else; none where that cannot be done surely."""
    if unit.apart:
        return ()
    text = outline.page.text
    if outline.page.document.article.format == "html":
        place = _element(text, unit.span)
    else:
        place = _lines(text, unit, plain=outline.is_plain)
    return (Edit(_with_gap(text, place), ""),) if place else ()


def _lines(text: str, unit: Unit, *, plain: bool) -> Span | None:
    """The lines of a block that stand for nothing else."""
    span = unit.span
    start = _line_start(text, span.start)
    end = _line_end(text, span.end)
    before, after = text[start : span.start], text[span.end : end]
    if plain:
        return Span(start, end) if not before.strip() and not after.strip() else None
    if not _MARK_BEFORE.fullmatch(before) or not _MARK_AFTER.fullmatch(after):
        return None
    return None if _UNDERLINE.match(text, end) else Span(start, end)


def _element(text: str, span: Span) -> Span | None:
    """The element around a block of HTML."""
    start, end = span.start, span.end
    for _ in range(_DEEPEST):
        opening = _OPENING.search(text[max(0, start - _REACH) : start])
        closing = _CLOSING.match(text, end)
        if not opening or not closing or opening[1].lower() != closing[1].lower():
            return None
        start = max(0, start - _REACH) + opening.start()
        end = closing.end()
        name = opening[1].lower()
        if name in _WHOLE:
            return None if _NAMED.search(text[start:end]) else Span(start, end)
        if name not in _INLINE:
            return None
    return None


def _with_gap(text: str, place: Span) -> Span:
    """The place with the smaller of the two gaps around it, so that the larger one stays."""
    before, after = place.start, place.end
    while before and text[before - 1].isspace():
        before -= 1
    while after < len(text) and text[after].isspace():
        after += 1
    breaks_before, breaks_after = text.count("\n", before, place.start), text.count("\n", place.end, after)
    if before == 0:
        return Span(place.start, _line_start(text, after) if breaks_after else place.end)
    if after == len(text):
        return Span(before, place.end)
    if not breaks_before or not breaks_after:
        return place
    if breaks_before >= breaks_after:
        return Span(_line_start(text, place.start), _line_start(text, after))
    return Span(before, place.end)


def _line_start(text: str, offset: int) -> int:
    return text.rfind("\n", 0, offset) + 1


def _line_end(text: str, offset: int) -> int:
    end = text.find("\n", offset)
    end = len(text) if end < 0 else end
    return end - 1 if end > offset and text[end - 1] == "\r" else end
