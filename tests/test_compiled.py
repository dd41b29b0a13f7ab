"""Compiled rules are the rules; a file that something else has changed is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from lab import make_rules
from unspin.detect.matcher import Matcher, tokenize
from unspin.lexicon.compiled import (
    RuleTable,
    compile_rules,
    form_lines,
    parse_compiled,
    read_compiled,
    write_compiled,
)
from unspin.lexicon.inflect import TAGS, base_of, forms_of, has_forms
from unspin.lexicon.lexicon import load_dictionary, load_lexicon
from unspin.lexicon.make_forms import needed_words
from unspin.model.rule import Pos, Rule

ENTRIES = """
muscle fit: muscle spasm
fit: [attack, "spasm"]
fit as a fiddle: healthy
naïve sufferer: first-time patient
plate: {to: [disc], near: [slipped], fix: ["A slipped plate. => A slipped disc."], keep: ["A plate of soup."]}
"""
TEXT = "A muscle fit, muscle fits, a fit. Fits. Fit as a fiddle, fit as a naïve sufferer; plates and plate."


@pytest.fixture(scope="module")
def rules() -> tuple[Rule, ...]:
    return make_rules(ENTRIES)


@pytest.fixture(scope="module")
def table(rules: tuple[Rule, ...]) -> RuleTable:
    (found,) = parse_compiled(compile_rules([rules]))
    return found


def test_a_table_has_the_rules_and_their_forms(rules: tuple[Rule, ...], table: RuleTable) -> None:
    assert tuple(table) == rules
    assert list(table.form_lines()) == list(table.form_lines()) == list(form_lines(rules))
    assert tuple(table.ids) == tuple(rule.id for rule in rules)
    assert table[-1] == rules[-1]
    with pytest.raises(IndexError):
        table[len(rules)]


def test_a_table_and_a_list_match_alike(rules: tuple[Rule, ...], table: RuleTable) -> None:
    found = [
        [(m.rule.wording, m.tags, m.first, m.last) for m in Matcher(any_).matches(TEXT, tokenize(TEXT))]
        for any_ in (rules, table)
    ]
    assert found[0] == found[1]
    assert [wording for wording, *_ in found[0]] == [
        "muscle fit", "fit", "muscle fit", "fit", "fit", "fit", "fit as a fiddle", "fit", "fit",
        "naïve sufferer", "plate", "plate",
    ]  # fmt: skip


@pytest.mark.parametrize("at", [1, 30, -1, -60, -200])
def test_a_changed_file_is_none(rules: tuple[Rule, ...], at: int) -> None:
    content = bytearray(compile_rules([rules]))
    content[at] ^= 1
    with pytest.raises((ValueError, KeyError, TypeError)):
        parse_compiled(bytes(content))


@pytest.mark.parametrize("kept", [0, 10, -1, -100])
def test_a_file_that_was_cut_short_is_none(rules: tuple[Rule, ...], kept: int) -> None:
    with pytest.raises(ValueError, match=r"cut short|not found|Expecting|subsection"):
        parse_compiled(compile_rules([rules])[:kept])


def test_what_is_stored_comes_back_unless_it_was_changed(
    rules: tuple[Rule, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UNSPIN_CACHE_DIR", str(tmp_path))
    write_compiled("key", compile_rules([rules]))
    (stored,) = tmp_path.glob("rules-*.txt")
    read = read_compiled("key")
    assert read is not None
    assert tuple(read[0]) == rules
    stored.write_bytes(stored.read_bytes().replace(b"spasm", b"spasn"))
    assert read_compiled("key") is None
    assert read_compiled("another key") is None


def test_no_shipped_word_needs_to_be_inflected_at_run_time() -> None:
    lexicon = load_lexicon()
    words = needed_words((*lexicon.rules, *lexicon.channel, *load_dictionary()))
    inflected = {(pos, word) for pos, word in words if pos in TAGS and word.replace("'", "").isalpha()}
    assert len(inflected) > 20_000
    assert not [f"{pos} {word}: make forms" for pos, word in inflected if not has_forms(word, pos)]


def test_the_base_of_a_form_is_not_sought_among_the_words_of_dictionaries() -> None:
    assert base_of("analyses", Pos.NOUN) == "analysis"
    assert base_of("made", Pos.VERB) == "make"
    assert base_of("kidneys", Pos.VERB) == ""
    assert base_of("kidne", Pos.NOUN) == base_of("", Pos.NOUN) == base_of("often", Pos.ADVERB) == ""
    assert forms_of("pancreas", Pos.NOUN)["NN"] == "pancreas"
