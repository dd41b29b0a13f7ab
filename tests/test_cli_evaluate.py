"""``unspin evaluate``: the measures of the contract, and what is wrong with a gold file."""

# ruff: noqa: E501 - in the tables a case is a line

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from conftest import CLEAN, SPUN, Unspin


def span(text: str, part: str, accept: list[str], confidence: str = "certain") -> dict[str, object]:
    start = text.index(part)
    return {
        "start": start, "end": start + len(part), "spun": part, "accept": accept, "kind": "medical-term",
        "confidence": confidence,
    }  # fmt: skip


def gold(path: Path, *spans: dict[str, object], keep: tuple[str, ...] = (), text: str = SPUN) -> None:
    places = [{"start": text.index(k), "end": text.index(k) + len(k), "text": k} for k in keep]
    path.write_text(json.dumps({"id": "a1", "text": text, "spans": spans, "keep": places}) + "\n")


def figures(unspin: Unspin, *arguments: str) -> dict[str, object]:
    result = unspin("evaluate", *arguments, "--format", "json")
    assert result.exit_code == 0, result.stderr
    found: dict[str, object] = next(iter(json.loads(result.stdout).values()))
    return found


MUSCLE = span(SPUN, "Muscle fits", ["muscle spasms", "muscle cramps"])
BOSOM_WRONG = span(SPUN, "bosom malignancy", ["lung cancer"])
NOT_FOUND = span(SPUN, "and", ["or"])
UNSURE = span(SPUN, "sugar sickness", ["flu"], "unsure")

MEASURES = [
    ([MUSCLE], {"spans": 1, "found": 1.0, "restored": 1.0, "wrong": 0.0, "off_gold": 2, "harm": 0}, ()),
    ([MUSCLE, BOSOM_WRONG], {"found": 1.0, "restored": 0.5, "wrong": 0.5, "off_gold": 1}, ()),
    ([MUSCLE, NOT_FOUND], {"found": 0.5, "restored": 0.5, "wrong": 0.0}, ()),
    ([UNSURE], {"spans": 0, "found": 0.0, "off_gold": 2}, ()),
    ([span(SPUN, "fits, bosom", ["spasms, breast cancer"])], {"restored": 1.0, "off_gold": 1}, ()),
    ([span(SPUN, "Muscle fits", ["muscle-SPASMS"])], {"restored": 1.0}, ()),
    ([span(SPUN, "Muscle fits", ["muscle spasm"])], {"restored": 0.0, "wrong": 1.0}, ()),
    ([], {"spans": 0, "edits": 3, "off_gold": 3, "keep": 2, "harm": 1}, ("bosom malignancy", "and")),
]  # fmt: skip


@pytest.mark.parametrize(("spans", "expected", "keep"), MEASURES)
def test_measures(
    spans: list[dict[str, object]],
    expected: dict[str, object],
    keep: tuple[str, ...],
    unspin: Unspin,
    site: Path,
) -> None:
    gold(site / "gold.jsonl", *spans, keep=keep)
    found = figures(unspin, "gold.jsonl")
    assert {key: found[key] for key in expected} == expected


def test_text_and_verbose(unspin: Unspin, site: Path) -> None:
    gold(site / "gold.jsonl", MUSCLE, BOSOM_WRONG, NOT_FOUND, keep=("sugar sickness",))
    lines = unspin("evaluate", "gold.jsonl", "-v").stdout.splitlines()
    assert lines[0].startswith(
        "gold.jsonl: 1 texts, 3 spans: found 0.667, restored 0.333, wrong 0.333; 3 edits, 1 off-gold"
    )
    assert [line.split()[0] for line in lines[1:]] == ["wrong", "harm", "off-gold", "missed"]


def test_a_folder_of_the_corpus(unspin: Unspin, site: Path) -> None:
    entry = site / "corpus" / "one"
    entry.mkdir(parents=True)
    (entry / "draft.md").write_text(SPUN + "\n`muscle fits`\n")
    (entry / "gold.yaml").write_text(
        "spans:\n- {spun: Muscle fits, accept: [muscle spasms], kind: medical-term, confidence: certain}\n"
        "keep:\n- {text: muscle fits}\n"
    )
    found = figures(unspin, "corpus")
    assert (found["restored"], found["harm"], found["keep"]) == (1.0, 0, 1)
    assert figures(unspin, "corpus/one") == found


def test_clean_text(unspin: Unspin, site: Path) -> None:
    (site / "good.jsonl.gz").write_bytes(gzip.compress(json.dumps({"text": CLEAN * 50}).encode() + b"\n\n"))
    found = figures(unspin, "--clean", "good.jsonl.gz")
    assert (found["words"], found["edits_per_10000_words"], found["findings_per_10000_words"]) == (
        300,
        0.0,
        0.0,
    )
    assert unspin("evaluate", "--clean", "posts/spun.md").stdout.startswith(
        "posts/spun.md: 1 texts, 7 words; per 10,000 words: "
    )


BAD = {
    "": None,
    "{": "gold.jsonl:1: not valid JSON",
    '{"text": "a"}\n': "gold.jsonl:1: not in the gold format: KeyError: 'spans'",
    '{"text": "a", "spans": []}\n[]\n': "gold.jsonl:2: not in the gold format",
    '{"text": "abc", "spans": [{"start": 0, "end": 1, "spun": "b", "accept": []}]}': "span 0..1 is 'a', not 'b'",
    '{"text": "abc", "spans": [{"start": 2, "end": 1, "spun": "b", "accept": []}]}': "not a span",
}


@pytest.mark.parametrize("text", BAD)
def test_a_bad_gold_file_is_exit_2_with_its_line(text: str, unspin: Unspin, site: Path) -> None:
    (site / "gold.jsonl").write_text(text)
    result = unspin("evaluate", "gold.jsonl")
    problem = BAD[text]
    assert result.exit_code == (2 if problem else 0)
    if problem:
        assert problem in result.stderr
        assert result.stderr.count("\n") == 1
        assert result.stdout == ""


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["none.jsonl"], "none.jsonl: cannot be read"),
        (["posts"], "holds no gold.yaml"),
        (["--clean", "none.md"], "none.md: no such file"),
        (["--clean", "bad.jsonl.gz"], "bad.jsonl.gz: cannot be read"),
        (["--clean", "bad.jsonl"], "bad.jsonl:1: needs an object with 'text'"),
        ([], "Missing argument"),
    ],
)
def test_what_cannot_be_read_is_exit_2(
    arguments: list[str], problem: str, unspin: Unspin, site: Path
) -> None:
    (site / "bad.jsonl.gz").write_bytes(b"not gzip")
    (site / "bad.jsonl").write_text("[1]\n")
    result = unspin("evaluate", *arguments)
    assert result.exit_code == 2
    assert problem in result.stderr


@pytest.mark.parametrize(
    "gold_text", ["spans: [", "spans: [{spun: zzz, accept: [a], kind: b, confidence: c}]\nkeep: []", "[]"]
)
def test_a_bad_corpus_entry_is_exit_2(gold_text: str, unspin: Unspin, site: Path) -> None:
    (site / "one").mkdir()
    (site / "one" / "draft.md").write_text(SPUN)
    (site / "one" / "gold.yaml").write_text(gold_text)
    result = unspin("evaluate", "one")
    assert (result.exit_code, result.stderr.startswith("unspin: one/gold.yaml: ")) == (2, True), result.stderr
