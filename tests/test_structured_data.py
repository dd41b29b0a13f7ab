"""Structured data of a page: there, readable, and in step with the page (SEO308, SEO309)."""

from __future__ import annotations

import json
from typing import Any

import pytest

from test_beyond import assess, light, page_of
from unspin.model.check import Light

GOOD: dict[str, Any] = {
    "@context": "https://schema.org",
    "@type": "Article",
    "headline": "Sore back: what helps",
    "author": {"@type": "Person", "name": "Ann Ray, MD"},
    "datePublished": "2024-05-01T08:00:00+02:00",
    "dateModified": "2024-06-01",
}
HEAD = (
    "<title>Sore back: what helps | Health</title><meta name=author content='Dr. Ann Ray'>"
    "<meta property=article:published_time content=2024-05-01>"
    "<meta property=article:modified_time content=2024-06-01>"
)


def html_page(*data: Any, head: str = HEAD) -> str:
    scripts = "".join(
        f'\n<script type="application/ld+json">{d if isinstance(d, str) else json.dumps(d)}</script>'
        for d in data
    )
    return (
        f"<!doctype html><html><head>{head}{scripts}</head><body><h1>Sore back</h1><p>Text.</p></body></html>"
    )


@pytest.mark.parametrize(
    "data",
    [
        GOOD,
        [GOOD],
        {"@context": "https://schema.org", "@graph": [{"@type": "WebSite"}, GOOD]},
        {"@type": "WebPage", "mainEntity": {**GOOD, "@type": ["MedicalWebPage", "Thing"]}},
        {**GOOD, "@type": "https://schema.org/BlogPosting"},
        {**GOOD, "author": ["Ann Ray"]},
        {**GOOD, "author": "Ray"},
        {**GOOD, "dateModified": "2024-06-02"},
        {"@graph": [{**GOOD, "author": {"@id": "#ann"}}, {"@id": "#ann", "name": "Ann Ray"}]},
        {"@graph": [{"@type": "MedicalWebPage", "name": "Sore back"}, {**GOOD}]},
    ],
)
def test_good_pages(data: Any) -> None:
    page = page_of(html_page(data), "html")
    assert light(page, "SEO308") is Light.GREEN
    found = assess(page, "SEO309")
    assert found
    assert (found.light, [check.message for check in found.checks]) == (Light.GREEN, [])


@pytest.mark.parametrize(
    ("change", "message", "text"),
    [
        ({"headline": "Stiff neck"}, "The headline “Stiff neck” is not the title of the page", "Stiff neck"),
        (
            {"datePublished": "2023-05-01"},
            "The structured data says published on 2023-05-01, the head of the page says 2024-05-01",
            "2023-05-01",
        ),
        (
            {"dateModified": "2024-08-01"},
            "The structured data says changed on 2024-08-01, the head of the page says 2024-06-01",
            "2024-08-01",
        ),
        (
            {"author": {"name": "Bo Lee"}},
            "The structured data names the author “Bo Lee”, the page “Dr. Ann Ray”",
            "Bo Lee",
        ),
    ],
)
def test_what_differs(change: dict[str, Any], message: str, text: str) -> None:
    found = assess(page_of(html_page({**GOOD, **change}), "html"), "SEO309")
    assert found
    assert found.light is Light.RED
    assert [(check.message, check.text) for check in found.checks] == [(message, text)]


def test_a_change_before_the_publication() -> None:
    page = page_of(html_page({**GOOD, "dateModified": "2024-01-01"}, head="<title>Sore back</title>"), "html")
    found = assess(page, "SEO309")
    assert found
    assert [check.message for check in found.checks] == [
        "The date of the last change, 2024-01-01, is before the date of publication, 2024-05-01"
    ]


def test_what_is_missing() -> None:
    data = {"@type": "MedicalWebPage", "name": "Sore back"}
    found = assess(page_of(html_page(data), "html"), "SEO309")
    assert found
    assert (found.light, found.checks[0].severity) == (Light.ORANGE, "suggestion")
    assert (
        found.checks[0].message
        == "The structured data names no author and no datePublished, but the page does"
    )
    assert light(page_of(html_page(data, head="<title>Sore back</title>"), "html"), "SEO309") is Light.GREEN


def test_none_broken_and_not_asked_for() -> None:
    missing = assess(page_of(html_page(), "html"), "SEO308")
    assert missing
    assert (missing.light, missing.checks[0].span) == (Light.ORANGE, None)
    assert light(page_of(html_page({"@type": "WebPage"}), "html"), "SEO308") is Light.ORANGE
    assert light(page_of(html_page({"@type": "WebPage"}), "html"), "SEO309") is None
    broken = assess(page_of(html_page('{"@type": "Article",}', GOOD), "html"), "SEO308")
    assert broken
    assert (broken.light, broken.checks[0].text) == (Light.RED, '{"@type": "Article",}')
    assert light(page_of("<h2>Only a part</h2><p>Text.</p>", "html"), "SEO308") is None
    assert light(page_of("# Sore back\n\nText.\n"), "SEO308") is None
    raw = '<script type="application/ld+json">{</script>\n'
    assert light(page_of(f"# Sore back\n\n{raw}"), "SEO308") is Light.RED


def test_front_matter_counts_too() -> None:
    front = "---\ntitle: Sore back\ndate: 2020-01-01\nauthors:\n  - name: Ann Ray\n---\n"
    found = assess(page_of(front + html_page(GOOD, head=""), "html"), "SEO309")
    assert found
    assert [check.text for check in found.checks] == ["2024-05-01T08:00:00+02:00"]


@pytest.mark.parametrize(
    "data",
    [
        {
            "@type": "Article",
            "@graph": None,
            "author": [None, 3, {"name": 3}],
            "headline": ["a"],
            "datePublished": 7,
        },
        {"@type": [3, None, {"a": 1}]},
        {"@type": "Article", "datePublished": "2024-99-99", "headline": ""},
        {"@type": "Article", "a": [[[[]]]] * 5_000},
        [[{"@type": "Article"}] * 5_000],
        "[" * 900 + '{"@type": "Article"}' + "]" * 900,
        3,
        None,
    ],
)
def test_hostile_data(data: Any) -> None:
    page = page_of(html_page(data), "html")
    assert light(page, "SEO308")
    assess(page, "SEO309")
