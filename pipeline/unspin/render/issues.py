"""Turns reports into the findings that every format of ``check`` shows."""

from __future__ import annotations

from collections.abc import Iterator

from unspin.model.check import Area, Assessment, Check
from unspin.model.correction import Edit
from unspin.model.decision import Decision, Severity, Verdict
from unspin.model.fingerprint import fingerprint
from unspin.model.issue import CheckedFile, Issue
from unspin.model.report import AuditReport
from unspin.model.rule import Rule
from unspin.render.wording import in_text_order, message, one_line, percent

_SEVERITIES = frozenset(severity.value for severity in Severity)
_MENDED = "corrected by 'unspin clean' along with the wording"
_ADVICE = {
    Area.SPINNING: "Put back the wording that the author meant; 'unspin clean' does it where it is certain.",
    Area.GRAMMAR: "Mend it; 'unspin clean' does it where it is certain.",
}


def checked_file(report: AuditReport, faint: bool) -> CheckedFile:
    """The article with its findings: all but rejected decisions, faint doubts only when asked for."""
    found = [*_wordings(report, faint), *_checks(report)]
    # The sort is stable: wordings come before the checks of the same place.
    found.sort(key=lambda issue: (issue.line, issue.column))
    return CheckedFile(report.article.path, report.spun_score, tuple(found))


def _wordings(report: AuditReport, faint: bool) -> Iterator[Issue]:
    for decision in in_text_order(report.decisions):
        if decision.verdict is not Verdict.REJECTED and (faint or not decision.is_faint):
            yield _of_decision(report, decision)


def _of_decision(report: AuditReport, decision: Decision) -> Issue:
    article, rule = report.article, decision.finding.rule
    line, column = article.position(decision.span.start)
    applied = decision.verdict is Verdict.APPLIED
    note = percent(decision.confidence)
    return Issue(
        article=article,
        code=rule.id,
        area=decision.finding.area,
        severity=decision.severity,
        message=message(decision),
        note=note if applied else f"for review, {note}: {one_line(decision.reason)}",
        advice=_ADVICE[decision.finding.area],
        name=_rule_name(rule),
        source=" ".join(part for part in (one_line(rule.note), one_line(rule.source)) if part),
        span=decision.span,
        line=line,
        column=column,
        text=decision.finding.text,
        edits=(Edit(decision.span, decision.replacement),) if applied else (),
        fingerprint=fingerprint(article.text, rule.id, decision.span),
    )


def _rule_name(rule: Rule) -> str:
    originals = " or ".join(f'"{one_line(original.wording)}"' for original in rule.originals[:3])
    return f'"{one_line(rule.wording)}" for {originals}' if originals else f'"{one_line(rule.wording)}"'


def _checks(report: AuditReport) -> Iterator[Issue]:
    homes: dict[str, Assessment] = {}
    for assessment in (*report.page_before.assessments, *report.page_after.assessments):
        for check in assessment.checks:
            homes.setdefault(check.code, assessment)
    for check in report.checks:
        yield _of_check(report, check, homes.get(check.code))


def _of_check(report: AuditReport, check: Check, home: Assessment | None) -> Issue:
    return Issue(
        article=report.article,
        code=check.code,
        area=check.area,
        severity=Severity(check.severity) if check.severity in _SEVERITIES else Severity.WARNING,
        message=one_line(check.message),
        note=_MENDED if check.mended else "",
        advice=one_line(check.advice),
        name=one_line(home.name) if home else "",
        source=one_line(home.source) if home else "",
        span=check.span,
        line=check.line,
        column=check.column,
        text=check.text,
        edits=check.fix,
        fingerprint=fingerprint(report.article.text, check.code, check.span),
    )
