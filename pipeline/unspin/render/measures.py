"""The measures that reports show before and after, with what they mean and how to draw them."""

from __future__ import annotations

from dataclasses import dataclass

from unspin.model.report import AuditReport, Scores


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure of ``Scores``. ``most`` is the value at the right end of its bar; 0: no bar."""

    field: str
    label: str
    hint: str
    most: float = 0.0

    def of(self, scores: Scores) -> float | None:
        """The value of this measure in ``scores``."""
        value: float | None = getattr(scores, self.field)
        return value if value is None else round(value, 2)

    def share(self, value: float | None) -> float:
        """Length of the bar for ``value``, from 0 to 1; values beyond the scale end at its ends."""
        if value is None or not self.most:
            return 0.0
        return min(1.0, max(0.0, value / self.most))


MEASURES = (
    Measure("spun_score", "Spun score", "chance that the text went through a spinner", 1),
    Measure("flesch_reading_ease", "Flesch reading ease", "0 to 100, higher is easier", 100),
    Measure("flesch_kincaid_grade", "Flesch-Kincaid grade", "school years, lower is easier", 20),
    Measure("smog_index", "SMOG index", "school years, lower is easier", 20),
    Measure("gunning_fog", "Gunning fog", "school years, lower is easier", 20),
    Measure("dale_chall", "Dale-Chall", "10 and more is college level, lower is easier", 16),
    Measure("words_per_sentence", "Words per sentence", "average, lower is easier", 40),
    Measure("difficult_words", "Difficult words", "different words not on the Dale-Chall list"),
    Measure("words", "Words", "size of the prose"),
    Measure("sentences", "Sentences", "as counted for these measures"),
)
"""Scale ends: the published range where there is one, else what web articles hardly exceed."""


@dataclass(frozen=True, slots=True)
class GrammarCount:
    """Mistakes of spelling and grammar before and after, as one checker counts them."""

    before: int
    after: int
    hint: str
    label: str = "Spelling and grammar"


def grammar_count(report: AuditReport) -> GrammarCount | None:
    """What the grammar checker counted; ``None`` when none ran."""
    summary = report.grammar
    if summary is None or not summary.ran:
        return None
    return GrammarCount(
        summary.errors_before, summary.errors_after, f"mistakes that {summary.checker} sees, fewer is better"
    )
