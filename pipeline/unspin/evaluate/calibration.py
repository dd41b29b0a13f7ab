"""Whether a confidence of 0.8 is right four times in five: reliability table and calibration error.

Only decisions are judged whose verdict rests on their confidence: applied ones, and those that are for
review for no other reason than doubt. What a rule, a promise or a protected place sends to review would
go there with any confidence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass

from unspin.decide.verdict import rests_on_confidence
from unspin.evaluate.gold import GoldArticle
from unspin.lexicon.tokens import words_of
from unspin.model.decision import Decision
from unspin.model.report import AuditReport

BINS = 10
"""Bins of equal width between 0 and 1, as in Guo et al. 2017, "On calibration of modern neural networks"."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A decision's detector and confidence, and whether what it proposes is right."""

    detector: str
    confidence: float
    right: bool


@dataclass(frozen=True, slots=True)
class Bin:
    """Decisions with a confidence from ``low`` to below ``high`` (1 belongs to the last bin)."""

    low: float
    high: float
    count: int
    confidence: float
    """Mean confidence."""
    right: float
    """Share that is right."""


@dataclass(frozen=True, slots=True)
class Reliability:
    """The reliability table of a set of decisions; empty bins are left out."""

    bins: tuple[Bin, ...]

    @property
    def count(self) -> int:
        """Decisions in the table."""
        return sum(row.count for row in self.bins)

    @property
    def error(self) -> float:
        """Expected calibration error: mean distance of confidence and share right, by decisions."""
        gaps = sum(row.count * abs(row.confidence - row.right) for row in self.bins)
        return gaps / self.count if self.count else 0.0

    def as_dict(self) -> dict[str, object]:
        """The table, rounded to four decimals."""
        rows = [{key: round(value, 4) for key, value in asdict(row).items()} for row in self.bins]
        return {"decisions": self.count, "expected_calibration_error": round(self.error, 4), "bins": rows}


def reliability(judged: Iterable[Judged], bins: int = BINS) -> Reliability:
    """The reliability table of judged decisions."""
    groups: list[list[Judged]] = [[] for _ in range(bins)]
    for one in judged:
        groups[min(int(one.confidence * bins), bins - 1)].append(one)
    return Reliability(
        tuple(
            Bin(
                number / bins,
                (number + 1) / bins,
                len(group),
                sum(one.confidence for one in group) / len(group),
                sum(one.right for one in group) / len(group),
            )
            for number, group in enumerate(groups)
            if group
        )
    )


def by_detector(judged: Sequence[Judged]) -> dict[str, Reliability]:
    """Tables for all decisions ("all") and for those of each detector."""
    tables = {"all": reliability(judged)}
    for name in sorted({one.detector for one in judged}):
        tables[name] = reliability(one for one in judged if one.detector == name)
    return tables


def judge_decisions(gold: GoldArticle, report: AuditReport) -> Iterator[Judged]:
    """The decisions of one article whose verdict rests on confidence, right or wrong.

    Those that nobody can judge are left out: in a span that is "unsure", or where the gold is silent
    and does not list every spun place.
    """
    for decision in report.decisions:
        if rests_on_confidence(decision):
            right = is_right(gold, decision)
            if right is not None:
                yield Judged(decision.finding.detector, decision.confidence, right)


def is_right(gold: GoldArticle, decision: Decision) -> bool | None:
    """Whether every word that a decision adds stands in an accepted wording of the places it touches.

    One that only takes words away is right if an accepted wording lacks one of them. ``None`` where
    the gold does not say.
    """
    spans = [span for span in gold.spans if span.span.overlaps(decision.span)]
    if not spans:
        kept = any(place.overlaps(decision.span) for place in gold.keep)
        return False if kept or gold.exhaustive else None
    if any(span.confidence == "unsure" for span in spans):
        return None
    before, after = set(words_of(decision.finding.text)), set(words_of(decision.replacement))
    accepted = [set(words_of(wording)) for span in spans for wording in span.accept]
    if after - before:
        return after - before <= set().union(*accepted)
    return any(before - after - wording for wording in accepted)
