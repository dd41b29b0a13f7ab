"""The ablation: every configuration runs, and parts that are taken away are missed where they must be."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import pytest

from lab import make_rules
from small_model import small_model
from small_reader import MadeUpReader
from unspin.decide import Judge, reread
from unspin.errors import GoldError
from unspin.evaluate import ablation, baseline
from unspin.evaluate.ablation import ESTIMATOR, all_configurations, tables
from unspin.evaluate.baseline import Entry, Listed, estimator, fingerprints
from unspin.evaluate.configurations import configurations
from unspin.lexicon.lexicon import Lexicon
from unspin.lm.model import LanguageModel
from unspin.model.article import Article
from unspin.model.rule import Rule, Trust
from unspin.workflow import Workflow

RULES = make_rules(
    """
muscle fit: muscle spasm
gamble of harm: risk of injury
bosom malignancy: breast cancer
sugar sickness: diabetes
"""
) + make_rules("boxing:\n  to: treatment\n  near: [drug]\n  keep: ['x']", name="context")
NAMES = [
    "list look-up",
    "+ inflection",
    "+ contexts and word channel",
    "+ language model",
    "+ two passes (all)",
]
TEXT = (
    "Boxing fits. The muscle fits hurt, and a gamble of harm, bosom malignancy and sugar sickness. Torment."
)
"""An inflected wording, a word of a rule whose context is missing, a channel word, and sure signs."""


@dataclass(frozen=True)
class Small(Workflow):
    """The full workflow over a few rules, with a small model and real evidence."""

    words: tuple[Rule, ...] = ()
    model: LanguageModel | None = None

    @cached_property
    def lexicon(self) -> Lexicon:
        return Lexicon(RULES, self.words)

    @cached_property
    def judge(self) -> Judge:
        return Judge(model=self.model)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Small:
    words = tuple(replace(rule, trust=Trust.LOW) for rule in make_rules("torment: pain", name="words"))
    return Small(words=words, model=small_model(tmp_path_factory.mktemp("model") / "small.lm"))


def edits(workflow: Workflow, text: str = TEXT) -> dict[str, list[str]]:
    """Original texts that each configuration changes."""
    found = {}
    for configuration in configurations(workflow):
        correction = configuration.clean(Article("a", text, "text")).correction
        found[configuration.name] = [edit.span.of(text).lower() for edit in correction.edits]
    return found


def test_each_part_does_what_its_name_says(small: Small) -> None:
    found = edits(small)
    assert list(found) == NAMES
    look_up, inflection, channel, *_ = found.values()
    assert "muscle fits" not in look_up
    assert "gamble of harm" in look_up
    assert "boxing" in look_up
    assert set(inflection) == {*look_up, "muscle fits"}
    assert "boxing" not in channel
    assert "torment" in channel
    assert all("muscle fits" in edited for edited in list(found.values())[1:])


def test_only_two_passes_leave_clean_text_alone(small: Small) -> None:
    text = "Most people get better at home. " * 30 + "A gamble of harm. " + "Drink water and stretch. " * 30
    found = edits(small, text)
    assert [bool(found[name]) for name in NAMES] == [True, True, True, True, False]


def test_the_second_reader_has_a_row_of_its_own(small: Small, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = MadeUpReader(dict.fromkeys(("muscle spasms", "breast cancer", "diabetes"), -90.0))
    monkeypatch.setattr(reread, "ASKED", (0.0001, 0.9999))
    with_reader = Small(words=small.words, model=small.model)
    vars(with_reader)["judge"] = replace(small.judge, reader=asked)
    found = edits(with_reader)
    assert list(found) == [*NAMES[:4], "+ two passes", "+ second reader"]
    assert "bosom malignancy" in found["+ two passes"]
    assert "bosom malignancy" not in found["+ second reader"]
    assert found["+ language model"] == edits(small)["+ language model"]


def test_without_a_model_there_is_nothing_to_say_of_it() -> None:
    assert list(edits(Small())) == NAMES[:3]


def test_protected_places_are_left_alone(small: Small) -> None:
    article = Article("a", "`sugar sickness` and sugar sickness\n", "markdown")
    for configuration in configurations(small):
        assert configuration.clean(article).correction.text.startswith("`sugar sickness`")


LIST = (
    "fingerprint\texpected\tpapers\n"
    '"bosom malignancy"\tbreast cancer (BC)\t7\n'
    '"sugar sickness" AND "muscle fits"\tdiabetes\t3\n'
    '"gamble of harm" NOT boxing\trisk\t3\n'
    '"a" OR "b"\tc\t1\n'
    '"close by"~10\tnear\t1\n'
    '"no one knows"\t???\t1\n'
)


def test_the_published_list(tmp_path: Path) -> None:
    (tmp_path / "list.tsv").write_text(LIST)
    listed = fingerprints(str(tmp_path / "list.tsv"))
    assert len(listed.entries) == 3
    corrected = listed(Article("a", TEXT, "text")).correction.text
    assert corrected == TEXT.replace("bosom malignancy", "breast cancer").replace(
        "sugar sickness", "diabetes"
    )
    assert listed(Article("a", "Sugar sickness.", "text")).correction.edits == ()
    with pytest.raises(GoldError, match=r"none\.tsv: cannot be read"):
        fingerprints(str(tmp_path / "none.tsv"))


def test_a_list_without_originals_finds_and_changes_nothing() -> None:
    report = Listed.of([Entry(("sugar", "sickness"))])(Article("a", TEXT, "text"))
    assert [d.finding.text for d in report.decisions] == ["sugar sickness"]
    assert report.correction.edits == ()


def test_the_estimator_is_optional(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "TorturePhrases_Estimator.torture_phrases", None)
    assert estimator() is None
    lines = list(tables([], [], [], has_estimator=False))
    assert "not installed" in lines[-1]


def test_the_estimator_s_list_is_read() -> None:
    pytest.importorskip("TorturePhrases_Estimator")
    listed = estimator()
    assert listed is not None
    assert len(listed.entries) > 1_000
    assert all(not entry.expected for group in listed.entries.values() for entry in group)


def test_the_tables(small: Small, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ablation, "estimator", lambda: Listed.of([]))
    start = TEXT.index("sugar sickness")
    span = {"start": start, "end": start + 14, "spun": "sugar sickness", "accept": ["diabetes"]}
    (tmp_path / "gold.jsonl").write_text(json.dumps({"text": TEXT, "spans": [span]}) + "\n")
    (tmp_path / "good.txt").write_text("A gamble of harm.\n")
    found = all_configurations(small, None)
    assert [configuration.name for configuration in found] == [ESTIMATOR, *NAMES]
    lines = list(
        tables([str(tmp_path / "gold.jsonl")], [str(tmp_path / "good.txt")], found, has_estimator=True)
    )
    assert f"| {ESTIMATOR} | 0.000 | 0.000 | 0.000 | 0 |" in lines
    assert "| list look-up | 1.000 | 1.000 | 0.000 | 3 |" in lines
    assert "| list look-up | 2500.00 |" in lines
    assert str(tmp_path) not in "\n".join(lines)


def test_the_command(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(ablation, "Workflow", Small)
    monkeypatch.setattr(baseline, "estimator", lambda: None)
    with pytest.raises(SystemExit) as ended:
        ablation.main(["none.jsonl"])
    assert ended.value.code == 2
    assert "none.jsonl: cannot be read" in capsys.readouterr().err
