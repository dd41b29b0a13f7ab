"""The promises that only the whole result can show: stable under a second run, structure kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from unspin.apply import apply_decisions
from unspin.apply.splice import splice
from unspin.decide import Judgement
from unspin.errors import UnspinError
from unspin.model.article import Article
from unspin.model.correction import Correction, Edit
from unspin.model.decision import Decision, Verdict, outdone_by
from unspin.model.document import Document, Protection
from unspin.model.span import Span
from unspin.parse import parse

_ROUNDS = 20
_COMPOSE_ROUNDS = 4
TOUCHED_TWICE = "a second run would change this again"
BREAKS_STRUCTURE = "the edit would change the structure of the file"
FOUND_LATER = "known spun wording; it shows once the words around it are corrected"
IN_TWO_STEPS = "known spun wording, corrected in two steps"
_FINAL = (TOUCHED_TWICE, BREAKS_STRUCTURE)

Decide = Callable[[Document], Judgement]


def settle(
    document: Document, judgement: Judgement, decide: Decide
) -> tuple[tuple[Decision, ...], Correction]:
    """Decisions and correction after which a second run changes nothing.

    What a second run would still change is done at once, in coordinates of the original. An edit
    that keeps changing, or changes back, goes to review for good.
    """
    decisions = _keep_structure(document, list(judgement.decisions))
    for round_ in range(_ROUNDS):
        correction = apply_decisions(document.article.text, decisions)
        if not correction.edits:
            break
        again = _second_run(document.article, correction, decide)
        merged = _merge(decisions, correction, again, compose=round_ < _COMPOSE_ROUNDS)
        if merged == decisions:
            break
        decisions = _keep_structure(document, merged)
    return tuple(decisions), apply_decisions(document.article.text, decisions)


def _second_run(article: Article, correction: Correction, decide: Decide) -> list[Decision]:
    """What a run over the corrected text would apply."""
    corrected = replace(article, text=correction.text)
    return [d for d in decide(parse(corrected)).decisions if d.verdict is Verdict.APPLIED]


def _merge(
    decisions: list[Decision], correction: Correction, again: Sequence[Decision], compose: bool
) -> list[Decision]:
    """Add what a second run would change: alone, or together with the edits that it touches."""
    edited = _edited_places(correction)
    for group in _clusters(again, [place for place, _ in edited]):
        touched = [(place, was) for place, was in edited if any(_touches(place, d.span) for d in group)]
        hull = Span(
            min([d.span.start for d in group] + [place.start for place, _ in touched]),
            max([d.span.end for d in group] + [place.end for place, _ in touched]),
        )
        span = _to_original(hull, edited)
        if any(d.reason in _FINAL and d.span.overlaps(span) for d in decisions):
            continue
        was = span.of(correction.original)
        becomes = _with_edits(correction.text, hull, group)
        if touched and (becomes == was or not compose):
            spans = [original for _, original in touched]
            decisions = [
                _demote(d, TOUCHED_TWICE) if d.verdict is Verdict.APPLIED and d.span in spans else d
                for d in decisions
            ]
            continue
        late = _as_one(group, span, was, becomes, IN_TWO_STEPS if touched else FOUND_LATER)
        decisions = [*(_give_way(d, late) for d in decisions), late]
    return sorted(decisions, key=lambda d: (d.span, d.finding.rule.id))


def _clusters(again: Sequence[Decision], places: Sequence[Span]) -> list[list[Decision]]:
    """Late edits, those together that touch the same earlier edit."""
    groups: list[tuple[set[int], list[Decision]]] = []
    for late in again:
        touched = {number for number, place in enumerate(places) if _touches(place, late.span)}
        if groups and touched & groups[-1][0]:
            groups[-1][0].update(touched)
            groups[-1][1].append(late)
        else:
            groups.append((touched, [late]))
    return [group for _, group in groups]


def _to_original(hull: Span, edited: Sequence[tuple[Span, Span]]) -> Span:
    """The original of a stretch of the corrected text whose ends cut no edit."""
    before = sum(
        len(was) - len(place) for place, was in edited if place.end <= hull.start and place.start < hull.start
    )
    inside = sum(len(was) - len(place) for place, was in edited if hull.contains(place))
    return Span(hull.start + before, hull.end + before + inside)


def _with_edits(text: str, hull: Span, group: Sequence[Decision]) -> str:
    edits = (Edit(Span(d.span.start - hull.start, d.span.end - hull.start), d.replacement) for d in group)
    return splice(hull.of(text), edits).text


def _as_one(group: Sequence[Decision], span: Span, was: str, becomes: str, reason: str) -> Decision:
    """One decision for late edits and the earlier ones they build on."""
    first = group[0]
    finding = first.finding
    candidate = replace(finding.candidates[0], replacement=becomes)
    finding = replace(finding, span=span, text=was, candidates=(candidate,))
    confidence = min(decision.confidence for decision in group)
    return replace(first, finding=finding, confidence=confidence, reason=reason)


def _give_way(decision: Decision, late: Decision) -> Decision:
    """A decision whose place a late edit takes is rejected: each finding keeps one decision."""
    if not decision.span.overlaps(late.span) or decision.verdict is Verdict.REJECTED:
        return decision
    return replace(decision, verdict=Verdict.REJECTED, reason=outdone_by(late.finding))


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
        _outline(document),
        [p.span.of(text) for p in document.protected if p.level is Protection.HARD],
    )


def _outline(document: Document) -> list[tuple[str, int, bool]]:
    """Kinds and levels of the blocks; plain text has none but what the looks of its lines suggest."""
    if document.article.format == "text":
        return []
    return [(block.kind, block.level, block.quoted) for block in document.blocks]
