"""The article as the HTML page shows it: plain text, marks of decisions, flags of other findings."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from unspin.model.check import Check
from unspin.model.decision import Decision
from unspin.render.html_decisions import Card, Place
from unspin.render.wording import AREA_LABELS, one_line

LONGEST_LIT = 600
"""Code points of a place that lights up as a whole; of a longer one only the flag does."""
_SEVERITIES = ("error", "warning", "suggestion")


@dataclass(frozen=True, slots=True)
class Flag:
    """A link in the text to the findings that begin there; ``number`` is that of the first."""

    number: int
    severity: str
    areas: tuple[str, ...]
    label: str
    is_mended: bool
    """The corrections mended all of them."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of the article: plain text, the mark of the card with the same number, or a flag."""

    text: str
    card: Card | None = None
    new: str = ""
    flag: Flag | None = None
    lit: str = ""
    """Numbers of the findings whose place this run is a part of."""


@dataclass(frozen=True, slots=True)
class _Found:
    """A finding with its number and its place, widened to whole marks."""

    number: int
    start: int
    end: int
    check: Check


def text_pieces(
    text: str,
    decisions: Sequence[Decision],
    cards: Sequence[Card],
    places: Sequence[Place],
    checks: Sequence[Check],
) -> tuple[tuple[Piece, ...], dict[int, int]]:
    """The pieces of the text, and for each finding with a place the number of its flag.

    The text of all pieces is the article's. Findings are numbered from 1 in the order given.
    """
    found = list(_placed(checks, places, len(text)))
    flags, targets = _flags(found)
    marks = {start: (end, index) for start, end, index in places}
    pieces = tuple(_walk(text, decisions, cards, marks, flags, found))
    return pieces, targets


def _placed(checks: Sequence[Check], places: Sequence[Place], size: int) -> Iterator[_Found]:
    for number, check in enumerate(checks, 1):
        if check.span is None:
            continue
        start, end = min(check.span.start, size), min(check.span.end, size)
        yield _Found(number, _widened(places, start)[0], _widened(places, end)[1], check)


def _widened(places: Sequence[Place], offset: int) -> tuple[int, int]:
    """Start and end of the mark that an offset is inside of, else the offset itself."""
    at = bisect_right(places, (offset, -1, -1)) - 1
    if at >= 0 and places[at][0] < offset < places[at][1]:
        return places[at][0], places[at][1]
    return offset, offset


def _flags(found: Sequence[_Found]) -> tuple[dict[int, Flag], dict[int, int]]:
    """The flags by their offset, one for all findings that begin there."""
    groups: dict[int, list[_Found]] = {}
    for item in found:
        groups.setdefault(item.start, []).append(item)
    targets = {item.number: group[0].number for group in groups.values() for item in group}
    return {start: _flag(group) for start, group in groups.items()}, targets


def _flag(group: Sequence[_Found]) -> Flag:
    open_ones = [item.check for item in group if not item.check.mended]
    shown = open_ones or [item.check for item in group]
    messages = "; ".join(dict.fromkeys(one_line(check.message) for check in shown))
    areas = dict.fromkeys(check.area for check in shown)
    return Flag(
        group[0].number,
        min((check.severity for check in shown), key=_rank),
        tuple(area.value for area in areas),
        f"{', '.join(AREA_LABELS[area] for area in areas)}: {messages}",
        not open_ones,
    )


def _rank(severity: str) -> int:
    return _SEVERITIES.index(severity) if severity in _SEVERITIES else 1


def _walk(
    text: str,
    decisions: Sequence[Decision],
    cards: Sequence[Card],
    marks: dict[int, tuple[int, int]],
    flags: dict[int, Flag],
    found: Sequence[_Found],
) -> Iterator[Piece]:
    lit = [item for item in found if 0 < item.end - item.start <= LONGEST_LIT]
    cuts = {0, len(text), *flags, *(item.end for item in lit)}
    cuts |= {offset for start, (end, _) in marks.items() for offset in (start, end)}
    begins: dict[int, list[_Found]] = {}
    for item in lit:
        begins.setdefault(item.start, []).append(item)
    active: list[_Found] = []
    edges = sorted(cuts)
    for start, end in zip(edges, [*edges[1:], len(text)], strict=True):
        active = [item for item in active if item.end > start] + begins.get(start, [])
        if start in flags:
            yield Piece("", flag=flags[start])
        if start == end:
            continue
        numbers = " ".join(str(item.number) for item in active)
        if start in marks:
            index = marks[start][1]
            yield Piece(text[start:end], cards[index], decisions[index].replacement, lit=numbers)
        else:
            yield Piece(text[start:end], lit=numbers)
