"""What the posts of a run share: titles, descriptions, keyphrases, paragraphs, sentences."""

from __future__ import annotations

import os.path
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path

from unspin.errors import InputError
from unspin.model.article import Article
from unspin.model.check import Area
from unspin.model.page import Page
from unspin.page import read_page
from unspin.parse import parse

__all__ = ["USED_BY", "Place", "SiteIndex", "index_articles"]

USED_BY = frozenset((Area.STRUCTURE, Area.SEO))
"""Areas that look at other posts; a run without them needs no index."""
_SHORTEST = 4
"""Words from which a sentence or paragraph is kept: shorter ones are the same in any two posts."""
_PLACES = 2
"""Places that are kept of a text, each in another post: enough to name one to any post that asks."""
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Place:
    """A line (from 1) of a post."""

    path: str
    line: int


_Names = dict[str, list[str]]
_Texts = dict[bytes, list[Place]]


@dataclass(frozen=True, slots=True)
class SiteIndex:
    """Built by one quick pass over all posts of a run, before any of them is audited.

    Two texts are the same when their words are, whatever their case and punctuation. Of texts only
    fingerprints are kept, so that a site of thousands of posts fits into memory.
    """

    titles: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Paths of the posts by folded title, in the order of the run."""
    descriptions: Mapping[str, Sequence[str]] = field(default_factory=dict)
    keyphrases: Mapping[str, Sequence[str]] = field(default_factory=dict)
    slugs: frozenset[str] = frozenset()
    """Last parts of the addresses of all posts, in lower case."""
    anchors: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Anchors by absolute path, of Markdown and HTML."""
    paragraphs: Mapping[bytes, Sequence[Place]] = field(default_factory=dict)
    """First places, at most one in each of two posts, by fingerprint."""
    sentences: Mapping[bytes, Sequence[Place]] = field(default_factory=dict)

    @classmethod
    def build(cls, pages: Iterable[Page]) -> SiteIndex:
        """The index of ``pages``, each of which has a path of its own; they are not kept."""
        titles: _Names = {}
        descriptions: _Names = {}
        keyphrases: _Names = {}
        slugs: set[str] = set()
        anchors: dict[str, frozenset[str]] = {}
        paragraphs: _Texts = {}
        sentences: _Texts = {}
        for page in pages:
            path = page.document.article.path
            _add_name(titles, page.title, path)
            _add_name(descriptions, page.description, path)
            _add_name(keyphrases, page.keyphrase, path)
            slugs.add(page.slug.lower())
            if page.document.article.format != "text":
                anchors[_absolute(path)] = page.anchors
            _add_texts(paragraphs, _paragraphs(page), page)
            _add_texts(sentences, _sentences(page), page)
        names = (titles, descriptions, keyphrases, frozenset(slugs))
        return cls(*names, anchors, paragraphs, sentences)

    def same_title(self, title: str, path: str) -> tuple[str, ...]:
        """Paths of the other posts with this title; ``path`` is the post that asks."""
        return _others(self.titles, title, path)

    def same_description(self, description: str, path: str) -> tuple[str, ...]:
        """Paths of the other posts with this description."""
        return _others(self.descriptions, description, path)

    def same_keyphrase(self, keyphrase: str, path: str) -> tuple[str, ...]:
        """Paths of the other posts with this keyphrase in their front matter."""
        return _others(self.keyphrases, keyphrase, path)

    def same_paragraph(self, text: str, path: str) -> Place | None:
        """Where another post first has this paragraph; ``None`` for a short one."""
        return _elsewhere(self.paragraphs, text, path)

    def same_sentence(self, text: str, path: str) -> Place | None:
        """Where another post first has this sentence; ``None`` for a short one."""
        return _elsewhere(self.sentences, text, path)

    def anchors_of(self, path: str) -> frozenset[str] | None:
        """Anchors of another post; ``None`` for a file that is none."""
        return self.anchors.get(_absolute(path))


def index_articles(articles: Iterable[Article]) -> SiteIndex:
    """The index of ``articles``; those that cannot be parsed are left out, the audit reports them."""
    return SiteIndex.build(_pages(articles))


def _pages(articles: Iterable[Article]) -> Iterator[Page]:
    for article in articles:
        try:
            document = parse(article)
        except InputError:
            continue
        yield read_page(document)


def _absolute(path: str) -> str:
    return os.path.normpath(Path(path).absolute())


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _fingerprint(text: str) -> bytes | None:
    words = _words(text)
    return blake2b(" ".join(words).encode(), digest_size=8).digest() if len(words) >= _SHORTEST else None


def _paragraphs(page: Page) -> Iterator[tuple[str, int]]:
    return ((block.flow.text, block.flow.segments[0].start) for block in page.paragraphs if not block.quoted)


def _sentences(page: Page) -> Iterator[tuple[str, int]]:
    blocks = page.document.blocks
    return ((s.text, s.span.start) for s in page.sentences if not blocks[s.block].quoted)


def _add_name(kept: _Names, text: str, path: str) -> None:
    folded = " ".join(_words(text))
    if folded:
        kept.setdefault(folded, []).append(path)


def _add_texts(kept: _Texts, found: Iterator[tuple[str, int]], page: Page) -> None:
    article = page.document.article
    for text, start in found:
        key = _fingerprint(text)
        if key is None:
            continue
        known = kept.setdefault(key, [])
        if len(known) < _PLACES and all(place.path != article.path for place in known):
            known.append(Place(article.path, article.position(start)[0]))


def _others(kept: Mapping[str, Sequence[str]], text: str, path: str) -> tuple[str, ...]:
    return tuple(other for other in kept.get(" ".join(_words(text)), ()) if other != path)


def _elsewhere(kept: Mapping[bytes, Sequence[Place]], text: str, path: str) -> Place | None:
    key = _fingerprint(text)
    found = kept.get(key, ()) if key else ()
    return next((place for place in found if place.path != path), None)
