"""Stage "audit": from decisions and correction to the report."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from unspin.audit.scores import score
from unspin.audit.size import size
from unspin.model.correction import Correction
from unspin.model.decision import Decision
from unspin.model.document import Document
from unspin.model.report import AuditReport
from unspin.parse import parse

__all__ = ["audit"]


def audit(
    document: Document,
    decisions: tuple[Decision, ...],
    correction: Correction,
    spun_score: float,
    rate: Callable[[Document], float],
    with_scores: bool,
) -> AuditReport:
    """The report on one article; ``rate`` gives the spun score of the corrected text."""
    measure = score if with_scores else size
    before = measure(_prose(document), spun_score)
    after = before
    if correction.edits:
        corrected = parse(replace(document.article, text=correction.text))
        after = measure(_prose(corrected), rate(corrected))
    return AuditReport(document.article, correction, decisions, before, after)


def _prose(document: Document) -> str:
    """The running text: blocks set apart by blank lines, so that no sentence spans two."""
    return "\n\n".join(block.flow.text.strip() for block in document.blocks)
