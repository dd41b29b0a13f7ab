"""Rule packs: what they say, and every way in which one can be wrong, with file, line and mend."""

# ruff: noqa: E501 - in the tables a case is a line

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lab import make_rules, pack_text
from unspin.errors import PackError
from unspin.lexicon.lexicon import load_lexicon, read_packs
from unspin.lexicon.pack import parse_pack, slug
from unspin.lexicon.selftest import check_rules, examples_of
from unspin.model.document import BlockKind
from unspin.model.rule import Context, Kind, Original, Pos, Safety, Trust

HEAD = "pack: mini\nsource: own\nsections:\n"
SECTION = HEAD + "  - pos: noun\n    kind: typo\n    frames: ['A {}.']\n    entries:\n"


def problems_of(text: str, path: str = "mini.yaml") -> list[str]:
    return read_packs([(path, text)])[1]


def test_a_whole_entry() -> None:
    (rule,) = parse_pack(
        SECTION
        + """
      Muscle  fit:
        to: [muscle spasm: 3, cramp]
        pos: fixed
        kind: medical-term
        safety: review
        trust: low
        near: [BACK, hernia*]
        not_before: growth
        tag: [NOUN]
        in: [heading]
        source: a book
        note: beware
        fix: ["A muscle fit. => A muscle spasm."]
        keep: ["A fit."]
""",
        "mini.yaml",
    )[0]
    assert (rule.id, rule.wording, rule.pack) == ("mini/muscle-fit", "Muscle fit", "mini")
    assert rule.originals == (Original("muscle spasm", 3.0), Original("cramp", 0.5))
    assert (rule.pos, rule.kind, rule.safety, rule.trust) == (
        Pos.FIXED, Kind.MEDICAL_TERM, Safety.REVIEW, Trust.LOW,
    )  # fmt: skip
    assert rule.context == Context(
        near=("back", "hernia*"), not_before=("growth",), tag=("NOUN",), inside=("heading",)
    )
    assert [(e.text, e.corrected) for e in rule.fixes] == [("A muscle fit.", "A muscle spasm.")]
    assert [e.text for e in rule.keeps] == ["A fit."]
    assert (rule.source, rule.note, rule.line, rule.frames) == ("a book", "beware", 9, ())


WRONG: dict[str, str] = {
    # the file
    "": "mini.yaml:1: must be a list of 'key: value' lines",
    "- a\n": "mini.yaml:1: must be a list",
    "pack: [a\n": "mini.yaml:2: not valid YAML",
    "a:\n\tb: c\n": "mini.yaml:2: not valid YAML: found character that cannot start any token",
    "pack: *a\n": "mini.yaml:1: not valid YAML: found undefined alias",
    "a: " + "[" * 20_000: "mini.yaml:1: nested too deeply",
    "a: " + "[" * 100_000 + "]" * 100_000: "mini.yaml:1: nested too deeply",
    "a: " + "{b: " * 100_000 + "}" * 100_000: "mini.yaml:1: nested too deeply",
    "- " * 100_000 + "a": "mini.yaml:1: nested too deeply",
    # the head
    HEAD.replace("mini", "other") + "  []\n": "mini.yaml:1: 'pack: other' must be the name of the file, 'mini'",
    HEAD.replace("source: own\n", "") + "  []\n": "mini.yaml:1: 'source' is missing",
    "pack: mini\nsource: own\n": "mini.yaml:1: 'sections' must be a list",
    "pack: mini\nsource: own\nsection: []\n": "mini.yaml:3: unknown key 'section'; did you mean 'sections'?",
    "pack: mini\npack: mini\nsource: own\nsections: []\n": "mini.yaml:2: 'pack' stands here twice (first in line 1)",
    "pack: mini\nsource: own\nsections: [a]\n": "mini.yaml:3: a section must be a list of 'key: value' lines",
    "pack: mini\nsource: own\n[a]: b\nsections: []\n": "mini.yaml:3: a key must be plain text",
    # the section
    HEAD + "  - kind: typo\n    entries: {}\n": "mini.yaml:4: the section has no 'pos'",
    HEAD + "  - pos: noun\n    entries: {}\n": "mini.yaml:4: the section has no 'kind'",
    HEAD + "  - pos: noun\n    kind: typo\n": "mini.yaml:4: the section has no 'entries'",
    HEAD + "  - pos: nuon\n    kind: typo\n    entries: {}\n": "mini.yaml:4: 'nuon' is not one of: noun, verb,",
    HEAD + "  - pos: noun\n    kind: typo\n    saftey: safe\n    entries: {}\n": "mini.yaml:6: unknown key 'saftey'; did you mean 'safety'?",
    HEAD + "  - pos: noun\n    kind: typo\n    frames: ['A.']\n    entries: {}\n": "mini.yaml:6: a frame needs the slot {}",
    HEAD + "  - pos: noun\n    kind: typo\n    entries: [a, b]\n": "mini.yaml:6: 'entries' must be a list of 'spun wording: original' lines",
    # the entries
    SECTION + "      a: b\n      a: c\n": "mini.yaml:9: 'a' stands here twice (first in line 8); remove one",
    SECTION + "      A b: c\n      a-b: d\n": "mini.yaml:9: 'a-b' is already in mini.yaml:8; remove one",
    SECTION + "      a:\n": "mini.yaml:8: 'a' has no original; write 'spun wording: original'",
    SECTION + "      a: []\n": "mini.yaml:8: 'a' has no original",
    SECTION + "      '': b\n": "mini.yaml:8: '' has no original",
    SECTION + "      '--': b\n": "mini.yaml:8: '--' has no original",
    SECTION + "      a: A\n": "mini.yaml:8: 'a' corrects to itself; remove that original",
    SECTION + "      a: [b, a]\n": "mini.yaml:8: 'a' corrects to itself",
    SECTION + "      a: b\n      b: a\n": "mini.yaml:8: corrections go in a circle: a -> b -> a; remove one",
    SECTION + "      a: b\n      b: c\n      c: a\n": "corrections go in a circle: a -> b -> c -> a",
    SECTION + "      a: [b: x]\n": "mini.yaml:8: a weight must be a number above 0, at most 1000",
    SECTION + "      a: [b: 0]\n": "mini.yaml:8: a weight must be a number above 0",
    SECTION + "      a: [b: -1]\n": "mini.yaml:8: a weight must be a number above 0",
    SECTION + "      a: [b: nan]\n": "mini.yaml:8: a weight must be a number above 0",
    SECTION + "      a: [b: 1001]\n": "mini.yaml:8: a weight must be a number above 0",
    SECTION + "      a: [[b]]\n": "mini.yaml:8: an original must be text",
    SECTION + "      a: {to: b, nere: [c]}\n": "mini.yaml:8: unknown key 'nere'; did you mean 'near'?",
    SECTION + "      a: {to: b, fix: [a b]}\n": "mini.yaml:8: a fix is 'spun sentence => corrected sentence'",
    SECTION + "      a: {to: b, fix: ['a => a']}\n": "mini.yaml:8: a fix is 'spun sentence => corrected sentence'",
    SECTION + "      a: {to: b, near: [{c: d}]}\n": "mini.yaml:8: near must be text; put it in quotes",
    SECTION + "      a: {to: b, safety: sure}\n": "mini.yaml:8: 'sure' is not one of: safe, review, report-only",
    SECTION + "      a: {to: b, in: [heading, quote]}\n": "mini.yaml:8: in: 'quote' is not one of: title, description, heading, paragraph, list-item,",
    SECTION + "      a: {to: b, not_in: Heading}\n": "mini.yaml:8: not_in: 'Heading' is not one of: title,",
    SECTION + "      a: {to: b, tag: [NOUN, NUON]}\n": "mini.yaml:8: tag: 'NUON' is not one of: NOUN, VERB, ADJ, ADV, PROPN, AUX, ADP, DET, PRON, NUM",
    SECTION + "      a: {to: b, tag: skin tag}\n": "mini.yaml:8: tag: 'skin tag' is not one of: NOUN,",
    SECTION + "      a:\n        to: b\n        before: [x,\n          True]\n": "mini.yaml:11: before: True is no word but a YAML truth value; put the word in quotes",
    SECTION + "      a: {to: b, not_near: False}\n": "mini.yaml:8: not_near: False is no word but a YAML truth value; put the word in quotes",
    SECTION + "      a: {near: [b]}\n": "mini.yaml:8: 'a' has no original",
    SECTION.replace("    frames: ['A {}.']\n", "") + "      a: b\n": "mini.yaml:7: 'a' has no sentence it must fix; add 'fix' or frames",
}  # fmt: skip


@pytest.mark.parametrize("text", WRONG, ids=lambda text: WRONG[text][:60])
def test_what_is_wrong_is_named_with_its_line(text: str) -> None:
    found = problems_of(text)
    assert any(WRONG[text] in problem for problem in found), found
    for problem in found:
        assert problem.startswith("mini.yaml:")
        assert "\n" not in problem


def test_every_kind_of_block_and_tag_is_allowed() -> None:
    kinds = ", ".join(BlockKind)
    tags = "NOUN, VERB, ADJ, ADV, PROPN, AUX, ADP, DET, PRON, NUM"
    (rule,) = make_rules(f"a: {{to: b, in: [{kinds}], not_in: {BlockKind.ALT}, tag: [{tags}]}}")
    assert rule.context == Context(
        tag=tuple(tags.split(", ")), inside=tuple(BlockKind), not_inside=(BlockKind.ALT,)
    )


def test_words_that_yaml_takes_for_truth_values_are_words() -> None:
    (rule,) = make_rules("a: {to: b, before: [on, No, true], after: ['True', \"False\"], not_near: off}")
    assert rule.context == Context(before=("on", "no", "true"), after=("true", "false"), not_near=("off",))


def test_all_problems_are_shown_at_once() -> None:
    found = problems_of(SECTION + "      a: A\n      b: [c: x]\n      d: {to: e, nere: f}\n")
    assert [problem.split(":")[1] for problem in found] == ["8", "8", "9", "10"]


def test_the_same_wording_with_another_context_is_no_duplicate() -> None:
    entries = "      plate: dish\n      Plate: {to: disc, near: [spine], fix: ['a => b']}\n"
    assert [problem.split(": ")[1] for problem in problems_of(SECTION + entries)] != []
    other = SECTION.replace("mini", "other") + "      plate: {to: disc, near: [spine], fix: ['a => b']}\n"
    sources = [("mini.yaml", SECTION + "      plate: dish\n"), ("other.yaml", other)]
    assert read_packs(sources)[1] == []


def test_duplicates_between_packs_are_found() -> None:
    sources = [
        ("mini.yaml", SECTION + "      plate: dish\n"),
        ("other.yaml", SECTION.replace("mini", "other") + "      plate: disc\n"),
    ]
    assert read_packs(sources)[1] == [
        "other.yaml:8: 'plate' is already in mini.yaml:8; remove one, or give them different contexts"
    ]


def test_an_alias_bomb_is_refused_or_harmless() -> None:
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    lines += [f"{b}: &{b} [{', '.join(['*' + a] * 9)}]" for a, b in zip("abcdefgh", "bcdefghi", strict=True)]
    bomb = "      word: {to: &a [x, x], near: [*a, *a]}\n"
    begun = time.process_time()
    assert problems_of("\n".join(lines))
    assert problems_of(SECTION + bomb)
    assert time.process_time() - begun < 2


def test_loading_names_the_first_problems_and_their_number(tmp_path: Path) -> None:
    text = SECTION + "".join(f"      w{n}: w{n}\n" for n in range(9))
    (tmp_path / "mini.yaml").write_text(text)
    with pytest.raises(PackError) as error:
        load_lexicon([str(tmp_path)], shipped=False)
    lines = str(error.value).splitlines()
    assert len(lines) == 6
    assert lines[-1].endswith("more; 'unspin rules lint' shows all")
    assert all(line.startswith(str(tmp_path)) for line in lines[:-1])


@given(st.text(alphabet="ab:-[]{}#&*!|>'\"\n \t%@,?é", max_size=80))
@settings(max_examples=200, deadline=None)
def test_no_text_breaks_the_reader(text: str) -> None:
    for whole in (text, SECTION + "      " + text):
        for problem in problems_of(whole):
            assert problem.startswith("mini.yaml:")


@pytest.mark.parametrize(
    ("wording", "expected"),
    [
        ("Muscle  fit", "muscle-fit"),
        ("doctor's guide", "doctors-guide"),
        ("a, b–c", "a-b-c"),
        ("é 2", "é-2"),
        ("--", ""),
    ],
)
def test_slugs(wording: str, expected: str) -> None:
    assert slug(wording) == expected


def test_sentences_are_tests_and_can_fail() -> None:
    good = make_rules(
        "muscle fit: {to: muscle spasm, fix: ['Muscle fits => Muscle spasms'], keep: ['A muscle.']}"
    )
    assert list(check_rules(good)) == []
    bad = make_rules(
        "muscle fit: {to: muscle spasm, fix: ['Muscle fits => Muscle cramps'], keep: ['A muscle fit.']}"
    )
    failures = [str(failure) for failure in check_rules(bad)]
    assert len(failures) == 2
    assert "'Muscle fits' became 'Muscle spasms', not 'Muscle cramps'" in failures[0]
    assert failures[0].startswith("mini.yaml:")


def test_frames_make_sentences_with_a_fitting_article() -> None:
    text = pack_text("fit: attack").replace("'We see {} here.'", "'{} or a {}', 'See a {}.'")
    (rule,) = parse_pack(text.replace("'{} or a {}', ", ""), "mini.yaml")[0]
    assert [(e.text, e.corrected) for e in examples_of(rule)] == [
        ("See a fit.", "See an attack."),
        ("See an attack.", "See an attack."),
    ]
    assert list(check_rules([rule])) == []
