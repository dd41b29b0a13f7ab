"""The elements of a page: what the walkers of ``parse`` found, with the words that a reader sees."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from unspin.model.document import Block, BlockKind, Document
from unspin.model.page import Heading, Image, Link, ListView, Table
from unspin.model.span import Span
from unspin.page.anchors import heading_text
from unspin.page.text_lookup import TextLookup
from unspin.parse.elements import ElementSink
from unspin.parse.html_elements import collect_html
from unspin.parse.markdown_elements import collect_markdown

_AFTER_ADDRESS = ".,;:!?*_~'\"’”"
_NUMBER = re.compile(r"\(?(?:\d{1,3}|[a-z])[.)]\s+\Z")


def collect(document: Document, body: int) -> ElementSink:
    """What the format's walker finds from offset ``body`` on."""
    sink = ElementSink()
    text = document.article.text
    if document.article.format == "markdown":
        collect_markdown(text, body, sink)
    elif document.article.format == "html":
        collect_html(text, body, len(text), sink)
    sink.finish(len(text))
    return sink


def headings(document: Document) -> tuple[Heading, ...]:
    """The headings. Plain text has no levels: 1 for one that begins the text, 2 for the others."""
    found = []
    for block in document.blocks:
        if block.kind is BlockKind.HEADING:
            level = block.level or (2 if block.index else 1)
            found.append(Heading(level, heading_text(document, block), _place(block), block.index))
    return tuple(found)


def images(document: Document, found: ElementSink, lookup: TextLookup) -> tuple[Image, ...]:
    """The pictures, each with the caption around it, else with its title in Markdown as caption."""
    result = []
    for image in found.images:
        caption, place = "", image.caption
        if place:
            caption = lookup.text(place)
        elif document.article.format == "markdown" and image.title:
            caption, place = image.title, image.title_span
        span = Span(image.start, image.end)
        result.append(Image(span, image.target, image.alt, image.title, caption, place if caption else None))
    return tuple(result)


def links(document: Document, found: ElementSink, lookup: TextLookup) -> tuple[Link, ...]:
    """The links, and the bare addresses that Markdown turns into links."""
    result = []
    text = document.article.text
    for link in found.links:
        shown = lookup.text(link.text)
        raw = link.text.of(text)
        if not shown and len(raw) < 1_000 and "![" not in raw and "<" not in raw:
            shown = raw.strip("` \t\r\n")  # code or an address, which the flow leaves out
        result.append(Link(Span(link.start, link.end), shown, link.target, link.nofollow))
    if document.article.format != "html":
        result += _addresses(document, [link.span for link in result])
        result.sort(key=lambda link: link.span)
    return tuple(result)


def _addresses(document: Document, taken: list[Span]) -> Iterator[Link]:
    """Bare addresses in prose, outside the places ``taken`` (sorted)."""
    number = 0
    for place in document.protected:
        if place.reason != "URL":
            continue
        while number < len(taken) and taken[number].end <= place.span.start:
            number += 1
        if number < len(taken) and taken[number].overlaps(place.span):
            continue
        shown = place.span.of(document.article.text).rstrip(_AFTER_ADDRESS)
        while shown.endswith(")") and shown.count(")") > shown.count("("):
            shown = shown[:-1].rstrip(_AFTER_ADDRESS)
        target = shown if "://" in shown else f"http://{shown}"
        yield Link(Span(place.span.start, place.span.start + len(shown)), shown, target)


def lists(document: Document, found: ElementSink, lookup: TextLookup) -> tuple[ListView, ...]:
    """The lists with the texts of their own items; in plain text, list items one after the other."""
    if document.article.format == "text":
        return tuple(_plain_lists(document))
    return tuple(
        ListView(
            Span(view.start, view.end),
            view.ordered,
            tuple((lookup.text(item), item) for item in view.items),
        )
        for view in found.lists
    )


def _plain_lists(document: Document) -> Iterator[ListView]:
    items = [block for block in document.blocks if block.kind is BlockKind.LIST_ITEM]
    group: list[Block] = []
    for item, following in pairwise([*items, None]):
        if item is None:
            break
        group.append(item)
        if following is None or following.index != item.index + 1:
            places = [_place(member) for member in group]
            line = document.article.text[max(0, places[0].start - 8) : places[0].start]
            span = Span(places[0].start, places[-1].end)
            texts = (" ".join(member.flow.text.split()) for member in group)
            yield ListView(span, bool(_NUMBER.search(line)), tuple(zip(texts, places, strict=True)))
            group = []


def tables(found: ElementSink) -> tuple[Table, ...]:
    """The tables of data."""
    return tuple(Table(Span(table.start, table.end), table.has_head) for table in found.tables)


def _place(block: Block) -> Span:
    return block.flow.to_original(0, len(block.flow.text))
