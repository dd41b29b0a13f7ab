"""Links to other sites, and to other pages of this one."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from unspin.audit.seo.inputs import SeoInput
from unspin.audit.yoast import Measure, Result, yoast
from unspin.model.check import Area, Assessment
from unspin.model.page import Link, Page

__all__ = ["external", "internal"]

EXTERNAL = Measure(
    "SEO111",
    "Links to other sites",
    Area.SEO,
    yoast("externalLinks"),
    goal="at least one that search engines may follow",
)
INTERNAL = Measure(
    "SEO112",
    "Links to own pages",
    Area.SEO,
    yoast("internalLinks"),
    goal="at least one that search engines may follow",
)
_SITE_KEYS = ("canonical", "canonical_url", "permalink", "url", "og:url", "site", "base_url")
_CANONICAL = re.compile(r"<link\b[^<>]{0,300}\brel=[\"']?canonical\b[^<>]{0,300}>", re.IGNORECASE)
_HREF = re.compile(r"\bhref=[\"']?(https?://[^\s\"'<>]{1,300})", re.IGNORECASE)


def external(given: SeoInput) -> Assessment:
    """Links to other sites: to sources, for a health page."""
    links = [link for link in given.page.links if link_kind(link, own_host(given.page)) == "external"]
    advice = "Link to the sources of what the page says."
    return EXTERNAL.of(_result(links, "other sites", advice), given.page)


def internal(given: SeoInput) -> Assessment:
    """Links to other pages of the same site."""
    links = [link for link in given.page.links if link_kind(link, own_host(given.page)) == "internal"]
    advice = "Link to pages of your site that say more about a part of the topic."
    return INTERNAL.of(_result(links, "other pages of the site", advice), given.page)


def _result(links: list[Link], what: str, advice: str) -> Result:
    if not links:
        return Result(3, f"There is no link to {what}", "0", advice)
    nofollow = sum(link.nofollow for link in links)
    count = len(links)
    message = f"{count} link{'s' * (count > 1)} to {what}"
    if nofollow:
        message += f", {nofollow} of them nofollow"
    score = 9 if not nofollow else 7 if nofollow == count else 8
    return Result(score, message, str(count), "Take nofollow off links to sources that you trust.")


def own_host(page: Page) -> str:
    """The host of the page's own address, "" where it is not told."""
    tag = _CANONICAL.search(page.text) if page.document.article.format == "html" else None
    address = _HREF.search(tag[0]) if tag else None
    if address:
        return _host(address[1])
    for key in _SITE_KEYS:
        value = page.meta.get(key)
        host = _host(value) if isinstance(value, str) else ""
        if host:
            return host
    return ""


def link_kind(link: Link, host: str) -> str:
    """ "internal", "external", or "other" (mail, telephone, a place of the same page)."""
    target = link.target.strip()
    scheme, colon, _ = target.partition(":")
    if target.startswith("#") or not target:
        return "other"
    if target.startswith("//") or (colon and scheme.lower() in ("http", "https")):
        return "internal" if host and _host(target) == host else "external"
    return "other" if colon and scheme.isalpha() else "internal"


def _host(target: str) -> str:
    try:
        host = urlsplit(target).hostname or ""
    except ValueError:  # "http://[" is no address
        return ""
    return host.removeprefix("www.")
