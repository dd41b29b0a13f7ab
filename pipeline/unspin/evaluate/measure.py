"""Measures a run against gold: found, restored, wrong, off-gold, harm."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from unspin.evaluate.calibration import Judged, judge_decisions
from unspin.evaluate.gold import GoldArticle, GoldSpan
from unspin.model.article import Article, ArticleFormat
from unspin.model.correction import Correction, Edit
from unspin.model.decision import Verdict
from unspin.model.report import AuditReport
from unspin.model.span import Span

_FORMATS: dict[str, ArticleFormat] = {"markdown": "markdown", "html": "html"}


@dataclass
class Measures:
    """Counts over gold articles. Rates are shares of the spans that are not "unsure"."""

    texts: int = 0
    words: int = 0
    edits: int = 0
    findings: int = 0
    off_gold: int = 0
    keep: int = 0
    harm: int = 0
    spun_score_sum: float = 0.0
    by_kind: dict[str, Counter[str]] = field(default_factory=dict)
    wrong: list[tuple[str, str, str, str]] = field(default_factory=list)
    missed: Counter[str] = field(default_factory=Counter)
    harmed: list[tuple[str, str, str]] = field(default_factory=list)
    off: list[tuple[str, str, str]] = field(default_factory=list)
    judged: list[Judged] = field(default_factory=list)

    def count(self, measure: str, kind: str | None = None) -> int:
        """Spans with a measure ("spans", "found", "restored", "wrong"), of one kind or of all."""
        kinds = [kind] if kind else list(self.by_kind)
        return sum(self.by_kind[k][measure] for k in kinds)

    def rate(self, measure: str, kind: str | None = None) -> float:
        """Share of the spans, 0 when there are none."""
        spans = self.count("spans", kind)
        return self.count(measure, kind) / spans if spans else 0.0

    def per_10000_words(self, number: int) -> float:
        """A count per 10,000 words."""
        return 10_000 * number / self.words if self.words else 0.0

    def as_dict(self) -> dict[str, object]:
        """The figures, rounded to four decimals."""
        return {
            "texts": self.texts,
            "words": self.words,
            "spans": self.count("spans"),
            **{m: round(self.rate(m), 4) for m in ("found", "restored", "wrong")},
            "edits": self.edits,
            "off_gold": self.off_gold,
            "harm": self.harm,
            "keep": self.keep,
            "edits_per_10000_words": round(self.per_10000_words(self.edits), 3),
            "findings_per_10000_words": round(self.per_10000_words(self.findings), 3),
            "mean_spun_score": round(self.spun_score_sum / self.texts, 3) if self.texts else 0.0,
            "by_kind": {
                kind: {m: round(self.rate(m, kind), 4) for m in ("found", "restored", "wrong")}
                | {"spans": self.count("spans", kind)}
                for kind in sorted(self.by_kind)
            },
        }


def measure(articles: Iterable[GoldArticle], clean: Callable[[Article], AuditReport]) -> Measures:
    """Clean every gold article and compare."""
    total = Measures()
    for gold in articles:
        add_article(total, gold, clean(article_of(gold)))
    return total


def article_of(gold: GoldArticle) -> Article:
    """The text of a gold article, to be cleaned."""
    return Article(gold.id or "gold", gold.text, _FORMATS.get(gold.format, "text"))


def add_article(total: Measures, gold: GoldArticle, report: AuditReport) -> None:
    """Add the measures of one article."""
    edits = report.correction.edits
    shown = [d.span for d in report.decisions if d.verdict is not Verdict.REJECTED]
    total.texts += 1
    total.words += len(gold.text.split())
    total.edits += len(edits)
    total.findings += len(shown)
    total.spun_score_sum += report.spun_score
    total.judged += judge_decisions(gold, report)
    for span in gold.spans:
        if span.confidence != "unsure":
            _add_span(total, gold, span, report.correction, shown)
    for edit in edits:
        if not any(edit.span.overlaps(s.span) for s in gold.spans):
            total.off_gold += 1
            total.off.append((gold.id, edit.span.of(gold.text), edit.replacement))
    for keep in gold.keep:
        total.keep += 1
        touching = [e for e in edits if e.span.overlaps(keep)]
        if touching:
            total.harm += 1
            total.harmed.append((gold.id, keep.of(gold.text), touching[0].replacement))


def _add_span(
    total: Measures, gold: GoldArticle, span: GoldSpan, correction: Correction, shown: list[Span]
) -> None:
    counts = total.by_kind.setdefault(span.kind, Counter())
    counts["spans"] += 1
    counts["found"] += any(place.overlaps(span.span) for place in shown)
    touching = [edit for edit in correction.edits if edit.span.overlaps(span.span)]
    if not touching:
        total.missed[span.spun.lower()] += 1
        return
    result = _text_in_place(gold.text, span.span, touching)
    if any(contains(result, wording) for wording in span.accept):
        counts["restored"] += 1
    else:
        counts["wrong"] += 1
        total.wrong.append((gold.id, span.spun, result, " / ".join(span.accept[:2])))


def _text_in_place(text: str, span: Span, edits: list[Edit]) -> str:
    """The corrected text that stands for the span and for all of the edits that touch it."""
    start, end = min(span.start, edits[0].span.start), max(span.end, edits[-1].span.end)
    parts: list[str] = []
    position = start
    for edit in edits:
        parts += (text[position : edit.span.start], edit.replacement)
        position = edit.span.end
    return "".join([*parts, text[position:end]])


def contains(text: str, wording: str) -> bool:
    """Whether a wording stands in a text, case, white space, hyphens and punctuation folded."""
    return bool(re.search(rf"(?<![a-z0-9]){re.escape(_fold(wording))}(?![a-z0-9])", _fold(text)))


def _fold(text: str) -> str:
    """Case, white space, hyphens and punctuation folded."""
    letters = re.sub(r"[^a-z0-9 ]", "", text.lower().replace("-", " ").replace("\n", " "))
    return re.sub(r"\s+", " ", letters).strip()
