"""The audit of one article: every decision, the scores, the checks."""

from __future__ import annotations

from dataclasses import dataclass, field

from unspin.model.article import Article
from unspin.model.check import Area, Assessment, Check
from unspin.model.correction import Correction
from unspin.model.decision import Decision, Verdict
from unspin.model.grammar import GrammarSummary
from unspin.model.scorecard import ScoreCard


@dataclass(frozen=True, slots=True)
class Scores:
    """Readability and size of a text; ``None`` where a measure needs more text than there is."""

    words: int
    sentences: int
    words_per_sentence: float
    flesch_reading_ease: float | None
    flesch_kincaid_grade: float | None
    smog_index: float | None
    gunning_fog: float | None
    dale_chall: float | None
    difficult_words: int | None
    spun_score: float


@dataclass(frozen=True, slots=True)
class PageAudit:
    """The audit of one state of a page: every assessment, in the order of the areas."""

    assessments: tuple[Assessment, ...] = ()
    ignored_by: frozenset[int] = frozenset()
    """Numbers of the places of ``Document.ignores`` that kept findings out of it."""
    title: str = ""
    """The title of the page, else its first heading; "" for none."""

    @property
    def checks(self) -> tuple[Check, ...]:
        """The places that the assessments point to, in the order of the text."""
        found = (check for assessment in self.assessments for check in assessment.checks)
        return tuple(sorted(found, key=lambda check: (check.line, check.column, check.code, check.message)))

    def of_area(self, area: Area) -> tuple[Assessment, ...]:
        """The assessments of one area."""
        return tuple(a for a in self.assessments if a.area is area)


@dataclass(frozen=True, slots=True)
class AuditReport:
    """Everything that is known about the clean-up of one article."""

    article: Article
    correction: Correction
    decisions: tuple[Decision, ...]
    before: Scores
    after: Scores
    checks: tuple[Check, ...] = ()
    """Findings about the page as it was read, with those that only the corrected page has; places in
    the original. ``Check.mended`` marks those that the corrections have done away with."""
    page_before: PageAudit = field(default_factory=PageAudit)
    page_after: PageAudit = field(default_factory=PageAudit)
    card_before: ScoreCard | None = None
    """The score card of the page as it was read; ``None`` where the audit was left out."""
    card_after: ScoreCard | None = None
    """The score card with the corrections made."""
    grammar: GrammarSummary | None = None
    """What the grammar checker counted; ``None`` when none ran."""
    notices: tuple[str, ...] = field(default=())
    """Remarks on the run itself, such as a missing language model."""

    @property
    def spun_score(self) -> float:
        """Chance, from 0 to 1, that the article went through a spinner."""
        return self.before.spun_score

    def with_verdict(self, verdict: Verdict) -> tuple[Decision, ...]:
        """Decisions that ended in ``verdict``, in the order of the text."""
        return tuple(d for d in self.decisions if d.verdict is verdict)

    @property
    def changes_per_100_words(self) -> float:
        """Applied edits per 100 words of the draft."""
        words = self.before.words
        return 100 * len(self.with_verdict(Verdict.APPLIED)) / words if words else 0.0
