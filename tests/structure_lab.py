"""A bench for the checks of structure: small texts in, codes and places out."""

from __future__ import annotations

from unspin.audit.context import AuditContext
from unspin.audit.structure import assess
from unspin.model.article import Article, ArticleFormat
from unspin.model.check import Assessment, Check
from unspin.page import read_page
from unspin.parse import parse

INTRO = "A stiff neck is common and goes away by itself within a week in nearly everybody who has one."
"""A paragraph that no check has anything against."""


def assessments(
    text: str, form: ArticleFormat = "markdown", context: AuditContext | None = None
) -> dict[str, Assessment]:
    page = read_page(parse(Article("post", text, form)))
    return {found.code: found for found in assess(page, context or AuditContext())}


def checks(text: str, form: ArticleFormat = "markdown", context: AuditContext | None = None) -> list[Check]:
    found = assessments(text, form, context).values()
    return sorted((c for a in found for c in a.checks), key=lambda c: (c.line, c.column, c.code))


def codes(text: str, form: ArticleFormat = "markdown", context: AuditContext | None = None) -> list[str]:
    return [check.code for check in checks(text, form, context)]


def places(text: str, code: str, form: ArticleFormat = "markdown") -> list[str]:
    """What the checks of one code point to."""
    return [check.text for check in checks(text, form) if check.code == code]
