"""A finding with all that was weighed for it, on its way to a decision."""

from __future__ import annotations

from dataclasses import dataclass

from unspin.model.explanation import Explanation
from unspin.model.finding import Finding


@dataclass(frozen=True, slots=True)
class Weighed:
    """A finding with the chance that its edit is right, and what that was weighed from."""

    finding: Finding
    chance: float
    explanation: Explanation
    most: float = 1.0
    """What the chance can be at most, however much of the article is changed."""
    ranked: tuple[tuple[float, float], ...] = ()
    """Total and channel score of every candidate, in their order; none where nothing was decoded."""
