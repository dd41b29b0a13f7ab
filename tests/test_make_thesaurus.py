"""How the thesaurus turned round is made, from a few lines of a thesaurus."""

from __future__ import annotations

from pathlib import Path

from small_model import small_model
from unspin.lexicon.make_thesaurus import Maker, asked_for, read_moby
from unspin.lexicon.thesaurus import Thesaurus, shipped_thesaurus


def originals(word: str, thesaurus: Thesaurus) -> list[str]:
    return [original.wording for rule in thesaurus.rules([word]) for original in rule.originals]


MOBY = """pain,ache,throe,dolor,hurt
hurt,pain,smart
throe,pain,spasms
walk,plod"""


def test_the_file_is_made_from_what_names_what(tmp_path: Path) -> None:
    lists = read_moby(MOBY.splitlines())
    assert lists["throe"] == {"pain", "spasms"}
    lines = Maker(lists, small_model(tmp_path / "small.lm")).lines()
    assert lines == sorted(lines)
    thesaurus = Thesaurus("".join(f"{line}\n" for line in lines).encode())
    assert originals("throe", thesaurus)[0] == "pain"
    assert originals("throes", thesaurus)[0] == "pains"
    assert set(originals("dolor", thesaurus)) == {"pain"}
    assert originals("pain", thesaurus) == []  # good text has it


def test_words_that_say_a_fact_are_marked(tmp_path: Path) -> None:
    lines = Maker(read_moby(MOBY.splitlines()), small_model(tmp_path / "small.lm"), {"pain"}).lines()
    marked = [line.split("\t")[3].split()[0] for line in lines if line.startswith("throe\t")]
    assert set(marked) == {"pain#"}
    assert {"reduce", "menstrual", "kidney"} <= asked_for()
    assert all("reduce" in entry.asked for entry in shipped_thesaurus().entries("abase"))
