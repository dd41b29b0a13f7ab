"""The sources of a page: lists of references, footnotes, front matter, JSON-LD, links, and their kinds."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from urllib.parse import urlsplit

import yaml

from unspin.audit.medical.people import json_nodes
from unspin.audit.passages import Passage
from unspin.errors import PackError
from unspin.lexicon.nodes import Problems, compose, known, pairs, text_of, texts_of
from unspin.model.page import Page

__all__ = ["GOOD", "KINDS", "WEAK", "Sources", "kind_of", "read_kinds", "sources_of"]

GOOD = ("journal", "guideline", "authority", "university", "hospital", "society")
WEAK = ("blog", "social", "shop", "wiki")
KINDS = (*GOOD, *WEAK)
OTHER = "other"
REFERENCE_KEYS = (
    "references",
    "reference",
    "sources",
    "source",
    "citations",
    "citation",
    "bibliography",
    "footnotes",
)

_URL = re.compile(r"https?://[^\s<>\"'\]]+")
_DOI = re.compile(
    r"\b(?:doi:?\s*|doi\.org/)?10\.\d{4,9}/\S+|\bPMID:?\s*\d{4,9}\b|\bPMC\d{5,9}\b", re.IGNORECASE
)
_JOURNAL = re.compile(r"\b(?:19|20)\d\d(?:\s+\w{3}(?:\s+\d{1,2})?)?;\s?\d+")
"""Year; volume, as in the reference style of medical journals."""
_LOOKS_LIKE_ONE = re.compile(r"\b(?:19|20)\d\d\b|https?://|\b10\.\d{4,9}/|\bPMID\b|\bISBN\b")
_FOOTNOTE = re.compile(r"^\[\^[^\]\s]+\]:[ \t]*(\S.*(?:\n[ \t]+\S.*)*)", re.MULTILINE)
_MARKER = re.compile(r"\[\^[^\]\s]+\](?!:)|\[\d{1,3}(?:\s?[,–-]\s?\d{1,3})*\]|<sup\b|[¹²³⁴-⁹]")
_SHOP_ADDRESS = re.compile(r"(?:^|//)(?:shop|store)\.|/(?:products?|shop|cart|store)/", re.IGNORECASE)
_BLOG_ADDRESS = re.compile(r"(?:^|//)blogs?\.|/blogs?/", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sources:
    """What a page gives as its sources."""

    listed: int
    """Entries of reference lists, footnotes, front matter and JSON-LD; the largest of these numbers."""
    kinds: Counter[str]
    """Kinds of what is listed; of all links to other sites where nothing is."""
    links: Counter[str]
    """Kinds of the links to other sites in the running text."""
    has_markers: bool
    """Whether places of the text point to their source: [1], a footnote, a raised number."""

    @property
    def good_links(self) -> int:
        """Links in the running text to journals, guidelines, public bodies, hospitals and the like."""
        return sum(self.links[kind] for kind in GOOD)

    @property
    def any(self) -> bool:
        """Whether there is any source worth the name."""
        return bool(self.listed or self.good_links)


def sources_of(page: Page, passages: Sequence[Passage]) -> Sources:
    """The sources of a page."""
    listed = list(_listed(page, passages))
    notes = [note for note in _FOOTNOTE.findall(page.text) if _LOOKS_LIKE_ONE.search(note)]
    entries = max(listed, notes, key=len)
    named = [*_from_meta(page), *_from_json(page)]
    inside = {place for entry in entries for place in _URL.findall(entry)}
    outside = [
        link.target for link in page.links if _is_outside(link.target) and _clean(link.target) not in inside
    ]
    kinds = Counter(_kind_of_entry(entry) for entry in (entries or named))
    links = Counter(kind_of(target) for target in dict.fromkeys(outside))
    return Sources(max(len(entries), len(named)), kinds or links, links, bool(_MARKER.search(page.text)))


def _listed(page: Page, passages: Sequence[Passage]) -> Iterator[str]:
    """The original text of each block that stands in a list of sources and looks like a source."""
    seen: set[int] = set()
    for passage in passages:
        block = passage.block
        if not passage.is_reference or not passage.is_running or block.index in seen:
            continue
        seen.add(block.index)
        place = block.flow.to_original(0, len(block.flow.text))
        text = page.text[place.start : min(place.end + 300, _line_end(page.text, place.end))]
        targets = " ".join(
            link.target for link in page.links if place.start <= link.span.start < place.end + 1
        )
        entry = f"{text} {targets}"
        if _LOOKS_LIKE_ONE.search(entry):
            yield entry


def _line_end(text: str, at: int) -> int:
    """Where the line ends: an address at the end of a block is not part of its flow."""
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def _from_meta(page: Page) -> Iterator[str]:
    for key in REFERENCE_KEYS:
        value = page.meta.get(key)
        for entry in value if isinstance(value, list) else [value]:
            if isinstance(entry, dict):
                entry = " ".join(str(part) for part in entry.values() if isinstance(part, (str, int)))
            if isinstance(entry, str) and len(entry.strip()) > 5:
                yield entry[:1000]


def _from_json(page: Page) -> Iterator[str]:
    for node in json_nodes(page):
        value = node.get("citation")
        for entry in value if isinstance(value, list) else [value]:
            if isinstance(entry, dict):
                entry = " ".join(str(part) for part in entry.values() if isinstance(part, str))
            if isinstance(entry, str) and entry.strip():
                yield entry[:1000]


def _kind_of_entry(entry: str) -> str:
    kinds = [kind_of(address) for address in _URL.findall(entry)]
    for kind in KINDS:
        if kind in kinds:
            return kind
    return "journal" if _DOI.search(entry) or _JOURNAL.search(entry) else OTHER


def _is_outside(target: str) -> bool:
    return target.startswith(("http://", "https://", "//"))


def _clean(target: str) -> str:
    return target.rstrip(".,;)")


def kind_of(address: str) -> str:
    """The kind of the site that an address belongs to, "other" when it is not known."""
    try:
        host = (urlsplit(address).hostname or "").lower().removeprefix("www.")
    except ValueError:
        return OTHER
    labels = host.split(".")
    known_hosts = _kinds()
    for start in range(len(labels)):
        kind = known_hosts.get(".".join(labels[start:]))
        if kind:
            return kind
    if _SHOP_ADDRESS.search(address):
        return "shop"
    return "blog" if _BLOG_ADDRESS.search(address) else OTHER


@lru_cache(maxsize=1)
def _kinds() -> dict[str, str]:
    text = files("unspin.rules").joinpath("medical", "sources.yaml").read_text("utf-8")
    return read_kinds(text, "rules/medical/sources.yaml")


def read_kinds(text: str, path: str) -> dict[str, str]:
    """Kinds by host. Raises ``PackError`` that names every problem."""
    problems = Problems(path)
    root = known(compose(text, path), frozenset(("title", "source", "kinds")), problems)
    for name in ("title", "source"):
        text_of(root.get(name), name, problems)
    found: dict[str, str] = {}
    table = root.get("kinds")
    if not isinstance(table, yaml.MappingNode):
        raise PackError(f"{path}:1: 'kinds' must be 'kind: hosts' lines")
    for kind, key, hosts in pairs(table, problems):
        if kind not in KINDS:
            problems.add(key, f"unknown kind {kind!r}; known: {', '.join(KINDS)}")
        for host, line in texts_of(hosts, kind, problems):
            if host in found:
                problems.add(line, f"{host!r} has a kind already")
            found[host] = kind
    if problems.lines:
        raise PackError("\n".join(problems.lines))
    return found


def names_of(kinds: Counter[str], wanted: Iterable[str]) -> str:
    """The kinds of a list that there are, in words: "journals 2, authorities 1"."""
    plural = {
        "journal": "journals",
        "guideline": "guidelines",
        "authority": "authorities",
        "university": "universities",
        "hospital": "hospitals",
        "society": "societies",
        "blog": "blogs",
        "social": "social media",
        "shop": "shops",
        "wiki": "open encyclopedias",
        OTHER: "other sites",
    }
    return ", ".join(f"{plural[kind]} {kinds[kind]}" for kind in wanted if kinds[kind])
