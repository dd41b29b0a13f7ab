"""The JSON reports against their schemas and against the promises of the contract."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from dataclasses import replace
from importlib import resources
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from referencing import Registry, Resource

from factories import Change, make_decision, make_report, make_scores
from unspin.model.check import Check
from unspin.model.decision import Verdict
from unspin.model.report import AuditReport
from unspin.model.rule import Kind, Safety
from unspin.render.issues import checked_file
from unspin.render.json_report import FileError, render_check_json, render_json, report_to_dict
from unspin.render.statistics import statistics, statistics_to_list

TEXT = "Muscle fits hurt.\r\nA herniated plate 🩺 hurts more, and Symptons differ.\r\n"


def schema(name: str) -> dict[str, Any]:
    return json.loads(resources.files("unspin.reports").joinpath(name).read_text("utf-8"))


REPORT_SCHEMA, CHECK_SCHEMA = schema("report.schema.json"), schema("check.schema.json")
REGISTRY = Registry().with_resource(
    REPORT_SCHEMA["$id"], Resource.from_contents(REPORT_SCHEMA)
)  # fmt: skip


def errors(value: object, against: dict[str, Any] = REPORT_SCHEMA) -> list[str]:
    validator = jsonschema.Draft202012Validator(against, registry=REGISTRY)
    return [error.message for error in validator.iter_errors(value)]


def sample() -> AuditReport:
    changes = (
        Change("Muscle fits", ("Muscle spasms", "Muscle cramps", "Muscle spasms")),
        Change("plate", "disc", Verdict.REVIEW, 0.61234567, "two senses", rule="spine/plate"),
        Change("Symptons", "Symptoms", kind=Kind.TYPO, rule="typo/symptons", confidence=1),
        Change("hurts more", (), Verdict.REJECTED, 0.1, "good English", safety=Safety.REPORT_ONLY),
    )
    checks = [Check("seo/title", "No title.", "error", 2, 3)]
    return make_report(TEXT, changes, checks=checks, notices=["No model."])


def test_the_schemas_are_valid_schemas():
    jsonschema.Draft202012Validator.check_schema(REPORT_SCHEMA)
    jsonschema.Draft202012Validator.check_schema(CHECK_SCHEMA)


@pytest.mark.parametrize(
    "report",
    [
        sample(),
        make_report(""),
        make_report("No fault.", before=make_scores(0, smog_index=None, difficult_words=None)),
        make_report("A fit.", [Change("A fit", "")], path="-", form="html", encoding="utf-16"),
    ],
)
def test_reports_fit_their_schema(report: AuditReport):
    assert errors(json.loads(render_json(report))) == []
    assert errors(json.loads(render_check_json([report, report])), CHECK_SCHEMA) == []
    counts = statistics_to_list(statistics(checked_file(report, True).issues))
    assert errors(json.loads(render_check_json([report], (), (2, 1), counts)), CHECK_SCHEMA) == []


def nodes(node: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(node, dict):
        yield path, node
        for key, value in node.items():
            yield from nodes(value, f"{path}/{key}")


OPTIONAL = {"explanation", "assessments", "score_card", "grammar", "baseline", "statistics"}
"""Added to the contract later: older reports have none; nor have findings that lost to a better one, nor
runs that did not ask for it."""


@pytest.mark.parametrize("which", [REPORT_SCHEMA, CHECK_SCHEMA], ids=["report", "check"])
def test_every_field_is_described_required_and_closed(which: dict[str, Any]):
    objects = [(path, node) for path, node in nodes(which) if "properties" in node]
    objects = [(path, node) for path, node in objects if node.get("type") == "object"]
    assert objects
    for path, node in objects:
        assert node["additionalProperties"] is False, path
        assert set(node["required"]) == set(node["properties"]) - OPTIONAL, path
        for name, field in node["properties"].items():
            assert field.get("description"), f"{path}/{name}"


def _edit(path: str, value: object) -> dict[str, Any]:
    changed = copy.deepcopy(report_to_dict(sample()))
    target: Any = changed
    *parents, last = path.split("/")
    for key in parents:
        target = target[int(key) if isinstance(target, list) else key]
    target[last] = value
    return changed


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("extra", 1),
        ("schema_version", 2),
        ("decisions/0/extra", 1),
        ("decisions/0/verdict", "maybe"),
        ("decisions/0/confidence", 1.1),
        ("decisions/0/start", -1),
        ("decisions/0/alternatives", [1]),
        ("scores/before/smog_index", "high"),
        ("scores/after/extra", 1),
        ("article/sha256", "abc"),
        ("checks/0/severity", "fatal"),
        ("checks/0/line", 0),
    ],
)
def test_the_schema_refuses_what_breaks_the_contract(path: str, value: object):
    assert errors(_edit(path, value))


def test_the_decisions_say_what_the_contract_says():
    first, second, third, fourth = report_to_dict(sample())["decisions"]
    assert first == {
        "rule": "pain/muscle-fit",
        "detector": "terminology",
        "kind": "medical-term",
        "start": 0,
        "end": 11,
        "line": 1,
        "column": 1,
        "text": "Muscle fits",
        "replacement": "Muscle spasms",
        "alternatives": ["Muscle cramps"],
        "confidence": 0.9,
        "verdict": "applied",
        "severity": "error",
        "reason": "fits the context",
        "message": '"Muscle fits" is spun wording for "Muscle spasms"',
    }
    assert (second["line"], second["column"], second["confidence"]) == (2, 13, 0.6123)
    assert (second["verdict"], second["severity"]) == ("review", "warning")
    assert third["text"] == third["replacement"] == "hurts more"
    assert (third["verdict"], third["severity"]) == ("rejected", "suggestion")
    assert fourth["message"] == '"Symptons" is a misspelling of "Symptoms"'


def test_offsets_name_the_text_even_after_characters_beyond_the_bmp():
    for decision in report_to_dict(sample())["decisions"]:
        assert TEXT[decision["start"] : decision["end"]] == decision["text"]


def splice(text: str, report: dict[str, Any]) -> str:
    applied = [d for d in report["decisions"] if d["verdict"] == "applied"]
    for decision in sorted(applied, key=lambda d: -d["start"]):
        text = text[: decision["start"]] + decision["replacement"] + text[decision["end"] :]
    return text


WORDS = st.lists(st.text(max_size=6), min_size=1, max_size=12)
VERDICTS = st.sampled_from(list(Verdict))


@given(WORDS, st.data())
def test_splicing_the_json_into_the_input_gives_the_correction(words: list[str], data: Any):
    # Numbered words are unique, so that each change names exactly one place.
    marked = [f"<{index}{word}>" for index, word in enumerate(words)]
    text = "\r\n".join(marked)
    chosen = data.draw(st.lists(st.sampled_from(marked), unique=True))
    changes = [Change(old, data.draw(st.text()), data.draw(VERDICTS)) for old in chosen]
    report = make_report(text, changes)
    assert splice(text, json.loads(render_json(report))) == report.correction.text


def test_alternatives_that_do_not_fit_are_not_offered():
    decision = make_decision("A fit.", Change("fit", ("spasm", "cramp", "seizure")))
    candidates = list(decision.finding.candidates)
    candidates[1] = replace(candidates[1], problem="crosses a link")
    finding = replace(decision.finding, candidates=tuple(candidates))
    report = replace(make_report("A fit."), decisions=(replace(decision, finding=finding),))
    assert report_to_dict(report)["decisions"][0]["alternatives"] == ["seizure"]


def test_check_lists_unreadable_files_beside_the_others():
    rendered = render_check_json([sample()], [FileError("b.md", "not UTF-8")])
    value = json.loads(rendered)
    assert errors(value, CHECK_SCHEMA) == []
    assert [file["article"]["path"] for file in value["files"]] == ["posts/back.md"]
    assert value["errors"] == [{"path": "b.md", "message": "not UTF-8"}]


def test_a_path_that_is_not_utf8_survives():
    path = b"caf\xe9.md".decode("utf-8", "surrogateescape")
    rendered = render_json(make_report("x", path=path))
    assert json.loads(rendered.encode("utf-8"))["article"]["path"] == path


def test_output_is_the_same_for_any_order_of_decisions():
    changes = [Change("Muscle fits", "Muscle spasms"), Change("plate", "disc")]
    assert render_json(make_report(TEXT, changes)) == render_json(make_report(TEXT, changes[::-1]))
    assert render_json(sample()).endswith("}\n")
