"""A decision: what becomes of a finding, with the reason that the audit shows."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from unspin.model.explanation import Explanation
from unspin.model.finding import Finding
from unspin.model.span import Span

FAINT_BELOW = 0.3
"""Confidence below which a doubt is faint: of these, nine in ten are no damage at all."""

OUTDONE = "overlaps"
"""How the reason of a finding begins that gave way to a better one in the same place."""


def outdone_by(winner: Finding) -> str:
    """The reason of a finding that gave way to ``winner`` in the same place."""
    return f"{OUTDONE} the better finding {winner.text!r} ({winner.rule.id})"


class Verdict(StrEnum):
    """The three ends a finding can come to."""

    APPLIED = "applied"
    REVIEW = "review"
    REJECTED = "rejected"


class Severity(StrEnum):
    """How much a finding matters to ``check --fail-on``."""

    ERROR = "error"
    WARNING = "warning"
    SUGGESTION = "suggestion"


@dataclass(frozen=True, slots=True)
class Decision:
    """The verdict on one finding. ``confidence`` is the estimated chance that the edit is right."""

    finding: Finding
    verdict: Verdict
    confidence: float
    reason: str
    explanation: Explanation | None = None
    """The figures behind the verdict, for whoever asks why."""

    @property
    def span(self) -> Span:
        """Place in the original text."""
        return self.finding.span

    @property
    def replacement(self) -> str:
        """The proposed text, the finding's own text when there is none."""
        candidates = self.finding.candidates
        return candidates[0].replacement if candidates else self.finding.text

    @property
    def is_faint(self) -> bool:
        """For review, but more likely right as it stands: shown only to those who ask for it."""
        return (
            self.verdict is Verdict.REVIEW
            and self.confidence < FAINT_BELOW
            and self.finding.rule.safety != "review"
        )

    @property
    def is_outdone(self) -> bool:
        """Only lost its place to a better finding: nothing was held against it by itself."""
        return self.verdict is Verdict.REJECTED and self.reason.startswith(OUTDONE)

    @property
    def severity(self) -> Severity:
        """Error: would be applied. Warning: for review. Suggestion: faint, or only reported."""
        if self.finding.rule.safety == "report-only" or self.is_faint:
            return Severity.SUGGESTION
        return Severity.ERROR if self.verdict is Verdict.APPLIED else Severity.WARNING
