"""What is wrong with the words in one state of an article: spun wording, and mistakes of grammar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from unspin.model.check import Area
from unspin.model.decision import Decision, Severity, Verdict

__all__ = ["Mistakes", "Wording", "wording_after", "wording_before"]

SPUN_FROM = 0.8
"""Spun score from which an article is "almost certainly spun" (the words of every report)."""
SIGN_OF_SPINNING = 0.2
"""Spun score from which an article has "some spun wording"."""
MISTAKE_COST = 20
"""Points that a mistake of grammar in every 100 words costs."""


@dataclass(frozen=True, slots=True)
class Wording:
    """What is known of the spun wording in one state of an article."""

    spun_score: float
    had_sign: bool
    """The article as it was read had at least some sign of spinning."""
    certain: tuple[Decision, ...] = ()
    doubtful: tuple[Decision, ...] = ()

    @property
    def is_spun(self) -> bool:
        """Whether the text counts as still spun."""
        return self.spun_score >= SPUN_FROM or bool(self.certain) or (self.had_sign and bool(self.doubtful))


def wording_before(decisions: Sequence[Decision], spun_score: float) -> Wording:
    """The wording of the article as it was read."""
    return Wording(
        spun_score,
        spun_score >= SIGN_OF_SPINNING,
        tuple(d for d in decisions if d.verdict is Verdict.APPLIED and d.finding.area is Area.SPINNING),
        _for_review(decisions),
    )


def wording_after(decisions: Sequence[Decision], spun_before: float, spun_after: float) -> Wording:
    """The wording once the applied corrections are made."""
    return Wording(spun_after, spun_before >= SIGN_OF_SPINNING, (), _for_review(decisions))


def _for_review(decisions: Sequence[Decision]) -> tuple[Decision, ...]:
    review = (d for d in decisions if d.verdict is Verdict.REVIEW and d.finding.area is Area.SPINNING)
    return tuple(d for d in review if d.severity is not Severity.SUGGESTION)


@dataclass(frozen=True, slots=True)
class Mistakes:
    """How many mistakes a grammar checker sees in a state of a text of so many words."""

    number: int
    words: int

    @property
    def points(self) -> int:
        """Points of the area, from 0 to 100."""
        return max(0, round(100 - MISTAKE_COST * 100 * self.number / max(100, self.words)))
