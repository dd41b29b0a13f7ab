"""Claims that an article must not make, and numbers that need a source."""

from __future__ import annotations

import re
from collections.abc import Iterator

from unspin.audit.medical.facts import Facts
from unspin.audit.medical.items import SUGGESTION, WARNING, Item, with_more
from unspin.audit.medical.rulebook import Spot
from unspin.audit.passages import Passage
from unspin.model.check import Assessment, Check
from unspin.model.document import BlockKind
from unspin.model.span import Span

__all__ = ["ITEMS", "assess"]

_LAW = "HONcode principle 5 (justifiability); DISCERN item 6 (balance); Google YMYL (harm to health)"
CURE = Item("MED121", "Claims of a cure", _LAW, "whether a statement on healing is true", "none")
PROMISE = Item("MED122", "Absolute promises", _LAW, "whether a cautious statement is true", "none")
NUMBERS = Item(
    "MED123",
    "Numbers and studies have a source",
    "HONcode principle 4 (attribution); DISCERN item 4; JAMA benchmark 2",
    "whether the source says so",
    "no figure and no “studies show” in an article without sources",
)
DOSES = Item(
    "MED124",
    "Doses have a source",
    "HONcode principle 4 (attribution); Google YMYL (harm to health)",
    "whether a dose is right",
    "no dose in an article without sources",
)
DANGER = Item(
    "MED125",
    "No advice against medical care",
    "HONcode principle 2 (complementarity); Google YMYL (harm to health)",
    "advice that harms in other words",
    "none",
)
ITEMS = (CURE, PROMISE, NUMBERS, DOSES, DANGER)

_AMOUNT = re.compile(
    r"(?<![\w.])\d[\d,.]*(?:\s?[-–]\s?\d[\d,.]*)?\s?(?:mg|mcg|µg|μg|IU|milligrams?|micrograms?|ml|mL|millilit(?:er|re)s?|cc"
    r"|tablets?|capsules?|pills?|drops|puffs)\b(?!\s?/\s?d[lL]|\s+(?:of\s+)?(?:sodium|salt|cholesterol|caffeine|water))"
)
_STATISTIC = re.compile(
    r"(?<![\w.])\d[\d,.]*\s?(?:%|percent\b|per cent\b)(?!\s+(?:off|discount))"
    r"|\b(?:one|two|three|four|nine|\d{1,3})\s(?:in|out of)\s(?:every\s)?"
    r"(?:two|three|four|five|six|seven|eight|nine|ten|\d{1,6})\b"
    r"(?!\s?(?:minutes|hours|days|weeks|months|years|steps|ways))"
    r"|\b\d[\d,.]*\s(?:million|billion)\s(?:people|adults|americans|patients|women|men|children|cases)\b",
    re.IGNORECASE,
)
_PROSE = frozenset((BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.TABLE_CELL, BlockKind.CAPTION))


def assess(facts: Facts) -> tuple[Assessment, ...]:
    """All assessments of this file."""
    return _cure(facts), _promise(facts), _numbers(facts), _doses(facts), _danger(facts)


def _claims(facts: Facts, *groups: str) -> list[Spot]:
    """Claims that the article makes itself: not in sources, not quoted."""
    found = [spot for group in groups for spot in facts.in_text(group)]
    own = [spot for spot in found if not spot.passage.is_quoted(spot.first, spot.last)]
    return sorted(own, key=lambda spot: (spot.passage.block.index, spot.first, spot.last))


def _checks(item: Item, facts: Facts, spots: list[Spot], advice: str) -> tuple[Check, ...]:
    checks: list[Check] = []
    for spot in spots:
        span = spot.passage.place(spot.first, spot.last)
        shown = " ".join(span.of(facts.page.text).split())
        checks.append(item.at(facts.page, span, f"“{shown}” {spot.group.about}.", advice))
    return with_more(checks)


def _cure(facts: Facts) -> Assessment:
    spots = _claims(facts, "cure")
    if not spots:
        return CURE.green("No claim of a cure.")
    advice = "Say what the treatment can do, for whom and how often, with the source."
    return CURE.red(f"{_places(spots)} a cure.", _checks(CURE, facts, spots, advice), str(len(spots)))


def _promise(facts: Facts) -> Assessment:
    spots = _claims(facts, "promise", "safe", "hype")
    if not spots:
        return PROMISE.green("No absolute promise.")
    advice = "Say “may”, “in most people”, or how often; nothing in medicine is certain or without risk."
    told = f"{_places(spots)} what cannot be certain."
    return PROMISE.red(told, _checks(PROMISE, facts, spots, advice), str(len(spots)))


def _places(spots: list[Spot]) -> str:
    return "1 place promises" if len(spots) == 1 else f"{len(spots)} places promise"


def _danger(facts: Facts) -> Assessment:
    spots = _claims(facts, "danger")
    if not spots:
        return DANGER.green("No advice to leave medical care.")
    advice = "Take it out; advise readers to talk to their doctor before they change or stop a treatment."
    number = "1 place tells" if len(spots) == 1 else f"{len(spots)} places tell"
    return DANGER.red(
        f"{number} readers to leave medical care.", _checks(DANGER, facts, spots, advice), str(len(spots))
    )


def _numbers(facts: Facts) -> Assessment:
    places = [
        *_statistics(facts),
        *(spot.passage.place(spot.first, spot.last) for spot in _claims(facts, "vague_evidence")),
    ]
    if not places:
        return NUMBERS.green("No figures and no studies that would need a source.")
    places.sort()
    value = str(len(places))
    if facts.sources.any:
        return NUMBERS.green("Figures and studies stand in an article with sources.", value)
    first = places[0]
    rest = f" and {len(places) - 1} more" if len(places) > 1 else ""
    shown = " ".join(first.of(facts.page.text).split())
    message = f"“{shown}”{rest}: figures or studies, and the article names no source."
    check = NUMBERS.at(
        facts.page, first, message, "Name the study or the body that the figure comes from.", SUGGESTION
    )
    return NUMBERS.red(message, [check], value)


def _statistics(facts: Facts) -> Iterator[Span]:
    for passage in facts.passages:
        if passage.block.kind in _PROSE and not passage.is_reference:
            text = passage.block.flow.text
            for found in _STATISTIC.finditer(text, passage.start, passage.end):
                if not text[: found.end()].endswith(("100%", "100 %")):
                    yield passage.block.flow.to_original(*found.span())


def _doses(facts: Facts) -> Assessment:
    places = sorted(_dose_places(facts))
    if not places:
        return DOSES.green("No dose is given.")
    value = str(len(places))
    if facts.sources.any:
        return DOSES.green("Doses stand in an article with sources.", value)
    advice = "Name the source of the dose, such as the package leaflet or a guideline."
    checks = [
        DOSES.at(
            facts.page,
            place,
            f"“{' '.join(place.of(facts.page.text).split())}” is a dose without a source.",
            advice,
            WARNING,
        )
        for place in places
    ]
    number = "1 dose" if len(places) == 1 else f"{len(places)} doses"
    return DOSES.red(f"{number} without a source.", with_more(checks), value)


def _dose_places(facts: Facts) -> Iterator[Span]:
    """Amounts in sentences that speak of taking something."""
    dosing = {id(spot.passage) for spot in facts.in_text("dosing")}
    for passage in facts.passages:
        if id(passage) in dosing and not passage.block.quoted and passage.block.kind in _PROSE:
            yield from _amounts(passage)


def _amounts(passage: Passage) -> Iterator[Span]:
    flow = passage.block.flow
    for found in _AMOUNT.finditer(flow.text, passage.start, passage.end):
        yield flow.to_original(*found.span())
