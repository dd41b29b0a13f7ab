"""What the author, or the site, does not want to hear about: places, or a whole article, by code."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from unspin.model.finding import area_of
from unspin.model.span import Span

BY_SETTINGS = "ignored by the settings"
IN_TEXT = "ignored in the text"


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

    def names(self, codes: Iterable[str]) -> bool:
        """Whether one of the codes of a finding is meant."""
        own = self.code.casefold()
        return not own or any(own == code.casefold() for code in codes)


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

    def of_wording(self, rule_id: str, detector: str, span: Span) -> frozenset[int]:
        """Which places (numbers in ``places``) speak against a finding of wording: it touches them."""
        if not self.places:
            return frozenset()
        return self.touched((rule_id, rule_id.partition("/")[0], detector, area_of(detector).value), span)

    def touched(self, codes: tuple[str, ...], span: Span) -> frozenset[int]:
        """Which places, where one of these codes is off, share something with ``span``."""
        return frozenset(
            number
            for number, place in enumerate(self.places)
            if (place.span is None or place.span.overlaps(span)) and place.names(codes)
        )

    def of_check(self, codes: tuple[str, ...], span: Span | None) -> frozenset[int]:
        """Which places speak against a check of one of these codes: it is reported inside of them."""
        return frozenset(
            number
            for number, place in enumerate(self.places)
            if (place.span is None or (span is not None and place.span.start <= span.start < place.span.end))
            and place.names(codes)
        )

    def reason(self, numbers: frozenset[int]) -> str:
        """What a report says of a finding that these places speak against."""
        return self.places[min(numbers)].reason


NO_IGNORES = Ignores()
