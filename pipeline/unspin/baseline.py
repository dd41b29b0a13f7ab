"""Known findings: a file of those that are there today, so that ``check`` fails only for new ones.

A finding is known by file, code and fingerprint (its words and those around it), each with a count. Line
numbers are not in it, so text may move. Paths start at the folder of the file.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from unspin.errors import ConfigError
from unspin.model.decision import Verdict
from unspin.model.fingerprint import fingerprint
from unspin.model.report import AuditReport

__all__ = ["Baseline", "baseline_text", "read_baseline"]

SCHEMA_VERSION = 1
_EXCERPT = 60
"""Characters of a finding's text that are noted, for people who read the file."""

Key = tuple[str, str, str]
"""File, code and fingerprint."""


@dataclass
class Baseline:
    """The known findings; remembers which of them a run has met."""

    path: str
    counts: Counter[Key]
    excerpts: dict[Key, str] = field(default_factory=dict)
    known: int = 0
    """Findings of the run that were known."""
    _met: Counter[Key] = field(default_factory=Counter)
    _files: set[str] = field(default_factory=set)

    def without_known(self, report: AuditReport) -> AuditReport:
        """The report without the known findings, which are counted."""
        file = _relative(report.article.path, self.path)
        self._files.add(file)
        text = report.article.text
        decisions = tuple(
            decision
            for decision in report.decisions
            if decision.verdict is Verdict.REJECTED
            or not self._is_known((file, decision.finding.rule.id,
                                   fingerprint(text, decision.finding.rule.id, decision.span)))
        )  # fmt: skip
        checks = tuple(
            check
            for check in report.checks
            if not self._is_known((file, check.code, fingerprint(text, check.code, check.span)))
        )
        return replace(report, decisions=decisions, checks=checks)

    def _is_known(self, key: Key) -> bool:
        if self._met[key] >= self.counts[key]:
            return False
        self._met[key] += 1
        self.known += 1
        return True

    @property
    def stale(self) -> int:
        """Known findings that the articles of the run no longer have."""
        return sum(count - self._met[key] for key, count in self.counts.items() if key[0] in self._files)

    def others(self, files: Iterable[str]) -> Baseline:
        """What is known of files that are not among ``files`` and still exist."""
        gone = set(files)
        folder = Path(self.path).parent
        kept = {key for key in self.counts if key[0] not in gone and (folder / key[0]).exists()}
        counts = Counter({key: count for key, count in self.counts.items() if key in kept})
        return Baseline(self.path, counts, {key: text for key, text in self.excerpts.items() if key in kept})


def _relative(path: str, baseline: str) -> str:
    """Path of an article from the folder of the baseline on, with "/"."""
    if path == "-" or "\0" in path:
        return path
    return os.path.relpath(path, Path(baseline).parent).replace(os.sep, "/")


def baseline_text(path: str, reports: Iterable[AuditReport], old: Baseline | None = None) -> tuple[str, int]:
    """The file of all findings of ``reports``, and their number; ``old`` gives those of other files."""
    counts: Counter[Key] = Counter()
    excerpts: dict[Key, str] = {}
    files: set[str] = set()
    for report in reports:
        file = _relative(report.article.path, path)
        files.add(file)
        for code, mark, words in _findings(report):
            counts[file, code, mark] += 1
            excerpts.setdefault((file, code, mark), words)
    number = counts.total()
    if old is not None:
        rest = old.others(files)
        counts += rest.counts
        excerpts |= rest.excerpts
    return _dump(counts, excerpts), number


def _findings(report: AuditReport) -> Iterator[tuple[str, str, str]]:
    """Code, fingerprint and text of each finding of a report."""
    text = report.article.text
    for decision in report.decisions:
        if decision.verdict is not Verdict.REJECTED:
            code = decision.finding.rule.id
            yield code, fingerprint(text, code, decision.span), _excerpt(decision.finding.text)
    for check in report.checks:
        yield check.code, fingerprint(text, check.code, check.span), _excerpt(check.text)


def _excerpt(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _EXCERPT else words[: _EXCERPT - 3] + "..."


def _dump(counts: Counter[Key], excerpts: dict[Key, str]) -> str:
    files: dict[str, list[dict[str, Any]]] = {}
    for key in sorted(counts):
        file, code, mark = key
        entry = {"code": code, "hash": mark, "count": counts[key], "text": excerpts.get(key, "")}
        files.setdefault(file, []).append(entry)
    text = json.dumps({"schema_version": SCHEMA_VERSION, "files": files}, ensure_ascii=False, indent=1) + "\n"
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def read_baseline(path: str) -> Baseline:
    """The known findings of a file. Raises ``ConfigError`` for one that cannot be read or understood."""
    try:
        data = json.loads(Path(path).read_text("utf-8-sig"))
    except FileNotFoundError:
        raise ConfigError(f"{path}: no such baseline; write one with --write-baseline {path}") from None
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: cannot be read: {error}") from None
    except (ValueError, RecursionError) as error:
        raise ConfigError(f"{path}: not a baseline: {error}") from None
    if not isinstance(data, dict) or data.get("schema_version") != SCHEMA_VERSION:
        raise ConfigError(f"{path}: not a baseline of this version; delete it and write it anew")
    baseline = Baseline(path, Counter())
    files = data.get("files")
    for file, entries in files.items() if isinstance(files, dict) else [("files", None)]:
        for entry in entries if isinstance(entries, list) else [None]:
            if not isinstance(entry, dict) or not _is_entry(entry):
                raise ConfigError(f"{path}: {file}: an entry needs code, hash and a count from 1")
            key = (file, entry["code"], entry["hash"])
            baseline.counts[key] += entry["count"]
            baseline.excerpts[key] = str(entry.get("text", ""))
    return baseline


def _is_entry(entry: dict[str, Any]) -> bool:
    texts = isinstance(entry.get("code"), str) and isinstance(entry.get("hash"), str)
    count = entry.get("count")
    return texts and isinstance(count, int) and not isinstance(count, bool) and count > 0
