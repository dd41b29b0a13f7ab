"""What the posts of a run share, and the pass over them before the audit."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import SPUN, Unspin
from lab import document_of
from unspin.audit.site_index import Place, SiteIndex, index_articles
from unspin.model.article import Article
from unspin.page import read_page
from unspin.workflow import Workflow

SHARED = "Warm the muscle for ten minutes before you lift."


def post(title: str, description: str = "", keyphrase: str = "", body: str = SHARED) -> str:
    return f"---\ntitle: '{title}'\ndescription: {description}\nkeyphrase: {keyphrase}\n---\n\n{body}\n"


def index_of(**texts: str) -> SiteIndex:
    return SiteIndex.build(read_page(document_of(text, "markdown", path)) for path, text in texts.items())


def test_titles_descriptions_keyphrases() -> None:
    index = index_of(
        a=post("Back pain: what helps", "How to help a sore back.", "back pain"),
        b=post("“Back pain, what helps”", "Another text.", "Back Pain"),
        c=post("Neck pain", "How to help a sore back", "neck pain"),
    )
    assert index.same_title("Back pain: what helps", "a") == ("b",)
    assert index.same_title("Back pain - what helps", "new") == ("a", "b")
    assert index.same_title("Neck pain", "c") == ()
    assert index.same_description("How to help a sore back.", "c") == ("a",)
    assert index.same_keyphrase("back pain", "b") == ("a",)
    assert index.same_title("", "a") == ()
    assert index.same_keyphrase("...", "a") == ()


def test_texts_name_the_first_place_in_another_post() -> None:
    index = index_of(
        a=post("One", body=f"First words of this one post.\n\n{SHARED} And once more, in other words."),
        b=post("Two", body=SHARED.upper()),
        c=post("Three", body=f"{SHARED}\n\n{SHARED}"),
    )
    assert index.same_sentence(SHARED, "a") == Place("b", 7)
    assert index.same_sentence(SHARED, "b") == Place("a", 9)
    assert index.same_sentence(SHARED, "c") == Place("a", 9)
    assert index.same_paragraph(SHARED, "a") == Place("b", 7)
    assert index.same_paragraph(SHARED, "b") == Place("c", 7)
    assert index.same_sentence("First words of this one post.", "a") is None


@pytest.mark.parametrize("body", ["Ask your doctor.", "> " + SHARED])
def test_short_and_quoted_texts_are_not_kept(body: str) -> None:
    index = index_of(a=post("One", body=body), b=post("Two", body=body))
    assert index.same_sentence(body.lstrip("> "), "a") is None


def test_an_article_that_cannot_be_parsed_is_left_out() -> None:
    index = index_articles([Article("bad.md", "---\na: [\n---\n", "markdown"), Article("b", SHARED, "text")])
    assert index.same_sentence(SHARED, "a") == Place("b", 1)


class _Passes:
    """Notes what the workflow is told about the other posts."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.posts: list[object] = []
        clean = Workflow.clean

        def noted(workflow: Workflow, article: Article, **given: object) -> object:
            self.posts.append(given["posts"])
            return clean(workflow, article, **given)  # type: ignore[arg-type]

        monkeypatch.setattr(Workflow, "clean", noted)


@pytest.mark.parametrize(
    ("arguments", "indexed"),
    [
        (("posts", "--select", "structure,medical"), True),
        (("posts", "--select", "seo"), True),
        (("posts", "--select", "spinning"), False),
        (("posts", "--select", "medical,patients"), False),
        (("posts/clean.md",), False),
    ],
)
def test_only_a_run_that_needs_it_makes_the_pass(
    unspin: Unspin, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], indexed: bool
) -> None:
    passes = _Passes(monkeypatch)
    unspin("check", *arguments)
    assert passes.posts
    assert all((posts is not None) is indexed for posts in passes.posts)


def test_errors_are_reported_once_and_standard_input_is_read_once(unspin: Unspin, site: Path) -> None:
    (site / "posts" / "empty.md").write_text("")
    (site / "posts" / "broken.md").write_text("---\ntitle: [\n---\nText.\n")
    result = unspin("check", "posts", "gone.md", "-", stdin=SPUN)
    assert result.exit_code == 2
    assert result.stderr.count("empty.md") == result.stderr.count("gone.md") == 1
    assert result.stderr.count("broken.md:") == 1
    assert "-:1:1: mini/muscle-fit" in result.stdout


def test_clean_writes_what_it_would_write_alone(unspin: Unspin, site: Path) -> None:
    unspin("clean", "posts", "-o", "out", "--report", "reports")
    assert unspin("clean", "posts/spun.md").stdout == (site / "out" / "spun.md").read_text()
