"""Stage "audit": from decisions and correction to the report."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from unspin.audit.context import AuditContext
from unspin.audit.ignores import directive_checks
from unspin.audit.page_audit import audit_page, in_order, merge_checks
from unspin.audit.running_text import all_text, running_text
from unspin.audit.size import size
from unspin.model.check import Area
from unspin.model.correction import Correction
from unspin.model.decision import Decision
from unspin.model.document import Document
from unspin.model.grammar import GrammarSummary
from unspin.model.report import AuditReport, PageAudit, Scores
from unspin.parse import parse

__all__ = ["audit"]

# What only some runs need is imported where it is needed, so that "check --select spinning" starts fast.

PAGE_AREAS = frozenset(Area) - {Area.SPINNING, Area.GRAMMAR}


def audit(
    document: Document,
    decisions: tuple[Decision, ...],
    correction: Correction,
    spun_score: float,
    rate: Callable[[Document], float],
    with_audit: bool,
    context: AuditContext | None = None,
    areas: frozenset[Area] = frozenset(),
    grammar: GrammarSummary | None = None,
) -> AuditReport:
    """The report on one article; ``rate`` gives the spun score of the corrected text.

    The page is assessed in the ``areas`` named, as it was read and as it was corrected. ``grammar`` is what
    a grammar checker counted.
    """
    context = context or AuditContext()
    before = after = _measured(document, spun_score, with_audit)
    page_before = page_after = _assess(document, before, context, areas)
    if correction.edits:
        corrected = parse(replace(document.article, text=correction.text))
        after = _measured(corrected, rate(corrected), with_audit)
        page_after = _assess(corrected, after, context, areas)
    checks = merge_checks(page_before.checks, page_after.checks, correction)
    if areas == frozenset(Area):  # else a directive may be for what was not looked at
        used = page_before.ignored_by | page_after.ignored_by
        checks = in_order((*checks, *directive_checks(document, decisions, used)))
    report = AuditReport(
        document.article,
        correction,
        decisions,
        before,
        after,
        checks,
        page_before,
        page_after,
        grammar=grammar,
    )
    return _with_cards(report, areas) if areas else report


def _with_cards(report: AuditReport, areas: frozenset[Area]) -> AuditReport:
    """The report with its score cards, before and after the corrections."""
    from unspin.audit.mistakes import Mistakes, wording_after, wording_before
    from unspin.audit.scorecard import score_card

    spun, spun_after = report.before.spun_score, report.after.spun_score
    before, after = wording_before(report.decisions, spun), wording_after(report.decisions, spun, spun_after)
    left = tuple(check for check in report.checks if not check.mended)
    seen = seen_after = None
    if report.grammar and report.grammar.ran:
        seen = Mistakes(report.grammar.errors_before, report.before.words)
        seen_after = Mistakes(report.grammar.errors_after, report.after.words)
    return replace(
        report,
        card_before=score_card(before, report.page_before, areas, report.checks, seen),
        card_after=score_card(after, report.page_after, areas, left, seen_after),
    )


def _assess(document: Document, scores: Scores, context: AuditContext, areas: frozenset[Area]) -> PageAudit:
    if not areas & PAGE_AREAS:
        return PageAudit()
    from unspin.page import read_page

    page = read_page(document)
    title = page.title or next((heading.text for heading in page.headings), "")
    return replace(audit_page(page, replace(context, scores=scores), areas), title=title)


def _measured(document: Document, spun_score: float, with_audit: bool) -> Scores:
    """All words of the article; sentences and readability of its running text."""
    words = len(all_text(document).split())
    if not with_audit:
        return replace(size(running_text(document), spun_score), words=words)
    from unspin.audit.scores import score

    return replace(score(running_text(document), spun_score), words=words)
