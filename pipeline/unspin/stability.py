"""The promises that only the whole result can show: stable under a second run, structure kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from unspin.apply import apply_decisions
from unspin.decide import Judgement
from unspin.errors import UnspinError
from unspin.model.article import Article
from unspin.model.correction import Correction
from unspin.model.decision import Decision, Verdict
from unspin.model.document import Document, Protection
from unspin.model.span import Span
from unspin.parse import parse

_ROUNDS = 20
TOUCHED_TWICE = "a second run would change this again"
BREAKS_STRUCTURE = "the edit would change the structure of the file"
FOUND_LATER = "known spun wording; it shows once the words around it are corrected"
_FINAL = (TOUCHED_TWICE, BREAKS_STRUCTURE)

Decide = Callable[[Document], Judgement]


def settle(
    document: Document, judgement: Judgement, decide: Decide
) -> tuple[tuple[Decision, ...], Correction]:
    """Decisions and correction after which a second run changes nothing.

    What a second run would still change in untouched text is done at once; what it would change in
    an edit sends that edit to review, for good.
    """
    decisions = _keep_structure(document, list(judgement.decisions))
    for _ in range(_ROUNDS):
        correction = apply_decisions(document.article.text, decisions)
        if not correction.edits:
            break
        again = _second_run(document.article, correction, decide)
        merged = _merge(decisions, correction, again)
        if merged == decisions:
            break
        decisions = _keep_structure(document, merged)
    return tuple(decisions), apply_decisions(document.article.text, decisions)


def _second_run(article: Article, correction: Correction, decide: Decide) -> list[Decision]:
    """What a run over the corrected text would apply."""
    corrected = replace(article, text=correction.text)
    return [d for d in decide(parse(corrected)).decisions if d.verdict is Verdict.APPLIED]


def _merge(decisions: list[Decision], correction: Correction, again: Sequence[Decision]) -> list[Decision]:
    """Add the edits in untouched text, in coordinates of the original; demote edits that clash.

    A place that was demoted before stays so: a second run would come to the same end.
    """
    edited = _edited_places(correction)
    for late in again:
        touched = [original for place, original in edited if _touches(place, late.span)]
        if touched:
            decisions = [
                _demote(d, TOUCHED_TWICE) if d.verdict is Verdict.APPLIED and d.span in touched else d
                for d in decisions
            ]
            continue
        shift = sum(len(original) - len(place) for place, original in edited if place.end <= late.span.start)
        span = Span(late.span.start + shift, late.span.end + shift)
        if any(d.reason in _FINAL and d.span.overlaps(span) for d in decisions):
            continue
        moved = replace(late.finding, span=span)
        decisions = [d for d in decisions if not d.span.overlaps(span)]
        decisions.append(replace(late, finding=moved, reason=FOUND_LATER))
    return sorted(decisions, key=lambda d: (d.span, d.finding.rule.id))


def _touches(place: Span, late: Span) -> bool:
    return place.overlaps(late) or (not len(place) and late.start <= place.start <= late.end)


def _edited_places(correction: Correction) -> list[tuple[Span, Span]]:
    """Each edit's place in the corrected text, with its place in the original."""
    places, shift = [], 0
    for edit in correction.edits:
        start = edit.span.start + shift
        places.append((Span(start, start + len(edit.replacement)), edit.span))
        shift += len(edit.replacement) - len(edit.span)
    return places


def _demote(decision: Decision, reason: str) -> Decision:
    return replace(decision, verdict=Verdict.REVIEW, reason=reason)


def _keep_structure(document: Document, decisions: list[Decision]) -> list[Decision]:
    """Demote edits after which the file would parse differently or lose a protected place."""
    correction = apply_decisions(document.article.text, decisions)
    if not correction.edits or _same_structure(document, correction.text):
        return decisions
    kept: list[Decision] = []
    for decision in decisions:
        if decision.verdict is Verdict.APPLIED:
            trial = apply_decisions(document.article.text, [*kept, decision]).text
            if not _same_structure(document, trial):
                decision = _demote(decision, BREAKS_STRUCTURE)
        kept.append(decision)
    return kept


def _same_structure(document: Document, text: str) -> bool:
    try:
        other = parse(replace(document.article, text=text))
    except UnspinError:
        return False
    return _shape(document) == _shape(other)


def _shape(document: Document) -> tuple[object, ...]:
    text = document.article.text
    return (
        [(b.kind, b.level, b.quoted) for b in document.blocks if b.kind != "heading" or b.level],
        [p.span.of(text) for p in document.protected if p.level is Protection.HARD],
    )
