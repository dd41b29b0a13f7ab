"""Duplicates across posts, broken links and anchors, alt texts, link texts: codes SEO301 to SEO307."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lab import document_of
from unspin.audit import beyond
from unspin.audit.beyond.site_files import SiteFiles
from unspin.audit.context import AuditContext
from unspin.audit.page_audit import AREAS
from unspin.audit.site_index import SiteIndex
from unspin.lexicon.code_pages import code_pages
from unspin.model.article import ArticleFormat
from unspin.model.check import Area, Assessment, Light
from unspin.model.page import Page
from unspin.page import read_page

FILES = (
    "index.md", "posts/here.md", "posts/knee-pain.md", "posts/2024-05-01-neck-pain.md", "posts/heat/index.md",
    "posts/old.html", "posts/a b.md", "posts/img/heat.png", "static/img/root.png", "content/guide/rest.md",
)  # fmt: skip


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder with the source of a small site; the article under test is ``posts/here.md``."""
    for name in FILES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("Text.\n")
    (tmp_path / ".git").mkdir()
    return tmp_path


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
    assert (beyond.AREAS, beyond.assess) in AREAS
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


# --- links


@pytest.mark.parametrize(
    "target",
    [
        "knee-pain.md", "./knee-pain.md", "knee-pain.md#rest", "knee-pain.md?x=1", "knee-pain", "knee-pain/",
        "knee-pain.html", "../knee-pain/", "../knee-pain/index.html", "neck-pain", "../neck-pain/",
        "neck-pain.html", "heat", "heat/", "../heat/", "old.html", "a%20b.md",
        "img/heat.png", "../index.md", "..", ".",
        "/posts/knee-pain/", "/img/root.png", "/guide/rest", "https://x.org/gone.md", "//x.org/gone.md",
        "mailto:a@b.org", "tel:1", "#rest", "?page=2", "{{< ref gone.md >}}", "{% link gone.md %}",
    ],
)  # fmt: skip
def test_links_that_lead_somewhere(site: Path, target: str) -> None:
    context = AuditContext(folder=site / "posts")
    assert light(page_of(f"See [rest](<{target}>).\n"), "SEO303", context) in (Light.GREEN, None)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("[a](gone.md)", "The link leads to “gone.md”, which is not there"),
        ("[a](../gone.html)", "The link leads to “../gone.html”, which is not there"),
        ("[a](../posts/img/gone.png#x)", "The link leads to “../posts/img/gone.png”, which is not there"),
        ("![a](img/gone.png)", "The picture leads to “img/gone.png”, which is not there"),
        ("<a href='gone.pdf'>a</a>", "The link leads to “gone.pdf”, which is not there"),
        ("[a]()", "The link has no target"),
    ],
)
def test_links_that_lead_nowhere(site: Path, text: str, what: str) -> None:
    page = page_of(f"See [neck](neck-pain) and\nthen {text} there.\n")
    found = assess(page, "SEO303", AuditContext(folder=site / "posts"))
    assert found
    assert (found.light, found.area) == (Light.RED, Area.STRUCTURE)
    (check,) = found.checks
    assert (check.message, check.line, check.text, check.severity) == (what, 2, text, "warning")


@pytest.mark.parametrize("target", ["/gone/", "/gone.png", "gone/", "../gone", "gone-2.0"])
def test_addresses_that_only_the_server_knows(site: Path, target: str) -> None:
    page = page_of(f"See [this]({target}).\n")
    assert light(page, "SEO303", AuditContext(folder=site / "posts")) is Light.GREY


def test_a_run_over_the_site_knows_its_addresses(site: Path) -> None:
    text = "---\nslug: rest-well\n---\nSee [a](../rest-well/) and [b](../gone/).\n"
    page = page_of(text)
    found = assess(page, "SEO303", AuditContext(folder=site / "posts", posts=SiteIndex.build([page])))
    assert found
    assert (found.light, [check.text for check in found.checks]) == (Light.ORANGE, ["[b](../gone/)"])
    assert found.checks[0].severity == "suggestion"


@pytest.mark.parametrize(
    ("text", "alone", "in_a_run"),
    [
        ("![a](img/a.png) ![b](b.png)", Light.GREY, Light.GREY),
        ("[a](../other/a.md) ![b](b.png)", Light.GREY, Light.RED),
        ("[a](../other/a.md) [b](../other/b.md)", Light.GREY, Light.RED),
        ("[a](a.md)", Light.RED, Light.RED),
        ("[a](../other/a.md) [b](here.md)", Light.RED, Light.RED),
    ],
)
def test_an_article_out_of_its_site(tmp_path: Path, text: str, alone: Light, in_a_run: Light) -> None:
    (tmp_path / "here.md").write_text("Text.\n")
    page = page_of(text + "\n")
    assert light(page, "SEO303", AuditContext(folder=tmp_path)) is alone
    assert light(page, "SEO303", AuditContext(folder=tmp_path, posts=SiteIndex())) is in_a_run
    assert light(page, "SEO303") is Light.GREY
    assert light(page_of("No link.\n"), "SEO303", AuditContext(folder=tmp_path)) is None


@pytest.mark.parametrize(
    "path", ["x" * 5_000, "a\0b.md", "../" * 300 + "x.md", "/" * 500, "%", "\udcff.md", "con.md"]
)
def test_hostile_paths(site: Path, path: str) -> None:
    files = SiteFiles(site / "posts", "here")
    files.find(path)
    files.is_post(path)
    files.has_neighbours(path, pictures=True)


@given(st.text(max_size=30))
def test_any_target_is_looked_up(target: str) -> None:
    SiteFiles(Path("no/such/folder"), "here").find(target)


# --- anchors

HEADINGS = "# When to see a doctor?\n\n## 2. Rest & ice\n\n## Rest\n\n## Rest\n\n<a id='own'></a>\n\n"


@pytest.mark.parametrize(
    "anchor",
    ["when-to-see-a-doctor", "2-rest--ice", "rest-ice", "2-rest-ice", "rest", "rest-1", "own", "top", "",
     "fn1", "fnref:1", "!/route", "/route", ":~:text=a", "Rest"],
)  # fmt: skip
def test_places_that_are_there(anchor: str) -> None:
    assert light(page_of(f"{HEADINGS}[a](#{anchor})\n"), "SEO304") in (Light.GREEN, None)


@pytest.mark.parametrize("anchor", ["doctor", "rest-2x", "owner", "wann"])
def test_places_that_are_not_there(anchor: str) -> None:
    found = assess(page_of(f"{HEADINGS}[a](#{anchor})\n"), "SEO304")
    assert found
    assert found.light is Light.RED
    assert found.checks[0].message == f"There is no place “{anchor}” on this page"
    assert found.checks[0].text == f"[a](#{anchor})"


def test_places_in_html_are_exact_and_templates_are_not_judged() -> None:
    assert light(page_of("<h2 id=Rest>Rest</h2><a href='#Rest'>a</a>", "html"), "SEO304") is Light.GREEN
    assert light(page_of("<h2 id=Rest>Rest</h2><a href='#rest'>a</a>", "html"), "SEO304") is Light.RED
    assert light(page_of("<h2>Rest</h2><a href='#rest'>a</a>", "html"), "SEO304") is Light.RED
    assert light(page_of("[a](#gone)\n\n{{< toc >}}\n"), "SEO304") is Light.GREY
    assert light(page_of("See #gone\n", "text"), "SEO304") is None


def test_places_in_other_posts(site: Path) -> None:
    other = page_of("## Warm up\n", path=str(site / "posts" / "knee-pain.md"))
    text = (
        "[a](knee-pain.md#warm-up) [b](../knee-pain/#cool-down) [c](old.html#x) [d](/posts/knee-pain#gone)\n"
    )
    page = page_of(text, path=str(site / "posts" / "here.md"))
    context = AuditContext(folder=site / "posts", posts=SiteIndex.build([page, other]))
    found = assess(page, "SEO304", context)
    assert found
    assert [check.message for check in found.checks] == [
        "There is no place “cool-down” in “../knee-pain/”",
        "There is no place “gone” in “/posts/knee-pain”",
    ]
    assert light(page, "SEO304", AuditContext(folder=site / "posts")) is None


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


@pytest.mark.parametrize(
    "text",
    [
        "![img" + "_" * 50_000 + "x](a.png)",
        "[a](/gone.md) " * 3_000,
        "".join(f"[a](x{number}) " for number in range(3_000)),
        "![a](b.png 'a')\n\n" * 2_000,
        "".join(f"[a](#x{number}) " for number in range(3_000)),
    ],
    ids=["alt", "root", "pages", "pictures", "anchors"],
)
def test_hostile_pages(site: Path, text: str) -> None:
    page = page_of(text + "\n")
    beyond.assess(page, AuditContext(folder=site / "posts", posts=SiteIndex.build([page])))
