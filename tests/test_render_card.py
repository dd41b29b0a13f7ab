"""The score card in JSON, Markdown and on the terminal."""

from __future__ import annotations

import json
from importlib import resources

import jsonschema

from factories import Change, make_assessment, make_report, make_scores, with_cards
from unspin.model.check import Area, Light
from unspin.model.decision import Verdict
from unspin.model.report import AuditReport
from unspin.render.json_report import render_json
from unspin.render.markdown import render_markdown
from unspin.render.text import card_line

TEXT = "# Rest\n\nMuscle fits hurt. A cure | for <b>all</b>.\n\n# Rest\n"


def audited(spun: bool = True) -> AuditReport:
    changes = (Change("Muscle fits", "Muscle spasms"), Change("hurt", "ache", Verdict.REVIEW, 0.5))
    scores = make_scores(0.97 if spun else 0.01)
    report = make_report(TEXT, changes if spun else (), before=scores, after=make_scores(0.01))
    cure = make_assessment(TEXT, "MED001", Area.MEDICAL, Light.RED, "A cure", name="Cure | claimed")
    before = make_assessment(TEXT, "STR001", Area.STRUCTURE, Light.RED, "# Rest")
    after = make_assessment(TEXT, "STR001", Area.STRUCTURE, Light.GREEN)
    seo = make_assessment(TEXT, "SEO101", Area.SEO, Light.ORANGE, score=6)
    return with_cards(report, (before, seo, cure), (after, seo, cure))


def test_the_json_report_has_the_card_and_the_assessments():
    found = json.loads(render_json(audited()))
    schema = json.loads(resources.files("unspin.reports").joinpath("report.schema.json").read_text("utf-8"))
    jsonschema.validate(found, schema, jsonschema.Draft202012Validator)
    before, after = found["score_card"]["before"], found["score_card"]["after"]
    assert (before["light"], after["light"], after["still_spun"]) == ("red", "orange", True)
    assert [area["area"] for area in after["areas"]] == ["spinning", "structure", "seo", "medical"]
    assert [area["points"] for area in before["areas"]] == [0, 70, 67, 0]
    assert after["areas"][1]["held"] == "held at orange while spun wording is left"
    assert [(r["area"], r["code"], r["line"]) for r in after["first"]] == [
        ("spinning", "", None), ("medical", "MED001", 3), ("seo", "SEO101", None),
    ]  # fmt: skip
    assert [a["light"] for a in found["assessments"]["before"]] == ["red", "orange", "red"]
    assert [a["light"] for a in found["assessments"]["after"]] == ["green", "orange", "red"]
    assert [check["mended"] for check in found["checks"]] == [True, False]


def test_without_an_audit_there_is_no_card():
    found = json.loads(render_json(make_report(TEXT)))
    assert found["score_card"] == {"before": None, "after": None}
    assert found["assessments"] == {"before": [], "after": []}
    assert "Score card" not in render_markdown(make_report(TEXT))
    assert card_line(make_report(TEXT)) == ""


def test_the_markdown_report_begins_with_the_card():
    markdown = render_markdown(audited())
    assert markdown.index("## Score card") < markdown.index("## Scores")
    assert "| Medical quality | E (0) | E (0) | A once “Cure \\| claimed” is green. |" in markdown
    assert "no area can be green" in markdown
    assert "2. **Cure \\| claimed** (Medical quality MED001). Outcome of MED001. Mend it." in markdown
    assert "The corrections mended 1 other." in markdown
    assert "no area can be green" not in render_markdown(audited(spun=False))


def test_the_card_on_one_line():
    assert card_line(audited()) == (
        "posts/back.md: grade D (50 of 100), E (0) before the corrections; "
        "Spinning C, Structure C, SEO C, Medical quality E; first: Spun wording"
    )
