"""The language model: counted, smoothed, packed, looked up."""

from __future__ import annotations

import json
import math
from pathlib import Path

import pytest
from click.testing import CliRunner

from unspin.cli.main import cli
from unspin.lm.build import count, estimate
from unspin.lm.file import MAGIC, ModelError
from unspin.lm.model import UNKNOWN_SHARE, LanguageModel, shipped_model
from unspin.lm.pack import pack
from unspin.lm.text import NUMBER, clean_paragraphs, sentences_of, words_of_sentence
from unspin.lm.train import Source, Thresholds, perplexity, train

PARAGRAPHS = [
    "The doctor treats lower back pain with rest and gentle exercise.",
    "The nurse treats the patient with rest, and the pain goes away.",
    "Gentle exercise helps the lower back. The pain goes away with rest.",
    "Take 20 mg with food: the doctor helps the patient.",
] * 3


def model_of(tmp_path: Path, paragraphs: list[str], least: int = 1) -> LanguageModel:
    found = estimate(count(paragraphs, 1), least, least)
    path = tmp_path / "small.lm"
    path.write_bytes(pack(found, {}))
    return LanguageModel(path)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Pain goes. It stays!", [["pain", "goes"], ["it", "stays"]]),
        ("Lower-back pain (acute) hurts", [["lower", "back", "pain"], ["acute"], ["hurts"]]),
        ("Take 2.5 mg e.g. now", [["take", NUMBER, NUMBER, "mg", "e", "g"], ["now"]]),
        ("Don’t; wait", [["don't"], ["wait"]]),
    ],
)
def test_sentences(text: str, expected: list[list[str]]) -> None:
    assert list(sentences_of(text)) == expected


def test_numbers_are_one_word() -> None:
    assert words_of_sentence("Take 20 mg") == ["take", NUMBER, "mg"]


def test_paragraphs_are_prose_and_come_once() -> None:
    texts = [
        "One good paragraph of plain prose.\n12 | 34 | 56 | 78 | 90",
        "one  good paragraph of plain prose.",
    ]
    assert list(clean_paragraphs(texts)) == ["One good paragraph of plain prose."]


@pytest.mark.parametrize("least", [1, 2, 3])
@pytest.mark.parametrize(
    "history", [("the", "pain"), ("lower", "back"), ("<s>", "the"), ("rest", "doctor"), ("mg", "mg")]
)
def test_probabilities_sum_to_one(tmp_path: Path, history: tuple[str, str], least: int) -> None:
    model = model_of(tmp_path, PARAGRAPHS, least)
    first, second = map(model.id_of, history)
    words = range(len(model._unigrams))
    assert sum(math.exp(model.score(first, second, word)) for word in words) == pytest.approx(1.0, abs=0.03)


def test_what_was_seen_is_likelier(tmp_path: Path) -> None:
    model = model_of(tmp_path, PARAGRAPHS)
    lower, back, pain, rest = map(model.id_of, ("lower", "back", "pain", "rest"))
    assert model.score(lower, back, pain) > model.score(lower, back, rest)
    assert model.has_bigram(lower, back)
    assert not model.has_bigram(back, lower)


def test_an_unknown_word_is_one_of_many(tmp_path: Path) -> None:
    model = model_of(tmp_path, PARAGRAPHS)
    unknown, the = model.id_of("queasiness"), model.id_of("the")
    assert not model.knows("queasiness")
    assert model.extend(the, the, [unknown])[0] == model.score(the, the, unknown) - UNKNOWN_SHARE
    assert model.extend(unknown, the, [the]) == (model.score(unknown, the, the), the, the)


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    lines = [json.dumps({"text": f"{text} Case {n} of many."}) for n in range(60) for text in PARAGRAPHS[:4]]
    source = tmp_path / "articles.jsonl"
    source.write_text("\n".join(lines), "utf-8")
    results = [train([Source(str(source))], Thresholds(1, 1, 1), "about").packed() for _ in range(2)]
    assert results[0] == results[1]
    every_second = train([Source(str(source), 2)], Thresholds(1, 1, 1), "about").packed()
    assert every_second != results[0]


def test_perplexity_is_lower_on_what_the_model_knows(tmp_path: Path) -> None:
    model = model_of(tmp_path, PARAGRAPHS)
    known, _, words = perplexity(model, PARAGRAPHS[:2])
    strange, unknown, _ = perplexity(model, ["Away goes pain patient the rest queasiness and back."])
    assert known < strange
    assert words > 0
    assert 0 < unknown < 0.2


@pytest.mark.parametrize(
    ("text", "path", "every"),
    [("a.txt", "a.txt", 1), ("a@3", "a", 3), ("a@0", "a@0", 1), ("m@x.gz", "m@x.gz", 1)],
)
def test_sources(text: str, path: str, every: int) -> None:
    assert Source.parse(text) == Source(path, every)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"text",
        MAGIC,
        MAGIC + b"\xff\xff\xff\xff",
        MAGIC + b"\x02\0\0\0{}",
        MAGIC + b"\x0d\0\0\0" + b'{"version":1}',
    ],
)
def test_a_damaged_file_is_one_clear_error(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "bad.lm"
    path.write_bytes(data)
    with pytest.raises(ModelError, match=r"bad\.lm: "):
        LanguageModel(path)


def test_a_file_cut_short_is_an_error(tmp_path: Path) -> None:
    whole = pack(estimate(count(PARAGRAPHS, 1), 1, 1), {})
    path = tmp_path / "short.lm"
    path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(ModelError, match="damaged"):
        LanguageModel(path)


def test_arrays_that_do_not_fit_together_are_an_error(tmp_path: Path) -> None:
    whole = pack(estimate(count(PARAGRAPHS, 1), 1, 1), {})
    name, other = b'"trigram_logs": [', b'"trigram_words": ['
    numbers = [whole[whole.index(key) + len(key) :].split(b"]", 1)[0] for key in (name, other)]
    assert len(numbers[0]) == len(numbers[1])
    path = tmp_path / "odd.lm"
    path.write_bytes(whole.replace(name + numbers[0], name + numbers[1]))
    with pytest.raises(ModelError, match="trigram_words does not fit the rest"):
        LanguageModel(path)


def test_the_command_builds_and_shows(tmp_path: Path) -> None:
    source = tmp_path / "articles.txt"
    source.write_text(
        "\n\n".join(f"The doctor {n} sees the patient {n} again today." for n in range(300)), "utf-8"
    )
    out = tmp_path / "own.lm"
    built = CliRunner().invoke(cli, ["model", "build", str(source), "-o", str(out), "--min-word", "1"])
    assert built.exit_code == 0, built.output
    assert "held-out perplexity" in built.output
    shown = CliRunner().invoke(cli, ["model", "show", str(out)])
    assert json.loads(shown.stdout)["sources"] == ["articles.txt"]


def test_too_little_text_is_an_error(tmp_path: Path) -> None:
    source = tmp_path / "articles.txt"
    source.write_text("The doctor sees the patient again.", "utf-8")
    built = CliRunner().invoke(cli, ["model", "build", str(source), "-o", str(tmp_path / "own.lm")])
    assert built.exit_code == 2
    assert "too little text" in built.output
    assert not (tmp_path / "own.lm").exists()


def test_the_shipped_model() -> None:
    model = shipped_model()
    assert model is not None
    assert model.card["words_counted"] > 10_000_000
    ids = [model.start, model.start, *map(model.id_of, ["reduce", "the", "risk", "of", "heart", "disease"])]
    odd = [
        model.start,
        model.start,
        *map(model.id_of, ["decrease", "the", "gamble", "of", "heart", "illness"]),
    ]
    assert model.sequence(ids) > model.sequence(odd) + 10


def test_a_heavier_source_counts_more_but_is_no_surer() -> None:
    paragraphs = ["the pain went away", "the pain got worse"] * 3 + ["the ache went on and on"]
    plain = count(paragraphs, 1)
    weighed = count(paragraphs, 1, [3, 1] * 3 + [1])
    assert plain.trigrams[1].tolist() == weighed.trigrams[1].tolist()
    model = {}
    for name, counts in (("plain", plain), ("weighed", weighed)):
        found = estimate(counts, 1, 1)
        ids = {word: index for index, word in enumerate(found.words)}
        key = ids["the"] << 32 | ids["pain"] << 16
        logs = dict(zip(found.trigrams.tolist(), found.trigram_logs.tolist(), strict=True))
        model[name] = (logs[key | ids["went"]], logs[key | ids["got"]])
    assert model["weighed"][0] > model["plain"][0]
    assert model["weighed"][1] < model["plain"][1]


@pytest.mark.parametrize(
    ("text", "path", "every", "weight"),
    [
        ("a.txt", "a.txt", 1, 1),
        ("a.txt@3", "a.txt", 3, 1),
        ("a.txt*4", "a.txt", 1, 4),
        ("a.txt@2*5", "a.txt", 2, 5),
        ("a*b.txt", "a*b.txt", 1, 1),
        ("a@0", "a@0", 1, 1),
    ],
)
def test_sources_are_read_with_their_weight(text: str, path: str, every: int, weight: int) -> None:
    assert Source.parse(text) == Source(path, every, weight)
