"""The twelve good posts come through nearly silent, and are what corpus/README.md says of them."""

from __future__ import annotations

import re
import time
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from unspin.audit import medical, patients
from unspin.audit.context import AuditContext
from unspin.load import read_article
from unspin.model.check import Light
from unspin.model.page import Page
from unspin.page import read_page
from unspin.parse import parse
from unspin.workflow import Workflow

FOLDER = Path(__file__).parent.parent / "corpus" / "good"
POSTS = sorted(path for path in FOLDER.iterdir() if path.suffix in (".md", ".html"))
TODAY = date(2026, 11, 22)
by_post = pytest.mark.parametrize("path", POSTS, ids=lambda path: path.name)


@cache
def page_of(path: Path) -> Page:
    return read_page(parse(read_article(str(path))))


@cache
def workflow() -> Workflow:
    return Workflow(today=TODAY)


def test_there_are_eight_in_markdown_and_four_in_html() -> None:
    assert [sum(path.suffix == suffix for path in POSTS) for suffix in (".md", ".html")] == [8, 4]


@by_post
def test_a_good_post_is_complete(path: Path) -> None:
    page = page_of(path)
    assert 500 <= page.document.word_count <= 900
    assert page.title
    assert page.description
    assert bool(page.json_ld) is (path.suffix == ".html")
    assert not page.broken_json_ld
    assert all(image.alt and (FOLDER / image.target).is_file() for image in page.images)
    assert page.images
    inner = [link.target for link in page.links if re.fullmatch(r"[\w-]+\.(md|html)", link.target)]
    assert inner
    assert all((FOLDER / target).is_file() for target in inner)
    assert any(link.target.startswith("https://") for link in page.links)


@by_post
def test_a_good_post_meets_every_medical_item_and_has_no_finding(path: Path) -> None:
    found = medical.assess(page_of(path), AuditContext(today=TODAY))
    assert {a.light for a in found} <= {Light.GREEN, Light.GREY}
    assert not [check for a in found for check in a.checks]


@by_post
def test_a_good_post_reaches_the_goals_for_patients(path: Path) -> None:
    report = workflow().clean(read_article(str(path)))
    found = {a.code: a for a in report.page_before.assessments if a.code in patients.CODES}
    assert {a.light for a in found.values()} == {Light.GREEN}
    assert not [check for a in found.values() for check in a.checks]
    assert report.correction.text == report.article.text
    assert len(report.checks) <= 1, report.checks


@pytest.mark.slow
def test_both_areas_take_less_than_20_milliseconds_a_post() -> None:
    best = []
    for path in POSTS:
        page, context = page_of(path), AuditContext(today=TODAY)
        times = []
        for _ in range(5):
            start = time.process_time()
            medical.assess(page, context)
            patients.assess(page, context)
            times.append(time.process_time() - start)
        best.append(min(times))
    assert sum(best) / len(best) < 0.02, best
