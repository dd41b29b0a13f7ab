"""``check`` as Markdown: the comment on a pull request, and the summary of a GitHub job."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from unspin.model.decision import Severity
from unspin.model.issue import CheckRun, Issue
from unspin.render.markdown import escape
from unspin.render.places import path_in_repository
from unspin.render.wording import count, spun_words

_NOUNS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.SUGGESTION: "suggestion"}
_ORDER = list(_NOUNS)
MOST = 100
"""Findings in the table; a comment of GitHub may hold 65,536 characters."""
_LONGEST = 240
"""Characters of a message in the table."""


def render_check_markdown(run: CheckRun) -> str:
    """A headline, the files with findings, the findings (worst first), and what could not be read."""
    parts = [_headline(run), _errors(run), _files(run), _findings(run), _rest(run)]
    return "\n\n".join("\n".join(lines) for lines in parts if lines) + "\n"


def _headline(run: CheckRun) -> list[str]:
    found = run.issues
    files = sum(bool(file.issues) for file in run.files)
    if not found:
        said = f"no findings in {count(len(run.files), 'file')}"
    else:
        said = f"{_amounts(found)} in {files} of {count(len(run.files), 'file')}"
    return ["## unspin", "", f"**{said[0].upper()}{said[1:]}.**"]


def _amounts(issues: Sequence[Issue]) -> str:
    amounts = Counter(issue.severity for issue in issues)
    return ", ".join(count(amounts[level], noun) for level, noun in _NOUNS.items() if amounts[level])


def _errors(run: CheckRun) -> list[str]:
    if not run.errors:
        return []
    lines = [f"{count(len(run.errors), 'file')} could not be read:", ""]
    return [*lines, *(f"- {escape(error.path)}: {escape(error.message)}" for error in run.errors)]


def _files(run: CheckRun) -> list[str]:
    """A row a file, the one with the highest spun score first; only where there are several."""
    found = [file for file in run.files if file.issues]
    if len(found) < 2:
        return []
    found.sort(key=lambda file: (-file.spun_score, file.path))
    rows = [
        (
            escape(path_in_repository(file.path, run.root)),
            _amounts(file.issues),
            f"{file.spun_score:.2f} ({spun_words(file.spun_score).lower()})",
        )
        for file in found[:MOST]
    ]
    return [*_table(("File", "Findings", "Spun score"), rows)]


def _findings(run: CheckRun) -> list[str]:
    if not run.issues:
        return []
    worst = sorted(run.issues, key=lambda issue: (_ORDER.index(issue.severity), issue.area != "spinning"))
    rows = [_row(issue, run.root) for issue in worst[:MOST]]
    lines = list(_table(("Level", "Place", "Finding", "Code"), rows))
    if len(worst) > MOST:
        lines += ["", f"{len(worst) - MOST} more."]
    return lines


def _row(issue: Issue, root: str) -> tuple[str, ...]:
    note = f" ({issue.note})" if issue.note else ""
    message = f"{issue.message}{note}"
    if len(message) > _LONGEST:
        message = message[: _LONGEST - 3] + "..."
    place = f"{path_in_repository(issue.path, root)}:{issue.line}"
    return _NOUNS[issue.severity], escape(place), escape(message), escape(issue.code)


def _rest(run: CheckRun) -> list[str]:
    """What a reader may do next, and what the baseline kept out."""
    lines = []
    fixable = sum(bool(issue.edits) for issue in run.issues if issue.area in ("spinning", "grammar"))
    if fixable:
        lines.append(f"`unspin clean` corrects {fixable} of them.")
    if run.known:
        lines.append(f"{count(run.known, 'known finding')} of the baseline left out.")
    if run.stale:
        lines.append(f"{count(run.stale, 'finding')} of the baseline gone: write it anew.")
    return lines


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    for cells in (head, ["---"] * len(head), *rows):
        yield f"| {' | '.join(cells)} |"
