"""A rule: one spun wording and what it stands for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Pos(StrEnum):
    """How the wording inflects."""

    NOUN = "noun"
    VERB = "verb"
    ADJECTIVE = "adjective"
    ADVERB = "adverb"
    FIXED = "fixed"


class Kind(StrEnum):
    """What sort of wording was lost."""

    MEDICAL_TERM = "medical-term"
    GENERAL_PHRASE = "general-phrase"
    TYPO = "typo"
    GRAMMAR = "grammar"


class Safety(StrEnum):
    """What the program may do with a finding of the rule."""

    SAFE = "safe"
    REVIEW = "review"
    REPORT_ONLY = "report-only"


class Trust(StrEnum):
    """How often the first original is right where the article is spun."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class Original:
    """A wording the author may have written, with its weight among the originals of the rule."""

    wording: str
    weight: float = 1.0
    review: bool = False
    """Restoring this one could change the medicine: only a person may choose it."""


@dataclass(frozen=True, slots=True)
class Context:
    """What must, and must not, stand around the wording. Words are lower case; ``x*`` is a prefix."""

    near: tuple[str, ...] = ()
    not_near: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()
    tag: tuple[str, ...] = ()
    inside: tuple[str, ...] = ()
    not_inside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence that tests a rule: ``corrected`` is the sentence itself when it must stay."""

    text: str
    corrected: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Rule:
    """One entry of the channel: ``wording`` is what a spinner wrote for one of ``originals``."""

    id: str
    wording: str
    originals: tuple[Original, ...]
    pos: Pos
    kind: Kind
    safety: Safety
    trust: Trust
    context: Context | None = None
    fixes: tuple[Example, ...] = ()
    keeps: tuple[Example, ...] = ()
    frames: tuple[str, ...] = ()
    source: str = ""
    note: str = ""
    path: str = ""
    line: int = 0

    @property
    def pack(self) -> str:
        """Name of the pack that the rule stands in."""
        return self.id.partition("/")[0]
