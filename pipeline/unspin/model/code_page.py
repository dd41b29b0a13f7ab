"""The page of a finding's code: what an editor reads who asks what it means."""

from __future__ import annotations

from dataclasses import dataclass

from unspin.model.check import Area


@dataclass(frozen=True, slots=True)
class CodePage:
    """What a code of the audit stands for; every field is plain English and never empty."""

    code: str
    name: str
    area: Area
    what: str
    """What is measured or found, with its thresholds."""
    why: str
    """Why it matters to a reader, a search engine or an editor."""
    source: str
    """The instrument and item, the study or the practice that it comes from."""
    example: str
    """An example, own-written."""
    problems: str
    """Known problems: false alarms, misses, what a program cannot judge."""
    mend: str
    """What to do about it."""
