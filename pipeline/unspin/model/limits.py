"""The limits of the audit. Every field can be set in the table ``[limits]`` of the configuration."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Numbers that an assessment compares with; keys of the configuration have "-" for "_"."""

    # structure
    near_duplicate: float = 0.9
    """Share of equal words from which two paragraphs, sentences or titles count as the same."""


DEFAULT_LIMITS = Limits()
