"""The audit as JSON: the contract with other programs, described by ``reports/*.schema.json``.

Offsets are code points of the decoded input, ``text == input[start:end]``; splicing the
replacements of the applied decisions into the input gives the output. Change only by adding.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from unspin.model.article import Article
from unspin.model.check import Check
from unspin.model.decision import Decision
from unspin.model.explanation import Explanation, Reread, Scored
from unspin.model.grammar import NO_CHECKER, GrammarSummary
from unspin.model.issue import FileError
from unspin.model.report import AuditReport, Scores
from unspin.render.json_card import assessments_to_list, card_to_dict
from unspin.render.wording import alternatives, in_text_order, message, tool_version

SCHEMA_VERSION = 1

_DIGITS = 4
"""Decimals of chances: more would differ between machines without meaning anything."""


def render_json(report: AuditReport) -> str:
    """The report of one article as indented JSON, with a final newline."""
    return to_json(report_to_dict(report))


def render_check_json(
    reports: Sequence[AuditReport],
    errors: Sequence[FileError] = (),
    known: tuple[int, int] | None = None,
    statistics: Sequence[dict[str, Any]] | None = None,
) -> str:
    """The reports of a ``check`` run, in the order given, and the files that had no report.

    ``known`` are the numbers of findings that a baseline kept out, and of those that are gone from it.
    """
    run: dict[str, Any] = {
        "schema_version": SCHEMA_VERSION,
        "files": [report_to_dict(report) for report in reports],
        "errors": [asdict(error) for error in errors],
    }
    if known is not None:
        run["baseline"] = {"known": known[0], "stale": known[1]}
    if statistics is not None:
        run["statistics"] = list(statistics)
    return to_json(run)


def report_to_dict(report: AuditReport) -> dict[str, Any]:
    """The report as plain values, ready for JSON, in the order of the contract."""
    return {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "unspin", "version": tool_version()},
        "article": _article(report.article),
        "spun_score": round(report.spun_score, _DIGITS),
        "changes_per_100_words": round(report.changes_per_100_words, 2),
        "decisions": [_decision(report.article, d) for d in in_text_order(report.decisions)],
        "scores": {"before": _scores(report.before), "after": _scores(report.after)},
        "checks": [_check(check) for check in report.checks],
        "assessments": {
            "before": assessments_to_list(report.page_before.assessments),
            "after": assessments_to_list(report.page_after.assessments),
        },
        "score_card": {"before": card_to_dict(report.card_before), "after": card_to_dict(report.card_after)},
        "grammar": _grammar(report.grammar),
        "notices": list(report.notices),
    }


def _grammar(summary: GrammarSummary | None) -> dict[str, Any]:
    """The checker that ran and what it counted; no counts where none ran."""
    return {
        "checker": summary.checker if summary else NO_CHECKER,
        "errors_before": summary.errors_before if summary else None,
        "errors_after": summary.errors_after if summary else None,
    }


def _article(article: Article) -> dict[str, Any]:
    return {
        "path": article.path,
        "format": article.format,
        "sha256": article.sha256,
        "encoding": article.encoding,
    }


def _decision(article: Article, decision: Decision) -> dict[str, Any]:
    line, column = article.position(decision.span.start)
    fields = {
        "rule": decision.finding.rule.id,
        "detector": decision.finding.detector,
        "kind": str(decision.finding.kind),
        "start": decision.span.start,
        "end": decision.span.end,
        "line": line,
        "column": column,
        "text": decision.finding.text,
        "replacement": decision.replacement,
        "alternatives": alternatives(decision),
        "confidence": round(decision.confidence, _DIGITS),
        "verdict": str(decision.verdict),
        "severity": str(decision.severity),
        "reason": decision.reason,
        "message": message(decision),
    }
    # The reason of one that lost its place names the winner, whose figures are there. The losers' own were
    # a third of the sample's report, and more where a text is full of channel words.
    if decision.explanation and not decision.is_outdone:
        fields["explanation"] = _explanation(decision.explanation)
    return fields


def _explanation(explanation: Explanation) -> dict[str, Any]:
    rule = explanation.rule
    return {
        "entry": {
            "rule": rule.id,
            "wording": rule.wording,
            "pos": str(rule.pos),
            "trust": str(rule.trust),
            "safety": str(rule.safety),
        },
        "weight": round(explanation.weight, _DIGITS),
        "evidence": round(explanation.evidence, _DIGITS),
        "clean_count": explanation.clean_count,
        "clean_words": explanation.clean_words,
        "spun_article": round(explanation.spun_article, _DIGITS),
        "spun_place": round(explanation.spun_place, _DIGITS),
        "keep": _scored(explanation.keep),
        "best": _scored(explanation.best),
        "next": _scored(explanation.following),
        "second_reading": _reread(explanation.reread),
        "nearest_keep": explanation.nearest_keep,
    }


def _reread(reread: Reread | None) -> dict[str, Any] | None:
    if reread is None:
        return None
    return {
        "keep": round(reread.keep, _DIGITS),
        "best": round(reread.best, _DIGITS),
        "lead": None if math.isinf(reread.lead) else round(reread.lead, _DIGITS),
        "chance_before": round(reread.before, _DIGITS),
    }


def _scored(scored: Scored | None) -> dict[str, Any] | None:
    if scored is None:
        return None
    return {
        "wording": scored.wording,
        "language": round(scored.language, _DIGITS),
        "channel": round(scored.channel, _DIGITS),
    }


def _scores(scores: Scores) -> dict[str, Any]:
    return asdict(scores) | {"spun_score": round(scores.spun_score, _DIGITS)}


def _check(check: Check) -> dict[str, Any]:
    span = check.span
    return {
        "code": check.code,
        "area": check.area.value,
        "message": check.message,
        "advice": check.advice,
        "severity": check.severity,
        "line": check.line,
        "column": check.column,
        "start": span.start if span else None,
        "end": span.end if span else None,
        "text": check.text,
        "fix": [{"start": e.span.start, "end": e.span.end, "replacement": e.replacement} for e in check.fix],
        "mended": check.mended,
    }


def to_json(value: dict[str, Any]) -> str:
    """Indented JSON with a final newline, which every encoding of Unicode can hold."""
    text = json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
    # A file name that is not UTF-8 holds lone surrogates. Python's escape for them is JSON's too.
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
