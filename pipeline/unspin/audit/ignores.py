"""Leaves out of the audit what is to be ignored, and reports directives that do nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from unspin.model.article import Article
from unspin.model.check import Area, Assessment, Check, Light
from unspin.model.decision import Decision
from unspin.model.document import Document
from unspin.model.ignore import Ignore, Ignores
from unspin.model.report import PageAudit
from unspin.model.span import Span

__all__ = ["UNREAD", "UNUSED", "directive_checks", "without_ignored"]

UNUSED = "IGN101"
"""Code of a directive that ignores nothing."""
UNREAD = "IGN102"
"""Code of a comment that looks like a directive and is none."""
_GRAMMAR = frozenset((Area.GRAMMAR.value, "languagetool", "harper"))
"""Area and detectors of grammar checkers."""


def without_ignored(assessments: Iterable[Assessment], ignores: Ignores) -> PageAudit:
    """The assessments without the places that are to be ignored, and which directives that used.

    One that is off for the whole article, or all of whose places are to be ignored, gets no light.
    """
    if not ignores.places:
        return PageAudit(tuple(assessments))
    kept: list[Assessment] = []
    used: set[int] = set()
    for assessment in assessments:
        own = (assessment.code, assessment.area.value)
        off = ignores.of_check(own, None)
        gone = {c: ignores.of_check((c.code, c.area.value, *own), c.span) for c in assessment.checks}
        left = tuple(_fixed_outside(check, own, ignores) for check, numbers in gone.items() if not numbers)
        why = off.union(*gone.values())
        used |= why
        if off or (why and not left):
            message = f"{ignores.reason(why).capitalize()}."
            assessment = replace(assessment, light=Light.GREY, score=None, message=message)
        kept.append(replace(assessment, checks=left))
    return PageAudit(tuple(kept), frozenset(used))


def _fixed_outside(check: Check, own: tuple[str, ...], ignores: Ignores) -> Check:
    """The check; without its fix when that would change a place where the check is off."""
    codes = (check.code, check.area.value, *own)
    off = any(ignores.touched(codes, edit.span) for edit in check.fix)
    return replace(check, fix=()) if off else check


def directive_checks(
    document: Document, decisions: Iterable[Decision], used: frozenset[int]
) -> tuple[Check, ...]:
    """A suggestion for each directive that is misread, or that no finding of this run needs.

    ``used`` are those that the assessments of the page have used.
    """
    ignores, article = document.ignores, document.article
    needed = set(used)
    for decision in decisions:
        finding = decision.finding
        # A finding that would have been rejected anyway counts: with other text around it, it would not be.
        needed |= ignores.of_wording(finding.rule.id, finding.detector, finding.span)
    found = [_check(article, UNREAD, misread.span, misread.problem) for misread in ignores.misread]
    found += [
        _check(article, UNUSED, place.origin, _unused(place))
        for number, place in enumerate(ignores.places)
        if place.origin is not None and number not in needed and not _is_for_grammar(place)
    ]
    return tuple(found)


def _is_for_grammar(place: Ignore) -> bool:
    """Whether only a grammar checker, which this run may not have had, could tell what it is for."""
    return place.code.casefold().partition("/")[0] in _GRAMMAR


def _unused(place: Ignore) -> str:
    what = f"finding of {place.code!r}" if place.code else "finding"
    return f"This directive is not needed: there is no {what} in its place."


def _check(article: Article, code: str, span: Span, message: str) -> Check:
    line, column = article.position(span.start)
    return Check(
        code,
        message,
        "suggestion",
        line,
        column,
        Area.STRUCTURE,
        span,
        span.of(article.text),
        "Remove the directive, or mend what it names.",
    )
