"""The table of docs/SEO.md and the pages of the codes are true to the code."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import yaml

from unspin.audit import readability, seo
from unspin.audit.totals import READABILITY_CODES, SEO_CODES
from unspin.lexicon.code_pages import code_pages
from unspin.model.limits import Limits

PROJECT = Path(__file__).parent.parent
TEXT = (PROJECT / "docs" / "SEO.md").read_text("utf-8")
ROWS = [line.strip("|").split("|") for line in TEXT.splitlines() if line.startswith("| ")]
CODES = (*seo.CODES, *readability.CODES)


def test_every_code_has_one_row_in_the_order_of_the_assessments() -> None:
    rows = [row[0].strip() for row in ROWS if re.fullmatch(r"\w{3}\d{3}", row[0].strip())]
    assert rows == list(CODES)


def test_every_row_says_same_better_or_left_out() -> None:
    for row in ROWS:
        if row[0].strip() in CODES:
            assert row[3].strip().partition(":")[0] in ("same", "better"), row
            assert row[3].strip() != "better:"


def test_every_code_has_a_page_with_the_name_and_source_of_the_assessment() -> None:
    pages = code_pages()
    assert set(CODES) <= set(pages)
    names = {row[0].strip(): row[1].strip() for row in ROWS}
    for code in CODES:
        assert names[code] == pages[code].name
        assert pages[code].area.value == ("seo" if code.startswith("SEO") else "readability")


def test_the_totals_have_yoasts_seventeen_and_seven() -> None:
    assert len(SEO_CODES) == 17
    assert len(READABILITY_CODES) == 7
    assert set(CODES) >= SEO_CODES | READABILITY_CODES


def test_every_limit_of_these_checks_is_documented_with_its_default() -> None:
    source = (PROJECT / "pipeline" / "unspin" / "model" / "limits.py").read_text("utf-8")
    section = source[source.index("# seo;") : source.index("words_per_minute")]
    own = [field for field in fields(Limits) if f"    {field.name}:" in section]
    assert len(own) > 30
    for field in own:
        assert f"| `{field.name.replace('_', '-')}` | {field.default:g} |" in TEXT, field.name


def test_every_reason_of_a_difference_is_explained() -> None:
    entries = yaml.safe_load((PROJECT / "tests" / "yoast" / "differences.yaml").read_text("utf-8"))
    for reason in {entry["reason"] for entry in entries}:
        assert f"**{reason[0].upper()}{reason[1:]}**" in TEXT, reason
    assert f"{len(entries)} differences" in TEXT
