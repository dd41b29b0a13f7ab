"""Yoast's SEO assessments beside those of the keyphrase: thresholds, totals, hostile input."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audited import GOOD_SENTENCE, page_of, seo_of, words
from unspin.audit import seo
from unspin.audit.context import AuditContext
from unspin.audit.seo.links import link_kind
from unspin.audit.seo.pixels import pixel_width
from unspin.audit.text_view import count_words, words_in
from unspin.audit.totals import readability_total, seo_total
from unspin.audit.yoast import light_of
from unspin.model.check import Area, Assessment, Light
from unspin.model.limits import Limits
from unspin.model.page import Link
from unspin.model.span import Span

KNEE = {"keyphrase": "knee pain", "title": "Knee pain at home", "slug": "knee-pain"}


@pytest.mark.parametrize(
    ("score", "light"),
    [
        (9, Light.GREEN),
        (8, Light.GREEN),
        (7, Light.ORANGE),
        (5, Light.ORANGE),
        (4, Light.RED),
        (1, Light.RED),
        (0, Light.GREY),
        (-10, Light.RED),
        (-999, Light.RED),
    ],
)
def test_lights_are_yoasts(score: int, light: Light) -> None:
    assert light_of(score) is light


@pytest.mark.parametrize(
    ("length", "front", "score"),
    [
        (0, {}, 1),
        (120, {}, 6),
        (121, {}, 9),
        (156, {}, 9),
        (157, {}, 6),
        (120, {"cornerstone": "true"}, 3),
        (141, {"date": "2026-05-03"}, 9),
        (143, {"date": "2026-05-03"}, 6),
    ],
)
def test_description_length(length: int, front: dict[str, str], score: int) -> None:
    front = front | ({"description": "x" * length} if length else {})
    assert seo_of(page_of(GOOD_SENTENCE, **KNEE, **front), "SEO105").score == score


@pytest.mark.parametrize(("count", "score"), [(300, 9), (299, 6), (250, 6), (249, 3), (199, -10), (99, -20)])
def test_text_length(count: int, score: int) -> None:
    assert seo_of(page_of(words(count)), "SEO110").score == score


@pytest.mark.parametrize(("count", "score"), [(900, 9), (899, 6), (400, 6), (399, -20)])
def test_text_length_of_a_cornerstone_page(count: int, score: int) -> None:
    assert seo_of(page_of(words(count), cornerstone="true"), "SEO110").score == score


def test_limits_can_be_set() -> None:
    context = AuditContext(limits=Limits(text_words=40, title_pixels=20))
    page = page_of(words(50), **KNEE)
    assert seo_of(page, "SEO110", context).light is Light.GREEN
    assert seo_of(page, "SEO114", context).light is Light.RED


@pytest.mark.parametrize(
    ("links", "external", "internal"),
    [
        ("none", 3, 3),
        ('<a href="https://a.example/x">x</a> <a href="/y">y</a>', 9, 9),
        ('<a rel="nofollow" href="https://a.example/x">x</a> <a rel="nofollow" href="/y">y</a>', 7, 7),
        ('<a rel="nofollow" href="https://a.example/x">x</a> <a href="https://b.example">y</a>', 8, 3),
        (
            '<a href="https://own.example/x">x</a> <a href="mailto:a@b.example">m</a> <a href="#top">t</a>',
            3,
            9,
        ),
    ],
)
def test_links(links: str, external: int, internal: int) -> None:
    head = '<head><link rel="canonical" href="https://www.own.example/knee/"></head>'
    page = page_of(f"<html>{head}<body><p>See {links}.</p></body></html>", form="html", path="knee.html")
    assert seo_of(page, "SEO111").score == external
    assert seo_of(page, "SEO112").score == internal


@pytest.mark.parametrize("target", ["http://[", "https://", "//", "javascript:alert(1)", "tel:112", ""])
def test_odd_addresses_are_no_crash(target: str) -> None:
    assert link_kind(Link(Span(0, 0), "x", target), "own.example") in ("internal", "external", "other")


def test_title_width() -> None:
    assert pixel_width("") == 0
    assert pixel_width("i") < pixel_width("W") < pixel_width("WW")
    assert pixel_width("café") == pixel_width("cafe")
    assert 590 < pixel_width("Knee pain at home: twelve exercises that help, and some that do not") < 640
    assert seo_of(page_of(GOOD_SENTENCE, title="Knee pain"), "SEO114").score == 9
    assert seo_of(page_of(GOOD_SENTENCE, title="W" * 60), "SEO114").score == 3
    assert seo_of(page_of(GOOD_SENTENCE), "SEO114").score == 1
    assert seo_of(page_of(f"# Knee pain\n\n{GOOD_SENTENCE}"), "SEO114").score == 9


def test_main_headings() -> None:
    assert seo_of(page_of(f"# One\n\n{GOOD_SENTENCE}"), "SEO117").score == 8
    assert seo_of(page_of(f"# One\n\n{GOOD_SENTENCE}\n\n# Two\n\n{GOOD_SENTENCE}"), "SEO117").score == 1


def test_a_page_without_title() -> None:
    found = seo_of(page_of(GOOD_SENTENCE), "SEO120")
    assert (found.score, found.checks[0].severity) == (-10000, "warning")
    assert seo_of(page_of(f"# Knee\n\n{GOOD_SENTENCE}"), "SEO120").score == 9


def test_only_the_title_is_more_than_a_suggestion() -> None:
    found = [check for a in seo.assess(page_of("Hello"), AuditContext()) for check in a.checks]
    assert {check.code for check in found if check.severity != "suggestion"} == {"SEO120"}
    assert all(check.advice and check.area is Area.SEO for check in found)


def test_a_text_that_repeats_nothing_has_no_keyphrase() -> None:
    found = seo_of(page_of("Hello there, how are you?", path="-"), "SEO102")
    assert (found.score, found.light) == (-999, Light.RED)
    assert seo_total(seo.assess(page_of("Hello there, how are you?", path="-"), AuditContext())) == 0


def test_totals() -> None:
    def scored(code: str, score: int) -> Assessment:
        return Assessment(code, Area.SEO, "x", light_of(score), "x", score=score)

    assert seo_total([scored("SEO101", 3), scored("SEO102", 6), scored("SEO103", 9)]) == 67
    assert seo_total([scored("SEO101", 9), scored("SEO120", -10000)]) == 100
    assert seo_total([]) == 0
    codes = [f"REA{number}" for number in range(101, 107)]
    for scores, total in (((9,) * 6, 90), ((3, 9, 9, 9, 9, 9), 90), ((3, 6, 9, 9, 9, 9), 60)):
        assert readability_total([scored(c, s) for c, s in zip(codes, scores, strict=True)]) == total
    assert readability_total([scored(c, s) for c, s in zip(codes, (3, 3, 6, 9, 9, 9), strict=True)]) == 30
    assert readability_total([scored("REA107", 3)]) == 30


def test_words() -> None:
    assert count_words("Take 2.5 mg – or 10-mg tablets — and/or none ...") == 8
    assert words_in("Don’t 'sore' the doctor’s low-dose") == ("don't", "sore", "the", "doctor", "low", "dose")


HOSTILE = st.text(
    alphabet=st.sampled_from(list("ab é漢\"'“”#*[]()<>!-|&;:/\\\n\t.,?0é\u200b\ufffc")), max_size=300
)


@settings(max_examples=60, deadline=None)
@given(body=HOSTILE, keyphrase=HOSTILE)
def test_any_text_gets_the_same_codes_and_places_inside_it(body: str, keyphrase: str) -> None:
    page = page_of(body, path="-")
    found = seo.assess(page, AuditContext(keyphrase=keyphrase))
    assert [a.code for a in found] == sorted(a.code for a in found)
    assert {a.code for a in found} >= set(seo.CODES) - {"SEO116", "SEO118"}
    for check in (check for a in found for check in a.checks):
        if check.span:
            assert check.text == body[check.span.start : check.span.end]
    assert found == seo.assess(page, AuditContext(keyphrase=keyphrase))


def test_a_long_page_is_no_denial_of_service() -> None:
    page = page_of(f"{GOOD_SENTENCE} " * 3000, **KNEE)
    start = time.perf_counter()
    seo.assess(page, AuditContext())
    assert time.perf_counter() - start < 5
