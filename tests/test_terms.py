"""Terms and their pieces: files, folding, the model of terms, learning from pairs, the search."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from small_model import small_model
from unspin.decide.lookup import Lookup, margins, plural, written
from unspin.evaluate import align_pairs, bare_pairs
from unspin.evaluate.count_spun import pairs
from unspin.learn.pieces import learn_pieces
from unspin.lexicon.terms import (
    PIECES,
    TermKnowledge,
    fold,
    lint_terms,
    read_pieces,
    read_terms,
    shipped_knowledge,
    shipped_term_files,
)
from unspin.lm.model import LanguageModel
from unspin.lm.terms import TermModel

TERMS = """# right terms
random forest
hidden Markov model
signal-to-noise ratio
greedy algorithm
neural networks
"""
JUDGED = """random: irregular, haphazard
forest: timberland, woods
hidden: secret, concealed
greedy: voracious
algorithm: calculation
network: organization
"""
COUNTED = "flag\tsignal\t0.80\ncommotion\tnoise\t0.90\nproportion\tratio\t0.70\nneural\tneural\t0.95\n"


@pytest.fixture(scope="module")
def knowledge() -> TermKnowledge:
    return TermKnowledge(read_terms((TERMS,)), read_pieces((JUDGED,), (COUNTED,)))


@pytest.fixture(scope="module")
def lookup(knowledge: TermKnowledge, tmp_path_factory: pytest.TempPathFactory) -> Lookup:
    model: LanguageModel = small_model(tmp_path_factory.mktemp("model") / "small.lm")
    return Lookup(knowledge, TermModel(knowledge.terms, model))


def test_terms_are_found_in_any_number_and_spelling(knowledge: TermKnowledge) -> None:
    assert knowledge.term(("hidden", "markov", "models")) == "hidden Markov model"
    assert knowledge.term(("neural", "network")) == "neural networks"
    assert knowledge.term(("random", "walk")) == ""
    assert fold(("optimisation", "analyses")) == ("optimization", "analysis")


def test_pieces_share_what_they_may_stand_for(knowledge: TermKnowledge) -> None:
    pieces = read_pieces(("random: uneven\nbumpy: uneven",), ("uneven\trough\t0.50\n",))[("uneven",)]
    assert pieces["random"] == pieces["bumpy"]
    assert pieces["rough"] == pytest.approx(0.3)
    assert knowledge.pieces[("haphazard",)]["random"] == pytest.approx(0.2)


@pytest.mark.parametrize(
    ("words", "best"),
    [
        ("irregular timberland", "random forest"),
        ("secret markov model", "hidden Markov model"),
        ("flag to commotion proportion", "signal-to-noise ratio"),
        ("voracious calculations", "greedy algorithms"),
        ("neural organization", "neural network"),
        ("random forest", "random forest"),
    ],
)
def test_the_term_is_found(words: str, best: str, lookup: Lookup) -> None:
    phrase = tuple(words.split())
    ranked = lookup.restore(phrase, {})
    assert written(ranked[0]) == best
    if words != best:
        assert min(margins(ranked, lookup.kept(phrase, {}))) > 0
    assert ranked == sorted(ranked, key=lambda one: (-one.total, one.words)), "ties have an order"


def test_originals_from_elsewhere_count_too(lookup: Lookup) -> None:
    ranked = lookup.restore(("strange", "timberland"), {(0, 1): {"random": 0.5}})
    assert written(ranked[0]) == "random forest"


def test_plural_of_a_term() -> None:
    assert plural("analysis of variance") == "analyses of variance"
    assert plural("muscle spasm") == "muscle spasms"


def test_the_model_of_terms_is_one_of_chances(lookup: Lookup) -> None:
    model = lookup.model
    assert model.seen("random", "forest")
    assert not model.seen("forest", "random")
    known, unknown = (model.phrase(words, True) for words in (("random", "forest"), ("forest", "random")))
    assert unknown < known < 0
    assert math.isfinite(model.phrase(("xyzzy", "plugh"), True))


def test_pieces_are_learned_from_pairs() -> None:
    given = [
        ("irregular timberland", "random forest"),
        ("irregular number", "random number"),
        ("specially appointed organization", "ad hoc network"),
        ("neural organization", "neural network"),
        ("irregular walk", "random walk"),
    ]
    chances = learn_pieces((tuple(spun.split()), tuple(right.split())) for spun, right in given)
    best = {part: max(originals, key=lambda one: originals[one]) for part, originals in chances.items()}
    assert best[("irregular",)] == ("random",)
    assert best[("timberland",)] == ("forest",)
    assert best[("organization",)] == ("network",)
    assert best[("specially", "appointed")] == ("ad", "hoc")
    assert best[("number",)] == ("number",)
    assert all(0 < sum(originals.values()) < 1 for originals in chances.values())


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [
        ("a.terms.txt", "deep learning\ndeep learning\n", "is there twice"),
        ("a.terms.txt", "a b c d e f g h i j k\n", "no term of 1 to 10 words"),
        ("a.pieces.txt", "deep learning\n", "is not 'original: spun, spun'"),
        ("a.pieces.txt", "deep: profound,\n", "is not 'original: spun, spun'"),
        ("a.pieces.txt", "deep: profound, deep\n", "is among its spun wordings"),
        ("a.pieces.tsv", "profound\tdeep\n", "is not 'spun TAB original TAB chance'"),
    ],
)
def test_mistakes_in_the_files_are_named(name: str, text: str, problem: str) -> None:
    (found,) = lint_terms([(name, text)])
    assert found.startswith(f"{name}:{text.count(chr(10))}: ")
    assert problem in found


@pytest.mark.shipped
def test_the_shipped_files_are_in_order() -> None:
    files = shipped_term_files()
    assert not list(lint_terms(files))
    knowledge = shipped_knowledge()
    assert len(knowledge.terms) > 50_000
    assert knowledge.pieces[("neural",)]["neural"] > 0.5, "what is counted also says which words are kept"
    assert sum(path.endswith(PIECES) for path, _ in files) >= 7
    wrong = [path for path, text in files if not text.startswith("# ")]
    assert not wrong, "the first line says what the file is"


LIST = "fingerprint\texpected\tpapers\n" + "".join(
    f'"{spun}"\t{right}\t3\n'
    for spun, right in [
        ("irregular timberland", "random forest (a classifier)"),
        ("irregular number", "random number"),
        ("timberland fire", "forest fire"),
        ("irregular fire", "???"),
    ]
)


def test_a_published_list_is_taken_apart(tmp_path: Path) -> None:
    listed = tmp_path / "list.tsv"
    listed.write_text(LIST, "utf-8")
    align_pairs.main([str(listed), str(tmp_path)])
    terms = (tmp_path / "published.terms.txt").read_text("utf-8")
    pieces = (tmp_path / "published.pieces.tsv").read_text("utf-8")
    assert terms.splitlines()[1:] == ["forest fire", "random forest", "random number"]
    assert any(line.startswith("irregular\trandom\t") for line in pieces.splitlines())
    assert not list(lint_terms([("published.terms.txt", terms), ("published.pieces.tsv", pieces)]))
    align_pairs.main([str(listed), str(tmp_path)])
    assert (tmp_path / "published.pieces.tsv").read_text("utf-8") == pieces


@pytest.mark.shipped
def test_pairs_are_measured_without_what_was_learned_from_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    listed = tmp_path / "list.tsv"
    listed.write_text(LIST, "utf-8")
    assert len(list(pairs(str(listed)))) == 4
    bare_pairs.main([str(listed), "--folds", "3", "-v"])
    last = capsys.readouterr().out.splitlines()[-2:]
    assert last[0].startswith("all: 3 phrases: restored ")
    assert last[1].startswith("medical: ")
