"""A model of general English: read from PocketSphinx's format and mixed into one of counted text."""

from __future__ import annotations

import json
import math
import struct
from dataclasses import replace
from itertools import islice, product
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from unspin.cli.main import cli
from unspin.lm import mix as mixing
from unspin.lm.build import Estimate, count, estimate
from unspin.lm.file import BITS, LONG, ModelError
from unspin.lm.mix import GENERAL, OWN, mix
from unspin.lm.model import LanguageModel
from unspin.lm.pack import pack
from unspin.lm.sphinx import FLOOR, read_sphinx

HEALTH = ["The doctor treats back pain with rest.", "The pain goes away with rest."] * 3
SPEECH = ["The doctor goes away.", "Rest the back with the doctor, away with pain."] * 3
WORDS = ["</s>", "<s>", "alibi", "back", "doctor", "pain", "the"]
SINGLES = [-2.0, -99.0, -9.0, -5.0, -6.0, -4.0, -1.0]
PAIRS = [("pain", "back", -0.5, -0.25), ("pain", "the", -3.0, -0.5), ("doctor", "the", -2.0, 0.0)]
TRIPLES = [("pain", "back", "the", -0.125)]


class _Bits:
    """Writes numbers one behind the other, lowest bit first."""

    def __init__(self) -> None:
        self.value = self.length = 0

    def add(self, number: int, bits: int) -> None:
        self.value |= number << self.length
        self.length += bits

    def data(self, size: int) -> bytes:
        return self.value.to_bytes(size, "little")


def sphinx_file(path: Path) -> Path:
    """PocketSphinx's format of WORDS, PAIRS and TRIPLES: a word, those before it, log, back-off."""
    ids = {word: index for index, word in enumerate(WORDS)}
    log = math.log(1.0001)
    logs2, offs2, logs3 = ([*{row[i] for row in rows}] for rows, i in ((PAIRS, 2), (PAIRS, 3), (TRIPLES, 3)))
    pairs = sorted(PAIRS, key=lambda row: (ids[row[0]], ids[row[1]]))
    word_bits, child_bits = len(WORDS).bit_length(), len(TRIPLES).bit_length()
    second, third, below = _Bits(), _Bits(), 0
    for word, before, value, backoff in pairs:
        second.add(ids[before], word_bits)
        second.add(logs2.index(value) << 16 | offs2.index(backoff), 32)
        second.add(below, child_bits)
        for row in TRIPLES:
            if row[:2] == (word, before):
                third.add(ids[row[2]], word_bits)
                third.add(logs3.index(row[3]), 16)
                below += 1
    second.add(0, word_bits + 32)
    second.add(below, child_bits)
    tables = b"".join(
        struct.pack("<65536f", *([v / log for v in values] + [0.0] * (65536 - len(values))))
        for values in (logs2, offs2, logs3)
    )
    singles = b"".join(
        struct.pack("<2fI", value / log, -0.5 / log, sum(ids[row[0]] < index for row in PAIRS))
        for index, value in enumerate([*SINGLES, 0.0])
    )
    sizes = [
        ((1 + len(rows)) * (word_bits + bits) + 7) // 8 + 8
        for rows, bits in ((PAIRS, 32 + child_bits), (TRIPLES, 16))
    ]
    spelled = "\0".join(WORDS).encode() + b"\0"
    path.write_bytes(
        b"Trie Language Model"
        + struct.pack("<B3Ii", 3, len(WORDS), len(PAIRS), len(TRIPLES), 1)
        + tables
        + singles
        + second.data(sizes[0])
        + third.data(sizes[1])
        + struct.pack("<I", len(spelled))
        + spelled
    )
    return path


def test_a_sphinx_model_is_read(tmp_path: Path) -> None:
    words = ("<unk>", "the", "back", "pain", "doctor")
    found = read_sphinx(str(sphinx_file(tmp_path / "small.lm.bin")), words)
    assert found.words == words
    assert found.unigrams.tolist() == pytest.approx([FLOOR, -1.0, -5.0, -4.0, -6.0], rel=1e-5)
    assert found.unigram_backoffs.tolist() == pytest.approx([0.0, -0.5, -0.5, -0.5, -0.5], rel=1e-5)
    the, back, pain, doctor = 1, 2, 3, 4
    logs = dict(zip(found.bigrams.tolist(), found.bigram_logs.tolist(), strict=True))
    assert logs == pytest.approx(
        {the << BITS | pain: -3.0, the << BITS | doctor: -2.0, back << BITS | pain: -0.5}
    )
    backoffs = dict(zip(found.bigrams.tolist(), found.bigram_backoffs.tolist(), strict=True))
    assert backoffs[back << BITS | pain] == pytest.approx(-0.25)
    assert found.trigrams.tolist() == [the << 2 * BITS | back << BITS | pain]
    assert found.trigram_logs.tolist() == pytest.approx([-0.125])


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda data: b"", "is not a binary language model"),
        (lambda data: b"\\data\\\nngram 1=3\n", "is not a binary language model"),
        (lambda data: data[:100], "damaged"),
        (lambda data: data[: 3 * 65536 * 4 + 80], "damaged"),
        (lambda data: data[:-9], "damaged"),
        (lambda data: data[:19] + b"\x02" + data[20:], "order 2"),
    ],
)
def test_another_file_is_one_clear_error(tmp_path: Path, change: object, message: str) -> None:
    path = sphinx_file(tmp_path / "small.lm.bin")
    assert callable(change)
    path.write_bytes(change(path.read_bytes()))
    with pytest.raises(ModelError, match=message):
        read_sphinx(str(path), ("the",))


def test_a_missing_file_is_one_clear_error(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"none\.bin: cannot be read"):
        read_sphinx(str(tmp_path / "none.bin"), ("the",))


def models() -> tuple[Estimate, Estimate]:
    """Two models with the same words, which are not all in both texts."""
    words = estimate(count(HEALTH + SPEECH, 1), 1, 1).words
    return tuple(_renumbered(estimate(count(text, 1), 1, 1), words) for text in (HEALTH, SPEECH))  # type: ignore[return-value]


def _renumbered(model: Estimate, words: tuple[str, ...]) -> Estimate:
    ids = np.array([words.index(word) for word in model.words])
    mask = (1 << BITS) - 1
    alone, backoffs = np.full(len(words), FLOOR), np.zeros(len(words))
    alone[ids], backoffs[ids] = model.unigrams, model.unigram_backoffs
    pairs = ids[model.bigrams >> BITS] << BITS | ids[model.bigrams & mask]
    triples = (
        ids[model.trigrams >> 2 * BITS] << 2 * BITS
        | ids[model.trigrams >> BITS & mask] << BITS
        | ids[model.trigrams & mask]
    )
    second, third = np.argsort(pairs), np.argsort(triples)
    return replace(
        model,
        words=words,
        unigrams=alone,
        unigram_backoffs=backoffs,
        bigrams=pairs[second],
        bigram_logs=model.bigram_logs[second],
        bigram_backoffs=model.bigram_backoffs[second],
        trigrams=triples[third],
        trigram_logs=model.trigram_logs[third],
    )


def _opened(path: Path, model: Estimate) -> LanguageModel:
    path.write_bytes(pack(model, {}))
    return LanguageModel(path)


def test_a_mixture_is_the_weighed_sum(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mixing, "LEAST", 0.0)
    own, general = models()
    mixed = _opened(tmp_path / "mixed.lm", mix(own, general))
    first, second = (_opened(tmp_path / f"{name}.lm", m) for name, m in (("own", own), ("general", general)))
    size = range(len(own.words))
    worst = max(
        abs(mixed.score(a, b, c) - OWN * first.score(a, b, c) - GENERAL * second.score(a, b, c))
        for a in size
        for b in size
        for c in size
    )
    assert worst < 0.2  # three models, each with its own 255 levels
    the, pain = mixed.id_of("the"), mixed.id_of("pain")
    assert mixed.weight == OWN + GENERAL
    assert mixed.alone(pain) == pytest.approx(first.alone(pain))
    assert mixed.probability(the, the, pain) == pytest.approx(
        math.exp(mixed.score(the, the, pain) / mixed.weight)
    )


def test_a_pair_of_general_english_is_not_one_of_the_counted_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mixing, "LEAST", 0.0)
    mixed = _opened(tmp_path / "mixed.lm", mix(*models()))
    the, doctor, goes = map(mixed.id_of, ("the", "doctor", "goes"))
    assert mixed.has_bigram(the, doctor)
    assert not mixed.has_bigram(doctor, goes)
    assert mixed._pair(doctor, goes) >= 0  # though the mixture has it
    assert mixed.attraction(the, doctor) > mixed.attraction(doctor, the)


def test_what_changes_little_is_left_out() -> None:
    own, general = models()
    whole = len(own.trigrams) + len(general.trigrams)
    assert 0 < len(mix(own, general).trigrams) < whole


def test_a_pair_may_begin_very_many_triples(tmp_path: Path) -> None:
    """More than one byte can count, and the rows of the pairs after it are still found."""
    many = ["".join(letters) for letters in islice(product("bcdfglmn", repeat=3), 2 * LONG)]
    text = [f"lower back {word} helps" for word in many] + ["lower leg pain", "the leg pain goes"] * 2
    model = _opened(tmp_path / "long.lm", estimate(count(text, 1), 1, 1))
    lower, back, leg, pain = map(model.id_of, ("lower", "back", "leg", "pain"))
    assert model._long_rows
    assert model.score(lower, leg, pain) > math.log(0.5)
    likely = [model.score(lower, back, model.id_of(many[n])) for n in (0, LONG, 2 * LONG - 1)]
    assert min(likely) > model.score(lower, back, pain)


def test_the_command_mixes_one_in(tmp_path: Path) -> None:
    source, out = tmp_path / "articles.txt", tmp_path / "own.lm"
    source.write_text("\n\n".join(f"The doctor sees back pain {n} again today." for n in range(300)), "utf-8")
    general = sphinx_file(tmp_path / "small.lm.bin")
    given = ["model", "build", str(source), "-o", str(out), "--general"]
    built = CliRunner().invoke(cli, [*given, str(general)])
    assert built.exit_code == 0, built.output
    card = json.loads(CliRunner().invoke(cli, ["model", "show", str(out)]).stdout)
    assert card["general"] == "small.lm.bin"
    assert LanguageModel(out).weight == OWN + GENERAL
    before = out.read_bytes()
    failed = CliRunner().invoke(cli, [*given, str(source)])
    assert failed.exit_code == 2
    assert "articles.txt: is not a binary language model of PocketSphinx" in failed.output
    assert out.read_bytes() == before
