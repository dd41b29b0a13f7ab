"""Places that are taken out of an article, and coordinates with and without them.

All mending of structure takes something out. So one set of *cuts*, spans of the original that do not
overlap, describes it, however many rounds it took to find them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from unspin.model.check import Check
from unspin.model.correction import Correction
from unspin.model.document import Block, Document
from unspin.model.span import Span

__all__ = ["Cut", "flows_without", "pieces_of", "span_through", "to_original", "without"]


@dataclass(frozen=True, slots=True)
class Cut:
    """A span of the original that is taken out, and the check that asked for it, placed in the original."""

    span: Span
    check: Check


def without(text: str, spans: Sequence[Span]) -> str:
    """The text without the spans, which are sorted and do not overlap."""
    return "".join(text[start:end] for start, end in _kept(spans, len(text)))


def pieces_of(spans: Sequence[Span], place: Span, size: int) -> list[Span]:
    """What a place of the shortened text is in the original: around each cut one piece."""
    pieces, position = [], 0
    for start, end in _kept(spans, size):
        first = max(place.start, position)
        last = min(place.end, position + end - start)
        if first < last:
            pieces.append(Span(start + first - position, start + last - position))
        position += end - start
    return pieces


def to_original(spans: Sequence[Span], place: Span, size: int) -> Span:
    """The place of the original that begins and ends with the characters of a shortened text's place."""
    if len(place):
        pieces = pieces_of(spans, place, size)
        return Span(pieces[0].start, pieces[-1].end)
    shift = 0
    for span in spans:
        if span.start > place.start + shift:
            break
        shift += len(span)
    return Span(place.start + shift, place.start + shift)


def span_through(correction: Correction, place: Span) -> Span | None:
    """A place of the corrected text in the one before; ``None`` when an edit reaches over its border."""
    shift = 0
    for edit in correction.edits:
        start = edit.span.start + shift
        end = start + len(edit.replacement)
        shift += len(edit.replacement) - len(edit.span)
        edge = start < place.start < end or start < place.end < end
        if edge or (start < end and start <= place.start and place.end <= end):
            return None
    return Span(correction.to_original(place.start), correction.to_original(place.end))


def flows_without(document: Document, spans: Sequence[Span]) -> list[tuple[object, ...]]:
    """Kind, level and text of each block as they must be once the spans are taken out."""
    shape: list[tuple[object, ...]] = []
    is_plain = document.article.format == "text"
    for block in document.blocks:
        text = " ".join(_flow_without(block, spans).split())
        if text:
            shape.append((text,) if is_plain else (block.kind, block.level, block.quoted, text))
    return shape


def _flow_without(block: Block, spans: Sequence[Span]) -> str:
    segments = block.flow.segments
    hull = Span(segments[0].start, segments[-1].end)
    first = bisect_right(spans, hull.start, key=lambda span: span.end)
    last = bisect_left(spans, hull.end, key=lambda span: span.start)
    touching = spans[first:last]
    if not touching:
        return block.flow.text
    kept = []
    for segment in segments:
        for index in range(segment.flow_start, segment.flow_end):
            offset = segment.start + (index - segment.flow_start if segment.literal else 0)
            if not any(span.start <= offset < span.end for span in touching):
                kept.append(block.flow.text[index])
    return "".join(kept)


def _kept(spans: Sequence[Span], size: int) -> Iterator[tuple[int, int]]:
    position = 0
    for span in spans:
        yield position, span.start
        position = span.end
    yield position, size
