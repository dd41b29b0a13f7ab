"""Applies edits to a text."""

from __future__ import annotations

from collections.abc import Iterable

from unspin.model.correction import Correction, Edit


def splice(text: str, edits: Iterable[Edit]) -> Correction:
    """The text with all edits made.

    Raises ``ValueError`` when two edits overlap: that is a fault of the caller.
    """
    ordered = tuple(sorted(edits, key=lambda edit: edit.span))
    parts: list[str] = []
    position = 0
    for edit in ordered:
        if edit.span.start < position:
            raise ValueError(f"edits overlap at {edit.span.start}")
        parts += (text[position : edit.span.start], edit.replacement)
        position = edit.span.end
    parts.append(text[position:])
    return Correction(text, ordered, "".join(parts))
