"""``check`` as SARIF 2.1.0 (OASIS standard, 2020), which code hosts and editors show beside the text.

Paths are relative to the repository; columns count code points. Nothing in it names the machine.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from unspin.model.article import Article
from unspin.model.code_page import CodePage
from unspin.model.correction import Edit
from unspin.model.decision import Severity
from unspin.model.issue import CheckRun, Issue
from unspin.render.json_report import to_json
from unspin.render.markdown import escape
from unspin.render.places import uri
from unspin.render.wording import count, tool_version, visible

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_ROOT = "%SRCROOT%"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.SUGGESTION: "note"}
_ORDER = list(_LEVELS)
MOST = 25_000
"""Results that GitHub takes of one run; of more, the worst are written."""
_LONGEST_SNIPPET = 300

Json = dict[str, Any]


def render_sarif(run: CheckRun, pages: Mapping[str, CodePage]) -> str:
    """One SARIF log with one run; ``pages`` say what the codes of the audit mean."""
    issues = list(run.issues)
    if len(issues) > MOST:
        kept = sorted(range(len(issues)), key=lambda n: (_ORDER.index(issues[n].severity), n))[:MOST]
        left_out, issues = len(issues) - MOST, [issues[number] for number in sorted(kept)]
    else:
        left_out = 0
    rules = {issue.code: issue for issue in reversed(issues)}
    codes = sorted(rules)
    log = {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "unspin",
                        "semanticVersion": tool_version(),
                        "rules": [_rule(rules[code], pages.get(code)) for code in codes],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "originalUriBaseIds": {_ROOT: {"description": {"text": "The root of the repository."}}},
                "invocations": [_invocation(run, left_out)],
                "results": _results(issues, codes, run.root),
            }
        ],
    }
    return to_json(log)


def _rule(issue: Issue, page: CodePage | None) -> Json:
    """A rule with its help; GitHub asks for all three texts."""
    if page is not None:
        name, full, advice = page.name, f"{page.what} {page.why}", page.mend
        more = [f"Source: {page.source}", f"Known problems: {page.problems}"]
    else:
        name, full, advice = issue.name or issue.code, issue.source or issue.name, issue.advice
        more = []
    more.append(f"More: unspin rules show {issue.code}")
    texts = [full, advice, *more]
    return {
        "id": issue.code,
        "shortDescription": {"text": name},
        "fullDescription": {"text": full or name},
        "help": {
            "text": "\n".join(text for text in texts if text),
            "markdown": "\n\n".join(escape(text) for text in texts if text),
        },
        "defaultConfiguration": {"level": _LEVELS[issue.severity]},
        "properties": {"tags": [issue.area.value], "precision": "high"},
    }


def _results(issues: list[Issue], codes: list[str], root: str) -> list[Json]:
    index = {code: number for number, code in enumerate(codes)}
    seen: Counter[tuple[str, str]] = Counter()
    results = []
    for issue in issues:
        seen[issue.path, issue.fingerprint] += 1
        identity = f"{issue.fingerprint}:{seen[issue.path, issue.fingerprint]}"
        results.append(_result(issue, index[issue.code], identity, root))
    return results


def _result(issue: Issue, rule: int, identity: str, root: str) -> Json:
    location = {"uri": uri(issue.path, root), "uriBaseId": _ROOT}
    line, column = issue.end
    region: Json = {
        "startLine": issue.line,
        "startColumn": issue.column,
        "endLine": line,
        "endColumn": column,
    }
    if 0 < len(issue.text) <= _LONGEST_SNIPPET:
        region["snippet"] = {"text": issue.text}
    note = f" ({issue.note})" if issue.note else ""
    result: Json = {
        "ruleId": issue.code,
        "ruleIndex": rule,
        "level": _LEVELS[issue.severity],
        "message": {"text": f"{issue.message}{note}"},
        "locations": [{"physicalLocation": {"artifactLocation": location, "region": region}}],
        # GitHub follows an alert by the first; the second is ours, should it change its mind.
        "partialFingerprints": {"primaryLocationLineHash": identity, "unspin/v1": identity},
    }
    if issue.edits:
        replacements = [_replacement(issue.article, edit) for edit in issue.edits]
        change = {"artifactLocation": location, "replacements": replacements}
        result["fixes"] = [{"description": {"text": issue.advice or "Mend it."}, "artifactChanges": [change]}]
    return result


def _replacement(article: Article, edit: Edit) -> Json:
    line, column = article.position(edit.span.start)
    end_line, end_column = article.position(edit.span.end)
    return {
        "deletedRegion": {
            "startLine": line,
            "startColumn": column,
            "endLine": end_line,
            "endColumn": end_column,
        },
        "insertedContent": {"text": edit.replacement},
    }


def _invocation(run: CheckRun, left_out: int) -> Json:
    notes: list[Json] = [
        {
            "level": "error",
            "message": {"text": visible(error.message)},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": uri(error.path, run.root), "uriBaseId": _ROOT}
                    }
                }
            ],
        }
        for error in run.errors
    ]
    if left_out:
        text = f"{count(left_out, 'finding')} left out; a file may hold {MOST}."
        notes.append({"level": "warning", "message": {"text": text}})
    found: Json = {"executionSuccessful": not run.errors}
    return found | ({"toolExecutionNotifications": notes} if notes else {})
