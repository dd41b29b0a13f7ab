"""What a report on many posts keeps of each: enough for a table, not the post itself."""

from __future__ import annotations

from dataclasses import dataclass, field

from unspin.model.check import Area
from unspin.model.scorecard import ScoreCard


@dataclass(frozen=True, slots=True)
class CodeCount:
    """How often a code was found in a post. ``name`` and ``area`` are those of its assessment."""

    code: str
    name: str
    area: Area
    places: int


@dataclass(frozen=True, slots=True)
class SitePost:
    """One post of a run."""

    path: str
    title: str
    words: int
    spun_before: float
    spun_after: float
    card_before: ScoreCard | None
    card_after: ScoreCard | None
    corrections: int
    for_review: int
    findings: int
    """Findings of the audit in the state that is reported, spun wording not counted."""
    codes: tuple[CodeCount, ...] = ()
    link: str = ""
    """Address of its own report, relative to that of the site; "" for none."""


@dataclass(frozen=True, slots=True)
class SiteTotals:
    """The sums of a run, small enough to be handed on from run to run."""

    posts: int
    words: int
    spun: int
    """Posts that are still spun in the state that is reported."""
    points: int
    """Mean points of the score cards."""
    findings: int
    grades: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Earlier:
    """What an earlier run found: points of each post by path, and the totals of the runs up to it."""

    points: dict[str, int]
    history: tuple[SiteTotals, ...]


@dataclass(frozen=True, slots=True)
class SiteReport:
    """A run over several posts. ``corrected`` says which state is reported: with the corrections made."""

    posts: tuple[SitePost, ...]
    corrected: bool
    errors: tuple[tuple[str, str], ...] = ()
    """Path and problem of each file that could not be read."""
    earlier: Earlier | None = None

    def card(self, post: SitePost) -> ScoreCard | None:
        """The score card of a post in the state that is reported."""
        return post.card_after if self.corrected else post.card_before
