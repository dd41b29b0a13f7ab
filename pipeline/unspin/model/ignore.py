"""What the author, or the site, does not want to hear about: places, or a whole article, by code."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field

from unspin.model.finding import area_of
from unspin.model.span import Span

BY_SETTINGS = "ignored by the settings"
IN_TEXT = "ignored in the text"
_EVERYWHERE = (-1, sys.maxsize)
"""Start and end of a whole article; findings without a place count as standing at -1."""


@dataclass(frozen=True, slots=True)
class Ignore:
    """One code that is not wanted in one place."""

    code: str = ""
    """Rule id, pack, detector, area or code of a check, whatever its case; "" for every finding."""
    span: Span | None = None
    """Where; ``None`` for the whole article, and for findings that have no place."""
    why: str = ""
    """The author's reason, or what is written there."""
    origin: Span | None = None
    """The words in the article that say so; ``None`` when the settings do."""

    @property
    def reason(self) -> str:
        """What a report says of a finding that is ignored."""
        if self.origin is None:
            return BY_SETTINGS
        return f"{IN_TEXT}: {self.why}"


@dataclass(frozen=True, slots=True)
class Misread:
    """A comment that looks like a directive of unspin, and why it is none."""

    span: Span
    problem: str


@dataclass(frozen=True, slots=True)
class Ignores:
    """Everything that is to be ignored in one article, and what was said so that it has no meaning."""

    places: tuple[Ignore, ...] = ()
    misread: tuple[Misread, ...] = ()
    _by_code: dict[str, list[tuple[int, int, int]]] = field(init=False, repr=False, compare=False)
    """Number, start and end of the places of each code, in lower case: findings are many, codes few."""

    def __post_init__(self) -> None:
        by_code: dict[str, list[tuple[int, int, int]]] = {}
        for number, place in enumerate(self.places):
            start, end = (place.span.start, place.span.end) if place.span else _EVERYWHERE
            by_code.setdefault(place.code.casefold(), []).append((number, start, end))
        object.__setattr__(self, "_by_code", by_code)

    def of_wording(self, rule_id: str, detector: str, span: Span) -> frozenset[int]:
        """Which places (numbers in ``places``) speak against a finding of wording: it touches them."""
        if not self.places:
            return frozenset()
        return self.touched((rule_id, rule_id.partition("/")[0], detector, area_of(detector).value), span)

    def touched(self, codes: tuple[str, ...], span: Span) -> frozenset[int]:
        """Which places, where one of these codes is off, share something with ``span``."""
        return frozenset(
            number for number, start, end in self._of(codes) if start < span.end and span.start < end
        )

    def of_check(self, codes: tuple[str, ...], span: Span | None) -> frozenset[int]:
        """Which places speak against a check of one of these codes: it is reported inside of them."""
        at = span.start if span else -1
        return frozenset(number for number, start, end in self._of(codes) if start <= at < end)

    def _of(self, codes: tuple[str, ...]) -> Iterator[tuple[int, int, int]]:
        """The places where one of these codes, or everything, is off."""
        for code in {"", *(code.casefold() for code in codes)}:
            yield from self._by_code.get(code, ())

    def reason(self, numbers: frozenset[int]) -> str:
        """What a report says of a finding that these places speak against."""
        return self.places[min(numbers)].reason


NO_IGNORES = Ignores()
