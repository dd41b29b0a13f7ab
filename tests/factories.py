"""Small makers of model values, so that a test names only what it is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from unspin.audit.mistakes import wording_after, wording_before
from unspin.audit.scorecard import score_card
from unspin.model.article import Article, ArticleFormat
from unspin.model.check import Area, Assessment, Check, Light
from unspin.model.correction import Correction, Edit
from unspin.model.decision import Decision, Verdict
from unspin.model.finding import Candidate, Finding
from unspin.model.report import AuditReport, PageAudit, Scores
from unspin.model.rule import Kind, Original, Pos, Rule, Safety, Trust
from unspin.model.span import Span


@dataclass(frozen=True)
class Change:
    """A decision to make: ``old`` is looked up in the text (the ``nth`` place, from 0)."""

    old: str
    new: tuple[str, ...] | str
    verdict: Verdict = Verdict.APPLIED
    confidence: float = 0.9
    reason: str = "fits the context"
    kind: Kind = Kind.MEDICAL_TERM
    safety: Safety = Safety.SAFE
    rule: str = "pain/muscle-fit"
    nth: int = 0


def make_rule(change: Change) -> Rule:
    news = _news(change)
    return Rule(
        id=change.rule,
        wording=change.old.lower(),
        originals=tuple(Original(new.lower()) for new in news),
        pos=Pos.NOUN,
        kind=change.kind,
        safety=change.safety,
        trust=Trust.HIGH,
    )


def make_decision(text: str, change: Change) -> Decision:
    start = -1
    for _ in range(change.nth + 1):
        start = text.index(change.old, start + 1)
    span = Span(start, start + len(change.old))
    candidates = tuple(Candidate(new, 1.0) for new in _news(change))
    finding = Finding("terminology", make_rule(change), 0, span.start, span.end, span, change.old, candidates)
    return Decision(finding, change.verdict, change.confidence, change.reason)


def make_scores(spun_score: float = 0.97, **values: float | int | None) -> Scores:
    defaults: dict[str, float | int | None] = {
        "words": 100,
        "sentences": 8,
        "words_per_sentence": 12.5,
        "flesch_reading_ease": 52.5,
        "flesch_kincaid_grade": 8.7,
        "smog_index": 11.1,
        "gunning_fog": 11.3,
        "dale_chall": 9.2,
        "difficult_words": 31,
    }
    return Scores(**(defaults | values), spun_score=spun_score)  # type: ignore[arg-type]


def make_report(
    text: str,
    changes: Sequence[Change] = (),
    *,
    path: str = "posts/back.md",
    form: ArticleFormat = "markdown",
    encoding: str = "utf-8",
    before: Scores | None = None,
    after: Scores | None = None,
    checks: Sequence[Check] = (),
    notices: Sequence[str] = (),
) -> AuditReport:
    decisions = tuple(make_decision(text, change) for change in changes)
    return AuditReport(
        article=Article(path, text, form, encoding),
        correction=make_correction(text, decisions),
        decisions=decisions,
        before=before or make_scores(0.97),
        after=after or make_scores(0.04, flesch_reading_ease=61.0),
        checks=tuple(checks),
        notices=tuple(notices),
    )


def make_assessment(
    text: str,
    code: str,
    area: Area,
    light: Light = Light.RED,
    *places: str,
    name: str = "",
    score: int | None = None,
    severity: str = "warning",
) -> Assessment:
    """An assessment with a finding at the first place of each of the ``places``."""
    checks = []
    for place in places:
        start = text.index(place)
        line, column = Article("", text, "markdown").position(start)
        checks.append(
            Check(code, f"{place} is wrong.", severity, line, column, area, Span(start, start + len(place)),
                  place, "Mend it.")
        )  # fmt: skip
    return Assessment(code, area, name or f"Name of {code}", light, f"Outcome of {code}.", score,
                      "1", "0", "Own source", tuple(checks))  # fmt: skip


def with_cards(report: AuditReport, before: Sequence[Assessment], after: Sequence[Assessment]) -> AuditReport:
    """The report with assessments and score cards; findings that are not in ``after`` are mended."""
    left = {check for a in after for check in a.checks}
    found = {check for a in before for check in a.checks} | left
    checks = tuple(
        sorted(
            (c if c in left else replace(c, mended=True) for c in found),
            key=lambda c: (c.line, c.column, c.code, c.message),
        )
    )
    page_before, page_after = PageAudit(tuple(before)), PageAudit(tuple(after))
    spun, now = report.before.spun_score, report.after.spun_score
    every = frozenset(Area)
    return replace(
        report,
        checks=checks,
        page_before=page_before,
        page_after=page_after,
        card_before=score_card(wording_before(report.decisions, spun), page_before, every, checks),
        card_after=score_card(wording_after(report.decisions, spun, now), page_after, every, checks),
    )


def make_correction(text: str, decisions: Sequence[Decision]) -> Correction:
    edits = sorted(
        (Edit(d.span, d.replacement) for d in decisions if d.verdict is Verdict.APPLIED),
        key=lambda edit: edit.span,
    )
    corrected = text
    for edit in reversed(edits):
        corrected = corrected[: edit.span.start] + edit.replacement + corrected[edit.span.end :]
    return Correction(text, tuple(edits), corrected)


def _news(change: Change) -> tuple[str, ...]:
    return (change.new,) if isinstance(change.new, str) else change.new
