"""What the assessments of a page know beside the page itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from unspin.model.limits import DEFAULT_LIMITS, Limits
from unspin.model.report import Scores

if TYPE_CHECKING:
    from unspin.audit.site_index import SiteIndex


@dataclass(frozen=True, slots=True)
class AuditContext:
    """Settings of the site, the other posts of the run, and measures already made of the same text."""

    limits: Limits = DEFAULT_LIMITS
    keyphrase: str = ""
    """Keyphrase given for this run, before that of the front matter."""
    posts: SiteIndex | None = None
    """Titles, descriptions, paragraphs of all posts of a run over several."""
    folder: Path | None = None
    """Folder of the article, for relative links; ``None`` for standard input."""
    scores: Scores | None = None
    """Readability measures of this text; ``None`` when they were left out."""
    exempt: frozenset[str] = field(default_factory=frozenset)
    """Codes that are switched off."""
    today: date | None = None
    """The day by which the age of an article is judged; without one it is not judged."""
