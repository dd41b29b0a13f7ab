"""A finding: a place where a rule's wording stands, and what could replace it. No verdict yet."""

from __future__ import annotations

from dataclasses import dataclass

from unspin.model.check import Area
from unspin.model.rule import Kind, Rule, Safety
from unspin.model.span import Span

PHRASE = "phrase"
"""Name of the detector that looks up a text of a few words."""
THESAURUS = "thesaurus"
"""Name of the detector that finds rare words, and of the pack that their rules are said to be of."""
_SPINNING = ("terminology", "channel", "pattern", THESAURUS, PHRASE)


def area_of(detector: str) -> Area:
    """Area of the audit that a detector works for: spinning, or grammar for a grammar checker."""
    return Area.SPINNING if detector in _SPINNING else Area.GRAMMAR


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible replacement for the text of a finding.

    ``wording`` is the new flow text, case and grammar fitted. ``replacement`` is the same with the
    mark-up of the place; ``problem`` says why that could not be made (then it is never applied).
    """

    replacement: str
    weight: float
    wording: str = ""
    problem: str = ""
    review: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """A place in the article that a detector reports; candidates are ordered best first."""

    detector: str
    rule: Rule
    block: int
    flow_start: int
    flow_end: int
    span: Span
    text: str
    candidates: tuple[Candidate, ...]

    @property
    def kind(self) -> Kind:
        """Kind of wording, from the rule."""
        return self.rule.kind

    @property
    def area(self) -> Area:
        """Area of the audit that it belongs to."""
        return area_of(self.detector)

    @property
    def is_choice(self) -> bool:
        """Whether the first candidate could change the medicine: its rule or its mark asks for a person."""
        asked = bool(self.candidates) and self.candidates[0].review
        return asked or self.rule.safety is Safety.REVIEW

    @property
    def words(self) -> int:
        """Words of the rule's wording: the measure for "longest first"."""
        return len(self.rule.wording.replace("-", " ").split())
