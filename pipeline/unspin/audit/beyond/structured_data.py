"""Structured data (JSON-LD) of an HTML page: whether it is there, and whether it says what the page says."""

from __future__ import annotations

import re
from collections.abc import Iterator

from unspin.audit.beyond.claims import Claims, article_claims, first_line
from unspin.audit.beyond.findings import SUGGESTION, Item, plural, shorten
from unspin.audit.context import AuditContext
from unspin.model.check import Area, Assessment, Check
from unspin.model.page import Page
from unspin.page.metadata import as_text

__all__ = ["consistent", "present"]

PRESENT = Item(
    "SEO308",
    "Structured data",
    Area.SEO,
    "JSON-LD of the type MedicalWebPage or Article",
    "schema.org (MedicalWebPage, Article); Google Search Central, structured data for articles",
)
CONSISTENT = Item(
    "SEO309",
    "Structured data as on the page",
    Area.SEO,
    "headline, dates and author as on the page",
    "Google Search Central, general guidelines for structured data (content that readers can see)",
)
_WHOLE_PAGE = re.compile(r"<(?:!doctype|html|head)\b", re.IGNORECASE)
_WORD = re.compile(r"\w+")
_SHARED = 0.5
"""Share of equal words from which a headline and a title are taken for two wordings of one title."""


def present(page: Page, context: AuditContext) -> Assessment | None:
    """Whether an HTML page says in JSON-LD that it is an article; ``None`` for Markdown and fragments."""
    advice = "Mend its commas, quotes and brackets."
    broken = [
        PRESENT.check(
            page, first_line(page, span), "This structured data is no JSON, so nobody can read it", advice
        )
        for span in page.broken_json_ld
    ]
    if broken:
        return PRESENT.judged(f"{plural(len(broken), 'script is', 'scripts are')} no JSON", "broken", broken)
    claims = article_claims(page)
    if claims:
        return PRESENT.judged(f"The page says that it is: {claims.type}", claims.type)
    whole = page.document.article.format == "html" and _WHOLE_PAGE.search(page.text, 0, 4_000)
    if not whole:
        return None
    message = "No structured data says that the page is an article or a medical page"
    advice = "Add JSON-LD of the type MedicalWebPage or Article with headline, author, dates and publisher."
    return PRESENT.judged(message, "none", [PRESENT.check(page, None, message, advice, SUGGESTION)])


def consistent(page: Page, context: AuditContext) -> Assessment | None:
    """Whether headline, dates and author in JSON-LD are those of the page; ``None`` without JSON-LD."""
    claims = article_claims(page)
    if claims is None:
        return None
    checks = [
        *_headline(page, claims),
        *_dates(page, claims),
        *_author(page, claims),
        *_lacking(page, claims),
    ]
    if checks:
        message = f"{plural(len(checks), 'thing differs or is', 'things differ or are')} missing"
        return CONSISTENT.judged(message, str(len(checks)), checks)
    return CONSISTENT.judged("Headline, dates and author agree with the page, as far as both name them", "0")


def _headline(page: Page, claims: Claims) -> Iterator[Check]:
    shown = [page.title, *(heading.text for heading in page.headings if heading.level == 1)]
    named = [text for text in shown if text]
    if claims.headline and named and not any(_same_title(claims.headline.text, text) for text in named):
        message = f"The headline “{shorten(claims.headline.text)}” is not the title of the page"
        yield CONSISTENT.check(
            page, claims.headline.span, message, f"Write “{shorten(named[-1])}” there, or correct it."
        )


def _same_title(headline: str, title: str) -> bool:
    """Whether one has the other in it (a title may end with the name of the site), or most of its words."""
    first, second = (" ".join(_WORD.findall(text.casefold())) for text in (headline, title))
    if first in second or second in first:
        return True
    one, other = frozenset(first.split()), frozenset(second.split())
    return len(one & other) / len(one | other) >= _SHARED


def _dates(page: Page, claims: Claims) -> Iterator[Check]:
    advice = "Make both say the same day."
    for what, claim, shown in (
        ("published", claims.published, claims.shown_published),
        ("changed", claims.modified, claims.shown_modified),
    ):
        # a day apart may be the same moment in another time zone
        if claim and claim.day and shown and abs((claim.day - shown).days) > 1:
            message = f"The structured data says {what} on {claim.day}, the head of the page says {shown}"
            yield CONSISTENT.check(page, claim.span, message, advice)
    first, last = claims.published, claims.modified
    if first and last and first.day and last.day and (last.day - first.day).days < -1:
        message = f"The date of the last change, {last.day}, is before the date of publication, {first.day}"
        yield CONSISTENT.check(page, last.span, message, "Correct one of the dates.")


def _author(page: Page, claims: Claims) -> Iterator[Check]:
    shown = _shown_authors(page)
    if not shown or not claims.authors:
        return
    if not any(_same_person(claim.text, name) for claim in claims.authors for name in shown):
        named = shorten(claims.authors[0].text)
        message = f"The structured data names the author “{named}”, the page “{shorten(shown[0])}”"
        yield CONSISTENT.check(page, claims.authors[0].span, message, "Name the same author in both places.")


def _shown_authors(page: Page) -> list[str]:
    found: list[str] = []
    for key in ("author", "authors", "byline", "article:author"):
        value = page.meta.get(key)
        for entry in value if isinstance(value, list) else [value]:
            name = as_text(entry.get("name") if isinstance(entry, dict) else entry)
            if name and "://" not in name:
                found.append(name)
    return found


def _same_person(one: str, other: str) -> bool:
    """Whether two names share their longest word: titles, initials and degrees differ from place to place."""
    first, second = (set(_WORD.findall(name.casefold())) for name in (one, other))
    shorter = min(first, second, key=len)
    return bool(shorter) and max(shorter, key=lambda word: (len(word), word)) in first & second


def _lacking(page: Page, claims: Claims) -> Iterator[Check]:
    """What the head of the page names and the structured data does not, as one check."""
    lacking = ["author"] if _shown_authors(page) and not claims.authors else []
    if claims.shown_published and not claims.published:
        lacking.append("datePublished")
    if lacking:
        message = f"The structured data names no {' and no '.join(lacking)}, but the page does"
        yield CONSISTENT.check(page, claims.span, message, "Add what the page names.", SUGGESTION)
