"""Duplicates across posts, alt texts, link texts: codes SEO301 to SEO307 (links: ``test_links.py``)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from lab import document_of
from unspin.audit import beyond
from unspin.audit.context import AuditContext
from unspin.audit.page_audit import AREAS
from unspin.audit.site_index import SiteIndex
from unspin.lexicon.code_pages import code_pages
from unspin.model.article import ArticleFormat
from unspin.model.check import Area, Assessment, Light
from unspin.model.page import Page
from unspin.page import read_page


def page_of(text: str, form: ArticleFormat = "markdown", path: str = "posts/here.md") -> Page:
    return read_page(document_of(text, form, path))


def assess(page: Page, code: str, context: AuditContext | None = None) -> Assessment | None:
    found = [a for a in beyond.assess(page, context or AuditContext()) if a.code == code]
    assert len(found) <= 1
    return found[0] if found else None


def light(page: Page, code: str, context: AuditContext | None = None) -> Light | None:
    found = assess(page, code, context)
    return found.light if found else None


def test_every_code_has_its_page_and_is_wired() -> None:
    pages = code_pages()
    assert [code for code in pages if code.startswith("SEO3")] == sorted(
        beyond.CODES, key=lambda code: (list(Area).index(pages[code].area), code)
    )
    page = page_of("# Sleep\n\nSee [the page](#none).\n")
    wired = [run(page, AuditContext()) for areas, run in AREAS if areas == beyond.AREAS]
    assert wired == [beyond.assess(page, AuditContext())]
    for module in (beyond.duplicates, beyond.links, beyond.anchors, beyond.pictures, beyond.link_texts):
        for item in vars(module).values():
            if isinstance(item, beyond.links.Item):
                assert (pages[item.code].name, pages[item.code].area) == (item.name, item.area)


# --- other posts


def test_titles_and_descriptions_of_other_posts() -> None:
    texts = {
        "a.md": "---\ntitle: Sore back\ndescription: What helps.\n---\nText.\n",
        "b.md": "---\ntitle: 'Sore back!'\ndescription: What helps a lot.\n---\nText.\n",
        "c.md": "---\ntitle: Stiff neck\n---\nText.\n",
    }
    pages = {path: page_of(text, path=path) for path, text in texts.items()}
    context = AuditContext(posts=SiteIndex.build(pages.values()))
    found = assess(pages["b.md"], "SEO301", context)
    assert found
    assert found.light is Light.RED
    (check,) = found.checks
    assert (check.message, check.text, check.line, check.severity) == (
        "The title “Sore back!” is also that of a.md", "Sore back!", 2, "warning",
    )  # fmt: skip
    assert light(pages["c.md"], "SEO301", context) is Light.GREEN
    assert light(pages["a.md"], "SEO302", context) is Light.GREEN
    assert light(pages["c.md"], "SEO302", context) is None
    assert light(pages["a.md"], "SEO301") is None


# --- texts of links and pictures


@pytest.mark.parametrize(
    "text", ["click here", "Click here!", "**Read more** …", "here", "this page", "Learn more »"]
)
def test_link_texts_that_say_nothing(text: str) -> None:
    found = assess(page_of(f"For rest, [{text}](rest.md) now.\n"), "SEO307")
    assert found
    assert (found.light, found.checks[0].severity) == (Light.ORANGE, "suggestion")
    assert found.checks[0].text == f"[{text}](rest.md)"


@pytest.mark.parametrize(
    "text",
    [
        "exercises",
        "Read more about rest",
        "1",
        "https://x.org/here",
        "more than rest",
        "![a](b.png)",
        "`here.md`",
    ],
)
def test_link_texts_that_name_the_target(text: str) -> None:
    assert light(page_of(f"For rest, [{text}](rest.md) now.\n"), "SEO307") is Light.GREEN


@pytest.mark.parametrize(
    ("alt", "target"),
    [
        ("back-pain.jpg", "x.png"), ("A back.PNG", "x.png"), ("IMG_2041", "x.png"), ("image 12", "x.png"),
        ("Screenshot 2024-05-01", "x.png"), ("lower_back_pain", "lower_back_pain.png"),
        ("sore-lower-back", "a/Sore-Lower-Back.webp?w=3"), ("image", "x.png"), ("Photo.", "x.png"),
    ],
)  # fmt: skip
def test_alt_texts_that_describe_nothing(alt: str, target: str) -> None:
    found = assess(page_of(f'Text.\n\n<img src="{target}" alt="{alt}">\n'), "SEO305")
    assert found
    assert found.light is Light.RED
    assert found.checks[0].line == 3


@pytest.mark.parametrize(
    ("alt", "target"),
    [
        ("A woman stretches", "woman.png"), ("X-ray", "x-ray.png"), ("Spine", "spine.png"),
        ("Figure 2: the spine", "f.png"), ("Image of a spine", "x.png"), ("over-the-counter pills", "x.png"),
        ("L4-L5-S1", "spine.png"), ("Vitamin B12", "b.png"), ("Figure 2", "f.png"),
        ("Image - a spine", "x.png"),
    ],
)  # fmt: skip
def test_alt_texts_that_describe(alt: str, target: str) -> None:
    assert light(page_of(f"![{alt}]({target})\n"), "SEO305") is Light.GREEN


def test_alt_texts_beside_captions() -> None:
    for text in (
        "![A woman stretches](a.png)\n*A woman stretches.*\n",
        '![A woman stretches](a.png "A woman stretches")\n',
        "<figure><img src=a.png alt='A woman rests'><figcaption>A woman <b>rests</b></figcaption></figure>\n",
    ):
        found = assess(page_of(text), "SEO306")
        assert found
        assert (found.light, found.checks[0].severity) == (Light.ORANGE, "suggestion")
    assert light(page_of("![A woman on a mat](a.png)\n*Stretch twice a day.*\n"), "SEO306") is Light.GREEN
    assert light(page_of("![](a.png)\n*Stretch.*\n\n![A](b.png)\n\nText.\n"), "SEO306") is None
    assert light(page_of("![A](b.png)\n"), "SEO305") is Light.GREEN
    assert light(page_of("Text.\n"), "SEO305") is None


def test_messages_are_sentences_without_a_stop() -> None:
    page = page_of('[click here](gone.md) [a]() ![x.png](gone.png "x.png") [b](#gone)\n')
    for found in beyond.assess(page, AuditContext(folder=Path())):
        for message in (found.message, *(check.message for check in found.checks)):
            assert re.match(r"[A-Z0-9]", message)
            assert not message.endswith(".")
        assert all(check.advice.endswith(".") for check in found.checks)
        assert found.score is None
