"""unspin and Yoast agree on the posts of ``tests/yoast/posts``, but for differences with a reason."""

from __future__ import annotations

from functools import cache
from time import process_time

import pytest
import yaml

from unspin.audit.text_view import TextView, words_in
from unspin.model.article import Article
from unspin.model.scorecard import GREEN_ABOVE, RED_UP_TO
from unspin.page import read_page
from unspin.parse import parse
from yoast_posts import HERE, IDENTIFIERS, POSTS, Scores, colour, our_scores, page_of, yoasts_scores

LEAST_AGREEMENT = 0.95
"""Share of the assessments that both have whose colours must be the same."""
pytestmark = pytest.mark.slow


@cache
def scores() -> dict[str, tuple[Scores, Scores]]:
    pages = {path.stem: page_of(path) for path in POSTS}
    yoasts = yoasts_scores(pages)
    return {name: (our_scores(page), yoasts[name]) for name, page in pages.items()}


def differences() -> dict[tuple[str, str], tuple[str, str]]:
    found = {}
    for name, (ours, yoasts) in scores().items():
        for code in IDENTIFIERS.values():
            pair = colour(ours.get(code)), colour(yoasts.get(code))
            if pair[0] != pair[1]:
                found[name, code] = pair
    return found


def listed() -> dict[tuple[str, str], tuple[str, str]]:
    entries = yaml.safe_load((HERE / "differences.yaml").read_text("utf-8"))
    assert all(entry["reason"] for entry in entries)
    return {(entry["post"], entry["code"]): (entry["ours"], entry["yoast"]) for entry in entries}


def test_every_difference_is_listed_with_its_reason_and_none_is_gone() -> None:
    assert differences() == listed()


def test_colours_agree_on_nearly_all_assessments() -> None:
    shared = sum(
        code in ours or code in yoasts for ours, yoasts in scores().values() for code in IDENTIFIERS.values()
    )
    assert len(POSTS) >= 30
    assert shared >= 25 * 30
    assert 1 - len(differences()) / shared >= LEAST_AGREEMENT


def test_scores_are_the_same_where_colours_are() -> None:
    for name, (ours, yoasts) in scores().items():
        for code in IDENTIFIERS.values():
            if (name, code) not in differences():
                assert ours.get(code) == yoasts.get(code), (name, code)


def test_totals_are_the_same_where_no_assessment_differs() -> None:
    differing = {(name, code[:3]) for name, code in differences()}
    for name, (ours, yoasts) in scores().items():
        if (name, "SEO") not in differing:
            assert ours["seo"] == yoasts["seo"], name
        if (name, "REA") not in differing:
            assert ours["readability"] == yoasts["readability"], name


def test_the_posts_are_varied() -> None:
    """Nearly every assessment is met in more than one colour, so that agreement means something."""
    met: dict[str, set[str]] = {code: set() for code in IDENTIFIERS.values()}
    totals = set()
    for _, yoasts in scores().values():
        for code in met:
            met[code].add(colour(yoasts.get(code)))
        total = yoasts["seo"] or 0
        totals.add("green" if total > GREEN_ABOVE else "red" if total <= RED_UP_TO else "orange")
    same = {code for code, colours in met.items() if len(colours) < 2}
    assert same <= {"SEO120"}  # every post has a title, since Yoast's plugin never sees one without
    assert {"green", "orange"} <= totals


def test_a_post_of_a_thousand_words_takes_a_fraction_of_yoasts_time() -> None:
    """Yoast takes 0.35 seconds for its SEO and readability analysis of such a post, 1.15 for everything."""
    bodies = [page_of(HERE / "posts" / name).text for name in ("01-all-well.md", "34-some-passives.md")]
    text = "\n\n".join(body.split("---\n", 2)[-1] for body in [*bodies, *bodies])
    page = read_page(parse(Article("post.md", text, "markdown")))
    taken = []
    for _ in range(5):
        words_in.cache_clear()
        start = process_time()
        our_scores(page)
        taken.append(process_time() - start)
    assert TextView(page).words > 1000
    assert min(taken) < 0.06
