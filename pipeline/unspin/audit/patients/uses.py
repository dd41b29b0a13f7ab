"""Where a page uses hard words without explaining them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from unspin.audit.passages import Passage
from unspin.audit.patients.plain_words import Entry, PlainWords
from unspin.audit.phrases import Hit
from unspin.model.document import BlockKind
from unspin.model.page import Page
from unspin.model.span import Span

__all__ = ["Use", "uses_of"]

_BEFORE = re.compile(
    r"(?:\(|\b(?:called|known as|termed|named|means?|meaning|medical (?:term|name|word)s?(?: (?:for \w+|is))?"
    r"|doctors (?:call|say)(?: this| it)?|or|is|as)\s)[\"“‘*]?(?:an?\s|the\s)?\Z",
    re.IGNORECASE,
)
"""What introduces a term just after its explanation: "(", "called", "also known as", "or" ..."""
_AFTER = re.compile(
    r"[\"”’*]?\s*(?:\((?=[^)]*[a-z]{3})"
    r"|,\s(?:or|also|a|an|the|which|that is|meaning|when|where|i\.e\.)\b"
    r"|\s?[–—:]\s?[a-z]|(?:is|are)\s(?:an?|the|when|what|another)\b"
    r"|(?:means?|refers to|happens when|occurs when)\b)"
)
"""What introduces an explanation just after its term."""
_SMALL = frozenset(
    "a an the of in to or and that you your is it for with by at on from into are not too".split()
)


@dataclass(frozen=True, slots=True)
class Use:
    """A hard word: its first place, and how often the page has it."""

    entry: Entry
    span: Span
    times: int


def uses_of(page: Page, passages: Sequence[Passage], words: PlainWords) -> tuple[Use, ...]:
    """Hard words that are explained nowhere on the page: the most frequent first, then as they stand.

    What the title names is left out: it is what the page is about. What many readers know, too.
    """
    found: dict[str, list[tuple[Passage, Hit]]] = {}
    explained: set[str] = set()
    for number, passage in enumerate(passages):
        if passage.is_reference or passage.block.quoted:
            continue
        in_title = passage.block.kind is BlockKind.TITLE or _is_first_heading(page, passage)
        near = _stems(passages[max(0, number - 1) : number + 2])
        for hit in _longest(passage, words):
            entry = words.entries[hit.phrase]
            if entry.is_familiar or _is_kept(entry, passage, hit):
                continue
            if in_title or _is_explained(entry, passage, hit, near):
                explained.add(entry.term)
            elif passage.is_running:
                found.setdefault(entry.term, []).append((passage, hit))
    uses = [
        Use(words.entries[places[0][1].phrase], _place(*places[0]), len(places))
        for term, places in found.items()
        if term not in explained
    ]
    return tuple(sorted(uses, key=lambda use: -use.times))


def _place(passage: Passage, hit: Hit) -> Span:
    return passage.place(hit.first, hit.last)


def _is_first_heading(page: Page, passage: Passage) -> bool:
    first = next((heading for heading in page.headings), None)
    return (
        passage.block.kind is BlockKind.HEADING and first is not None and passage.block.index == first.block
    )


def _longest(passage: Passage, words: PlainWords) -> list[Hit]:
    """Hits that are no part of a longer one."""
    hits = sorted(words.finder.hits(passage.words), key=lambda hit: (hit.first, -hit.last))
    kept: list[Hit] = []
    for hit in hits:
        if not kept or hit.last > kept[-1].last:
            kept.append(hit)
    return kept


def _is_kept(entry: Entry, passage: Passage, hit: Hit) -> bool:
    """Whether the sentence has one of the words with which the term is right as it is."""
    if not entry.keep:
        return False
    rest = [word.text for word in (*passage.words[: hit.first], *passage.words[hit.last + 1 :])]
    wanted = {word for keep in entry.keep for word in keep.split() if not word.endswith("*")}
    starts = tuple(keep[:-1] for keep in entry.keep if keep.endswith("*"))
    return any(word in wanted or (bool(starts) and word.startswith(starts)) for word in rest)


def _stems(passages: Sequence[Passage]) -> set[str]:
    return {_stem(word.text) for passage in passages for word in passage.words}


@lru_cache(maxsize=20_000)
def _stem(word: str) -> str:
    """Enough of a word that its forms are the same: "swell" of "swelling" and "swollen" it is not."""
    for ending in ("ing", "ies", "ed", "es", "s", "y", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


def _is_explained(entry: Entry, passage: Passage, hit: Hit, near: set[str]) -> bool:
    """Whether the words around say what it means: its plain wording, brackets, "called", "which is" ..."""
    flow = passage.block.flow.text
    start, end = passage.words[hit.first].start, passage.words[hit.last].end
    if entry.pos == "noun" and (
        _BEFORE.search(flow[max(0, start - 40) : start]) or _AFTER.match(flow[end : end + 80])
    ):
        return True
    plain = [word for word in re.findall(r"[a-z']+", entry.plain.lower()) if word not in _SMALL]
    own = {_stem(word.text) for word in passage.words[hit.first : hit.last + 1]}
    content = [_stem(word) for word in plain if _stem(word) not in own]
    return bool(content) and entry.pos == "noun" and all(stem in near for stem in content)
