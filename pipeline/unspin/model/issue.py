"""What ``check`` reports: decisions on wording and findings of the audit, seen the same way."""

from __future__ import annotations

from dataclasses import dataclass

from unspin.model.article import Article
from unspin.model.check import Area
from unspin.model.correction import Edit
from unspin.model.decision import Severity
from unspin.model.span import Span


@dataclass(frozen=True, slots=True)
class Issue:
    """One finding. Line and column count from 1, in code points of the article."""

    article: Article
    code: str
    area: Area
    severity: Severity
    message: str
    note: str
    """Why, and how sure; "" where there is no more to say."""
    advice: str
    name: str
    """What the code stands for, in a few words."""
    source: str
    """What the code is founded on, as one or more sentences; may be empty."""
    span: Span | None
    line: int
    column: int
    text: str
    edits: tuple[Edit, ...]
    """What mends it surely."""
    fingerprint: str
    """What it is recognised by in a later run."""

    @property
    def path(self) -> str:
        """Path of the article as given."""
        return self.article.path

    @property
    def end(self) -> tuple[int, int]:
        """Line and column after the last code point."""
        if self.span is None:
            return self.line, self.column
        return self.article.position(self.span.end)


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """An article of a run, with what was found in it, in the order of the text."""

    path: str
    spun_score: float
    issues: tuple[Issue, ...]


@dataclass(frozen=True, slots=True)
class FileError:
    """A file that could not be read or parsed, and why (one line)."""

    path: str
    message: str


@dataclass(frozen=True, slots=True)
class CheckRun:
    """A whole run of ``check``."""

    files: tuple[CheckedFile, ...]
    errors: tuple[FileError, ...] = ()
    fail_on: Severity = Severity.WARNING
    known: int = 0
    """Findings that were left out because the baseline has them."""
    stale: int = 0
    """Findings of the baseline that are gone."""
    root: str = "."
    """Folder of the repository: paths for a code host start there."""

    @property
    def issues(self) -> tuple[Issue, ...]:
        """All findings, file by file."""
        return tuple(issue for file in self.files for issue in file.issues)
