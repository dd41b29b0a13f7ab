"""Links and pictures whose file or place is not there: codes SEO303 and SEO304."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from test_beyond import assess, light, page_of
from unspin.audit import beyond
from unspin.audit.beyond.site_files import SiteFiles
from unspin.audit.context import AuditContext
from unspin.audit.site_index import SiteIndex
from unspin.model.check import Area, Light

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
