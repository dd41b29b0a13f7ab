"""Writes new wording into a stretch of the original that may hold mark-up and line ends."""

from __future__ import annotations

import html
import re
from difflib import SequenceMatcher

from unspin.model.article import Article
from unspin.model.document import Flow
from unspin.model.span import Span

_CHUNK = re.compile(r"\S+")
_EMPTY = re.compile(
    r"(?<!\*)\*\s*\*(?!\*)|\*\*\s*\*\*|(?<!_)_\s*_(?!_)|__\s*__|~~\s*~~|<([A-Za-z]\w*)[^<>]*>\s*</\1\s*>|\[\s*\]\("
)
_PLAIN = re.compile(r"\S+(?: \S+)*\Z")
"""Words with one ordinary space between them: nothing there that must be carried over."""
_MARKS = frozenset("*_~<>[]`")
_CONTEXT = 60
CANNOT_KEEP = "the mark-up inside the wording cannot be kept"


def write_into(article: Article, flow: Flow, start: int, end: int, wording: str) -> tuple[str, str]:
    """The text that puts ``wording`` in place of flow characters ``[start, end)``.

    Mark-up, line ends and special spaces between the words stay where they are; words that do not
    change stay byte for byte. Returns the text and, when that is not possible, the problem.
    """
    span = flow.to_original(start, end)
    raw = span.of(article.text)
    if raw == flow.text[start:end] and _PLAIN.match(raw):
        return _escaped(wording, article), ""
    old = [(start + m.start(), start + m.end()) for m in _CHUNK.finditer(flow.text[start:end])]
    new = wording.split()
    for keep_last in (False, True):
        slots = _slots([flow.text[a:b] for a, b in old], new, keep_last)
        if _empties_marks(article.text, [flow.to_original(a, b) for a, b in old], slots):
            continue
        text = _assemble(article, flow, old, slots)
        if text is not None and not _leaves_empty(article.text, span, text):
            return text, ""
    return raw, CANNOT_KEEP


def _slots(old: list[str], new: list[str], keep_last: bool) -> list[list[str]]:
    """For every old word the new words that stand in its place."""
    slots: list[list[str]] = [[] for _ in old]
    matcher = SequenceMatcher(None, [w.lower() for w in old], [w.lower() for w in new], autojunk=False)
    for operation, a, b, c, d in matcher.get_opcodes():
        if operation == "insert":
            position, words = (a - 1, new[c:d]) if a else (0, new[c:d])
            slots[position] = slots[position] + words if a else words + slots[position]
            continue
        offset = (b - a) - (d - c) if keep_last else 0
        for index in range(a, b):
            place = index - a - max(offset, 0)
            if 0 <= place < d - c:
                slots[index] = [*slots[index], new[c + place]]
        surplus = (d - c) - (b - a)
        if surplus > 0:
            slots[b - 1] = [*slots[b - 1], *new[d - surplus : d]]
    return slots


def _assemble(article: Article, flow: Flow, old: list[tuple[int, int]], slots: list[list[str]]) -> str | None:
    """The original with the old words replaced; ``None`` if a replaced word holds mark-up inside."""
    spans = [flow.to_original(a, b) for a, b in old]
    out = ""
    pending = ""
    for index, (span, (a, b)) in enumerate(zip(spans, old, strict=True)):
        gap = article.text[spans[index - 1].end : span.start] if index else ""
        pending = _join_gaps(pending, gap, at_start=not out)
        if not slots[index]:
            continue
        written = " ".join(slots[index])
        raw = span.of(article.text)
        if written == flow.text[a:b]:
            written = raw
        elif re.search(r"[<*_\[\]]", raw):
            return None
        else:
            written = _escaped(written, article)
        out += pending + written
        pending = ""
    return out + pending.rstrip()


def _join_gaps(first: str, second: str, at_start: bool) -> str:
    """One gap from two, after the word between them went: all mark-up, one white space."""
    if at_start:
        return first.strip() + second.strip()
    if not first:
        return second
    if first[-1:].isspace() and second[:1].isspace():
        return first + second.lstrip()
    return first + second


def _empties_marks(text: str, words: list[Span], slots: list[list[str]]) -> bool:
    """Whether words go that are all there is between two marks: ``**cerebral** **pain**``."""
    index = 0
    while index < len(slots):
        first = index
        while index < len(slots) and not slots[index]:
            index += 1
        if index > first:
            before, after = words[first].start, words[index - 1].end
            if text[before - 1 : before] in _MARKS and text[after : after + 1] in _MARKS:
                return True
        index += 1
    return False


def _leaves_empty(text: str, span: Span, replacement: str) -> bool:
    """Whether the change leaves a pair of marks with nothing in it, such as ``****``."""
    before, after = (
        text[max(0, span.start - _CONTEXT) : span.start],
        text[span.end : span.end + _CONTEXT],
    )
    found = len(_EMPTY.findall(before + replacement + after))
    return found > len(_EMPTY.findall(before + span.of(text) + after))


def _escaped(wording: str, article: Article) -> str:
    return html.escape(wording, quote=False) if article.format == "html" else wording
