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


def broken_links(page: Page, context: AuditContext) -> Assessment | None:
    """Links and pictures whose relative target is not there; ``None`` for a page without any."""
    targets = list(own_targets(page))
    if not targets:
        return None
    if context.folder is None:
        return LINKS.open("The folder of the page is not known, so its links cannot be followed")
    found = _Followed(SiteFiles(context.folder, PurePath(page.document.article.path).stem, context.posts))
    for target in targets[:MOST]:
        found.follow(target)
    found.leave_out_of_site()
    return found.assessment(page)


@dataclass
class _Followed:
    """What became of the links of a page."""

    files: SiteFiles
    missing: list[Target] = field(default_factory=list)
    there: int = 0
    unknown: int = 0

    def follow(self, target: Target) -> None:
        """Look one target up."""
        if target.path and (self.files.find(target.path) or self.files.is_post(target.path)):
            self.there += 1
        elif target.path and not self._can_be_judged(target):
            self.unknown += 1
        else:
            self.missing.append(target)

    def _can_be_judged(self, target: Target) -> bool:
        """Whether a target that is not there must be wrong.

        Not what a server may make of another source, and not a picture where no pictures are: those of a
        site are often kept elsewhere.
        """
        if target.path.startswith("/"):
            return False
        if target.what == "picture":
            return self.files.has_neighbours(target.path, pictures=True)
        return names_a_file(target.path) or self.files.posts is not None

    def leave_out_of_site(self) -> None:
        """Of a single page without its site, judge no links into folders that are not there."""
        if self.there or self.files.posts is not None:
            return
        known = [t for t in self.missing if not t.path or self.files.has_neighbours(t.path, pictures=False)]
        self.unknown += len(self.missing) - len(known)
        self.missing = known

    def assessment(self, page: Page) -> Assessment:
        """The verdict; none when no target can be judged."""
        remark = ""
        if self.unknown:
            remark = f"; {plural(self.unknown, 'target', 'targets')} cannot be judged from here"
        if self.missing:
            message = f"{plural(len(self.missing), 'target is', 'targets are')} not there{remark}"
            checks = [_missing(target, page) for target in self.missing]
            return LINKS.judged(message, str(len(checks)), checks)
        if not self.there:
            return LINKS.open(f"No target can be followed{remark}")
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
