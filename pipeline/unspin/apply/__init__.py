"""Stage "apply": from decisions to the corrected text; and how wording is fitted into a text."""

from __future__ import annotations

from collections.abc import Iterable

from unspin.apply.splice import splice
from unspin.model.correction import Correction, Edit
from unspin.model.decision import Decision, Verdict

__all__ = ["apply_decisions"]


def apply_decisions(text: str, decisions: Iterable[Decision]) -> Correction:
    """Make the edits of all applied decisions."""
    return splice(
        text,
        (Edit(d.span, d.replacement) for d in decisions if d.verdict is Verdict.APPLIED),
    )
