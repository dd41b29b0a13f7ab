"""The thesaurus turned round: its file, its look-up, its findings and what becomes of them."""

from __future__ import annotations

import gzip
from dataclasses import dataclass, replace
from functools import cached_property
from importlib.resources import files
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from lab import document_of, make_rules, verdicts
from small_model import ModelLab, small_model
from unspin.cli.main import cli
from unspin.config import Settings
from unspin.decide.clean_rates import CleanRates
from unspin.decide.evidence import HINTS_FOR_STRONG, MANY_HINTS, Evidence
from unspin.detect.terminology import TerminologyDetector
from unspin.detect.thesaurus import find_rare_words, find_unknown_words
from unspin.lexicon.thesaurus import MOST, Thesaurus, shipped_thesaurus
from unspin.model.article import Article
from unspin.model.decision import Verdict
from unspin.model.finding import THESAURUS, Finding
from unspin.model.report import AuditReport
from unspin.model.rule import Pos, Safety

LINES = (
    "damage\tverb\tdamages,damaging,damaged,damaged\t",
    "halo\tnoun\thalos\t",
    "limpid\tadjective\t\tclear pure",
    "loftier\tadjective\t\thigher taller",
    "nimbus\tnoun\tnimbi\thalo cloud",
    "pain\tnoun\tpains\t",
    "plod\tnoun\tplods\twalk",
    "plod\tverb\tplods,plodding,plodded,plodded\twalk",
    "throe\tnoun\tthroes\tpain# spasm",
    "vitiate\tverb\tvitiates,vitiating,vitiated,vitiated\tdamage soil",
    "walk\tnoun\twalks\t",
    "walk\tverb\twalks,walking,walked,walked\t",
)
SMALL = Thesaurus("".join(f"{line}\n" for line in LINES).encode())


def originals(word: str, thesaurus: Thesaurus = SMALL) -> list[str]:
    return [original.wording for rule in thesaurus.rules([word]) for original in rule.originals]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("limpid", ["clear", "pure"]),
        ("vitiate", ["damage", "soil"]),
        ("vitiates", ["damages"]),  # the file has no forms of "soil": nothing is made up
        ("vitiating", ["damaging"]),
        ("plodded", ["walked"]),
        ("plodding", ["walking"]),
        ("plods", ["walks"]),
        ("loftier", ["higher", "taller"]),
        ("throes", ["pains"]),
        ("nimbuses", ["halos"]),  # the regular plural, too
        ("pain", []),
        ("zebra", []),
        ("aardvark", []),
        ("", []),
    ],
)
def test_originals_stand_in_the_form_of_the_word(word: str, expected: list[str]) -> None:
    assert originals(word) == expected
    assert originals(word, Thesaurus(b"")) == []


@given(st.sets(st.text("abc", min_size=1, max_size=4), min_size=1))
def test_every_word_is_found_wherever_it_stands(words: set[str]) -> None:
    lines = sorted(f"{word}\tnoun\t\tx{word}\n".encode() for word in words)
    thesaurus = Thesaurus(b"".join(lines))
    assert all([entry.originals for entry in thesaurus.entries(word)] == [(f"x{word}",)] for word in words)
    assert not thesaurus.entries("abd")
    assert set(thesaurus.words()) == words


def test_the_likeliest_come_first_and_weigh_most() -> None:
    (rule,) = SMALL.rules(["limpid"])
    first, second = rule.originals
    assert first.weight > second.weight > 0
    assert [len(found.originals) for found in SMALL.rules(["limpid"], most=1)] == [1]


def test_what_only_a_person_may_choose_is_marked() -> None:
    (rule,) = SMALL.rules(["throes"])
    assert [(original.wording, original.review) for original in rule.originals] == [("pains", True)]
    assert rule.safety is Safety.SAFE


def test_a_rule_is_found_by_its_id() -> None:
    (rule,) = SMALL.rules(["vitiated"])
    assert rule.id == "thesaurus/vitiated.fixed"
    assert SMALL.find(rule.id) == rule
    assert SMALL.find("thesaurus/zebra.fixed") is SMALL.find("channel/limpid.fixed") is None


def found(text: str, findings: tuple[Finding, ...] = (), form: str = "text") -> list[str]:
    document = document_of(text)
    return [finding.text for finding in find_rare_words(document, document.blocks, findings, SMALL)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The limpid water.", ["limpid"]),
        ("It was limpid. Limpid water is good.", ["limpid", "Limpid"]),
        ("We asked our friends of Limpid Water and Throe about it.", []),  # names
        ("Nothing rare is here.", []),
        ("He said: “Limpid water.”", ["Limpid"]),
        ("", []),
    ],
)
def test_rare_words_are_found_but_no_names(text: str, expected: list[str]) -> None:
    assert found(text) == expected


def test_what_something_else_explains_is_left_to_it() -> None:
    rules = make_rules("limpid water: clear water")
    text = "The limpid water and the limpid air."
    findings = TerminologyDetector(rules).detect(document_of(text))
    assert [finding.text for finding in findings] == ["limpid water"]
    assert found(text, findings) == ["limpid"]


def test_unknown_words_are_signs() -> None:
    document = document_of("The limpid water vitiates the throe of a plod, the throe.")
    signs = find_unknown_words(document, SMALL, {"limpid", "water"}.__contains__)
    assert [sign.text for sign in signs] == ["vitiates", "throe", "plod", "throe"]
    assert {len(sign.candidates) for sign in signs} == {1}


def test_one_or_two_are_none() -> None:
    document = document_of("The limpid water vitiates the throe, the throe, the throe.")
    assert not find_unknown_words(document, SMALL, {"limpid", "water"}.__contains__)


def test_nor_are_a_few_in_a_long_text() -> None:
    words = "The limpid water vitiates the throe of a plod. "
    for others, signs in ((200, 4), (600, 0)):
        document = document_of(words + "It is so. " * (others // 3))
        assert (
            len(find_unknown_words(document, SMALL, set("the water of a it is so".split()).__contains__))
            == signs
        )


def evidence(hints: int, strong: int) -> Evidence:
    words = [f"rare{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(hints)]
    lines = sorted(f"{word}\tadjective\t\tclear\n".encode() for word in words)
    rules = make_rules("\n".join(f"odd{chr(97 + n)} thing: other thing" for n in range(strong)) or "zz z: y")
    text = " ".join(
        [*(f"A {word} day." for word in words), *(f"An odd{chr(97 + n)} thing." for n in range(strong))]
    )
    document = document_of(text)
    findings = find_rare_words(document, document.blocks, (), Thesaurus(b"".join(lines)))
    findings += TerminologyDetector(rules).detect(document)
    return Evidence(document, findings, CleanRates(10_000_000, {rule.id: 0 for rule in rules}))


@pytest.mark.parametrize(
    ("hints", "strong", "varied", "word_by_word"),
    [
        (0, 0, False, False),
        (MANY_HINTS - 1, 0, False, False),
        (MANY_HINTS, 0, True, True),
        (MANY_HINTS, 2, True, True),
        (MANY_HINTS, 3, True, False),
        (HINTS_FOR_STRONG * 5, 5, True, True),
        (0, 5, True, False),
    ],
)
def test_many_rare_words_are_evidence(hints: int, strong: int, varied: bool, word_by_word: bool) -> None:
    weighed = evidence(hints, strong)
    assert (weighed.is_varied, weighed.is_word_by_word) == (varied, word_by_word)


@dataclass(frozen=True)
class RareLab(ModelLab):
    """The workflow with a small model and a small thesaurus."""

    @cached_property
    def thesaurus(self) -> Thesaurus | None:
        return SMALL if super().thesaurus is not None else None


WORDS = make_rules("ache: pain", trust="low")
TEXT = "Muscle throes in the lower back hurt a lot."


def cleaned(tmp_path: Path, *, spun: bool = True, settings: Settings | None = None) -> AuditReport:
    lab = RareLab(
        settings=settings or Settings(), words=WORDS, spun=spun, model=small_model(tmp_path / "small.lm")
    )
    return lab.clean(Article("post", TEXT, "text"), with_audit=False)


def test_a_rare_word_of_spun_text_is_restored(tmp_path: Path) -> None:
    data = b"spasm\tnoun\tspasms\t\nthroe\tnoun\tthroes\tspasm\n"
    lab = RareLab(words=WORDS, model=small_model(tmp_path / "small.lm"))
    lab.__dict__["thesaurus"] = Thesaurus(data)
    report = lab.clean(Article("post", TEXT, "text"), with_audit=False)
    (decision,) = report.decisions
    assert (decision.verdict, decision.replacement) == (Verdict.APPLIED, "spasms")
    assert "thesaurus" in decision.reason
    assert decision.finding.rule.pos is Pos.FIXED


def test_clean_text_is_not_looked_at(tmp_path: Path) -> None:
    report = cleaned(tmp_path, spun=False)
    assert verdicts(report) == []
    assert report.correction.text == TEXT


@pytest.mark.parametrize("off", ["thesaurus", "thesaurus/throes.fixed"])
def test_it_can_be_switched_off(tmp_path: Path, off: str) -> None:
    assert [text for text, _ in verdicts(cleaned(tmp_path))] == ["throes"]
    assert verdicts(cleaned(tmp_path, settings=Settings(ignore=(off,)))) == []


def test_users_without_shipped_rules_have_none(tmp_path: Path) -> None:
    assert verdicts(cleaned(tmp_path, settings=Settings(shipped_rules=False))) == []


def test_the_shipped_file_is_in_order() -> None:
    data = gzip.decompress((files("unspin.rules") / "thesaurus.txt.gz").read_bytes())
    lines = data.splitlines(keepends=True)
    assert lines == sorted(set(lines))
    assert len(lines) > 40_000
    for line in lines[::50]:
        word, pos, forms, others = line.decode().rstrip("\n").split("\t")
        assert word.isascii()
        assert forms == forms.strip()
        assert word not in others.split()
        assert len(others.split()) <= MOST
        assert Pos(pos)


@pytest.mark.parametrize(
    ("word", "original"),
    [
        ("limpid", "clear"),
        ("sojourn", "stay"),
        ("vitiates", "damages"),
        ("loftier", "higher"),
        ("newfangled", "new"),
        ("nimbuses", "auras"),
        ("forsook", "left"),
        ("visage", "face"),
    ],
)
def test_it_knows_what_spinners_of_words_do(word: str, original: str) -> None:
    assert original in originals(word, shipped_thesaurus())


def test_rules_show_knows_its_words() -> None:
    result = CliRunner().invoke(cli, ["rules", "show", "thesaurus/vitiates.fixed"])
    assert result.exit_code == 0
    assert "damages" in result.output
    assert "Moby Thesaurus" in result.output
    assert "rules/thesaurus.txt.gz\n" in result.output
    assert CliRunner().invoke(cli, ["rules", "show", "thesaurus/zzz.fixed"]).exit_code == 2


def test_findings_belong_to_the_area_of_spinning(tmp_path: Path) -> None:
    (decision,) = cleaned(tmp_path).decisions
    assert decision.finding.detector == THESAURUS
    assert decision.finding.area == "spinning"
    assert replace(decision.finding, detector="terminology").area == decision.finding.area
