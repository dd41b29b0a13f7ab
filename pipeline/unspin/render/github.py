"""``check`` as GitHub workflow commands, which become annotations beside the lines of a pull request.

GitHub shows ten annotations of a kind and step and drops the others without a word. So the worst come
first, and what is left is counted in one notice.
"""

from __future__ import annotations

from unspin.model.decision import Severity
from unspin.model.issue import CheckRun, FileError, Issue
from unspin.render.places import path_in_repository
from unspin.render.wording import count, one_line, visible

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.SUGGESTION: "notice"}
MOST = 10
"""Annotations of one kind that GitHub shows for one step."""


def github_lines(run: CheckRun) -> list[str]:
    """The annotations: errors, warnings, notices; at most ten of each, the count of the rest among them."""
    errors = [_error(error, run.root) for error in run.errors][:MOST]
    lines = list(errors)
    left = len(run.errors) - len(errors)
    for severity, command in _COMMANDS.items():
        found = _worst_first([issue for issue in run.issues if issue.severity is severity])
        room = MOST - len(errors) if severity is Severity.ERROR else MOST
        if severity is Severity.SUGGESTION:
            room -= 1  # for the last line
        lines += (_annotation(command, issue, run.root) for issue in found[:room])
        left += max(len(found) - room, 0)
    if left:
        more = f"{count(left, 'more finding')}; GitHub shows {MOST} of a kind, the job's summary has more."
        lines.append(f"::notice title=unspin::{_data(more)}")
    return lines


def _worst_first(issues: list[Issue]) -> list[Issue]:
    """Spun wording before the rest: it can change what an article tells a patient."""
    return sorted(issues, key=lambda issue: issue.area != "spinning")


def _annotation(command: str, issue: Issue, root: str) -> str:
    line, column = issue.end
    place = [
        ("file", path_in_repository(issue.path, root)),
        ("line", str(issue.line)),
        ("endLine", str(line)),
    ]
    if line == issue.line:  # GitHub takes columns only inside one line
        place += [("col", str(issue.column)), ("endColumn", str(max(column, issue.column)))]
    note = f" ({issue.note})" if issue.note else ""
    properties = [("title", f"unspin ({issue.code})"), *place]
    return f"::{command} {_listed(properties)}::{_data(one_line(issue.message + note))}"


def _error(error: FileError, root: str) -> str:
    properties = [("title", "unspin"), ("file", path_in_repository(error.path, root))]
    return f"::error {_listed(properties)}::{_data(one_line(error.message))}"


def _listed(properties: list[tuple[str, str]]) -> str:
    return ",".join(f"{name}={_property(value)}" for name, value in properties)


def _data(text: str) -> str:
    """A message, escaped as the runner unescapes it."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(visible(text)).replace(":", "%3A").replace(",", "%2C")
