"""Title, description, slug, keyphrase and structured data of a page."""

from __future__ import annotations

from datetime import date

import pytest

from lab import document_of
from test_page import front, page_of
from unspin.page import read_page

HEAD = (
    "<html><head><title>Sore &amp; stiff</title><meta name=Description content='What &quot;helps&quot;.'>"
    "<link rel=canonical href='https://s.org/health/stiff-back/'><meta property=og:title content=Other>"
    "</head><body><svg><title>Drawing</title></svg><p>Text.</p></body></html>"
)


@pytest.mark.parametrize(
    ("lines", "title", "description"),
    [
        ("title: Sore back", "Sore back", ""),
        ("title: Sore back\nseo_title: 'Sore: what helps'", "Sore: what helps", ""),
        ("title: A\nmeta-description: B\ndescription: C", "A", "B"),
        ("Title: 7\ndescription: >\n  Two\n  lines", "7", "Two lines"),
        ("title: A\nseo:\n  title: B\n  description: C", "A", "C"),
        ("title: [A]\nsummary: S", "", "S"),
        ("title:", "", ""),
    ],
)
def test_front_matter(lines: str, title: str, description: str) -> None:
    page = front(lines)
    assert (page.title, page.description) == (title, description)


def test_places_of_title_and_description() -> None:
    text = "---\ntitle: \"Sore back\"\ndescription: 'It''s sore'\nauthor: [Ann, Bo]\n---\nText.\n"
    page = page_of(text)
    assert page.title_span
    assert page.title_span.of(text) == "Sore back"
    assert page.description_span
    assert page.description_span.of(text) == "It''s sore"
    assert page.description == "It's sore"
    assert page.meta_spans["author"].of(text) == "[Ann, Bo]"


def test_toml_front_matter() -> None:
    text = (
        '+++\ntitle = "Sore back"\ndate = 2024-05-01\nfocus-keyphrase = "sore back"\n'
        '[params]\nSynonyms = ["a"]\n+++\nT.\n'
    )
    page = page_of(text)
    assert (page.title, page.keyphrase, page.synonyms) == ("Sore back", "sore back", ("a",))
    assert page.meta["date"] == date(2024, 5, 1)
    assert page.meta_spans["date"].of(text) == "2024-05-01"
    assert page.title_span
    assert page.title_span.of(text) == "Sore back"


def test_html_head() -> None:
    page = page_of(HEAD, "html", "index.html")
    assert (page.title, page.description, page.slug) == ("Sore & stiff", 'What "helps".', "stiff-back")
    assert page.title_span
    assert page.title_span.of(HEAD) == "Sore &amp; stiff"
    assert page.description_span
    assert page.description_span.of(HEAD) == "What &quot;helps&quot;."
    assert page.meta["og:title"] == "Other"
    assert page_of("<meta property=og:title content=Other>", "html").title == "Other"


@pytest.mark.parametrize(
    ("lines", "path", "slug"),
    [
        ("slug: sore-back", "a.md", "sore-back"),
        ("url: /health/sore-back/", "a.md", "sore-back"),
        ("permalink: /:year/:title/", "a/2024-05-01-sore-back.md", "sore-back"),
        ("permalink: https://s.org/sore%20back.html", "a.md", "sore back"),
        ("url: 'http://['", "sore-back.md", "sore-back"),
        ("title: A", "posts/sore-back/index.md", "sore-back"),
        ("title: A", "-", ""),
        ("title: A", "index.md", ""),
    ],
)
def test_slug(lines: str, path: str, slug: str) -> None:
    assert page_of(f"---\n{lines}\n---\nText.\n", path=path).slug == slug


@pytest.mark.parametrize(
    ("lines", "keyphrase"),
    [
        ("keyphrase: sore back", "sore back"),
        ("focusKeyphrase: sore back", "sore back"),
        ("focus_keyword: sore back, stiff back", "sore back"),
        ("yoast: {focuskw: sore back}", "sore back"),
        ("keywords: sore back", ""),
        ("tags: [sore back]", ""),
    ],
)
def test_keyphrase(lines: str, keyphrase: str) -> None:
    assert front(lines).keyphrase == keyphrase


def test_synonyms_and_cornerstone() -> None:
    assert front("synonyms: stiff back,  back pain ,").synonyms == ("stiff back", "back pain")
    assert front("synonyms: [stiff back, 3, '']").synonyms == ("stiff back",)
    assert front("cornerstone: yes").cornerstone
    assert front("seo: {is-cornerstone: true}").cornerstone
    assert not front("cornerstone: false").cornerstone
    assert page_of("<meta name=keywords content='a, b'>", "html").keyphrase == ""


def test_structured_data() -> None:
    text = (
        '<script type="application/ld+json">\n{"@type": "Article", "a": "<b>&amp;"}</script>'
        "<script type=application/ld+json>//<![CDATA[\n[1]\n//]]></script>"
        "<script type='application/ld+json'>{'a': 1}</script><script>var a = 1</script>"
    )
    for form in ("html", "markdown"):
        page = read_page(document_of(text, form))  # type: ignore[arg-type]
        assert page.json_ld == ({"@type": "Article", "a": "<b>&amp;"}, [1])
        assert [place.of(text) for place in page.broken_json_ld] == ["{'a': 1}"]


def test_hostile_metadata() -> None:
    bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]\n" for i in range(1, 10)
    )
    assert len(str(front(bomb.rstrip()).meta)) < 1_000_000
    assert front("a: &a [*a]\ntitle: B").title == "B"
    assert front("date: 2024-02-31\ntitle: B").meta["date"] == "2024-02-31"
    assert front("a: !!python/object:os.system {}\ntitle: B").title == "B"
    deep = "[" * 50_000
    page = page_of(f"<script type=application/ld+json>{deep}</script>", "html")
    assert len(page.broken_json_ld) == 1


@pytest.mark.parametrize(
    "name", ["keyphrase", "Keyphrase", "focus-keyphrase", "focus_keyphrase", "focus-keyword"]
)
def test_a_page_of_html_names_its_keyphrase(name: str) -> None:
    page = page_of(f"<meta name='{name}' content=' knee\n pain, knees'><p>Rest.", "html")
    assert page.keyphrase == "knee pain"


def test_keywords_are_no_keyphrase() -> None:
    assert page_of('<meta name="keywords" content="knee pain"><p>Rest.', "html").keyphrase == ""


def test_front_matter_comes_before_the_head() -> None:
    text = '---\nkeyphrase: sore knee\n---\n<meta name="keyphrase" content="knee pain">\n<p>Rest.</p>\n'
    assert page_of(text, "html").keyphrase == "sore knee"
