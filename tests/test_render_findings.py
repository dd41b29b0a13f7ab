"""The HTML report: score card, assessments, and findings linked with their places in the text and back."""

from __future__ import annotations

import re
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from factories import Change, make_assessment, make_report, make_scores, with_cards
from html_page import Page
from unspin.model.check import Area, Assessment, Check, Light
from unspin.model.decision import Verdict
from unspin.model.report import AuditReport
from unspin.model.span import Span
from unspin.render.html import render_html

TEXT = "# Rest\n\nMuscle fits hurt a lot. A cure for <all>.\n\n# Pain\n\nPost a Comment\n"


def audited(*more: Assessment, spun: bool = True) -> AuditReport:
    changes = (Change("Muscle fits", "Muscle spasms"), Change("hurt", "ache", Verdict.REVIEW, 0.5))
    before_score = make_scores(0.97 if spun else 0.0)
    report = make_report(TEXT, changes if spun else (), before=before_score, after=make_scores(0.0))
    cure = make_assessment(TEXT, "MED121", Area.MEDICAL, Light.RED, "A cure", "fits hurt")
    title = make_assessment(TEXT, "SEO101", Area.SEO, Light.GREEN, score=9, name="Title")
    mended = make_assessment(TEXT, "STR141", Area.STRUCTURE, Light.RED, "Post a Comment")
    fine = make_assessment(TEXT, "STR141", Area.STRUCTURE, Light.GREEN)
    return with_cards(report, (mended, title, cure, *more), (fine, title, cure, *more))


def test_the_card_stands_on_top():
    page = Page(render_html(audited()))
    letters = [page.text_of(i) for i, a in page.all("span", "letter")]
    assert letters[:4] == ["C", "C", "C", "E"]
    ring = page.all("svg", "ring")[0][1]
    assert ring["aria-label"] == "50 of 100 points, grade D"
    (first,) = page.all("div", "first")
    (second, _) = [page.text_of(i) for i, a in page.all("a") if a["href"] == "#a-medical"]
    assert second == "Name of MED121"
    assert "Spun wording" in page.text_of(first[0])
    assert "no area can be green" in page.text_of(0)
    assert "no area can be green" not in Page(render_html(audited(spun=False))).text_of(0)


def test_flags_add_no_text_and_lead_to_their_findings_and_back():
    page = Page(render_html(audited()))
    assert page.by_id("text") == TEXT.replace("Muscle fits", "Muscle fitsMuscle spasms")
    flags = [a for _, a in page.all("a", "flag")]
    assert [(a["href"], a["data-n"], a["data-areas"]) for a in flags] == [
        ("#f1", "1", "medical"), ("#f2", "2", "medical"), ("#f3", "3", "structure"),
    ]  # fmt: skip
    assert flags[1]["aria-label"] == "Finding 2. Medical quality: A cure is wrong."
    assert "mended" in (flags[2]["class"] or "").split()
    ids = Counter(a["id"] for _, a in page.elements if a.get("id"))
    assert set(ids.values()) == {1}
    targets = [a["href"] or "" for _, a in page.all("a") if re.match("#[pfam]", a["href"] or "")]
    assert {target[1:] for target in targets} <= set(ids)
    assert {"#p1", "#p2", "#p3", "#f1", "#f2", "#f3"} <= set(targets)


def test_the_place_of_a_finding_can_light_up():
    page = Page(render_html(audited()))
    lit = [(a["data-lit"], page.text_of(i)) for i, a in page.all() if "data-lit" in a]
    # "fits hurt" begins inside a correction, which is lit as a whole: the flag stands before it.
    assert lit == [
        ("1", "Muscle fitsMuscle spasms"), ("1", " "), ("1", "hurt"), ("2", "A cure"),
        ("3", "Post a Comment"),
    ]  # fmt: skip


def test_green_areas_are_folded_and_others_open():
    page = Page(render_html(audited(spun=False)))
    folded = {a["id"]: "open" not in a for _, a in page.all("details", "area")}
    assert folded == {"a-structure": True, "a-seo": True, "a-medical": False}


def test_what_the_corrections_mended_stands_apart():
    page = Page(render_html(audited()))
    (mended,) = [i for i, a in page.all("section") if a.get("aria-labelledby") == "mended"]
    assert "Post a Comment is wrong." in page.text_of(mended)
    (assessments,) = page.all("section", "assessments")
    assert "Post a Comment is wrong." not in page.text_of(assessments[0])
    assert "was poor" in page.text_of(assessments[0])


def test_messages_are_closed_and_code_in_them_is_code():
    odd = Assessment("SEO105", Area.SEO, "Description", Light.RED, "Set `<b>` in the `head`", 1)
    page = Page(render_html(audited(odd)))
    codes = [page.text_of(i) for i, _ in page.all("code")]
    assert "<b>" in codes
    assert "head" in codes
    assert "Set <b> in the head." in page.text_of(0)


def test_many_places_of_one_finding_are_folded():
    many = tuple(
        Check("PAT112", f"word {n}", "suggestion", 3, n, Area.PATIENTS, Span(8 + n, 9 + n), "x")
        for n in range(12)
    )
    page = Page(
        render_html(audited(Assessment("PAT112", Area.PATIENTS, "Hard words", Light.RED, "12", checks=many)))
    )
    assert "7 more" in [page.text_of(i).strip() for i, _ in page.all("summary")]
    boxes = [a["value"] for _, a in page.all("input") if a.get("type") == "checkbox" and "name" not in a]
    assert boxes == ["patients", "medical", "suggestions"]


spans = st.tuples(st.integers(0, 90), st.integers(0, 90)).map(lambda pair: Span(min(pair), max(pair)))


@given(places=st.lists(spans, max_size=12), mended=st.booleans())
def test_any_places_leave_the_text_as_it_is(places: list[Span], mended: bool):
    checks = [
        Check("STR101", f"finding {n}", "warning", 1, 1, Area.STRUCTURE, span, TEXT[span.start : span.end],
              mended=mended)
        for n, span in enumerate(places)
    ]  # fmt: skip
    changes = (Change("Muscle fits", "Muscle spasms"), Change("a lot", "much", Verdict.REVIEW, 0.5))
    page = Page(render_html(make_report(TEXT, changes, checks=checks)))
    assert page.by_id("text") == TEXT.replace("Muscle fits", "Muscle fitsMuscle spasms")
    assert len(page.all("li", "place")) == len(places)
    flags = {a["id"] for _, a in page.all("a", "flag")}
    links = [a["href"] or "" for _, a in page.all("a") if (a["href"] or "").startswith("#p")]
    assert len(links) == len(places)
    assert {link[1:] for link in links} == flags
