"""The report of a site: rows, totals, trends, ``index.json`` by its schema, and the page."""

from __future__ import annotations

import itertools
import json
import re
from dataclasses import replace
from importlib import resources
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from referencing import Registry, Resource

from factories import Change, make_assessment, make_report, make_scores, with_cards
from html_page import Page
from unspin.errors import ConfigError
from unspin.model.check import Area, Light
from unspin.model.decision import Verdict
from unspin.model.report import AuditReport
from unspin.model.site import SiteReport
from unspin.render.html import render_site_html
from unspin.render.json_report import render_check_json
from unspin.render.site_earlier import read_earlier
from unspin.render.site_json import render_site_json
from unspin.render.site_rows import most_frequent, site_post, totals, worst_first

TEXT = "# Rest\n\nMuscle fits hurt. A cure for all.\n\n# Rest\n"


def schema(name: str) -> dict[str, Any]:
    return json.loads(resources.files("unspin.reports").joinpath(name).read_text("utf-8"))


SITE_SCHEMA, REPORT_SCHEMA = schema("site.schema.json"), schema("report.schema.json")
REGISTRY = Registry().with_resource(REPORT_SCHEMA["$id"], Resource.from_contents(REPORT_SCHEMA))


def audited(path: str, spun: bool, structure: Light = Light.RED) -> AuditReport:
    changes = (Change("Muscle fits", "Muscle spasms"), Change("hurt", "ache", Verdict.REVIEW, 0.5))
    scores = make_scores(0.97 if spun else 0.01)
    report = make_report(TEXT, changes if spun else (), path=path, before=scores, after=make_scores(0.01))
    places = ("# Rest", "A cure") if structure is not Light.GREEN else ()
    heading = make_assessment(TEXT, "STR001", Area.STRUCTURE, structure, *places, name="Headings")
    title = make_assessment(TEXT, "STR002", Area.STRUCTURE, Light.GREEN)
    report = with_cards(report, (heading, title), (heading, title))
    return replace(report, page_before=replace(report.page_before, title=f"Title of {path}"))


def site(*reports: AuditReport, corrected: bool = False, **fields: Any) -> SiteReport:
    rows = tuple(site_post(r, corrected, f"{n}.html") for n, r in enumerate(reports))
    return SiteReport(rows, corrected, **fields)


def sample(corrected: bool = False, **fields: Any) -> SiteReport:
    reports = (audited("good.md", False, Light.GREEN), audited("spun.md", True), audited("fair.md", False))
    return site(*reports, corrected=corrected, **fields)


def errors(text: str) -> list[str]:
    validator = jsonschema.Draft202012Validator(SITE_SCHEMA, registry=REGISTRY)
    return [error.message for error in validator.iter_errors(json.loads(text))]


def test_the_worst_post_stands_first():
    assert [post.path for post in worst_first(sample())] == ["spun.md", "fair.md", "good.md"]
    bare = site_post(make_report(TEXT, path="bare.md"), corrected=False)
    assert worst_first(replace(sample(), posts=(bare, *sample().posts)))[-1].path == "bare.md"


def test_totals_are_sums_over_the_posts():
    sums = totals(sample())
    assert (sums.posts, sums.words, sums.spun, sums.findings) == (3, 300, 1, 4)
    assert sums.grades == {"A": 2, "B": 0, "C": 0, "D": 0, "E": 1}
    assert totals(site()).points == 0
    after = totals(sample(corrected=True))
    assert after.points > sums.points


def test_codes_are_counted_by_posts_and_places():
    found = [(c.code, posts, c.places) for c, posts in most_frequent(sample().posts)]
    assert found == [("STR001", 2, 4), ("spun", 1, 2)]
    assert {c.code: c.places for c, _ in most_frequent(sample(corrected=True).posts)}["spun"] == 1


@pytest.mark.parametrize("corrected", [False, True])
def test_index_json_fits_its_schema(corrected: bool):
    jsonschema.Draft202012Validator.check_schema(SITE_SCHEMA)
    text = render_site_json(sample(corrected, errors=(("bad.md", "is not UTF-8"),)))
    assert errors(text) == []
    found = json.loads(text)
    assert [post["path"] for post in found["posts"]] == ["spun.md", "fair.md", "good.md"]
    assert found["posts"][0]["report"] == "1.html"
    assert found["posts"][0]["codes"] == {"spun": 1 if corrected else 2, "STR001": 2}
    bare = site_post(make_report(TEXT, path="bare.md"), corrected)
    assert errors(render_site_json(SiteReport((bare,), corrected))) == []


@pytest.mark.parametrize("corrected", [False, True])
def test_trends_from_either_kind_of_earlier_report(corrected: bool):
    reports = (audited("good.md", False, Light.GREEN), audited("spun.md", True), audited("gone.md", False))
    from_site = read_earlier(render_site_json(site(*reports, corrected=corrected)), "x", corrected)
    from_check = read_earlier(render_check_json(reports), "x", corrected)
    assert from_site == from_check
    assert set(from_site.points) == {"good.md", "spun.md", "gone.md"}
    assert from_site.history[0].posts == 3


def test_the_history_grows_from_run_to_run():
    earlier = None
    for run in range(1, 4):
        text = render_site_json(sample(earlier=earlier))
        assert errors(text) == []
        assert len(json.loads(text)["history"]) == run - 1
        earlier = read_earlier(text, "x", corrected=False)
    page = Page(render_site_html(sample(earlier=earlier)))
    assert page.all("polyline")[0][1]["points"].count(" ") == 3


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "3", "null", "{}", '{"posts": 3}', '{"files": [{}]}', '{"files": {"a": 1}}', "[" * 9999,
     '{"posts": [], "history": [], "totals": {"posts": -1}}', '{"files": [{"article": {"path": "a"}}]}'],
)  # fmt: skip
def test_what_is_no_earlier_report_is_one_clear_line(text: str):
    with pytest.raises(ConfigError, match=r"^old\.json: no earlier report; name the index\.json"):
        read_earlier(text, "old.json", corrected=False)


def test_the_page_shows_every_post_with_its_lights():
    page = Page(render_site_html(sample(errors=(("bad.md", "is not UTF-8"),))))
    rows = [page.text_of(i).split() for i, a in page.all("tr") if "data-grade" in a]
    assert [row[:3] for row in rows] == [["Title", "of", f"{n}.md"] for n in ("spun", "fair", "good")]
    assert [a["href"] for _, a in page.all("a") if (a["href"] or "").endswith(".html")] == [
        "1.html", "2.html", "0.html",
    ]  # fmt: skip
    whole = page.text_of(0)
    for part in ("Audit of 3 posts", "1 post is still spun, as they stand.", "bad.md is not UTF-8", "STR001"):
        assert part in whole, part
    assert "Since the earlier run" not in whole
    heads = [page.text_of(i) for i, a in page.all("th") if a.get("scope") == "col"]
    assert heads == [
        "Post",
        "Grade",
        "Spinning",
        "Structure",
        "Spun score",
        "Corrections",
        "Findings",
        "Words",
    ]


def test_the_page_tells_what_changed_since():
    old = site(audited("spun.md", False, Light.GREEN), audited("gone.md", False), audited("fair.md", False))
    earlier = read_earlier(render_site_json(old), "x", corrected=False)
    page = Page(render_site_html(sample(earlier=earlier)))
    changes = [page.text_of(i) for i, _ in page.all("td", "change")]
    assert changes[0].startswith("\u2212")
    assert changes[1:] == ["=", "new"]
    assert "1 post of the earlier run is no longer here." in page.text_of(0)


def test_structure_for_assistive_technology():
    page = Page(render_site_html(sample()))
    levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch(r"h\d", tag)]
    assert (levels[0], levels.count(1)) == (1, 1)
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
    for landmark in ("header", "main", "footer"):
        assert len(page.all(landmark)) == 1, landmark
    ids = [a["id"] for _, a in page.elements if a.get("id")]
    assert len(ids) == len(set(ids))
    assert all("hidden" in a for _, a in page.all(css_class="js"))
    # A light is never told by its colour alone.
    assert all(page.text_of(i).strip() for i, _ in page.all("td", "light"))


def test_the_page_loads_nothing_and_runs_only_its_script():
    source = render_site_html(sample())
    (policy,) = [a["content"] or "" for _, a in Page(source).all("meta") if "http-equiv" in a]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert not re.search(r"url\(|@import|https?://|fetch\(|eval\(", source)
    assert not [n for _, a in Page(source).elements for n in a if n == "style" or n.startswith("on")]


@given(word=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\x00"), max_size=30))
def test_hostile_names_are_inert(word: str):
    def build(name: str) -> Page:
        report = replace(audited("a.md", True), article=replace(audited("a.md", True).article, path=name))
        row = replace(site_post(report, corrected=False), title=name)
        return Page(render_site_html(SiteReport((row,), False, ((name, name),))))

    hostile, harmless = build(f"</script><b onclick='x'>{word}"), build("name")
    assert [tag for tag, _ in hostile.elements] == [tag for tag, _ in harmless.elements]
    assert [sorted(a) for _, a in hostile.elements] == [sorted(a) for _, a in harmless.elements]


def test_no_posts_at_all():
    assert "Audit of 0 posts" in Page(render_site_html(site())).text_of(0)
    assert errors(render_site_json(site())) == []
