"""``rules mine``: strange windows of drafts, ranked, as a pack for a person to edit."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from conftest import Unspin
from lab import make_rules
from small_model import ModelLab, small_model
from unspin.decide import Judge
from unspin.errors import InputError
from unspin.learn.mine import mine
from unspin.learn.proposal import Proposal
from unspin.learn.write import FILL_IN, write_pack
from unspin.lexicon.channel import read_channel
from unspin.lexicon.lexicon import read_packs
from unspin.lm.file import ModelError
from unspin.lm.model import LanguageModel
from unspin.model.article import Article
from unspin.workflow import Workflow

CHANNEL = "noun | spasm | fit*, seizure?\nnoun | risk | gamble\n"


@pytest.fixture
def model(tmp_path: Path) -> LanguageModel:
    return small_model(tmp_path / "small.lm")


def mined(
    texts: str | list[str],
    model: LanguageModel | None,
    entries: str = "zzz: yyy",
    channel: str = "",
    most: int = 99,
) -> list[Proposal]:
    """Proposals from drafts that count as clean, so that nothing of the channel is applied."""
    words, problems = read_channel([("c.txt", channel)])
    assert not problems
    lab = ModelLab(rules=make_rules(entries), words=words, model=model, spun=False)
    drafts = [texts] if isinstance(texts, str) else texts
    return mine([Article(f"d{i}", text, "text") for i, text in enumerate(drafts)], lab, most)


def wordings(proposals: list[Proposal]) -> list[str]:
    return [proposal.wording for proposal in proposals]


FOUND = {
    "two known words that never stand together": (
        "Heat and rest treat the muscle pain of people.",
        "muscle pain",
    ),
    "a function word between them": ("Most people ask about the rest of injury.", "rest of injury"),
    "words that clean text does not know": ("Most people with back torment get better at home.", "torment"),
}


@pytest.mark.parametrize("case", FOUND)
def test_a_strange_window_is_found(case: str, model: LanguageModel) -> None:
    text, expected = FOUND[case]
    assert any(expected in wording for wording in wordings(mined(text, model))), wordings(mined(text, model))


SILENT = {
    "clean text": "Most people with back pain get better at home. Muscle spasms in the lower back hurt.",
    "names": "A doctor asks Kowalska about the pain and the risk.",
    "numbers": "Heat and rest 500 reduce the risk.",
    "drug names": "A doctor can treat ibuprofen at home.",
    "over a sentence end": "Muscle spasms in the lower back hurt a lot. Heat and rest reduce the risk.",
    "nothing": " ",
    "one word": "Torment",
}


@pytest.mark.parametrize("case", SILENT)
def test_what_is_no_window(case: str, model: LanguageModel) -> None:
    strange = [
        w for w in wordings(mined(SILENT[case], model)) if set(w.split()) & {"kowalska", "500", "ibuprofen"}
    ]
    assert strange == []
    if case not in ("names", "numbers", "drug names"):
        assert mined(SILENT[case], model) == []


def test_what_a_rule_explains_is_left_out(model: LanguageModel) -> None:
    text = "Heat and rest treat the muscle pain of people."
    assert any("muscle" in wording for wording in wordings(mined(text, model)))
    assert not any("muscle" in wording for wording in wordings(mined(text, model, "muscle pain: x")))


def test_the_best_original_comes_from_channel_and_model(model: LanguageModel) -> None:
    (found,) = [
        p for p in mined("Muscle fits in the lower back hurt a lot.", model, channel=CHANNEL) if p.original
    ]
    assert (found.wording, found.original, found.pos) == ("muscle fit", "muscle spasm", "noun")
    assert found.fixes == (
        ("Muscle fits in the lower back hurt a lot.", "Muscle spasms in the lower back hurt a lot."),
    )
    assert not found.problem


def test_frequency_and_an_original_raise_the_rank(model: LanguageModel) -> None:
    texts = [
        "Heat and rest treat the muscle pain of people.",
        "A doctor can treat the muscle pain at home.",
        "Most people ask about the rest of injury.",
    ]
    proposals = mined(texts, model)
    assert proposals == sorted(proposals, key=lambda p: -(p.score or 0))
    (often,) = [p for p in proposals if p.wording == "muscle pain"]
    assert (often.count, often.articles, len(often.contexts)) == (2, 2, 2)
    assert proposals[0] == often
    assert mined(texts, model, most=1) == [often]
    assert mined(texts, model) == proposals


def test_windows_do_not_overlap(model: LanguageModel) -> None:
    proposals = mined("Most water doctor match heat injury people.", model)
    words = [word for proposal in proposals for word in proposal.wording.split()]
    assert words
    assert len(words) == len(set(words))


def test_the_pack_loads_as_it_is_and_when_filled_in(model: LanguageModel) -> None:
    texts = ["Muscle fits in the lower back hurt a lot.", "Most people ask about the rest of injury."]
    proposals = mined(texts, model, channel=CHANNEL)
    assert {bool(proposal.original) for proposal in proposals} == {True, False}
    text = write_pack(proposals, "mined", "Mined", "test")
    rules, problems = read_packs([("mined.yaml", text)])
    assert problems == []
    assert [rule.wording for rule in rules] == ["muscle fit"]
    for proposal in proposals:
        assert f"score {proposal.score:.1f}" in text
    filled = "\n".join(_uncommented(text)).replace(FILL_IN, "right wording")
    rules, problems = read_packs([("mined.yaml", filled)])
    assert problems == []
    assert len(rules) == len(proposals)


def test_a_pack_without_originals_loads_too(model: LanguageModel) -> None:
    proposals = mined("Most people ask about the rest of injury.", model)
    text = write_pack(proposals, "mined", "Mined", "test")
    assert read_packs([("mined.yaml", text)]) == ([], [])
    filled = (
        "\n".join(_uncommented(text)).replace(FILL_IN, "right wording").replace("sections: []", "sections:")
    )
    assert len(read_packs([("mined.yaml", filled)])[0]) == len(proposals)


def _uncommented(text: str) -> list[str]:
    """What an editor does: takes the "# " away from the entries that stand in comments."""
    return [line[2:] if line.startswith("#  ") else line for line in text.splitlines()]


def test_no_model_or_a_broken_draft(model: LanguageModel, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ModelError, match="needs a language model"):
        mined("Some text.", None)

    def broken(article: Article) -> None:
        raise InputError(f"{article.path}: is broken")

    monkeypatch.setattr("unspin.learn.mine.parse", broken)
    failed: list[InputError] = []
    lab = ModelLab(rules=make_rules("a: b"), model=model)
    assert mine([Article("x", "Text.", "text")], lab, failed=failed.append) == []
    assert [str(error) for error in failed] == ["x: is broken"]
    with pytest.raises(InputError):
        mine([Article("x", "Text.", "text")], lab)


@pytest.fixture
def with_model(site: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The site of the other tests, but with a small model."""
    judge = Judge(model=small_model(site / "small.lm"))
    monkeypatch.setattr(Workflow, "judge", property(lambda self: judge))
    (site / "drafts").mkdir()
    for name in ("a", "b"):
        (site / "drafts" / f"{name}.md").write_text("Heat and rest treat the muscle pain of people.\n")
    return site


def test_the_command(unspin: Unspin, with_model: Path) -> None:
    result = unspin("rules", "mine", "drafts", "-o", "own/mined.yaml")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.endswith("wordings proposed, 0 of them with an original\n")
    text = (with_model / "own" / "mined.yaml").read_text()
    assert "# 2 times in 2 articles, score " in text
    assert f"to: [{json.dumps(FILL_IN)}]" in text
    assert unspin("rules", "lint", "own/mined.yaml").exit_code == 0
    shown = unspin("rules", "mine", "drafts/a.md", "drafts/b.md", "--most", "1")
    assert shown.stdout.count("score ") == 1
    assert shown.stdout.startswith("# Proposals for own rules")
    result = unspin("rules", "mine", "drafts", "none.md")
    assert (result.exit_code, result.stderr.startswith("unspin: none.md: no such file")) == (2, True)
    assert "muscle" in result.stdout


ERRORS = {
    ("none.md",): "none.md: no such file",
    ("drafts", "-o", "x.txt"): "x.txt: the name of a pack must end in .yaml",
    ("drafts", "-o", "mini.yaml"): "mini.yaml: is there already",
    ("drafts", "--config", "none.toml"): "none.toml: no such configuration file",
}


@pytest.mark.parametrize("arguments", ERRORS)
def test_errors_are_one_clear_line(arguments: tuple[str, ...], unspin: Unspin, with_model: Path) -> None:
    result = unspin("rules", "mine", *arguments)
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)
    assert ERRORS[arguments] in result.stderr


def test_a_missing_model_is_one_clear_line(unspin: Unspin) -> None:
    result = unspin("rules", "mine", "posts")
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)
    assert "needs a language model" in result.stderr
