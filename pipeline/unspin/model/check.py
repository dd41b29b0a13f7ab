"""What the audit of a page says: assessments with a traffic light, and the places they point to."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from unspin.model.correction import Edit
from unspin.model.span import Span


class Area(StrEnum):
    """The areas of the audit, in the order in which they are shown."""

    SPINNING = "spinning"
    STRUCTURE = "structure"
    SEO = "seo"
    READABILITY = "readability"
    PATIENTS = "patients"
    MEDICAL = "medical"
    GRAMMAR = "grammar"


class Light(StrEnum):
    """A traffic light. ``GREY`` is no verdict: it does not apply, or a linter cannot judge it."""

    RED = "red"
    ORANGE = "orange"
    GREEN = "green"
    GREY = "grey"


@dataclass(frozen=True, slots=True)
class Check:
    """A place of an article that an editor should look at: no wording, but structure, SEO, medicine.

    ``line`` and ``column`` count from 1, in code points of the original. ``span`` is ``None`` for what
    is missing from the article as a whole. ``severity`` is error, warning or suggestion.
    """

    code: str
    message: str
    severity: str = "warning"
    line: int = 1
    column: int = 1
    area: Area = Area.STRUCTURE
    span: Span | None = None
    text: str = ""
    advice: str = ""
    """What to do about it, one sentence."""
    fix: tuple[Edit, ...] = ()
    """Edits that mend it surely; made only when asked for (``--fix``)."""
    mended: bool = False
    """The corrections of the same run have mended it."""


@dataclass(frozen=True, slots=True)
class Assessment:
    """One measure of a page against its goal.

    ``score`` is on Yoast's scale (9 is best; some are negative), ``None`` where there is none.
    """

    code: str
    area: Area
    name: str
    light: Light
    message: str
    score: int | None = None
    value: str = ""
    goal: str = ""
    source: str = ""
    """The instrument and item, or the study, that the measure comes from."""
    checks: tuple[Check, ...] = ()
