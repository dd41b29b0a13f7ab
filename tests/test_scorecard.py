"""The score card: points and grades by the documented formulas, held down while a text is spun."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factories import Change, make_decision
from unspin.audit.area_points import area_points, earned_points, to_reach_next
from unspin.audit.mistakes import Mistakes, Wording, wording_after, wording_before
from unspin.audit.scorecard import score_card
from unspin.load import decode_article
from unspin.model.check import Area, Assessment, Check, Light
from unspin.model.decision import Decision, Verdict
from unspin.model.report import PageAudit
from unspin.model.scorecard import GRADES, Grade, ScoreCard, grade_of
from unspin.workflow import Workflow

ALL = frozenset(Area)
SOUND = Wording(0.0, had_sign=False)
TEXT = "Muscle fits and a bosom malignancy."
CODES = {Area.SEO: "SEO", Area.READABILITY: "REA"}
LIGHTS = {"r": Light.RED, "o": Light.ORANGE, "g": Light.GREEN, "-": Light.GREY}


def assessments(area: Area, lights: str, scores: Sequence[int | None] = ()) -> tuple[Assessment, ...]:
    """One assessment for each letter: r(ed), o(range), g(reen), - for grey.

    Those of the areas that Yoast has get the codes that count in its totals.
    """
    return tuple(
        Assessment(f"{CODES.get(area, 'XXX')}{100 + n}", area, f"Name {n}", LIGHTS[light], "", score)
        for n, (light, score) in enumerate(zip(lights, scores or [9] * len(lights), strict=True), 1)
    )


def with_error(area: Area, light: Light = Light.RED) -> Assessment:
    return Assessment("ERR001", area, "Danger", light, "", checks=(Check("ERR001", "", "error", area=area),))


def decisions(*verdicts: Verdict, confidence: float = 0.9) -> tuple[Decision, ...]:
    return tuple(make_decision(TEXT, Change("fits", "spasms", v, confidence)) for v in verdicts)


def card(wording: Wording = SOUND, *found: Assessment) -> ScoreCard:
    return score_card(wording, PageAudit(found), ALL)


@pytest.mark.parametrize(
    ("points", "grade", "light"),
    [
        (0, "E", "red"), (40, "E", "red"), (41, "D", "orange"), (55, "D", "orange"), (56, "C", "orange"),
        (70, "C", "orange"), (71, "B", "green"), (85, "B", "green"), (86, "A", "green"), (100, "A", "green"),
    ],
)  # fmt: skip
def test_grades_have_the_borders_of_yoasts_lights(points: int, grade: str, light: str):
    assert grade_of(points) == grade
    assert grade_of(points).light == light


def test_the_table_of_grades_is_complete():
    assert [grade for _, grade in GRADES] == list(Grade)
    assert GRADES[-1][0] == 0


@pytest.mark.parametrize(
    ("scores", "points"),
    [((9, 9), 100), ((9, 3, 6), 67), ((9, -999), 0), ((9, None, 9), 100), ((-20, -50), 0), ((None,), None)],
)
def test_seo_is_counted_like_yoasts_total(scores: tuple[int | None, ...], points: int | None):
    assert earned_points(Area.SEO, assessments(Area.SEO, "r" * len(scores), scores)) == points


def test_what_yoast_does_not_have_does_not_count_in_its_totals():
    own = Assessment("SEO201", Area.SEO, "Broken links", Light.RED, "", 3)
    found = (*assessments(Area.SEO, "g"), own)
    assert earned_points(Area.SEO, found) == 100
    assert to_reach_next(Area.SEO, found) == (Grade.A, ())
    assert earned_points(Area.SEO, (own,)) is None
    assert [r.code for r in card(SOUND, *found).first] == ["SEO201"]


def test_a_red_area_keeps_the_whole_from_being_green():
    made = card(SOUND, *assessments(Area.STRUCTURE, "ggg"), *assessments(Area.SEO, "r", (0,)))
    assert (made.points, made.light) == (70, "orange")


@pytest.mark.parametrize(
    ("lights", "points"),
    [
        ("ggggggg", 90), ("roggggg", 60), ("rrggggg", 60), ("oooggg-", 60), ("rrog", 30), ("rgggggg", 90),
        ("--", None),
    ],
)  # fmt: skip
def test_readability_is_counted_like_yoasts_total(lights: str, points: int | None):
    assert area_points(Area.READABILITY, assessments(Area.READABILITY, lights)) == points


@pytest.mark.parametrize(
    ("area", "lights", "points"),
    [
        (Area.STRUCTURE, "ggg", 100), (Area.STRUCTURE, "rg-", 80), (Area.STRUCTURE, "ro", 72),
        (Area.STRUCTURE, "rrrrrr", 0), (Area.GRAMMAR, "og", 92), (Area.STRUCTURE, "", None),
        (Area.MEDICAL, "gggr", 75), (Area.MEDICAL, "og", 75), (Area.PATIENTS, "rr", 0),
        (Area.PATIENTS, "-", None),
    ],
)  # fmt: skip
def test_the_other_areas_by_their_own_formulas(area: Area, lights: str, points: int | None):
    assert area_points(area, assessments(area, lights)) == points


def test_an_error_keeps_an_area_from_being_green():
    found = (*assessments(Area.MEDICAL, "g" * 19), with_error(Area.MEDICAL))
    score = card(SOUND, *found).of(Area.MEDICAL)
    assert score
    assert (score.points, score.earned, score.light, score.held) == (
        70,
        95,
        "orange",
        "held at orange by an error or a danger",
    )
    # Mending the error is what changes the grade, although others would bring as many points.
    assert score.change == "A once “Danger” is green."


def test_a_danger_to_readers_holds_the_medical_area_too():
    danger = Assessment("MED121", Area.MEDICAL, "Claims of a cure", Light.RED, "")
    made = card(SOUND, *assessments(Area.MEDICAL, "g" * 20), danger, *assessments(Area.STRUCTURE, "r"))
    assert [r.code for r in made.first] == ["MED121", "XXX101"]
    assert made.areas[-1].held == "held at orange by an error or a danger"


@pytest.mark.parametrize("area", [area for area in Area if area is not Area.SPINNING])
@given(lights=st.text("rog-", min_size=1, max_size=12))
def test_what_would_change_the_grade_does_change_it(area: Area, lights: str):
    found = assessments(area, lights, [{"r": 3, "o": 6, "g": 9}.get(light, 0) for light in lights])
    grade, mended = to_reach_next(area, found)
    points = area_points(area, found)
    if points is None or not mended:
        assert points is None or grade == grade_of(points)
        return
    codes = {a.code for a in mended}
    assert all(a.light in (Light.RED, Light.ORANGE) for a in mended)
    after = tuple(
        Assessment(a.code, a.area, a.name, Light.GREEN, "", 9) if a.code in codes else a for a in found
    )
    assert grade_of(area_points(area, after) or 0) == grade < grade_of(points)


def test_a_sound_page_is_all_green():
    sound = card(SOUND, *assessments(Area.STRUCTURE, "gg"), *assessments(Area.SEO, "g", (9,)))
    assert [(s.area, s.grade, s.change) for s in sound.areas] == [
        (Area.SPINNING, "A", ""), (Area.STRUCTURE, "A", ""), (Area.SEO, "A", ""),
    ]  # fmt: skip
    assert (sound.points, sound.light, sound.first, sound.still_spun) == (100, "green", (), False)


@given(
    spun=st.floats(0, 1),
    had_sign=st.booleans(),
    certain=st.integers(0, 3),
    doubtful=st.integers(0, 3),
    lights=st.text("rog", min_size=1, max_size=6),
)
def test_an_article_that_is_still_spun_is_green_nowhere(
    spun: float, had_sign: bool, certain: int, doubtful: int, lights: str
):
    wording = Wording(
        spun, had_sign, decisions(*[Verdict.APPLIED] * certain), decisions(*[Verdict.REVIEW] * doubtful)
    )
    areas = [area for area in Area if area is not Area.SPINNING]
    made = card(wording, *(a for area in areas for a in assessments(area, lights, [9] * len(lights))))
    if spun >= 0.8 or certain or (had_sign and doubtful):
        assert made.still_spun
        assert made.light is not Light.GREEN
        assert all(score.light is not Light.GREEN for score in made.areas)
        assert made.points <= made.areas[0].points
        assert made.first[0].area is Area.SPINNING
    else:
        assert not made.still_spun
        assert all(score.points == score.earned for score in made.areas if score.area is not Area.SPINNING)


def test_spun_wording_costs_points():
    wording = wording_before(decisions(Verdict.APPLIED, Verdict.REVIEW, Verdict.REJECTED), 0.5)
    made = card(wording)
    (score,) = made.areas
    assert (score.points, score.red, score.orange) == (43, 1, 1)
    assert "make the correction that unspin proposes and decide the place for review" in score.change
    assert "“fits” first" in made.first[0].message
    after = card(wording_after(decisions(Verdict.APPLIED, Verdict.REVIEW), 0.5, 0.0))
    assert (after.areas[0].points, after.still_spun) == (70, True)


def test_doubts_do_not_hold_down_an_article_that_was_never_spun():
    doubt = decisions(Verdict.REVIEW)
    made = card(wording_before(doubt, 0.05), *assessments(Area.SEO, "g", (9,)))
    assert (made.still_spun, made.areas[0].light, made.areas[1].light) == (False, "orange", "green")
    faint = decisions(Verdict.REVIEW, confidence=0.2)
    assert card(wording_before(faint, 0.05)).areas[0].points == 95


def test_a_suspicion_without_a_wording_to_show_is_orange_not_red():
    made = card(wording_before((), 0.7), *assessments(Area.SEO, "g", (9,)))
    assert [(s.points, s.light) for s in made.areas] == [(41, "orange"), (100, "green")]
    assert made.still_spun is False
    assert card(wording_before((), 0.85)).light == "red"


def test_the_most_harmful_things_come_first():
    found = (
        *assessments(Area.SEO, "rr", (1, 3)),
        *assessments(Area.STRUCTURE, "ro"),
        *assessments(Area.MEDICAL, "r"),
        with_error(Area.MEDICAL),
    )
    assert [(r.area, r.code) for r in card(SOUND, *found).first] == [
        (Area.MEDICAL, "ERR001"), (Area.STRUCTURE, "XXX101"), (Area.SEO, "SEO101"),
    ]  # fmt: skip
    spun = card(wording_before(decisions(Verdict.APPLIED), 0.99), *found)
    assert [r.area for r in spun.first] == [Area.SPINNING, Area.MEDICAL, Area.STRUCTURE]


@pytest.mark.parametrize(
    ("number", "words", "points", "light"),
    [
        (0, 500, 100, "green"),
        (2, 500, 92, "green"),
        (1, 20, 80, "green"),
        (10, 500, 60, "orange"),
        (99, 300, 0, "red"),
    ],
)
def test_mistakes_of_grammar_by_their_number_in_100_words(number: int, words: int, points: int, light: str):
    made = score_card(SOUND, PageAudit(), ALL, (), Mistakes(number, words))
    assert (made.areas[-1].area, made.areas[-1].points, made.areas[-1].light) == (Area.GRAMMAR, points, light)
    assert [r.area for r in made.first] == ([] if light == "green" else [Area.GRAMMAR])
    assert bool(made.areas[-1].change) is (points < 86)
    spun = score_card(
        wording_before(decisions(Verdict.APPLIED), 0.99), PageAudit(), ALL, (), Mistakes(number, words)
    )
    assert spun.areas[-1].light is not Light.GREEN


def test_a_correction_of_grammar_is_no_spun_wording():
    (found,) = decisions(Verdict.APPLIED)
    grammar = replace(found, finding=replace(found.finding, detector="harper"))
    assert card(wording_before((grammar, replace(grammar, verdict=Verdict.REVIEW)), 0.5)).still_spun is False


def test_areas_that_were_not_run_are_not_on_the_card():
    page = PageAudit((*assessments(Area.SEO, "g", (9,)), *assessments(Area.MEDICAL, "r")))
    made = score_card(Wording(0.99, True), page, frozenset((Area.SEO,)))
    assert [(s.area, s.points) for s in made.areas] == [(Area.SEO, 70)]
    assert made.first == ()


def test_the_card_before_and_after_the_corrections():
    text = b"# Muscle fits\n\nMuscle fits hurt. Avoidance and the board of bosom malignancy.\n" * 3
    article = decode_article(text, "post.md", None, 10_000)
    report = Workflow().clean(article)
    assert report.card_before
    assert report.card_after
    assert report.card_before.still_spun
    assert report.card_before.light == "red"
    assert Workflow().clean(article, with_audit=False).card_before is None
