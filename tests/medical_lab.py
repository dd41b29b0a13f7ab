"""A bench for the medical and the patients' checks: small pages around a health text."""

from __future__ import annotations

from datetime import date

from unspin.audit import medical, patients
from unspin.audit.context import AuditContext
from unspin.audit.passages import passages_of
from unspin.model.article import Article, ArticleFormat
from unspin.model.check import Assessment
from unspin.model.page import Page
from unspin.model.report import Scores
from unspin.page import read_page
from unspin.parse import parse

BODY = """
# Knee pain

Knee pain is common in adults. A doctor examines the joint, and a nurse shows exercises. Pain, swelling and
stiffness are typical symptoms of arthritis. The joint hurts at night, and the muscle is weak. Many patients
with this disease ask which treatment helps the knee, and whether surgery or medicine is needed at all.
"""
"""A health text of 59 words that names no author, date or source, and promises nothing."""
TODAY = date(2026, 11, 22)


def page_of(
    text: str, *, front: str = "", form: ArticleFormat = "markdown", path: str = "knee.md", around: str = BODY
) -> Page:
    """A page with ``text`` after a short health text, and ``front`` as its front matter."""
    head = f"---\n{front}\n---\n" if front else ""
    return read_page(parse(Article(path, f"{head}{around}\n{text}\n", form)))


def medical_of(page: Page, today: date | None = TODAY) -> dict[str, Assessment]:
    """The medical assessments by code."""
    return {a.code: a for a in medical.assess(page, AuditContext(today=today))}


def patients_of(page: Page, scores: Scores | None = None) -> dict[str, Assessment]:
    """The patients' assessments by code."""
    return {a.code: a for a in patients.assess(page, AuditContext(scores=scores))}


def medical_light(text: str, code: str, *, front: str = "", today: date | None = TODAY) -> str:
    """The light of one code for a text after the health text."""
    return medical_of(page_of(text, front=front), today)[code].light.value


def claims_in(text: str, code: str) -> list[str]:
    """What a code finds in a text after the health text."""
    return [check.text for check in medical_of(page_of(text))[code].checks]


__all__ = [
    "BODY",
    "TODAY",
    "claims_in",
    "medical_light",
    "medical_of",
    "page_of",
    "passages_of",
    "patients_of",
]
