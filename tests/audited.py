"""Assessments of small pages, for the tests of the SEO and readability checks."""

from __future__ import annotations

from unspin.audit import readability, seo
from unspin.audit.context import AuditContext
from unspin.model.article import Article, ArticleFormat
from unspin.model.check import Assessment
from unspin.model.limits import Limits
from unspin.model.page import Page
from unspin.page import read_page
from unspin.parse import parse

GOOD_SENTENCE = "Knee pain often eases with gentle exercise."


def page_of(
    body: str, *, form: ArticleFormat = "markdown", path: str = "posts/knee-pain.md", **front: str
) -> Page:
    """A page with ``front`` as its front matter."""
    head = "".join(f"{key}: {value}\n" for key, value in front.items())
    return read_page(parse(Article(path, f"---\n{head}---\n\n{body}" if head else body, form)))


def seo_of(page: Page, code: str, context: AuditContext | None = None) -> Assessment:
    """The SEO assessment with a code; fails when it does not apply."""
    return {a.code: a for a in seo.assess(page, context or AuditContext())}[code]


def read_of(page: Page, code: str, limits: Limits | None = None) -> Assessment:
    """The assessment of readability with a code; fails when it does not apply."""
    context = AuditContext(limits=limits) if limits else AuditContext()
    return {a.code: a for a in readability.assess(page, context)}[code]


def words(count: int) -> str:
    """``count`` words in sentences of ten, each of which begins differently."""
    numbered = [f"word{number}" for number in range(count)]
    lines = (" ".join(numbered[start : start + 10]) for start in range(0, count, 10))
    return " ".join(f"{line.capitalize()}." for line in lines)
