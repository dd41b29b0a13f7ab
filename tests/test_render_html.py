"""The HTML report: complete, inert, closed to the network, readable and operable."""

from __future__ import annotations

import base64
import hashlib
import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factories import Change, make_report
from html_page import Page
from unspin.model.check import Check
from unspin.model.decision import Verdict
from unspin.model.report import AuditReport
from unspin.render.html import render_html

TEXT = "Muscle fits hurt.\n  A herniated plate hurts <b>more</b>.\n\nA level place & so on.\n"


def sample() -> AuditReport:
    changes = (
        Change("Muscle fits", ("Muscle spasms", "Muscle cramps"), confidence=0.98),
        Change("plate", "disc", Verdict.REVIEW, 0.6, "two senses", rule="spine/plate"),
        Change("level", "height", Verdict.REJECTED, 0.2, "good English"),
        Change("herniated plate", "herniated disc", Verdict.REJECTED, 0.2, "used as VERB here"),
    )
    checks = [Check("seo/title", "No title.", "error", 3)]
    return make_report(TEXT, changes, checks=checks, notices=["Small model."])


def test_the_page_shows_the_article_with_its_changes_in_place():
    page = Page(render_html(sample()))
    assert page.by_id("text") == TEXT.replace("Muscle fits", "Muscle fitsMuscle spasms")
    assert [page.text_of(i) for i, _ in page.all("a", "mark")] == [
        "Muscle fitsMuscle spasms",
        "plate",
        "level",
    ]


def test_overlapping_findings_share_the_mark_of_the_strongest():
    changes = (
        Change("fits hurt", "spasms hurt", Verdict.REVIEW),
        Change("Muscle fits", "Muscle spasms"),
        Change("hurt.", "ached.", Verdict.REJECTED),
    )
    page = Page(render_html(make_report("Muscle fits hurt. So.", changes)))
    assert page.by_id("text") == "Muscle fitsMuscle spasms hurt. So."
    assert [a["id"] for _, a in page.all("a", "mark")] == ["m1", "m3"]
    cards = [page.text_of(i) for i, _ in page.all("li", "card")]
    assert len(cards) == 3
    hrefs = [a["href"] for _, a in page.all("a") if (a["href"] or "").startswith("#m")]
    assert hrefs == ["#m1", "#m1", "#m3"]


def test_each_decision_has_a_card_with_all_that_is_known():
    page = Page(render_html(sample()))
    cards = {a["id"]: (a, page.text_of(i)) for i, a in page.all("li", "card")}
    assert len(cards) == 4
    attributes, text = cards["c1"]
    assert attributes["data-verdict"] == "applied"
    for part in ("Muscle fits", "Muscle spasms", "Muscle cramps", "98%", "pain/muscle-fit",
                 "medical term", "Line 1, column 1", "fits the context", "hurt. A"):  # fmt: skip
        assert part in text, part
    assert [a["data-verdict"] for _, a in page.all("li", "card")] == [
        "applied",
        "review",
        "rejected",
        "rejected",
    ]


def test_marks_and_cards_link_to_each_other():
    page = Page(render_html(sample()))
    ids = [a["id"] for _, a in page.elements if a.get("id")]
    assert len(ids) == len(set(ids))
    links = [a["href"] or "" for _, a in page.all("a")]
    assert links
    assert [link for link in links if not (link.startswith("#") and link[1:] in ids)] == []
    # The rejected finding under the mark of another one leads to that mark.
    assert [link for link in links if link.startswith("#m")] == ["#m1", "#m3", "#m3", "#m4"]


def test_figures_verdict_checks_and_notices_are_there():
    page = Page(render_html(sample()))
    figures = [(page.text_of(i)) for i, _ in page.all("dd")]
    assert figures == ["1", "1", "0", "2", "1.0", "100", "1"]
    whole = page.text_of(0)
    for part in ("Almost certainly spun", "0.97", "No title.", "Small model.", "posts/back.md"):
        assert part in whole, part
    assert len(page.all("rect", "before")) == len(page.all("rect", "after")) == 7


def test_bars_are_as_long_as_their_numbers():
    page = Page(render_html(sample()))
    widths = {a["width"] for _, a in page.all("rect", "fill")}
    assert widths == {"98.0", "60.0", "20.0"}
    first_before, first_after = page.all("rect", "before")[0], page.all("rect", "after")[0]
    assert (first_before[1]["width"], first_after[1]["width"]) == ("97.0", "4.0")


HOSTILE = [
    "</script><img src=x onerror=alert(1)>",
    "</style><script>alert(1)</script>",
    '"><svg onload=alert(1)>',
    "' onclick='alert(1)",
    "<!-- -->]]><![CDATA[",
    "{{ 7 * 7 }}{% raw %}",
    "&lt;b&gt;&amp;",
    "javascript:alert(1)",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_inert_wherever_it_stands(text: str):
    def build(word: str) -> str:
        change = Change(word, (word + "1", word + "2"), reason=word, rule=f"x/{word}")
        checks = [Check(word, word, word)]
        return render_html(make_report(f"a {word} b", [change], path=word, checks=checks, notices=[word]))

    hostile, harmless = Page(build(text)), Page(build("word"))
    assert [tag for tag, _ in hostile.elements] == [tag for tag, _ in harmless.elements]
    names = [sorted(attributes) for _, attributes in hostile.elements]
    assert names == [sorted(attributes) for _, attributes in harmless.elements]
    assert hostile.by_id("text") == f"a {text}{text}1 b"
    assert hostile.open == []


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\x00")))
def test_any_text_comes_back_unchanged(text: str):
    assert Page(render_html(make_report(text))).by_id("text") == text


def test_the_policy_admits_this_style_and_script_and_nothing_else():
    source = render_html(sample())
    page = Page(source)
    (policy,) = [a["content"] or "" for _, a in page.all("meta") if "http-equiv" in a]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'none'"
    for tag in ("style", "script"):
        (content,) = re.findall(rf"<{tag}>(.*?)</{tag}>", source, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert rules[f"{tag}-src"] == f"'sha256-{digest}'"
    # Such attributes would be blocked by the policy, so the page must not count on them.
    names = {name for _, attributes in page.elements for name in attributes}
    assert not [name for name in names if name == "style" or name.startswith("on")]


def test_nothing_is_loaded_from_anywhere():
    source = render_html(sample())
    page = Page(source)
    assert not [tag for tag, _ in page.elements if tag in ("link", "img", "iframe", "base")]
    assert not [a for _, a in page.elements if "src" in a or "xlink:href" in a]
    assert not re.search(r"url\(|@import|https?://|fetch\(|eval\(", source)


def test_structure_for_assistive_technology():
    page = Page(render_html(sample()))
    assert page.elements[0] == ("html", {"lang": "en"})
    for landmark in ("header", "nav", "main", "footer"):
        assert len(page.all(landmark)) == 1, landmark
    levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch(r"h\d", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
    for _, attributes in page.all("a", "mark"):
        # The name is the wording itself; the key of the marks tells what became of it.
        assert page.by_id(attributes["aria-describedby"] or "")


def test_the_filters_are_hidden_until_the_script_shows_them():
    page = Page(render_html(sample()))
    helpers = page.all(css_class="js")
    assert {"form", "fieldset"} <= {page.elements[i][0] for i, _ in helpers}
    assert all("hidden" in attributes for _, attributes in helpers)
    # Without a script the rejected ones are one click away.
    assert "good English" in page.text_of(page.all("details")[0][0])


def test_an_article_without_findings():
    page = Page(render_html(make_report("Fine.")))
    assert page.by_id("text") == "Fine."
    assert "Nothing was changed" in page.text_of(0)
    assert page.all("details") == []


def _palettes() -> dict[str, dict[str, str]]:
    (style,) = re.findall(r"<style>(.*?)</style>", render_html(sample()), re.DOTALL)
    light, dark = re.findall(r":root \{([^}]*--text[^}]*)\}", style)
    read = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", light))
    return {"light": read, "dark": read | dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", dark))}


def _luminance(colour: str) -> float:
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("front", "ground", "least"),
    [
        *((front, "page", 4.5) for front in ("text", "muted", "accent")),
        *((front, "surface", 4.5) for front in ("text", "muted", "accent")),
        *((name, f"{name}-bg", 4.5) for name in ("ins", "del", "review", "rejected")),
        ("review", "surface", 4.5),
        ("surface", "accent", 4.5),
        # Graphics need 3:1 (WCAG 2.2, 1.4.11).
        *((front, "track", 3.0) for front in ("after", "good", "fair", "poor")),
        # Numbers of findings in the text.
        *(("surface", ground, 4.5) for ground in ("muted", "poor", "good")),
    ],
)  # fmt: skip
def test_contrast_is_enough(scheme: str, front: str, ground: str, least: float):
    palette = _palettes()[scheme]
    assert _contrast(palette[front], palette[ground]) >= least


def test_faint_doubts_are_folded_away():
    page = Page(render_html(make_report("A level place.", (Change("level", "height", Verdict.REVIEW, 0.2),))))
    (card,) = page.all("li", "card")
    assert card[1]["data-verdict"] == "faint"
    assert [a["data-group"] for _, a in page.all("details", "folded")] == ["faint"]
    boxes = {a["value"]: "checked" in a for _, a in page.all("input") if a.get("name") == "verdict"}
    assert boxes == {"applied": True, "review": True, "faint": False, "rejected": False}


def test_readings_that_lost_to_a_better_one_are_counted_not_listed():
    change = Change(
        "level", "height", Verdict.REJECTED, 0.0, "overlaps the better finding 'a level place' (x/y)"
    )
    page = Page(render_html(make_report("A level place.", (change,))))
    assert page.all("li", "card") == []
    assert "1 more readings lost to a better one" in page.text_of(0)
