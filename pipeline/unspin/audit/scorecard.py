"""The score card of one state of a page.

Spinning has 100 points less the spun score in percent, less 5 for each wording that is surely spun and 2
for each that is for review. From a spun score of 0.8 ("almost certainly spun") it is red; below that it is
red only when wordings to correct make it so. With a wording left it is not green.

An article that is still spun cannot be green anywhere, because no other merit of a text counts while
its words are wrong: every area is then held at 70 points, and the whole at the points of spinning. It is
still spun when the spun score is 0.8 or more, when a wording is left that would be corrected, or when
wordings are left for review in an article that had at least some sign of spinning. A spun score between
0.5 and 0.8 with no wording to show for it is a suspicion: the area of spinning is orange, no other is held.

Grammar has 100 points less 20 for each mistake per 100 words that the checker still sees; a text of fewer
words counts as 100.

The whole is the mean of the areas, in which spinning counts three times and medical quality twice. With a
red area it is not green.
"""

from __future__ import annotations

from collections.abc import Sequence

from unspin.audit.area_points import area_points, earned_points, graded, has_error, to_reach_next
from unspin.audit.mistakes import SPUN_FROM, Mistakes, Wording
from unspin.model.check import Area, Assessment, Check, Light
from unspin.model.report import PageAudit
from unspin.model.scorecard import (
    GRADES,
    GREEN_ABOVE,
    RED_UP_TO,
    AreaScore,
    Grade,
    Remedy,
    ScoreCard,
    grade_of,
)

__all__ = ["score_card"]

CERTAIN_COST, DOUBTFUL_COST = 5, 2
MOST_FIRST = 3

WEIGHTS = {Area.SPINNING: 3, Area.MEDICAL: 2}
"""Areas that count more than once in the whole: there a mistake can harm a reader's health."""
HARM = (
    Area.SPINNING,
    Area.STRUCTURE,
    Area.MEDICAL,
    Area.GRAMMAR,
    Area.PATIENTS,
    Area.READABILITY,
    Area.SEO,
)
"""Areas by the harm of what is wrong there; medical errors come right after spun wording."""

STILL_SPUN = "held at orange while spun wording is left"
HAS_ERROR = "held at orange by an error or a danger"


def score_card(
    wording: Wording,
    page: PageAudit,
    areas: frozenset[Area],
    places: Sequence[Check] = (),
    mistakes: Mistakes | None = None,
) -> ScoreCard:
    """The card of a page in the ``areas`` that were run.

    ``places`` are the findings of this state in coordinates of the original, for their lines.
    ``mistakes`` are those of a grammar checker; ``None`` when none ran.
    """
    scores = [_spinning(wording)] if Area.SPINNING in areas else []
    for area in Area:
        score = _area_score(area, page.of_area(area), wording) if area in areas else None
        scores += [score] if score else []
    if mistakes:
        scores.append(_grammar(mistakes, wording))
    found = [a for a in page.assessments if a.area in areas]
    found += _as_assessment(mistakes) if mistakes else []
    return ScoreCard(
        tuple(scores),
        _whole(scores, wording.is_spun),
        wording.is_spun,
        _first(wording, found, areas, places),
    )


def _grammar(mistakes: Mistakes, wording: Wording) -> AreaScore:
    points, held = mistakes.points, ""
    change = "" if points >= GRADES[0][0] else "Better once the mistakes that are left are mended."
    if wording.is_spun and points > GREEN_ABOVE:
        points, held = GREEN_ABOVE, STILL_SPUN
        change = f"Correct the spun wording first; then it is {grade_of(mistakes.points)}."
    return AreaScore(Area.GRAMMAR, points, mistakes.points, red=mistakes.number, held=held, change=change)


def _as_assessment(mistakes: Mistakes) -> list[Assessment]:
    """The mistakes as something to mend, if there are enough of them to matter."""
    light = grade_of(mistakes.points).light
    message = f"Mistakes that a grammar checker sees: {mistakes.number}."
    return [Assessment("", Area.GRAMMAR, "Grammar", light, message)]


def _spinning(wording: Wording) -> AreaScore:
    certain, doubtful = len(wording.certain), len(wording.doubtful)
    earned = round(100 * (1 - wording.spun_score)) - CERTAIN_COST * certain - DOUBTFUL_COST * doubtful
    sure = wording.spun_score >= SPUN_FROM
    most = RED_UP_TO if sure else GREEN_ABOVE if certain or doubtful else 100
    least = 0 if sure or certain else RED_UP_TO + 1
    points = max(least, min(earned, most))
    return AreaScore(
        Area.SPINNING,
        points,
        earned=max(least, earned),
        red=certain,
        orange=doubtful,
        change=_spinning_change(certain, doubtful, grade_of(points)),
    )


def _spinning_change(certain: int, doubtful: int, grade: Grade) -> str:
    parts = []
    if certain:
        parts.append(f"make the {_amount(certain, 'correction')} that unspin proposes")
    if doubtful:
        parts.append(f"decide the {_amount(doubtful, 'place')} for review")
    if parts:
        return f"Better once you {' and '.join(parts)}."
    return (
        "" if grade is Grade.A else "Better once what reads as if a program had chosen the words is reworded."
    )


def _amount(number: int, noun: str) -> str:
    return f"{number} {noun}s" if number != 1 else noun


def _area_score(area: Area, assessments: Sequence[Assessment], wording: Wording) -> AreaScore | None:
    points, earned = area_points(area, assessments), earned_points(area, assessments)
    if points is None or earned is None:
        return None
    held = HAS_ERROR if points < earned else ""
    if wording.is_spun and points > GREEN_ABOVE:
        points, held = GREEN_ABOVE, STILL_SPUN
    lights = [a.light for a in graded(assessments)]
    return AreaScore(
        area,
        points,
        earned,
        red=lights.count(Light.RED),
        orange=lights.count(Light.ORANGE),
        green=lights.count(Light.GREEN),
        held=held,
        change=_change(area, assessments, held),
    )


def _change(area: Area, assessments: Sequence[Assessment], held: str) -> str:
    """What would change the grade, in one sentence."""
    if held == STILL_SPUN:
        return f"Correct the spun wording first; then it is {grade_of(area_points(area, assessments) or 0)}."
    grade, mended = to_reach_next(area, assessments)
    if not mended:
        return ""
    names = [f"\u201c{a.name}\u201d" for a in mended[:MOST_FIRST]]
    if len(mended) > MOST_FIRST:
        names.append(f"{len(mended) - MOST_FIRST} more")
    listed = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    return f"{grade} once {listed} {'is' if len(mended) == 1 else 'are'} green."


def _whole(scores: Sequence[AreaScore], still_spun: bool) -> int:
    weights = [WEIGHTS.get(score.area, 1) for score in scores]
    pairs = zip(scores, weights, strict=True)
    mean = round(sum(s.points * w for s, w in pairs) / sum(weights)) if scores else 0
    if any(score.light is Light.RED for score in scores):
        mean = min(mean, GREEN_ABOVE)
    if not still_spun:
        return mean
    spinning = [score.points for score in scores if score.area is Area.SPINNING]
    return min(mean, *spinning, GREEN_ABOVE)


def _first(
    wording: Wording, judged: Sequence[Assessment], areas: frozenset[Area], places: Sequence[Check]
) -> tuple[Remedy, ...]:
    """The worst of every area before the second worst of any, red before orange."""
    spun = _spun_remedy(wording) if Area.SPINNING in areas else ()
    found = [a for a in judged if a.light in (Light.RED, Light.ORANGE)]
    found.sort(key=_harm)
    seen: dict[tuple[Area, Light], int] = {}
    ranked = []
    for assessment in found:
        key = assessment.area, assessment.light
        seen[key] = seen.get(key, 0) + 1
        ranked.append(((assessment.light is Light.ORANGE, seen[key], *_harm(assessment)), assessment))
    ranked.sort(key=lambda pair: pair[0])
    return (*spun, *(_remedy(a, places) for _, a in ranked))[:MOST_FIRST]


def _harm(assessment: Assessment) -> tuple[bool, int, bool, int]:
    """Smaller is more harmful: medical errors, then by area; in an area errors first, then low scores."""
    error = has_error(assessment)
    score = assessment.score if assessment.score is not None else 0
    return not (error and assessment.area is Area.MEDICAL), HARM.index(assessment.area), not error, score


def _spun_remedy(wording: Wording) -> tuple[Remedy, ...]:
    left = (*wording.certain, *wording.doubtful)
    if not left and not wording.is_spun:
        return ()
    first = min(left, key=lambda d: d.span, default=None)
    shown = f", \u201c{first.finding.text}\u201d first" if first else ""
    what = "of spun wording" if wording.certain else "that may be spun wording"
    message = f"{_count(len(left))} {what}{shown}." if left else "The text reads as spun."
    advice = "Make the corrections" if wording.certain else "Choose the right wording"
    return (
        Remedy(
            Area.SPINNING,
            "",
            "Spun wording",
            message,
            f"{advice}: what a spinner wrote can say something else than the author meant.",
            Light.RED if wording.is_spun else Light.ORANGE,
            len(left),
        ),
    )


def _count(number: int) -> str:
    return f"{number} place{'' if number == 1 else 's'}"


def _remedy(assessment: Assessment, places: Sequence[Check]) -> Remedy:
    codes = {assessment.code, *(check.code for check in assessment.checks)}
    own = [check for check in places if check.code in codes and check.area is assessment.area]
    line = min((check.line for check in own if check.span), default=0)
    advice = next((check.advice for check in assessment.checks if check.advice), "")
    return Remedy(
        assessment.area,
        assessment.code,
        assessment.name,
        assessment.message,
        advice,
        assessment.light,
        max(1, len(own)),
        line,
    )
