"""docs/MEDICAL.md and the pages of the codes are true to the code."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

from unspin.audit import medical, patients
from unspin.lexicon.code_pages import code_pages
from unspin.model.limits import Limits

PROJECT = Path(__file__).parent.parent
TEXT = (PROJECT / "docs" / "MEDICAL.md").read_text("utf-8")
ITEMS = {item.code: item for item in (*medical.ITEMS, *patients.ITEMS)}


def test_every_code_is_in_a_table_and_no_other() -> None:
    rows = "\n".join(line for line in TEXT.splitlines() if line.startswith("| "))
    assert set(re.findall(r"\b(?:MED|PAT)\d{3}\b", rows)) == set(ITEMS)


def test_every_code_has_a_page_with_its_name_area_and_source() -> None:
    pages = code_pages()
    for code, item in ITEMS.items():
        assert pages[code].name == item.name
        assert pages[code].source == item.source
        assert pages[code].area.value == ("medical" if code.startswith("MED") else "patients")


def test_every_limit_of_the_patients_area_is_documented_with_its_default() -> None:
    source = (PROJECT / "pipeline" / "unspin" / "model" / "limits.py").read_text("utf-8")
    section = source[source.index("# patients") : source.index("DEFAULT_LIMITS")]
    own = [field for field in fields(Limits) if f"    {field.name}:" in section]
    assert len(own) >= 15
    documented = TEXT + " ".join(page.what for page in code_pages().values())
    for field in own:
        name = field.name.replace("_", "-")
        assert f"`{name}` ({field.default:g})" in documented or f"{name} ({field.default:g})" in documented, (
            name
        )


def test_items_that_are_not_checked_are_named() -> None:
    assert len(re.findall(r"^\|[^|]+\| none \|", TEXT, re.M)) >= 6


def test_links_of_the_page_lead_somewhere() -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", TEXT):
        assert (PROJECT / "docs" / target).exists(), target
