"""The score card of a page: points, a grade and a light for each area, and what to mend first."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from unspin.model.check import Area, Light

GREEN_ABOVE = 70
"""Points above which an area is green; the border of Yoast's totals."""
RED_UP_TO = 40
"""Points up to which an area is red; the border of Yoast's totals."""


class Grade(StrEnum):
    """A school grade: A and B are green, C and D orange, E is red."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"

    @property
    def light(self) -> Light:
        """The light of every grade."""
        if self in (Grade.A, Grade.B):
            return Light.GREEN
        return Light.RED if self is Grade.E else Light.ORANGE


GRADES = ((86, Grade.A), (GREEN_ABOVE + 1, Grade.B), (56, Grade.C), (RED_UP_TO + 1, Grade.D), (0, Grade.E))
"""The fewest points, of 100, for each grade."""


def grade_of(points: int) -> Grade:
    """The grade for points from 0 to 100."""
    return next(grade for least, grade in GRADES if points >= least)


@dataclass(frozen=True, slots=True)
class AreaScore:
    """How an area stands, on the scale from 0 (worst) to 100."""

    area: Area
    points: int
    earned: int
    """The points before they were held down, because the text is still spun or holds an error."""
    red: int = 0
    orange: int = 0
    green: int = 0
    """How many assessments, or places of spun wording, have each light."""
    held: str = ""
    """Why the points are lower than the assessments earn; "" when they are not."""
    change: str = ""
    """What would change the grade for the better; "" for an A."""

    @property
    def grade(self) -> Grade:
        """The school grade of the points."""
        return grade_of(self.points)

    @property
    def light(self) -> Light:
        """The light of the points."""
        return self.grade.light


@dataclass(frozen=True, slots=True)
class Remedy:
    """A thing to mend. ``count`` is in how many places; ``line`` that of the first, 0 without a place."""

    area: Area
    code: str
    """The code of the assessment; "" for spun wording."""
    name: str
    message: str
    advice: str = ""
    light: Light = Light.RED
    count: int = 1
    line: int = 0


@dataclass(frozen=True, slots=True)
class ScoreCard:
    """The card of one state of a page. Areas that were not run, or have nothing to judge, are left out."""

    areas: tuple[AreaScore, ...]
    points: int
    """The mean of the areas, weighted by harm; held down by a red area and by spun wording."""
    still_spun: bool
    """Spun wording is left, so that nothing on this card can be green."""
    first: tuple[Remedy, ...] = ()
    """The things to mend first, at most three, the most harmful first."""

    @property
    def grade(self) -> Grade:
        """The school grade of the whole."""
        return grade_of(self.points)

    @property
    def light(self) -> Light:
        """The light of the whole."""
        return self.grade.light

    def of(self, area: Area) -> AreaScore | None:
        """The score of an area, ``None`` when it is not on the card."""
        return next((score for score in self.areas if score.area is area), None)
