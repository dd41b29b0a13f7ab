"""Findings as lines for a terminal or a log: ``path:line:column: CODE [*] message``."""

from __future__ import annotations

from collections.abc import Sequence

from unspin.model.article import Article
from unspin.model.check import Check
from unspin.model.decision import Decision, Severity, Verdict
from unspin.model.report import AuditReport
from unspin.render.wording import (
    AREA_LABELS,
    count,
    in_text_order,
    message,
    one_line,
    percent,
    spun_words,
    visible,
)

_BOLD, _RED, _YELLOW, _CYAN, _RESET = "\033[1m", "\033[31m", "\033[33m", "\033[36m", "\033[0m"

_SEVERITY_COLOURS = {
    Severity.ERROR: _RED,
    Severity.WARNING: _YELLOW,
    Severity.SUGGESTION: _CYAN,
}


def finding_lines(report: AuditReport, colour: bool, faint: bool = False) -> list[str]:
    """One line for each applied or review decision and each check, in the order of the text.

    Faint doubts, and the suggestions of the audit, are left out unless asked for: a sound post has
    several, and they must not drown what matters.

    ``[*]`` marks what ``unspin clean`` changes. Rejected decisions are not findings for the reader
    of a log; the other reports list them.
    """
    shown = [
        d
        for d in in_text_order(report.decisions)
        if d.verdict is not Verdict.REJECTED and (faint or not d.is_faint)
    ]
    rows = [_decision_row(report.article, decision, colour) for decision in shown]
    rows += [
        _check_row(report.article, check, colour)
        for check in report.checks
        if faint or check.severity != Severity.SUGGESTION
    ]
    # The sort is stable: decisions come before the checks of the same place.
    return [line for _, line in sorted(rows, key=lambda row: row[0])]


def kept_back(report: AuditReport) -> int:
    """How many findings ``finding_lines`` leaves out unless asked for."""
    return sum(d.verdict is not Verdict.REJECTED and d.is_faint for d in report.decisions) + sum(
        check.severity == Severity.SUGGESTION for check in report.checks
    )


def summary_line(reports: Sequence[AuditReport], unreadable: int = 0) -> str:
    """What a whole run found, in one line."""
    decisions = [decision for report in reports for decision in report.decisions]
    amounts = {verdict: sum(d.verdict is verdict for d in decisions) for verdict in Verdict}
    faint = sum(decision.is_faint for decision in decisions)
    checks = sum(not check.mended or not check.fix for report in reports for check in report.checks)
    fixed = sum(check.mended and bool(check.fix) for report in reports for check in report.checks)
    parts = [
        count(amounts[Verdict.APPLIED], "correction"),
        f"{amounts[Verdict.REVIEW] - faint} for review",
        *([f"{faint} faint"] if faint else []),
        f"{amounts[Verdict.REJECTED]} rejected",
    ]
    if fixed:
        parts.append(f"{fixed} fixed in structure")
    if checks:
        parts.append(count(checks, "other finding"))
    if unreadable:
        parts.append(f"{count(unreadable, 'file')} not read")
    return f"{count(len(reports), 'file')}: {', '.join(parts)}{_spun_part(reports)}"


def card_line(report: AuditReport) -> str:
    """The score card in one line; empty where the audit was left out."""
    before, after = report.card_before, report.card_after
    if before is None or after is None:
        return ""
    areas = ", ".join(f"{AREA_LABELS[s.area]} {s.grade}" for s in after.areas)
    first = f"; first: {one_line(after.first[0].name)}" if after.first else ""
    return (
        f"{visible(report.article.path)}: grade {after.grade} ({after.points} of 100), "
        f"{before.grade} ({before.points}) before the corrections; {areas}{first}"
    )


def _spun_part(reports: Sequence[AuditReport]) -> str:
    if not reports:
        return ""
    highest = max(report.spun_score for report in reports)
    label = "spun score" if len(reports) == 1 else "highest spun score"
    return f"; {label} {highest:.2f} ({spun_words(highest).lower()})"


def _decision_row(article: Article, decision: Decision, colour: bool) -> tuple[tuple[int, int], str]:
    place = article.position(decision.span.start)
    applied = decision.verdict is Verdict.APPLIED
    mark = "[*] " if applied else ""
    note = percent(decision.confidence)
    if not applied:
        note = f"for review, {note}: {one_line(decision.reason)}"
    code = decision.finding.rule.id
    line = f"{mark}{message(decision)} ({note})"
    return place, _line(article, place, code, line, _SEVERITY_COLOURS[decision.severity], colour)


def _check_row(article: Article, check: Check, colour: bool) -> tuple[tuple[int, int], str]:
    place = (check.line, check.column)
    known = check.severity in {str(severity) for severity in Severity}
    paint = _SEVERITY_COLOURS[Severity(check.severity)] if known else _YELLOW
    return place, _line(article, place, check.code, one_line(check.message), paint, colour)


def _line(article: Article, place: tuple[int, int], code: str, rest: str, paint: str, colour: bool) -> str:
    path = visible(article.path)
    if colour:
        path, code = f"{_BOLD}{path}{_RESET}", f"{paint}{code}{_RESET}"
    return f"{path}:{place[0]}:{place[1]}: {code} {rest}"
