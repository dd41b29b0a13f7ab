"""Titles, headings and captions that stand in a post more than once (STR101 to STR103)."""

from __future__ import annotations

from collections.abc import Iterator

from unspin.audit.context import AuditContext
from unspin.audit.structure.findings import SUGGESTION, WARNING, assessment, check_at, shorten
from unspin.audit.structure.outline import Outline, Unit, fold
from unspin.audit.structure.removal import removal
from unspin.audit.structure.words import word_list
from unspin.model.check import Assessment, Check
from unspin.model.document import BlockKind

__all__ = ["assess_lines", "is_right_after"]

_TITLE, _HEADING, _CAPTION = "STR101", "STR102", "STR103"
_DISTINCT_PLAIN = 4
"""Words from which a line of plain text that looks like a heading is hardly a label used twice."""
_DISTINCT = 3
"""Words from which a heading under the same parent, or a caption, says one thing only."""


def assess_lines(outline: Outline, context: AuditContext) -> tuple[Assessment, ...]:
    """Repeats of the title, of headings and of captions."""
    title = _title_words(outline)
    return (
        assessment(
            _TITLE,
            "Repeated title",
            "The title stands once.",
            "The title is repeated in the text ({} times).",
            list(_titles(outline, title)),
        ),
        assessment(
            _HEADING,
            "Repeated headings",
            "No heading is repeated.",
            "Headings are repeated ({}).",
            list(_headings(outline, title)),
        ),
        assessment(
            _CAPTION,
            "Repeated captions",
            "No caption is repeated.",
            "Captions are repeated ({}).",
            list(_captions(outline)),
        ),
    )


def is_right_after(outline: Outline, first: Unit, second: Unit) -> bool:
    """Whether two units follow each other with nothing that a reader sees between them."""
    if second.number != first.number + 1:
        return False
    between = outline.between(first, second).lower()
    return "![" not in between and "<img" not in between and "<figure" not in between and "{{" not in between


def _title_words(outline: Outline) -> tuple[str, ...]:
    words = fold(outline.page.title)
    headings = [unit for unit in outline.units if unit.is_heading and not unit.apart]
    if words or not headings:
        return words
    first = headings[0]
    is_title = first.block.level == 1 or (outline.is_plain and not first.number)
    return first.words if is_title else ()


def _titles(outline: Outline, title: tuple[str, ...]) -> Iterator[Check]:
    """Lines that say the title again. The first one is the title as the page shows it."""
    if not title:
        return
    shown: Unit | None = None
    for unit in outline.units:
        if unit.words != title or unit.apart or unit.kind not in (BlockKind.HEADING, BlockKind.PARAGRAPH):
            continue
        if shown is None:
            shown = unit
            continue
        sure = is_right_after(outline, shown, unit)
        yield check_at(
            outline.page,
            _TITLE,
            unit.span,
            f"the title “{shorten(unit.text)}” stands here again",
            "Keep it once, as the title.",
            WARNING if sure else SUGGESTION,
            removal(outline, unit) if sure else (),
        )
        if sure:
            shown = unit


def _headings(outline: Outline, title: tuple[str, ...]) -> Iterator[Check]:
    known: dict[tuple[int, tuple[str, ...]], Unit] = {}
    before: Unit | None = None
    for unit in outline.units:
        last, before = before, unit
        if not unit.is_heading or unit.apart or unit.words == title or not unit.words:
            continue
        if last and last.is_heading and last.words == unit.words and is_right_after(outline, last, unit):
            yield check_at(
                outline.page,
                _HEADING,
                unit.span,
                f"“{shorten(unit.text)}” stands here twice in a row",
                "Keep one: a caption or heading was copied twice.",
                WARNING,
                removal(outline, unit),
            )
            continue
        key = (outline.parent(unit), _content(unit.words))
        earlier = known.setdefault(key, unit)
        if earlier is not unit and _is_distinct(outline, unit, earlier):
            yield _again(outline, unit, earlier)


def _again(outline: Outline, unit: Unit, earlier: Unit) -> Check:
    line = outline.page.document.article.position(earlier.span.start)[0]
    same = "" if earlier.words == unit.words else f" nearly as “{shorten(earlier.text)}”"
    return check_at(
        outline.page,
        _HEADING,
        unit.span,
        f"the heading “{shorten(unit.text)}” stands already in line {line}{same}",
        "Merge the two sections, or say in the heading what is different here.",
    )


def _is_distinct(outline: Outline, unit: Unit, earlier: Unit) -> bool:
    least = _DISTINCT_PLAIN if outline.is_plain else _DISTINCT
    if unit.words != earlier.words and outline.is_plain:
        return False
    return len(_content(unit.words)) >= least


def _content(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a heading that carry its meaning, in the order of the alphabet."""
    content = tuple(sorted(word for word in words if word not in word_list("small")))
    return content or words


def _captions(outline: Outline) -> Iterator[Check]:
    known: dict[tuple[str, ...], Unit] = {}
    for unit in outline.units:
        if unit.kind is not BlockKind.CAPTION or unit.apart or not unit.words:
            continue
        earlier = known.setdefault(unit.words, unit)
        if earlier is unit:
            continue
        sure = is_right_after(outline, earlier, unit)
        if not sure and len(unit.words) < _DISTINCT:
            continue
        known[unit.words] = unit
        yield check_at(
            outline.page,
            _CAPTION,
            unit.span,
            f"the caption “{shorten(unit.text)}” is the same as that of an earlier picture",
            "Say what this picture shows, or leave the caption out.",
            WARNING if sure else SUGGESTION,
            removal(outline, unit) if sure else (),
        )
