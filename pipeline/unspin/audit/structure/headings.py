"""The order and form of headings (STR121 to STR125)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from unspin.audit.context import AuditContext
from unspin.audit.structure.findings import (
    SUGGESTION,
    WARNING,
    assessment,
    check_at,
    not_applicable,
    shorten,
)
from unspin.audit.structure.outline import Outline, Unit
from unspin.audit.structure.words import announces
from unspin.model.check import Assessment, Check
from unspin.model.correction import Edit
from unspin.model.document import BlockKind
from unspin.model.span import Span

__all__ = ["COLON", "assess_headings"]

COLON = "STR124"
_SKIP, _H1, _EMPTY, _NUMBER = "STR121", "STR122", "STR123", "STR125"
_HTML_5 = "HTML Living Standard, 4.3.11 (headings and outlines); WCAG 2.2, technique G141"
_NO_LEVELS = "Plain text has no heading levels."
_MORE_THAN_TEXT = re.compile(
    r"<(?:img|picture|figure|video|audio|iframe|object|embed|svg|table|form|pre|script|input|details|ul|ol|canvas|math"
    r"|textarea|button|nav)\b",
    re.IGNORECASE,
)
_TAG_OR_COMMENT = re.compile(r"<!--.*?-->|</?[a-z][^<>]*>|&nbsp;|&#160;", re.IGNORECASE | re.DOTALL)
_MARKS = re.compile(r"[\s#=*_>\\-]+")
_COLONS = re.compile(r"\s*[:：]+\s*\Z")
_ROW = 3
"""Lines of plain text that end in a colon like headings from which they are taken for headings."""
_TYPED_NUMBER = re.compile(r"(\d{1,2})\s*([.):])\s+(?=\S)")


def assess_headings(outline: Outline, context: AuditContext) -> tuple[Assessment, ...]:
    """Levels, empty sections, colons and typed numbers of headings."""
    headings = [unit for unit in outline.units if unit.is_heading and not unit.apart]
    colons = assessment(
        COLON,
        "Headings that end in a colon",
        "No heading ends in a colon.",
        "Headings end in a colon ({}).",
        list(_colons(outline, headings)),
    )
    numbers = assessment(
        _NUMBER,
        "Numbers of headings",
        "Numbers of headings, if any, are in order.",
        "Numbers typed into headings are out of order ({}).",
        list(_numbers(outline, headings)),
    )
    if outline.is_plain:
        return (
            not_applicable(_SKIP, "Heading levels", _NO_LEVELS, _HTML_5),
            not_applicable(_H1, "Main headings", _NO_LEVELS, _HTML_5),
            not_applicable(_EMPTY, "Empty sections", _NO_LEVELS),
            colons,
            numbers,
        )
    return (
        assessment(
            _SKIP,
            "Heading levels",
            "Headings go down one level at a time.",
            "Headings skip a level ({}).",
            list(_skips(outline, headings)),
            _HTML_5,
        ),
        assessment(
            _H1,
            "Main headings",
            "There is no second main heading (H1).",
            "There is more than one main heading (H1).",
            list(_main_headings(outline, headings)),
            _HTML_5,
        ),
        assessment(
            _EMPTY,
            "Empty sections",
            "Every heading has text under it.",
            "Headings have nothing under them ({}).",
            list(_empty(outline)),
        ),
        colons,
        numbers,
    )


def _skips(outline: Outline, headings: list[Unit]) -> Iterator[Check]:
    for before, unit in pairwise(headings):
        level, last = unit.block.level, before.block.level
        if level > last + 1:
            yield check_at(
                outline.page,
                _SKIP,
                unit.span,
                f"heading level {level} follows level {last}: “{shorten(unit.text)}”",
                f"Make it level {last + 1}, or add the heading that is missing in between.",
            )


def _main_headings(outline: Outline, headings: list[Unit]) -> Iterator[Check]:
    main = [unit for unit in headings if unit.block.level == 1]
    if len(main) > 1:
        yield check_at(
            outline.page,
            _H1,
            main[1].span,
            f"{len(main)} main headings (H1), the second is “{shorten(main[1].text)}”",
            "Keep one for the subject of the page; make the others level 2.",
            WARNING,
        )


def _empty(outline: Outline) -> Iterator[Check]:
    units = outline.units
    for unit in units:
        if not unit.is_heading or unit.apart:
            continue
        following = units[unit.number + 1] if unit.number + 1 < len(units) else None
        if following and (not following.is_heading or following.block.level > unit.block.level):
            continue
        if following and following.words == unit.words:
            continue
        rest = outline.between(unit, following) if following else outline.page.text[unit.span.end :]
        if _has_content(rest):
            continue
        yield check_at(
            outline.page,
            _EMPTY,
            unit.span,
            f"nothing stands under the heading “{shorten(unit.text)}”",
            "Write the section or take the heading out.",
            WARNING,
        )


def _has_content(between: str) -> bool:
    """Whether anything but mark-up stands in a stretch of the original."""
    if _MORE_THAN_TEXT.search(between):
        return True
    return bool(_MARKS.sub("", _TAG_OR_COMMENT.sub("", between)))


def _colons(outline: Outline, headings: list[Unit]) -> Iterator[Check]:
    found = [(unit, colon) for unit in headings if (colon := _wrong_colon(outline, unit))]
    if outline.is_plain:
        # There the colon is all that marks a heading: one remark, and no fix that takes the mark away.
        found = found[:1] if _ROW <= len(found) < len(headings) else []
    for unit, colon in found:
        yield check_at(
            outline.page,
            COLON,
            unit.span,
            f"the heading “{shorten(unit.text)}” ends in a colon",
            "Take the colon out: a heading stands above its text by itself.",
            SUGGESTION if outline.is_plain else WARNING,
            () if outline.is_plain else _without_colon(outline, unit, colon),
        )


def _wrong_colon(outline: Outline, unit: Unit) -> re.Match[str] | None:
    """The colon at the end of a heading, unless the heading announces a list."""
    found = _COLONS.search(unit.text)
    following = outline.units[unit.number + 1 : unit.number + 2]
    if not found or not following or announces(unit.text):
        return None
    if following[0].kind in (BlockKind.LIST_ITEM, BlockKind.TABLE_CELL):
        return None
    if outline.is_plain and not _looks_like_title(unit, following[0]):
        return None
    return found


def _looks_like_title(unit: Unit, following: Unit) -> bool:
    """Whether a line of plain text is a heading and not the beginning of a sentence."""
    return len(unit.words) <= 6 and following.text[:1].isupper() and unit.text[:1].isupper()


def _without_colon(outline: Outline, unit: Unit, colon: re.Match[str]) -> tuple[Edit, ...]:
    flow = unit.block.flow
    lead = len(flow.text) - len(flow.text.lstrip())
    span = flow.to_original(lead + colon.start(), lead + colon.end())
    if span.of(outline.page.text) != colon[0] or not unit.text[: colon.start()]:
        return ()
    return (Edit(Span(span.start, span.end), ""),)


def _numbers(outline: Outline, headings: list[Unit]) -> Iterator[Check]:
    """Numbers typed into headings of one level and parent that do not count 1, 2, 3 ..."""
    last: dict[tuple[int, int], int] = {}
    for unit in headings:
        found = _TYPED_NUMBER.match(unit.text)
        if not found:
            continue
        key = (outline.parent(unit) if not outline.is_plain else -1, unit.block.level)
        number, before = int(found[1]), last.get(key)
        last[key] = number
        if before is None or number == before + 1 or number == 1:
            continue
        yield check_at(
            outline.page,
            _NUMBER,
            unit.span,
            f"number {number} follows number {before}: “{shorten(unit.text)}”",
            "Number the headings anew, or put back the one that is missing.",
            SUGGESTION,
        )
