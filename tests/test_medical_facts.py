"""Authors, reviewers, dates, sources and the topic, wherever a page may give them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from medical_lab import BODY, page_of, passages_of
from unspin.audit.medical.dates import dates_of, read_date
from unspin.audit.medical.facts import topic_of_page
from unspin.audit.medical.people import authors, reviewers
from unspin.audit.medical.sources import sources_of
from unspin.model.limits import DEFAULT_LIMITS
from unspin.model.page import Page


def html(head: str = "", body: str = "") -> Page:
    head = f"<head><title>Knee pain</title>{head}</head>"
    text = f"<!DOCTYPE html><html>{head}<body><p>{BODY}</p>{body}</body></html>"
    return page_of("", around=text, form="html", path="knee.html")


def json_ld(data: str) -> Page:
    return html(f'<script type="application/ld+json">{data}</script>')


@pytest.mark.parametrize(
    ("front", "name", "has_credentials"),
    [
        ("author: Jane Doe, MD", "Jane Doe, MD", True),
        ("author: Jane Doe", "Jane Doe", False),
        ("written-by: Dr. Jane Doe", "Dr. Jane Doe", True),
        ("author:\n  name: Jane Doe\n  credentials: RN", "Jane Doe", True),
        ("authors:\n  - name: Jane Doe\n    title: physical therapist", "Jane Doe", True),
        ("author: Jane Doe\nauthor_title: Registered nurse", "Jane Doe", True),
        ("author: Sara Kim\nauthors: [Sara Kim]", "Sara Kim", False),
    ],
)
def test_front_matter_names_the_author(front: str, name: str, has_credentials: bool) -> None:
    page = page_of("", front=front)
    (person,) = authors(page, passages_of(page))
    assert (person.name, person.has_credentials, person.is_person) == (name, has_credentials, True)


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("By Jane Doe, MD", "Jane Doe"),
        ("*Written by Dr. Ana de la Cruz*", "Dr. Ana de la Cruz"),
        ("Author: Tom O'Neil, PharmD | Updated May 2026", "Tom O'Neil"),
        ("May 2, 2026 · By Jane Doe, RN", "Jane Doe"),
    ],
)
def test_a_byline_names_the_author(line: str, name: str) -> None:
    page = page_of(line)
    assert [person.name for person in authors(page, passages_of(page))] == [name]


@pytest.mark.parametrize(
    "line",
    [
        "By the end of the week the pain is gone.",
        "By Monday most people feel better.",
        "Written by hand, such notes help.",
        "It was studied by Jane Doe in a trial.",
        "## By Jane Doe",
    ],
)
def test_what_is_no_byline_is_none(line: str) -> None:
    page = page_of(line)
    assert not authors(page, passages_of(page))


@pytest.mark.parametrize(
    "name", ["admin", "Administrator", "", "unknown", "user1", "https://example.org/jane"]
)
def test_an_empty_name_is_none(name: str) -> None:
    page = page_of("", front=f'author: "{name}"')
    assert not authors(page, passages_of(page))


@pytest.mark.parametrize("name", ["Editorial Team", "Harbor Health Staff", "Mayo Clinic", "Knee Society"])
def test_a_team_is_no_person(name: str) -> None:
    page = page_of("", front=f"author: {name}")
    assert [person.is_person for person in authors(page, passages_of(page))] == [False]


def test_meta_tags_and_structured_data_name_author_and_reviewer() -> None:
    page = html('<meta name="author" content="Jane Doe, NP">')
    assert authors(page, passages_of(page))[0].has_credentials
    page = json_ld(
        '{"@graph": [{"@type": "MedicalWebPage", "datePublished": "2025-01-02", '
        '"author": [{"@type": "Person", "name": "Jane Doe", "jobTitle": "Nurse"}], '
        '"reviewedBy": {"@type": "Organization", "name": "Knee Board"}}]}'
    )
    assert [(p.name, p.has_credentials) for p in authors(page, passages_of(page))] == [("Jane Doe", True)]
    assert [(p.name, p.is_person) for p in reviewers(page, passages_of(page))] == [("Knee Board", False)]
    assert dates_of(page, passages_of(page)).published == date(2025, 1, 2)


@pytest.mark.parametrize(
    "line",
    [
        "Medically reviewed by Peter Novak, MD",
        "By Jane Doe, RN. Medically reviewed by Peter Novak, MD. Updated May 2026.",
        "Reviewed by: Peter Novak, MD",
        "Fact checked by Peter Novak, MD",
        "Medical reviewer: Peter Novak, MD",
    ],
)
def test_a_line_names_the_reviewer(line: str) -> None:
    page = page_of(line)
    assert [p.name for p in reviewers(page, passages_of(page))] == ["Peter Novak"]


@pytest.mark.parametrize("line", ["Last reviewed: March 2026", "The trials were reviewed by experts."])
def test_what_names_no_reviewer_names_none(line: str) -> None:
    page = page_of(line)
    assert not reviewers(page, passages_of(page))


@pytest.mark.parametrize(
    ("value", "day"),
    [
        (date(2026, 3, 2), date(2026, 3, 2)),
        (datetime(2026, 3, 2, 10), date(2026, 3, 2)),
        ("2026-03-02", date(2026, 3, 2)),
        ("2026-03-02T10:00:00+01:00", date(2026, 3, 2)),
        ("2026-03", date(2026, 3, 1)),
        (2026, date(2026, 1, 1)),
        ("March 2, 2026", date(2026, 3, 2)),
        ("2 March 2026", date(2026, 3, 2)),
        ("2nd of nothing", None),
        ("Sept. 5th, 2025", date(2025, 9, 5)),
        ("May 2026", date(2026, 5, 1)),
        ("03/04/2025", date(2025, 3, 4)),
        ("13/04/2025", date(2025, 4, 13)),
        ("13.04.2025", date(2025, 4, 13)),
        ("2026-02-31", None),
        ("99/99/2025", None),
        ("soon", None),
        (True, None),
        (None, None),
        ([], None),
    ],
)
def test_dates_are_read(value: Any, day: date | None) -> None:
    assert read_date(value) == day


@pytest.mark.parametrize(
    ("line", "published", "updated"),
    [
        ("Published March 4, 2025. Last updated: June 1, 2026.", date(2025, 3, 4), date(2026, 6, 1)),
        ("Last medically reviewed on 5 May 2026", None, date(2026, 5, 5)),
        ("Medically reviewed by Peter Novak, MD, on May 5, 2026", None, date(2026, 5, 5)),
        ("March 4, 2025", date(2025, 3, 4), None),
        ("Copyright 2026", None, None),
        ("The drug was approved in March 2019.", None, None),
    ],
)
def test_the_text_gives_dates(line: str, published: date | None, updated: date | None) -> None:
    page = page_of(line)
    dates = dates_of(page, passages_of(page))
    assert (dates.published, dates.updated) == (published, updated)


@pytest.mark.parametrize(
    ("text", "front", "listed", "kind"),
    [
        ("## References\n\n1. Doe J. Knees. *J Knee.* 2020;5:1-9. doi:10.1000/182", "", 1, "journal"),
        ("## Sources\n\n* NHS, 2024. <https://www.nhs.uk/conditions/knee-pain/>", "", 1, "authority"),
        ("Pain eases.[^1]\n\n[^1]: Doe J. Knees. 2020. PMID: 1234567", "", 1, "journal"),
        ("", "references:\n  - https://doi.org/10.1000/182\n  - https://www.nice.org.uk/x", 2, "guideline"),
        ("## Further reading\n\n* [Tea](https://example.com/shop/tea), 2020", "", 1, "shop"),
        ("## Reference values\n\nIn 2020 the limit was 5.", "", 0, ""),
        ("## References\n\nNone yet.", "", 0, ""),
    ],
)
def test_sources_are_found(text: str, front: str, listed: int, kind: str) -> None:
    page = page_of(text, front=front)
    sources = sources_of(page, passages_of(page))
    assert sources.listed == listed
    assert bool(sources.listed) is sources.any
    assert not kind or sources.kinds[kind]


def test_links_in_the_text_are_sources_too() -> None:
    page = page_of(
        "See [the CDC](https://www.cdc.gov/x) and [us](/about) and [a page](https://example.com/x)."
    )
    sources = sources_of(page, passages_of(page))
    assert (sources.listed, sources.good_links, sources.any) == (0, 1, True)


@pytest.mark.parametrize(
    ("text", "is_medical"),
    [
        (BODY, True),
        ("Sort the list before you search it. The compiler checks the types of all values. " * 10, False),
        ("Knee pain hurts.", False),
        ("", False),
    ],
)
def test_the_topic_is_told(text: str, is_medical: bool) -> None:
    page = page_of("", around=text)
    topic = topic_of_page(passages_of(page), DEFAULT_LIMITS)
    assert topic.is_medical is is_medical
