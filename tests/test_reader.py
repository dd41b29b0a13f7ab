"""The second reader: its network against a plain one, its tokens, what it remembers and what it is asked."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import small_reader
from lab import document_of
from small_reader import BASE, GROUPS, HEAD, HEADS, LAYERS, MERGES, WIDTH, WORDS
from unspin.errors import ReaderError
from unspin.reader import network, reader
from unspin.reader.network import Place, log_probabilities
from unspin.reader.pages import LEAD, PAGE, ReadPlace, pages_of
from unspin.reader.passage import Choice, Passage
from unspin.reader.reader import Reader
from unspin.reader.tokens import Tokens
from unspin.reader.weights import Weights


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_reader.write(tmp_path_factory.mktemp("reader") / "small.gguf")


@pytest.fixture(scope="module")
def weights(file: Path) -> Weights:
    return Weights(file)


def test_what_the_file_says(weights: Weights) -> None:
    shape = weights.shape
    assert (shape.layers, shape.width, shape.heads, shape.groups) == (LAYERS, WIDTH, HEADS, GROUPS)
    assert (shape.head, shape.base) == (HEAD, BASE)
    assert weights.words == list(WORDS)
    assert weights.merges == list(MERGES)
    assert len(list(weights.layers())) == LAYERS


TEXTS = [[0, 5, 9, 11, 40, 7, 81, 3, 5, 9], [0, 17, 4, 200, 33]]
PLACES = [(4, [(7, 8), (9,), (10, 11, 12, 5)]), (10, [(3, 4)]), (13, [(6, 7, 1), (250,)])]
"""After token 4 and 10 of the first text, and 3 of the second."""


@pytest.mark.parametrize("window", [3, 5, 128])
def test_it_says_what_a_plain_network_says(
    weights: Weights, window: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(network, "WINDOW", window)
    monkeypatch.setattr(network, "_TOGETHER", 2)
    stream = [*TEXTS[0], *TEXTS[1]]
    firsts = [0] * len(TEXTS[0]) + [len(TEXTS[0])] * len(TEXTS[1])
    told = log_probabilities(weights, stream, firsts, [Place(at, tuple(variants)) for at, variants in PLACES])
    for (at, variants), scores in zip(PLACES, told, strict=True):
        first = firsts[at - 1]
        before = stream[first:at]
        for variant, score in zip(variants, scores, strict=True):

            def visible(i: int, j: int, end: int = len(before)) -> bool:
                """A token of the text sees a window; one of the variant what is before it, and its own."""
                reach = i - window + 1 if i < end else end - window
                return j == 0 or j >= reach

            plain = small_reader.plainly([*before, *variant], visible)
            expected = [plain[len(before) - 1 + n][token] for n, token in enumerate(variant)]
            np.testing.assert_allclose(score, expected, atol=2e-4)


def test_chances_sum_to_one(weights: Weights) -> None:
    every = tuple((token,) for token in range(len(WORDS)))
    (told,) = log_probabilities(weights, [0, 8, 9], [0, 0, 0], [Place(3, every)])
    assert np.exp(np.concatenate(told)).sum() == pytest.approx(1, abs=1e-4)


def test_nothing_to_read(weights: Weights) -> None:
    assert log_probabilities(weights, [0, 1], [0, 0], []) == []


@given(st.lists(st.text(alphabet="abe hint,.é5", min_size=1, max_size=12), min_size=1, max_size=4))
def test_tokens_of_words_are_those_of_the_text(words: list[str]) -> None:
    tokens = Tokens(WORDS, MERGES)
    words = [word.strip() or "x" for word in words]
    pieces = [words[0], *(f" {word}" for word in words[1:])]
    whole = tokens.of("".join(pieces))
    assert whole == tuple(token for piece in pieces for token in tokens.of(piece))
    assert "".join(WORDS[token] for token in whole).replace("Ġ", " ").isascii() or "é" in "".join(words)


def test_merges_and_single_digits() -> None:
    tokens = Tokens(WORDS, MERGES)
    assert [WORDS[token] for token in tokens.of(" the 12")] == ["Ġthe", "Ġ", "1", "2"]


def passage(text: str = "Heat in the air. ", last: str = "the end") -> Passage:
    return Passage(f"{text}{last} is near", (Choice(len(text), len(text) + len(last), (last, "a hint")),))


def test_scores_of_a_place(file: Path, weights: Weights) -> None:
    (((keep, other),),) = Reader(file, checked=False).scores([passage()])
    tokens = Tokens(WORDS, MERGES)
    before = [0, *tokens.of("Heat in the air.")]
    for score, text in ((keep, " the end is near"), (other, " a hint is near")):
        after = tokens.of(" is near")[: reader.AFTER]
        variant = tokens.of(text.removesuffix(" is near")) + after
        told = log_probabilities(weights, before, [0] * len(before), [Place(len(before), (variant,))])
        assert score == pytest.approx(float(told[0][0].sum()), abs=2e-3)


def test_what_is_known_is_not_read_again(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = Reader(file, checked=False)
    first = own.scores([passage(), passage("The ant. ")])
    monkeypatch.setattr(reader, "log_probabilities", None)
    assert own.scores([passage("The ant. "), passage()]) == first[::-1]


def test_memory_has_an_end(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "_REMEMBERED", 3)
    own = Reader(file, checked=False)
    first = own.scores([passage(), passage("The ant. ")])
    assert own.scores([passage("The bee. ")])
    assert len(own._known) == 2
    assert own.scores([passage()]) == first[:1]


def test_passages_do_not_hear_each_other(file: Path) -> None:
    alone = Reader(file, checked=False).scores([passage()])
    both = Reader(file, checked=False).scores([passage("The ant. "), passage()])
    assert both[1][0] == pytest.approx(alone[0][0], abs=2e-3)


def test_many_passages_are_read_in_groups(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    passages = [passage(f"{word} and the cat. ") for word in ("Heat", "Cold", "Rain", "Hail")]
    whole = Reader(file, checked=False).scores(passages)
    monkeypatch.setattr(reader, "_AT_ONCE", 30)
    for one, other in zip(Reader(file, checked=False).scores(passages), whole, strict=True):
        assert one[0] == pytest.approx(other[0], abs=2e-3)


def test_only_the_paragraph_goes_on(file: Path) -> None:
    text = "An ache\nThe next one"
    short = Passage("An ache", (Choice(3, 7, ("ache", "itch")),))
    long = Passage(text, (Choice(3, 7, ("ache", "itch")),))
    own = Reader(file, checked=False)
    assert own.scores([short]) == own.scores([long])


def test_words_that_are_taken_out(file: Path) -> None:
    own = Reader(file, checked=False)
    inside = Passage("Heat of the air", (Choice(4, 7, (" of", "")),))
    assert own.scores([inside])[0][0][0] != own.scores([inside])[0][0][1]
    for text in ("of", "Heat\nof"):
        ((scores,),) = own.scores([Passage(text, (Choice(len(text) - 2, len(text), ("of", "")),))])
        assert all(score < 0 for score in scores)


def test_a_file_that_is_no_model(tmp_path: Path) -> None:
    (tmp_path / "x.gguf").write_bytes(b"GGUF" + b"\0" * 100)
    with pytest.raises(ReaderError, match="is no model that the reader can use"):
        Weights(tmp_path / "x.gguf")


def test_a_network_of_another_kind(tmp_path: Path) -> None:
    with pytest.raises(ReaderError, match="its architecture is gpt2, not llama"):
        Weights(small_reader.write(tmp_path / "x.gguf", "gpt2"))


def test_a_damaged_file_is_not_used(file: Path) -> None:
    with pytest.raises(ReaderError, match=r"is not complete; run unspin reader install"):
        Reader(file).scores([passage()])


def test_pages() -> None:
    document = document_of("First the ache.\n\nThen a fit came.\n\nAll is well.\n")
    blocks = [block.flow.text for block in document.blocks]
    assert blocks == ["First the ache.", "Then a fit came.", "All is well."]
    places = [ReadPlace(0, 10, 14, "pain", ()), None, ReadPlace(1, 7, 10, "spasm", ("spasm", "seizure"))]
    (page,) = pages_of(document, places)
    assert page.passage.text == "First the pain.\nThen a spasm came.\nAll is well.\n"
    (choice,) = page.passage.choices
    assert page.passage.text[choice.start : choice.end] == "spasm"
    assert choice.variants == ("fit", "spasm", "seizure")
    assert page.numbers == (2,)


def test_places_that_overlap_are_left_out() -> None:
    document = document_of("A bad back fit.\n")
    places = [ReadPlace(0, 2, 10, "", ("sore back",)), ReadPlace(0, 6, 14, "", ("back spasm",))]
    (page,) = pages_of(document, places)
    assert page.numbers == (0,)


def test_clean_text_is_not_read() -> None:
    clean = "Nothing is wrong with this long line of words, which goes on. " * 10
    text = f"One fit.\n\n{clean}\n\n{clean}\n\n{clean}\n\nOther fit.\n"
    document = document_of(text)
    first, second = (block.index for block in document.blocks if "fit" in block.flow.text)
    places = [ReadPlace(first, 4, 7, "", ("spasm",)), ReadPlace(second, 6, 9, "", ("spasm",))]
    one, other = pages_of(document, places)
    assert one.passage.text.startswith("One fit.")
    assert len(other.passage.text) == LEAD + len("Other fit.\n")
    assert other.passage.text[:LEAD].strip() in f"{clean}\n{clean}"
    assert pages_of(document, []) == []


def test_a_long_paragraph_becomes_pages() -> None:
    document = document_of("A fit came and went again, " * 250)
    places = [ReadPlace(0, 27 * number + 2, 27 * number + 5, "spasm", ("spasm",)) for number in range(250)]
    pages = pages_of(document, places)
    assert [number for page in pages for number in page.numbers] == list(range(250))
    for page in pages:
        assert len(page.passage.text) < PAGE + 2 * LEAD
        for choice in page.passage.choices:
            assert page.passage.text[choice.start : choice.end] == "spasm"
            assert page.passage.text[: choice.start].endswith("A ")


def test_long_articles_become_pages() -> None:
    text = "\n\n".join(f"The fit number {number} came and went away again." for number in range(400))
    document = document_of(text)
    places = [ReadPlace(block.index, 4, 7, "", ("spasm",)) for block in document.blocks]
    pages = pages_of(document, places)
    assert [number for page in pages for number in page.numbers] == list(range(400))
    for page in pages:
        shown = [page.passage.text[choice.start : choice.end] for choice in page.passage.choices]
        assert set(shown) == {"fit"}
    assert all(len(page.passage.text) < PAGE + 3 * LEAD for page in pages)
    assert len(pages) > 2
