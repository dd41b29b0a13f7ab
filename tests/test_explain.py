"""Explanations: what they hold, and how the command and the reports show them."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from importlib import resources
from pathlib import Path

import jsonschema
import pytest

from conftest import SPUN, Unspin
from factories import Change, make_report
from html_page import Page
from lab import PROBE, make_rules, run
from small_model import ModelLab, small_model
from unspin.model.article import Article
from unspin.model.decision import Verdict
from unspin.model.explanation import Explanation, Scored
from unspin.model.report import AuditReport
from unspin.model.rule import Rule
from unspin.render.explain import explanation_lines, grounds
from unspin.render.html import render_html
from unspin.render.json_report import render_json, report_to_dict

KEEPS = """
fit:
  to: [spasm, cramp]
  fix: ["The fit in my back hurts. => The spasm in my back hurts."]
  keep:
    - "The shoe is a good fit."
    - "She had a fit of the back row in the match."
"""


def decode(text: str, rules: tuple[Rule, ...], tmp_path: Path, spun: bool = True) -> AuditReport:
    lab = ModelLab(rules=rules, spun=spun, model=small_model(tmp_path / "small.lm"))
    return lab.clean(Article("post", text, "text"), with_audit=False)


def test_every_decision_is_explained_with_what_was_weighed(tmp_path: Path) -> None:
    rules = make_rules("muscle fit: [muscle spasm: 3, muscle pain: 1]")
    (decision,) = decode("Muscle fits in the lower back hurt.", rules, tmp_path).decisions
    why = decision.explanation
    assert why is not None
    assert (why.rule.id, why.weight, why.spun_article, why.spun_place) == ("mini/muscle-fit", 3.0, 1.0, 1.0)
    assert why.clean_count is None
    assert why.evidence > 0
    assert why.keep
    assert why.best
    assert why.following
    assert (why.keep.wording, why.best.wording, why.following.wording) == (
        "Muscle fits",
        "Muscle spasms",
        "Muscle pains",
    )
    assert why.best.language > why.keep.language
    assert why.best.total > why.following.total
    assert why.margin == pytest.approx(why.best.total - why.keep.total)
    assert decision.replacement == why.best.wording


def test_without_a_model_or_a_sign_of_spinning_no_language_model_is_asked(tmp_path: Path) -> None:
    (decision,) = run("A muscle fit hurts.", PROBE).decisions
    assert decision.explanation
    assert decision.explanation.keep is decision.explanation.margin is None
    (decision,) = decode(
        "One muscle fit. " + "Rest well. " * 200, make_rules(PROBE), tmp_path, spun=False
    ).decisions
    assert decision.explanation
    assert decision.explanation.best is None
    assert decision.verdict is not Verdict.APPLIED
    assert "Language model" in dict(grounds(decision.explanation))


def test_findings_that_lose_their_place_are_explained_too(tmp_path: Path) -> None:
    rules = make_rules("muscle fit: muscle spasm\nfit: match")
    decisions = decode("Muscle fits in the lower back hurt.", rules, tmp_path).decisions
    assert {d.verdict for d in decisions} == {Verdict.APPLIED, Verdict.REJECTED}
    assert all(d.explanation and d.explanation.best for d in decisions)


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("My back hurts. A new shoe is a bad fit, the doctor says.", "The shoe is a good fit."),
        ("A fit of the back in the match hurts.", "She had a fit of the back row in the match."),
    ],
)
def test_the_nearest_sentence_to_keep(text: str, nearest: str) -> None:
    (decision,) = run(text, KEEPS).decisions
    assert decision.explanation
    assert decision.explanation.nearest_keep == nearest


def test_what_reads_well_in_spun_text_is_not_said_to_show_no_sign(tmp_path: Path) -> None:
    rules = make_rules("people: water", pos="fixed", trust="low")
    text = "Most people with back pain get better at home."
    (decision,) = decode(text, rules, tmp_path).decisions
    assert decision.explanation
    assert (decision.explanation.margin or 0) < 0
    if decision.verdict is Verdict.REJECTED:
        assert "reads better" in decision.reason


def explained() -> AuditReport:
    report = make_report("Muscle fits hurt.\n", [Change("Muscle fits", "Muscle spasms")], path="a.md")
    (decision,) = report.decisions
    why = Explanation(
        rule=decision.finding.rule,
        weight=0.75,
        evidence=2.5,
        clean_count=1,
        clean_words=1234567,
        spun_article=0.98,
        spun_place=0.97,
        keep=Scored("Muscle fits", -20.0),
        best=Scored("Muscle <spasms>", -12.5, 1.5),
        following=Scored("Muscle cramps", -14.0, -7.0),
        nearest_keep="Box fits & all.",
    )
    return replace(report, decisions=(replace(decision, explanation=why),))


def test_the_words_of_an_explanation() -> None:
    report = explained()
    assert explanation_lines(report.article, report.decisions) == [
        'a.md:1:1: "Muscle fits" -> "Muscle spasms"',
        "  Verdict          Applied, 90% sure",
        "  Reason           fits the context",
        '  Entry            pain/muscle-fit: "muscle fits", noun',
        "  Trust            high: the first original is right at least 95 times in 100",
        "  Safety           safe: may be applied without a look",
        "  Weight           0.75 for this original",
        "  In clean text    1 time in 1,234,567 words; one such place weighs 2.50 for spun text",
        "  Text as it is    -20.00 by the language model",
        '  Best original    "Muscle <spasms>": -12.50 by the language model, -11.00 with the entry;'
        " 9.00 above the text",
        '  Next original    "Muscle cramps": -14.00 by the language model, -21.00 with the entry;'
        " 1.00 below the text",
        "  Spun score       article 0.98, this place 0.97",
        "  Must not change  Box fits & all.",
    ]


def test_the_json_report_has_it_and_fits_the_schema() -> None:
    schema = json.loads(resources.files("unspin.reports").joinpath("report.schema.json").read_text("utf-8"))
    data = json.loads(render_json(explained()))
    jsonschema.Draft202012Validator(schema).validate(data)
    why = data["decisions"][0]["explanation"]
    assert why["entry"] == {
        "rule": "pain/muscle-fit",
        "wording": "muscle fits",
        "pos": "noun",
        "trust": "high",
        "safety": "safe",
    }
    assert why["best"] == {"wording": "Muscle <spasms>", "language": -12.5, "channel": 1.5}
    for path, value in {"keep": 1, "spun_place": 2, "nearest_keep": None, "extra": 1}.items():
        broken = json.loads(render_json(explained()))
        broken["decisions"][0]["explanation"][path] = value
        assert list(jsonschema.Draft202012Validator(schema).iter_errors(broken)), path
    assert (
        "explanation" not in report_to_dict(make_report("A fit.", [Change("fit", "spasm")]))["decisions"][0]
    )


def test_the_json_report_spares_it_where_a_finding_only_lost_its_place(tmp_path: Path) -> None:
    rules = make_rules("muscle fit: muscle spasm\nfit: attack")
    report = decode("Muscle fits in the lower back hurt.", rules, tmp_path)
    lost = [decision for decision in report.decisions if decision.is_outdone]
    assert [decision.finding.rule.id for decision in lost] == ["mini/fit"]
    assert lost[0].explanation, "unspin explain has it still"
    listed = {item["rule"]: item for item in report_to_dict(report)["decisions"]}
    assert listed["mini/fit"]["reason"] == "overlaps the better finding 'Muscle fits' (mini/muscle-fit)"
    assert "explanation" not in listed["mini/fit"]
    assert "explanation" in listed["mini/muscle-fit"]


@pytest.mark.parametrize(
    ("verdict", "reason", "outdone"),
    [
        (Verdict.REJECTED, "overlaps the better finding 'x' (a/x)", True),
        (Verdict.REJECTED, "good English here", False),
        (Verdict.APPLIED, "overlaps nothing", False),
    ],
)
def test_a_rejection_for_another_reason_is_explained(verdict: Verdict, reason: str, outdone: bool) -> None:
    report = explained()
    decision = replace(report.decisions[0], verdict=verdict, reason=reason)
    assert decision.is_outdone is outdone
    item = report_to_dict(replace(report, decisions=(decision,)))["decisions"][0]
    assert ("explanation" not in item) is outdone


def test_the_html_report_shows_it_on_demand() -> None:
    source = render_html(explained())
    page = Page(source)
    ((index, attributes),) = page.all("details", "why")
    assert "open" not in attributes
    shown = page.text_of(index)
    assert "Box fits & all." in shown
    assert '"Muscle <spasms>"' in shown
    assert page.elements[index + 1][0] == "summary"
    printed = source[source.index("@media print") :]
    assert re.search(r"\.why \{ display: none; \}", printed)
    assert not Page(render_html(make_report("A fit.", [Change("fit", "spasm")]))).all("details", "why")


def test_the_command_explains_a_line(unspin: Unspin, site: Path) -> None:
    (site / "a.md").write_text(f"Good.\n\n{SPUN}\nGood.\n")
    result = unspin("explain", "a.md:3")
    assert (result.exit_code, result.stderr) == (0, "")
    assert re.findall(r"^a\.md:3:(\d+): (.*)$", result.stdout, re.MULTILINE) == [
        ("1", '"Muscle fits" -> "Muscle spasms"'),
        ("14", '"bosom malignancy" -> "breast cancer"'),
        ("35", '"sugar sickness" -> "diabetes"'),
    ]
    assert result.stdout.count("  Verdict          Applied") == 3


@pytest.mark.parametrize(("column", "found"), [(1, 1), (11, 1), (12, 0), (14, 1), (29, 1), (30, 0)])
def test_the_command_explains_a_place(column: int, found: int, unspin: Unspin, site: Path) -> None:
    (site / "a.md").write_text(SPUN)
    result = unspin("explain", f"a.md:1:{column}")
    assert result.exit_code == 0
    assert result.stdout.count("Verdict") == found
    assert ("no known spun wording" in result.stderr) is not bool(found)


def test_standard_input_and_names_with_colons(unspin: Unspin, site: Path) -> None:
    assert "Verdict" in unspin("explain", "-:1", stdin=SPUN).stdout
    (site / "a:1.md").write_text(SPUN)
    assert "Verdict" in unspin("explain", "a:1.md:1").stdout
    assert "Verdict" in unspin("explain", "a:1.md:1:2").stdout


ERRORS = {
    "posts/spun.md": "is not FILE:LINE",
    "posts/spun.md:": "is not FILE:LINE",
    "posts/spun.md:x": "is not FILE:LINE",
    "posts/spun.md:-1": "is not FILE:LINE",
    ":1": "is not FILE:LINE",
    "posts/spun.md:0": "no such line; the article has 1",
    "posts/spun.md:2": "no such line; the article has 1",
    "posts/spun.md:1:999": "no such column; the line has 49",
    "none.md:1": "no such file",
}


@pytest.mark.parametrize("place", ERRORS)
def test_a_wrong_place_is_one_clear_line(place: str, unspin: Unspin) -> None:
    result = unspin("explain", place)
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)
    assert result.stderr.startswith("unspin: ")
    assert ERRORS[place] in result.stderr
