"""The pages of the audit's codes: every code has one, every page is whole, and the reader is strict."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import unspin
from conftest import Unspin
from unspin.errors import PackError
from unspin.lexicon.code_pages import code_pages, read_code_pages
from unspin.model.check import Area
from unspin.render.code_page import code_list_lines, code_page_lines

SOURCES = [
    path
    for folder in ("audit", "grammar")
    for path in sorted((Path(unspin.__file__).parent / folder).rglob("*.py"))
]
_USED = re.compile(r"[\"']((?:STR|SEO|REA|PAT|MED|GRM|IGN)\d+)[\"']")
PREFIXES = {
    "STR": (Area.STRUCTURE,),
    "SEO": (Area.SEO, Area.STRUCTURE),  # links and pictures that are not there: both care
    "REA": (Area.READABILITY,),
    "PAT": (Area.PATIENTS,),
    "MED": (Area.MEDICAL,),
    "GRM": (Area.GRAMMAR,),
    "IGN": (Area.STRUCTURE,),
}
ENTRY = """- code: STR001
  name: Repeated heading
  area: structure
  what: "Two headings say: the same."
  why: The reader is lost.
  source: Editing practice.
  example: Rest, and again
    Rest.
  problems: None known.
  mend: Rename one.
"""


def codes_used() -> set[str]:
    return {code for path in SOURCES for code in _USED.findall(path.read_text("utf-8"))}


def test_every_code_that_is_used_has_a_page() -> None:
    assert sorted(codes_used() - set(code_pages())) == []


def test_every_page_has_a_code_that_is_used() -> None:
    assert sorted(set(code_pages()) - codes_used()) == []


@pytest.mark.parametrize("code", sorted(code_pages()))
def test_pages_are_worth_reading(code: str) -> None:
    page = code_pages()[code]
    assert page.area in PREFIXES[code[:3]]
    for field in ("what", "why", "source", "example", "problems", "mend"):
        text = getattr(page, field)
        assert len(text) >= 8, field
        assert field == "source" or text.endswith((".", "?", "!", '"', ")", "”", ">", "`")), text
    assert not page.name.endswith(".")


def test_names_are_not_given_twice() -> None:
    names = [(page.area, page.name.lower()) for page in code_pages().values()]
    assert len(names) == len(set(names))


def test_an_entry_is_read_and_folded() -> None:
    page = read_code_pages([("a.yaml", ENTRY)])["STR001"]
    assert (page.area, page.what, page.example) == (
        Area.STRUCTURE, "Two headings say: the same.", "Rest, and again Rest.",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "a.yaml:1: must be a list of entries"),
        ("code: STR001\n", "a.yaml:1: must be a list of entries"),
        ("- STR001\n", "a.yaml:1: an entry must be 'key: value' lines"),
        (ENTRY + ENTRY, "a.yaml:11: STR001 has a page already"),
        (ENTRY.replace("mend:", "mends:"), "a.yaml:10: unknown key 'mends'; did you mean 'mend'?"),
        (ENTRY.replace("  mend: Rename one.\n", ""), "a.yaml:1: STR001 lacks 'mend'"),
        (ENTRY.replace("Rename one.", '"  "'), "a.yaml:1: STR001 lacks 'mend'"),
        (ENTRY.replace("mend: Rename one.", "mend: [Rename]"), "mend must be text"),
        (ENTRY.replace("STR001", "Str-1"), "a.yaml:1: 'Str-1' is no code"),
        (ENTRY.replace("area: structure", "area: form"), "a.yaml:3: unknown area 'form'; known: spinning"),
        (ENTRY + "  why: Again.\n", "'why' stands here twice"),
        ("- [[[", "not valid YAML"),
        ("[" * 5000, "nested too deeply"),
    ],
)
def test_mistakes_are_named_with_their_line(text: str, problem: str) -> None:
    with pytest.raises(PackError) as error:
        read_code_pages([("a.yaml", text)])
    assert problem in str(error.value)


def test_a_page_for_a_terminal() -> None:
    page = read_code_pages([("a.yaml", ENTRY.replace("None known.", "So it goes. " * 30))])["STR001"]
    lines = code_page_lines(page)
    assert lines[0] == "STR001: Repeated heading (structure)"
    headings = [line for line in lines[2:] if not line.startswith("  ")]
    assert headings == ["What", "Why", "Source", "Example", "Known problems", "What to do"]
    assert max(map(len, lines)) <= 92
    assert code_list_lines([page]) == ["structure", "  STR001  Repeated heading"]


def test_rules_show(unspin: Unspin) -> None:
    listed = unspin("rules", "show").stdout
    codes = re.findall(r"^  ([A-Z]{3}\d+)  \S", listed, re.M)
    assert sorted(codes) == sorted(code_pages())
    for code in codes[:1]:
        assert unspin("rules", "show", code.lower()).stdout == unspin("rules", "show", code).stdout
    assert "mini/muscle-fit " in unspin("rules", "show", "mini").stdout
    result = unspin("rules", "show", "STR999")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("unspin: no code 'STR999'; ")
    assert unspin("rules", "show", "minni").exit_code == 2
