"""The audit of one state of a page: all areas, one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from importlib import import_module

from unspin.audit.context import AuditContext
from unspin.audit.ignores import without_ignored
from unspin.model.check import Area, Assessment, Check
from unspin.model.correction import Correction
from unspin.model.document import Document
from unspin.model.page import Page
from unspin.model.report import PageAudit
from unspin.model.span import Span

__all__ = ["audit_page", "fixes", "in_order", "merge_checks"]

Assess = Callable[[Page, AuditContext], tuple[Assessment, ...]]


def _assessed_by(package: str) -> Assess:
    """The assessment of a package of the audit, which is imported when first asked."""

    def assess(page: Page, context: AuditContext) -> tuple[Assessment, ...]:
        found: tuple[Assessment, ...] = import_module(f"unspin.audit.{package}").assess(page, context)
        return found

    assess.__name__ = package
    return assess


AREAS: tuple[tuple[frozenset[Area], Assess], ...] = (
    (frozenset((Area.STRUCTURE,)), _assessed_by("structure")),
    (frozenset((Area.SEO,)), _assessed_by("seo")),
    (frozenset((Area.SEO, Area.STRUCTURE)), _assessed_by("beyond")),
    (frozenset((Area.READABILITY,)), _assessed_by("readability")),
    (frozenset((Area.PATIENTS,)), _assessed_by("patients")),
    (frozenset((Area.MEDICAL,)), _assessed_by("medical")),
)
"""Areas, and who assesses them. An area is loaded when it is first asked for: most runs of ``check`` in
an editor or a pre-commit hook look at one or two of them."""


def audit_page(page: Page, context: AuditContext, areas: frozenset[Area] = frozenset(Area)) -> PageAudit:
    """Assess a page in the ``areas`` asked for."""
    found: list[Assessment] = []
    for own, assess in AREAS:
        if own & areas:
            found += (a for a in assess(page, context) if a.area in areas and a.code not in context.exempt)
    audit = without_ignored(found, page.document.ignores)
    if Area.READABILITY not in areas:
        return audit
    from unspin.audit import readability

    return replace(audit, ignored_by=audit.ignored_by | readability.used_exemptions(page))


def fixes(document: Document, context: AuditContext) -> tuple[Check, ...]:
    """The checks of structure that carry a fix, in the order of the text."""
    from unspin.page import read_page

    audit = audit_page(read_page(document), context, frozenset((Area.STRUCTURE,)))
    return tuple(check for check in audit.checks if check.fix)


def merge_checks(
    before: tuple[Check, ...], after: tuple[Check, ...], correction: Correction
) -> tuple[Check, ...]:
    """All checks in coordinates of the original; those that the corrections mended are marked so."""
    if not correction.edits:
        return before
    moved = tuple(_to_original(check, correction) for check in after)
    left = {_key(check) for check in moved}
    known = {_key(check) for check in before}
    merged = [check if _key(check) in left else replace(check, mended=True, fix=()) for check in before]
    merged += (replace(check, fix=()) for check in moved if _key(check) not in known)
    return in_order(merged)


def in_order(checks: Iterable[Check]) -> tuple[Check, ...]:
    """The checks in the order of the text."""
    return tuple(sorted(checks, key=lambda check: (check.line, check.column, check.code, check.message)))


def _key(check: Check) -> tuple[str, int]:
    return check.code, check.span.start if check.span else -1


def _to_original(check: Check, correction: Correction) -> Check:
    if check.span is None:
        return check
    start = correction.to_original(check.span.start)
    end = max(correction.to_original(check.span.end), start)
    line = correction.original.count("\n", 0, start) + 1
    column = start - (correction.original.rfind("\n", 0, start) + 1) + 1
    return replace(
        check, span=Span(start, end), line=line, column=column, text=correction.original[start:end]
    )
