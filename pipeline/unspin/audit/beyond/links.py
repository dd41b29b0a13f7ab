"""Links and pictures whose file is not there."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import PurePath

from unspin.audit.beyond.findings import SUGGESTION, Item, plural, shorten
from unspin.audit.beyond.site_files import SiteFiles, names_a_file
from unspin.audit.beyond.targets import MOST, Target, own_targets
from unspin.audit.context import AuditContext
from unspin.model.check import Area, Assessment, Check
from unspin.model.page import Page

__all__ = ["broken_links"]

LINKS = Item(
    "SEO303",
    "Links to own files",
    Area.STRUCTURE,
    "every file is there",
    "HTML Living Standard, 4.6 (links)",
)
_ALONE_FROM = 3
"""Targets from which a single file, when none of them is there, counts as taken out of its site."""


def broken_links(page: Page, context: AuditContext) -> Assessment | None:
    """Links and pictures whose relative target is not there; ``None`` for a page without any."""
    targets = list(own_targets(page))
    if not targets:
        return None
    if context.folder is None:
        return LINKS.open("The folder of the page is not known, so its links cannot be followed")
    found = _Followed(SiteFiles(context.folder, PurePath(page.document.article.path).stem, context.posts))
    for target in targets[:MOST]:
        found.follow(target, page)
    return found.assessment()


@dataclass
class _Followed:
    """What became of the links of a page."""

    files: SiteFiles
    missing: list[Check] = field(default_factory=list)
    there: int = 0
    unknown: int = 0

    def follow(self, target: Target, page: Page) -> None:
        """Look one target up. What a generator may make of another source is not judged."""
        if target.path and (self.files.find(target.path) or self.files.is_post(target.path)):
            self.there += 1
        elif target.path.startswith("/") or (target.path and not self._can_be_judged(target)):
            self.unknown += 1
        else:
            self.missing.append(_missing(target, page))

    def _can_be_judged(self, target: Target) -> bool:
        return names_a_file(target.path) or self.files.posts is not None

    def assessment(self) -> Assessment:
        """The verdict; none when the site is not at hand."""
        if self.files.posts is None and not self.there and len(self.missing) >= _ALONE_FROM:
            count = len(self.missing)
            return LINKS.open(f"None of {count} targets is here: the rest of the site seems to be elsewhere")
        remark = ""
        if self.unknown:
            remark = f"; {plural(self.unknown, 'address', 'addresses')} of the site cannot be judged here"
        if self.missing:
            message = f"{plural(len(self.missing), 'target is', 'targets are')} not there{remark}"
            return LINKS.judged(message, str(len(self.missing)), self.missing)
        if not self.there:
            return LINKS.open(f"No link can be followed{remark}")
        return LINKS.judged(f"{plural(self.there, 'target is', 'targets are')} there{remark}", "0")


def _missing(target: Target, page: Page) -> Check:
    if not target.path:
        return LINKS.check(
            page, target.span, "The link has no target", "Write the target, or take the link out."
        )
    message = f"The {target.what} leads to “{shorten(target.path)}”, which is not there"
    if names_a_file(target.path):
        return LINKS.check(page, target.span, message, "Correct the target, or add the file.")
    advice = "Correct the target, unless the site redirects it."
    return LINKS.check(page, target.span, message, advice, SUGGESTION)
