"""The measures of textstat against the goals for patient material: grade 6 to 8 (AMA, NIH)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from unspin.model.check import Area, Assessment, Check, Light
from unspin.model.limits import Limits
from unspin.model.report import Scores

__all__ = ["ITEMS", "SUGGESTION", "Item", "assess"]

SUGGESTION = "suggestion"
_SCORES = {Light.GREEN: 9, Light.ORANGE: 6, Light.RED: 3}
LEAST_WORDS = 100
"""Words that the formulas need; they were fitted on passages of 100 words and more."""


@dataclass(frozen=True, slots=True)
class Item:
    """What stays the same of an assessment, whatever it finds."""

    code: str
    name: str
    source: str

    def of(
        self, light: Light, message: str, value: str = "", goal: str = "", checks: Iterable[Check] = ()
    ) -> Assessment:
        """The assessment for a result."""
        return Assessment(
            self.code,
            Area.PATIENTS,
            self.name,
            light,
            message,
            score=_SCORES.get(light),
            value=value,
            goal=goal,
            source=self.source,
            checks=tuple(checks),
        )

    def grey(self, message: str) -> Assessment:
        """No verdict."""
        return self.of(Light.GREY, message)


GRADE = Item(
    "PAT101",
    "School grade",
    "Flesch-Kincaid grade (Kincaid 1975); goal of the American Medical Association and the NIH",
)
SMOG = Item("PAT102", "SMOG grade", "SMOG (McLaughlin 1969), which health services prefer for leaflets")
EASE = Item("PAT103", "Reading ease", "Flesch reading ease (Flesch 1948); 60 to 70 is plain English")
LENGTH = Item("PAT104", "Words per sentence", "Plain-language practice: 15 to 20 words on average")
WORDS = Item("PAT105", "Difficult words", "Dale-Chall list of familiar words (Dale and Chall 1948, 1995)")
ITEMS = (GRADE, SMOG, EASE, LENGTH, WORDS)
_ADVICE = "Shorten the hardest sentences first, then put plain words for the hard ones."


def assess(scores: Scores | None, limits: Limits) -> tuple[Assessment, ...]:
    """All assessments of this file; grey without measures, and for a text that is too short."""
    if scores is None or scores.words < LEAST_WORDS:
        reason = (
            "The measures were left out." if scores is None else "The text is too short for the formulas."
        )
        return tuple(item.grey(reason) for item in ITEMS)
    return (
        _grade(scores.flesch_kincaid_grade, limits),
        _at_most(SMOG, scores.smog_index, limits.patient_smog, limits.patient_smog_most, "SMOG grade"),
        _ease(scores.flesch_reading_ease, limits),
        _at_most(
            LENGTH,
            scores.words_per_sentence,
            limits.patient_sentence,
            limits.patient_sentence_most,
            "Words per sentence",
        ),
        _difficult(scores, limits),
    )


def _light(value: float, goal: float, most: float) -> Light:
    if value <= goal:
        return Light.GREEN
    return Light.ORANGE if value <= most else Light.RED


def _grade(value: float | None, limits: Limits) -> Assessment:
    if value is None:
        return GRADE.grey("The grade cannot be measured here.")
    light = _light(value, limits.patient_grade, limits.patient_grade_most)
    goal = f"6 to {limits.patient_grade:g}"
    message = (
        f"Readers need about {max(0.0, value):.1f} years of school; the goal for patients is grade {goal}."
    )
    check = Check(GRADE.code, message, SUGGESTION, area=Area.PATIENTS, advice=_ADVICE)
    return GRADE.of(light, message, f"{value:.1f}", goal, (check,) if light is Light.RED else ())


def _at_most(item: Item, value: float | None, goal: float, most: float, name: str) -> Assessment:
    if value is None:
        return item.grey(f"{name}: the text is too short to measure it.")
    message = f"{name}: {value:.1f}; the goal for patients is at most {goal:g}."
    return item.of(_light(value, goal, most), message, f"{value:.1f}", f"at most {goal:g}")


def _ease(value: float | None, limits: Limits) -> Assessment:
    if value is None:
        return EASE.grey("Reading ease cannot be measured here.")
    light = _light(-value, -limits.patient_ease, -limits.patient_ease_least)
    message = f"Reading ease: {value:.0f} of 100; the goal for patients is {limits.patient_ease:g} or more."
    return EASE.of(light, message, f"{value:.0f}", f"at least {limits.patient_ease:g}")


def _difficult(scores: Scores, limits: Limits) -> Assessment:
    if scores.difficult_words is None:
        return WORDS.grey("Difficult words cannot be counted here.")
    share = round(100 * scores.difficult_words / scores.words, 1)
    goal = limits.patient_difficult
    message = (
        f"{scores.difficult_words} different words that are not on the list of familiar words, "
        f"{share:.1f} for 100 words of text; the goal is at most {goal:g}."
    )
    light = _light(share, goal, limits.patient_difficult_most)
    return WORDS.of(light, message, f"{share:.1f}", f"at most {goal:g}")
