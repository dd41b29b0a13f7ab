"""``check`` as JUnit XML, which CI servers show as test results: a suite for each file.

A finding from the fail level on is a failure, one below it is skipped with its message, a file without
findings is one test that passed.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from unspin.model.decision import Severity
from unspin.model.issue import CheckedFile, CheckRun, FileError, Issue

_ORDER = list(Severity)
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 has no way to write (section 2.2)."""


def render_junit(run: CheckRun) -> str:
    """The whole run as one document; the same run gives the same bytes."""
    suites = [line for file in run.files for line in _suite(file, run.fail_on)]
    suites += [line for error in run.errors for line in _error_suite(error)]
    tests = sum(max(len(file.issues), 1) for file in run.files) + len(run.errors)
    failures = sum(_fails(issue, run.fail_on) for issue in run.issues)
    totals = f'tests="{tests}" failures="{failures}" errors="{len(run.errors)}"'
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f'<testsuites name="unspin" {totals}>']
    return "\n".join([*lines, *suites, "</testsuites>"]) + "\n"


def _suite(file: CheckedFile, fail_on: Severity) -> Iterator[str]:
    failures = sum(_fails(issue, fail_on) for issue in file.issues)
    skipped = len(file.issues) - failures
    tests = max(len(file.issues), 1)
    numbers = f'tests="{tests}" failures="{failures}" errors="0" skipped="{skipped}"'
    yield f"  <testsuite name={_quoted(file.path)} {numbers}>"
    if not file.issues:
        yield f'    <testcase name="no findings" classname={_quoted(file.path)}/>'
    for issue in file.issues:
        yield from _case(issue, "failure" if _fails(issue, fail_on) else "skipped")
    yield "  </testsuite>"


def _case(issue: Issue, outcome: str) -> Iterator[str]:
    name = f"{issue.code} at {issue.line}:{issue.column}"
    place = f"file={_quoted(issue.path)} line={_quoted(str(issue.line))}"
    yield f"    <testcase name={_quoted(name)} classname={_quoted(issue.path)} {place}>"
    kind = f" type={_quoted(issue.severity.value)}" if outcome == "failure" else ""
    note = f" ({issue.note})" if issue.note else ""
    text = f"{issue.path}:{issue.line}:{issue.column}: {issue.code} {issue.message}{note}"
    lines = [text, *([issue.advice] if issue.advice else [])]
    body = _text("\n".join(lines))
    yield f"      <{outcome}{kind} message={_quoted(issue.message)}>{body}</{outcome}>"
    yield "    </testcase>"


def _error_suite(error: FileError) -> Iterator[str]:
    yield f'  <testsuite name={_quoted(error.path)} tests="1" failures="0" errors="1" skipped="0">'
    yield f'    <testcase name="can be read" classname={_quoted(error.path)}>'
    yield f'      <error type="error" message={_quoted(error.message)}/>'
    yield "    </testcase>"
    yield "  </testsuite>"


def _fails(issue: Issue, fail_on: Severity) -> bool:
    return _ORDER.index(issue.severity) <= _ORDER.index(fail_on)


def _quoted(text: str) -> str:
    """An attribute's value; line ends as references, since a parser would make them spaces."""
    escaped = html.escape(_writable(text)).replace("\n", "&#10;").replace("\r", "&#13;").replace("\t", "&#9;")
    return f'"{escaped}"'


def _text(text: str) -> str:
    return html.escape(_writable(text), quote=False).replace("\r", "&#13;")


def _writable(text: str) -> str:
    """``text`` with the characters written out that XML cannot hold."""
    return _NOT_XML.sub(lambda found: found[0].encode("unicode_escape").decode("ascii"), text)
