"""What the medical checks need to know of a page, read once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from unspin.audit.context import AuditContext
from unspin.audit.medical.dates import Dates, dates_of
from unspin.audit.medical.people import Person, authors, reviewers
from unspin.audit.medical.rulebook import Rulebook, Spot, rulebook
from unspin.audit.medical.sources import Sources, sources_of
from unspin.audit.passages import Passage, passages_of
from unspin.model.document import BlockKind
from unspin.model.limits import Limits
from unspin.model.page import Page

__all__ = ["Facts", "Topic", "facts_of", "topic_of", "topic_of_page"]

TOPIC_GROUPS = ("condition", "symptom", "treatment", "care")
HEADING_GROUPS = ("condition", "symptom", "treatment", "clinic_heading")
LEAST_WORDS = 50
"""Words from which on a text is long enough to have a topic."""
LEAST_TERMS = 8
"""Health words that a health article has at least, however short it is."""
LEAST_TREATMENTS = 4
"""Words for treatments from which on an article discusses treatment."""
_TOP = frozenset((BlockKind.TITLE, BlockKind.HEADING, BlockKind.DESCRIPTION))


@dataclass(frozen=True, slots=True)
class Topic:
    """What a page is about."""

    is_medical: bool
    is_illness: bool
    """About an illness, a symptom or a treatment: title, description or headings name one."""
    has_treatment: bool
    """Discusses treatment."""


@dataclass(frozen=True, slots=True)
class Facts:
    """A page and what it says of itself."""

    page: Page
    limits: Limits
    today: date | None
    passages: tuple[Passage, ...]
    spots: dict[str, list[Spot]]
    topic: Topic
    authors: tuple[Person, ...]
    reviewers: tuple[Person, ...]
    dates: Dates
    sources: Sources

    def has(self, group: str) -> bool:
        """Whether a phrase of the group stands anywhere, be it in a footer below the list of sources."""
        return bool(self.spots[group])

    def in_text(self, group: str) -> list[Spot]:
        """Phrases of a group in the text itself, not in its list of sources."""
        return [spot for spot in self.spots[group] if not spot.passage.is_reference]


def facts_of(page: Page, context: AuditContext) -> Facts:
    """Read a page."""
    passages = passages_of(page)
    spots = rulebook().spots(passages)
    return Facts(
        page,
        context.limits,
        context.today,
        passages,
        spots,
        topic_of(passages, spots, context.limits),
        authors(page, passages),
        reviewers(page, passages),
        dates_of(page, passages),
        sources_of(page, passages),
    )


def topic_of_page(passages: Sequence[Passage], limits: Limits) -> Topic:
    """The topic of a page of which nothing else is asked."""
    return topic_of(passages, _topic_rulebook().spots(passages), limits)


@lru_cache(maxsize=1)
def _topic_rulebook() -> Rulebook:
    groups = rulebook().groups
    return Rulebook.of(groups[name] for name in dict.fromkeys((*TOPIC_GROUPS, *HEADING_GROUPS)))


def topic_of(passages: Sequence[Passage], spots: dict[str, list[Spot]], limits: Limits) -> Topic:
    """The topic, by the share of health words."""
    words = sum(len(passage.words) for passage in passages if not passage.is_reference)
    terms = sum(not spot.passage.is_reference for group in TOPIC_GROUPS for spot in spots[group])
    share = 100 * terms / words if words else 0.0
    medical = words >= LEAST_WORDS and terms >= LEAST_TERMS and share >= limits.health_words
    heads = [spot for group in HEADING_GROUPS for spot in spots[group] if spot.passage.block.kind in _TOP]
    treatments = sum(not spot.passage.is_reference for spot in spots["treatment"])
    return Topic(medical, medical and bool(heads), medical and treatments >= LEAST_TREATMENTS)
