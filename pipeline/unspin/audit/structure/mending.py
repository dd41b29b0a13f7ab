"""Makes the sure fixes of structure together with the corrections of wording (``--fix structure``).

First the fixes, then the wording, then the fixes that only the corrected wording shows (two headings that
were spun differently are the same again), until nothing is left to do. So a second run changes nothing.
Everything is told in coordinates of the article as it was read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise
from typing import Generic, Protocol, TypeVar

from unspin.apply.splice import splice
from unspin.audit.structure.cuts import Cut, flows_without, pieces_of, span_through, to_original, without
from unspin.errors import UnspinError
from unspin.model.article import Article
from unspin.model.check import Check
from unspin.model.correction import Correction, Edit
from unspin.model.decision import Decision
from unspin.model.document import Document
from unspin.model.span import Span
from unspin.parse import parse

__all__ = ["Mended", "mend", "with_fixes"]

_ROUNDS = 12
"""Rounds in which fixes may be added. Three are enough for the worst pages seen."""
_MOST = 300
"""Fixes of one round: more of them are no slips of an editor."""
_TRIED_ALONE = 60
"""Fixes that are tried one by one when all together would change more than they say."""


class Settled(Protocol):
    """Decisions on wording and the correction they make."""

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """One for each finding."""

    @property
    def correction(self) -> Correction:
        """Of the text that was given."""


SettledT = TypeVar("SettledT", bound=Settled)
Offer = Callable[[Document], Iterable[Check]]
_Fix = tuple[Check, tuple[Span, ...]]


@dataclass(frozen=True)
class Mended(Generic[SettledT]):
    """What became of an article; decisions and correction in coordinates of the original."""

    settled: SettledT
    decisions: tuple[Decision, ...]
    correction: Correction
    cuts: tuple[Cut, ...] = ()

    def told(self, checks: tuple[Check, ...]) -> tuple[Check, ...]:
        """The checks of a report, with the fixes that were made: ``with_fixes``."""
        return with_fixes(checks, self.cuts)


def mend(article: Article, offer: Offer, settle: Callable[[Document], SettledT]) -> Mended[SettledT]:
    """Fix the structure of an article and its wording.

    ``offer`` gives the checks of a state of it that carry a fix; ``settle`` decides its wording.
    """
    cuts: tuple[Cut, ...] = ()
    refused: tuple[Span, ...] = ()
    rounds = 0
    while True:
        rounds += 1
        document = parse(replace(article, text=without(article.text, _spans(cuts))))
        more = _added(article, cuts, refused, _accepted(document, offer(document)), rounds)
        if more != cuts:
            cuts = more
            continue
        settled = settle(document)
        clash = _clashes(article, cuts, settled)
        if clash:
            refused += clash
            cuts = tuple(cut for cut in cuts if cut.span not in clash)
            continue
        more = _added(article, cuts, refused, _late(document, settled.correction, offer), rounds)
        if more == cuts:
            return _told(article, cuts, settled)
        cuts = more


def _spans(cuts: Sequence[Cut]) -> tuple[Span, ...]:
    return tuple(cut.span for cut in cuts)


def _accepted(document: Document, checks: Iterable[Check]) -> list[_Fix]:
    """Fixes that do not get into each other's way and change nothing but what they say."""
    fixes: list[_Fix] = []
    taken: list[Span] = []
    for check in islice(checks, _MOST):
        spans = tuple(edit.span for edit in check.fix)
        if any(edit.replacement for edit in check.fix) or not all(map(len, spans)):
            continue
        if not any(span.overlaps(other) for span in spans for other in taken[-8:]):
            fixes.append((check, spans))
            taken += spans
    if not fixes or _keeps_the_rest(document, taken):
        return fixes
    kept: list[_Fix] = []
    for fix in fixes[:_TRIED_ALONE]:
        trial = [span for _, spans in (*kept, fix) for span in spans]
        if _keeps_the_rest(document, trial):
            kept.append(fix)
    return kept


def _keeps_the_rest(document: Document, spans: Sequence[Span]) -> bool:
    ordered = sorted(spans)
    if any(first.overlaps(second) for first, second in pairwise(ordered)):
        return False
    try:
        after = parse(replace(document.article, text=without(document.article.text, ordered)))
    except UnspinError:
        return False
    return flows_without(document, ordered) == flows_without(after, ())


def _late(document: Document, correction: Correction, offer: Offer) -> list[_Fix]:
    """Fixes that the corrected text asks for, in coordinates of the text before the correction."""
    if not correction.edits:
        return []
    corrected = parse(replace(document.article, text=correction.text))
    found: list[_Fix] = []
    for check, spans in _accepted(corrected, offer(corrected)):
        place = span_through(correction, check.span) if check.span else None
        moved = [span_through(correction, span) for span in spans]
        if place and all(moved):
            found.append((replace(check, span=place), tuple(span for span in moved if span)))
    return found


def _added(
    article: Article, cuts: tuple[Cut, ...], refused: tuple[Span, ...], fixes: list[_Fix], rounds: int
) -> tuple[Cut, ...]:
    """The cuts with those of ``fixes``, which are in coordinates of the text without ``cuts``."""
    if rounds > _ROUNDS:
        return cuts
    known, size = _spans(cuts), len(article.text)
    added = list(cuts)
    for check, spans in fixes:
        pieces = [piece for span in spans for piece in pieces_of(known, span, size)]
        if check.span is None or any(piece.overlaps(no) for piece in pieces for no in refused):
            continue
        placed = _placed(article, check, to_original(known, check.span, size))
        added += [Cut(piece, placed) for piece in pieces]
    return tuple(sorted(added, key=lambda cut: cut.span))


def _placed(article: Article, check: Check, span: Span) -> Check:
    line, column = article.position(span.start)
    return replace(check, span=span, line=line, column=column, text=span.of(article.text), fix=())


def _clashes(article: Article, cuts: tuple[Cut, ...], settled: Settled) -> tuple[Span, ...]:
    """Cuts in the midst of a finding of wording: the finding's text would not be that of the original."""
    spans, size = _spans(cuts), len(article.text)
    places = [decision.span for decision in settled.decisions]
    places += [edit.span for edit in settled.correction.edits]
    if not spans:
        return ()
    hulls = {to_original(spans, place, size) for place in places}
    return tuple(span for span in spans if any(hull.overlaps(span) for hull in hulls))


def _told(article: Article, cuts: tuple[Cut, ...], settled: SettledT) -> Mended[SettledT]:
    spans, size = _spans(cuts), len(article.text)
    decisions = tuple(
        replace(d, finding=replace(d.finding, span=to_original(spans, d.span, size)))
        for d in settled.decisions
    )
    edits = [Edit(to_original(spans, edit.span, size), edit.replacement) for edit in settled.correction.edits]
    correction = splice(article.text, [*edits, *(Edit(span, "") for span in spans)])
    return Mended(settled, decisions, correction, cuts)


def with_fixes(checks: tuple[Check, ...], cuts: tuple[Cut, ...]) -> tuple[Check, ...]:
    """The checks of a report, with the fixes that were made as the fixes of mended checks.

    So the edits of a correction are those of its applied decisions and of its mended checks.
    """
    made: dict[tuple[str, int], tuple[Check, list[Edit]]] = {}
    for cut in cuts:
        start = cut.check.span.start if cut.check.span else -1
        made.setdefault((cut.check.code, start), (cut.check, []))[1].append(Edit(cut.span, ""))
    told = []
    for check in checks:
        own = made.pop((check.code, check.span.start if check.span else -1), None)
        told.append(replace(check, mended=True, fix=tuple(own[1])) if own else check)
    told += (replace(check, mended=True, fix=tuple(edits)) for check, edits in made.values())
    return tuple(sorted(told, key=lambda check: (check.line, check.column, check.code, check.message)))
