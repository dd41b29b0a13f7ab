"""The audit as Markdown (GitHub flavour) for pull requests, tickets and mail."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from unspin.model.decision import Decision, Verdict
from unspin.model.report import AuditReport
from unspin.model.scorecard import AreaScore
from unspin.render.measures import MEASURES, grammar_count
from unspin.render.wording import (
    AREA_LABELS,
    alternatives,
    count,
    in_text_order,
    number,
    one_line,
    percent,
    spun_words,
    tool_version,
)

_SPECIAL = re.compile(r"([\\`*_\[\]|~$#@]|:(?=//)|(?<=www)\.)")
_LIST_MARK = re.compile(r"^(\d*)([-+.)])(?=\s)")
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def render_markdown(report: AuditReport) -> str:
    """The whole audit; article text in it is shown as written and can neither mark up nor link."""
    sections = [
        _summary(report),
        _card(report),
        _scores(report),
        _applied(report),
        _review(report),
        _rejected(report),
        _checks(report),
        _notices(report),
    ]
    return "\n".join("\n".join(lines) + "\n" for lines in sections if lines)


def escape(text: str) -> str:
    """``text`` on one line, so that Markdown and HTML in it, and a table around it, stay inert."""
    escaped = _SPECIAL.sub(r"\\\1", one_line(text))
    return _LIST_MARK.sub(r"\1\\\2", escaped).translate(_ENTITIES)


def _summary(report: AuditReport) -> list[str]:
    sizes = {verdict: len(report.with_verdict(verdict)) for verdict in Verdict}
    return [
        f"# Audit of {escape(report.article.path)}",
        "",
        f"**{spun_words(report.spun_score)}** (spun score {report.spun_score:.2f} of 1).",
        "",
        f"- {count(sizes[Verdict.APPLIED], 'change')} applied"
        f" ({report.changes_per_100_words:.1f} per 100 words)",
        f"- {count(sizes[Verdict.REVIEW], 'place')} for review",
        f"- {count(sizes[Verdict.REJECTED], 'finding')} rejected",
        f"- {count(len(report.checks), 'other finding')}",
        f"- unspin {tool_version()}, input SHA-256 `{report.article.sha256}`",
    ]


def _card(report: AuditReport) -> list[str]:
    """The score card before and after, and what to mend first."""
    before, after = report.card_before, report.card_after
    if before is None or after is None:
        return []
    rows = [
        (AREA_LABELS[score.area], _graded(before.of(score.area)), _graded(score), escape(score.change))
        for score in after.areas
    ]
    lines = ["## Score card", "", f"**{after.grade}** ({after.points} of 100), "
             f"before the corrections {before.grade} ({before.points})."]  # fmt: skip
    if after.still_spun:
        lines += ["", "While spun wording is left or undecided, no area can be green."]
    lines += ["", *_table(("Area", "Before", "After", "What would change it"), rows, "lccl")]
    if after.first:
        lines += ["", "To mend first:", ""]
    for number_, remedy in enumerate(after.first, 1):
        name = " ".join(part for part in (AREA_LABELS[remedy.area], escape(remedy.code)) if part)
        said = " ".join(part for part in (escape(remedy.message), escape(remedy.advice)) if part)
        lines.append(f"{number_}. **{escape(remedy.name)}** ({name}). {said}")
    return lines


def _graded(score: AreaScore | None) -> str:
    return f"{score.grade} ({score.points})" if score else "\u2013"


def _scores(report: AuditReport) -> list[str]:
    rows = [
        (measure.label, number(measure.of(report.before)), number(measure.of(report.after)),
         measure.hint)
        for measure in MEASURES
    ]  # fmt: skip
    grammar = grammar_count(report)
    if grammar:
        rows.append((grammar.label, str(grammar.before), str(grammar.after), grammar.hint))
    return ["## Scores", "", *_table(("Measure", "Before", "After", "Meaning"), rows, "lrrl")]


def _applied(report: AuditReport) -> list[str]:
    decisions = in_text_order(report.with_verdict(Verdict.APPLIED))
    if not decisions:
        return ["## Applied changes", "", "None."]
    head = ("Line", "Old", "New", "Rule", "Confidence", "Reason")
    rows = [_row(report, decision, escape(decision.replacement)) for decision in decisions]
    return ["## Applied changes", "", *_table(head, rows, "rlllrl")]


def _review(report: AuditReport) -> list[str]:
    decisions = in_text_order(report.with_verdict(Verdict.REVIEW))
    if not decisions:
        return ["## For review", "", "None."]
    head = ("Line", "Text", "Suggestions", "Rule", "Confidence", "Reason")
    rows = [_row(report, decision, _suggestions(decision)) for decision in decisions]
    return ["## For review", "", *_table(head, rows, "rlllrl")]


def _row(report: AuditReport, decision: Decision, proposal: str) -> tuple[str, ...]:
    line, _ = report.article.position(decision.span.start)
    return (
        str(line),
        escape(decision.finding.text),
        proposal or "*(nothing)*",
        escape(decision.finding.rule.id),
        percent(decision.confidence),
        escape(decision.reason),
    )


def _suggestions(decision: Decision) -> str:
    if not decision.finding.candidates:
        return "\u2013"
    return " / ".join(escape(text) for text in [decision.replacement, *alternatives(decision)])


def _rejected(report: AuditReport) -> list[str]:
    reasons = Counter(decision.reason for decision in report.with_verdict(Verdict.REJECTED))
    if not reasons:
        return []
    by_size = sorted(reasons.items(), key=lambda item: (-item[1], item[0]))
    rows = [(str(amount), escape(reason)) for reason, amount in by_size]
    return [
        "<details>",
        f"<summary>{count(reasons.total(), 'finding')} rejected, by reason</summary>",
        "",
        *_table(("Findings", "Reason"), rows, "rl"),
        "",
        "</details>",
    ]


def _checks(report: AuditReport) -> list[str]:
    if not report.checks:
        return []
    left = [check for check in report.checks if not check.mended]
    rows = [
        (str(check.line), escape(check.code), escape(check.severity), escape(check.message)) for check in left
    ]
    lines = ["## Other findings", "", *_table(("Line", "Code", "Severity", "Message"), rows, "rlll")]
    mended = len(report.checks) - len(left)
    return [*lines, "", f"The corrections mended {count(mended, 'other')}."] if mended else lines


def _notices(report: AuditReport) -> list[str]:
    if not report.notices:
        return []
    return ["## Notices", "", *(f"- {escape(notice)}" for notice in report.notices)]


def _table(head: Sequence[str], rows: Sequence[Sequence[str]], align: str) -> Iterator[str]:
    rules = ({"r": "---:", "c": ":---:"}.get(side, "---") for side in align)
    for cells in (head, rules, *rows):
        yield f"| {' | '.join(cells)} |"
