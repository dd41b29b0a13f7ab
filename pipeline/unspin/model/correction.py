"""The corrected text and the edits that lead to it."""

from __future__ import annotations

from dataclasses import dataclass

from unspin.model.span import Span


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace ``span`` of the original text by ``replacement``."""

    span: Span
    replacement: str


@dataclass(frozen=True, slots=True)
class Correction:
    """Original, edits (sorted, not overlapping) and the text they give."""

    original: str
    edits: tuple[Edit, ...]
    text: str

    def to_corrected(self, offset: int) -> int:
        """Where an offset of the original stands in the corrected text.

        An offset inside an edit maps to the start of its replacement.
        """
        shift = 0
        for edit in self.edits:
            if edit.span.end <= offset:
                shift += len(edit.replacement) - len(edit.span)
            elif edit.span.start < offset:
                return edit.span.start + shift
            else:
                break
        return offset + shift

    def to_original(self, offset: int) -> int:
        """Where an offset of the corrected text comes from in the original.

        An offset inside a replacement maps to the start of what was replaced.
        """
        shift = 0
        for edit in self.edits:
            start = edit.span.start + shift
            if start + len(edit.replacement) <= offset:
                shift += len(edit.replacement) - len(edit.span)
            elif start < offset:
                return edit.span.start
            else:
                break
        return offset - shift
