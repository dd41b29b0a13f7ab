"""What the posts of a run share: titles, descriptions, keyphrases, paragraphs, sentences."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SiteIndex:
    """Built by one quick pass over all posts of a run, before any of them is audited."""
