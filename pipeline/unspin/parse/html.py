"""HTML: walks the syntax tree, collects prose block by block, protects everything else."""

from __future__ import annotations

import html
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache

import tree_sitter_html
from tree_sitter import Language, Node, Parser

from unspin.model.document import BlockKind, Protection
from unspin.parse.blocks import BlockSink
from unspin.parse.bytemap import ByteMap
from unspin.parse.flow import OBJECT, FlowBuilder
from unspin.parse.nesting import VOID_TAGS, refuse_deep_tags

BLOCK_KINDS = {
    "title": BlockKind.TITLE,
    "h1": BlockKind.HEADING,
    "h2": BlockKind.HEADING,
    "h3": BlockKind.HEADING,
    "h4": BlockKind.HEADING,
    "h5": BlockKind.HEADING,
    "h6": BlockKind.HEADING,
    "li": BlockKind.LIST_ITEM,
    "dt": BlockKind.LIST_ITEM,
    "dd": BlockKind.LIST_ITEM,
    "td": BlockKind.TABLE_CELL,
    "th": BlockKind.TABLE_CELL,
    "caption": BlockKind.CAPTION,
    "figcaption": BlockKind.CAPTION,
    "legend": BlockKind.CAPTION,
}
_BLOCK_TAGS = frozenset(BLOCK_KINDS) | frozenset(
    "html head body article section main header footer nav aside div p blockquote ul ol dl table "
    "thead tbody tfoot tr figure form fieldset address details summary hr option select center".split()
)
PROTECTED_TAGS = {
    "code": "code",
    "pre": "preformatted text",
    "kbd": "code",
    "samp": "code",
    "var": "code",
    "script": "script",
    "style": "style",
    "textarea": "form field",
    "svg": "drawing",
    "math": "formula",
    "template": "template",
    "iframe": "embedded page",
    "object": "embedded object",
    "cite": "citation",
    "noscript": "fallback",
}
_DESCRIPTIONS = frozenset(("description", "og:description", "twitter:description"))
_TITLES = frozenset(("og:title", "twitter:title"))


@cache
def html_parser() -> Parser:
    """The parser of HTML."""
    return Parser(Language(tree_sitter_html.language()))


def parse_html(text: str, base: int, sink: BlockSink) -> bool:
    """Add the blocks of ``text``, which stands at ``base``. Returns whether the HTML is well formed.

    Raises ``InputError`` (without the path) for nesting that no page has.
    """
    refuse_deep_tags(text)
    walker = _Walker(text, base, sink)
    tree = html_parser().parse(walker.map.data)
    walker.walk(tree.root_node)
    return not tree.root_node.has_error


@dataclass
class _Open:
    """What an open element means for the text inside it."""

    tag: str
    reason: str = ""
    start: int = 0
    kind: BlockKind = BlockKind.PARAGRAPH
    """Kind of a block that stands in it: that of the innermost element around that has one."""
    level: int = 0
    quoted: bool = False


class _Walker:
    """One pass over a tree. Uses its own stack: hostile nesting must not exhaust Python's."""

    def __init__(self, text: str, base: int, sink: BlockSink) -> None:
        self.text, self.base, self.sink = text, base, sink
        self.map = ByteMap(text)
        self.builder = FlowBuilder()
        self.open: list[_Open] = []
        self.open_tags: Counter[str] = Counter()
        self.position = 0
        self.protected_depth = 0
        self.quote_start = -1

    def walk(self, root: Node) -> None:
        """Visit every tag, entity and comment; text is what lies between them."""
        stack = [root]
        while stack:
            node = stack.pop()
            kind = node.type
            if kind in _VISITED:
                self._text_until(self.map.to_code_point(node.start_byte))
                self._visit(kind, node)
                self.position = max(self.position, self.map.to_code_point(node.end_byte))
            elif node.child_count:
                stack.extend(reversed(node.children))
        self._text_until(len(self.text))
        self._flush()

    def _text_until(self, end: int) -> None:
        start, self.position = self.position, max(self.position, end)
        if start < end and not self.protected_depth:
            self._text(start, end)

    def _text(self, start: int, end: int) -> None:
        """Add text, but for tags in it that the grammar did not know what to do with."""
        for stray in _STRAY_TAG.finditer(self.text, start, end):
            self.builder.add_text(self.text[start : stray.start()], self.base + start)
            if stray[1] is None:
                self.sink.protect(self.base + stray.start(), self.base + len(self.text), "comment")
                self.protected_depth += 1
                return
            self._end(stray[1].lower(), stray.start(), stray.end())
            start = stray.end()
        self.builder.add_text(self.text[start:end], self.base + start)

    def _visit(self, kind: str, node: Node) -> None:
        start, end = self.map.to_code_point(node.start_byte), self.map.to_code_point(node.end_byte)
        if kind == "entity":
            if not self.protected_depth:
                decoded = html.unescape(self.text[start:end])
                self.builder.add_stand_in(decoded, self.base + start, self.base + end)
        elif kind in ("start_tag", "self_closing_tag"):
            self._start(node, start, end, kind == "self_closing_tag")
        elif kind in ("end_tag", "erroneous_end_tag"):
            self._end(_tag_name(node), start, end)
        else:
            reason = "comment" if kind == "comment" else "document type"
            self.sink.protect(self.base + start, self.base + end, reason)

    def _start(self, node: Node, start: int, end: int, closed: bool) -> None:
        tag = _tag_name(node)
        attributes = self._attributes(node)
        prose = None if self.protected_depth else self._prose_attribute(tag, attributes)
        self._protect_tag(start, end, prose[1] if prose else None)
        if tag in _BLOCK_TAGS:
            self._flush()
        elif tag in ("br", "wbr"):
            self._stand_in(" ", start, end)
        elif tag == "img":
            self._stand_in(OBJECT, start, end)
        if prose:
            self._attribute_block(*prose)
        if closed or tag in VOID_TAGS:
            return
        self._implied_end(tag)
        reason = PROTECTED_TAGS.get(tag, "")
        if not reason and "translate" in attributes and self._value(attributes, "translate") == "no":
            reason = "marked translate=no"
        if reason:
            self._stand_in(OBJECT, start, end)
            self.protected_depth += 1
        elif tag == "q" and self.quote_start < 0:
            self.quote_start = end
        self._push(tag, reason, end)

    def _push(self, tag: str, reason: str, start: int) -> None:
        """Open an element. What it hands down is kept with it, so that no block must look all the way up."""
        around = self.open[-1] if self.open else _Open("")
        kind, level = around.kind, around.level
        if tag in BLOCK_KINDS:
            kind = BLOCK_KINDS[tag]
            level = int(tag[1]) if kind is BlockKind.HEADING else 0
        self.open.append(_Open(tag, reason, start, kind, level, around.quoted or tag == "blockquote"))
        self.open_tags[tag] += 1

    def _stand_in(self, flow: str, start: int, end: int) -> None:
        if not self.protected_depth:
            self.builder.add_stand_in(flow, self.base + start, self.base + end)

    def _implied_end(self, tag: str) -> None:
        """A new ``<p>``, ``<li>``, ``<td>`` ... ends an open one of its kind."""
        if (
            self.open
            and tag in ("p", "li", "td", "th", "dt", "dd", "option", "tr")
            and self.open[-1].tag == tag
        ):
            self.open.pop()
            self.open_tags[tag] -= 1

    def _end(self, tag: str, start: int, end: int) -> None:
        self.sink.protect(self.base + start, self.base + end, "tag")
        if tag in _BLOCK_TAGS:
            self._flush()
        if not self.open_tags[tag]:
            return
        index = next(i for i in range(len(self.open) - 1, -1, -1) if self.open[i].tag == tag)
        for element in self.open[index:]:
            self.open_tags[element.tag] -= 1
            if element.reason:
                self.protected_depth -= 1
                if not self.protected_depth:
                    self.sink.protect(self.base + element.start, self.base + start, element.reason)
        if tag == "q" and self.quote_start >= 0:
            self.sink.protect(self.base + self.quote_start, self.base + start, "quotation", Protection.REVIEW)
            self.quote_start = -1
        del self.open[index:]

    def _flush(self) -> None:
        builder, self.builder = self.builder, FlowBuilder()
        if builder.has_prose:
            around = self.open[-1] if self.open else _Open("")
            self.sink.add(around.kind, builder, level=around.level, quoted=around.quoted)

    def _attributes(self, node: Node) -> dict[str, tuple[int, int]]:
        """Attribute names (lower case) with the place of their value, quotes left out."""
        found: dict[str, tuple[int, int]] = {}
        for child in node.children:
            if child.type != "attribute":
                continue
            name, place = "", (0, 0)
            for part in child.children:
                if part.type == "attribute_name":
                    name = part.text.decode().lower() if part.text else ""
                elif part.type in ("quoted_attribute_value", "attribute_value"):
                    inner = [p for p in part.children if p.type == "attribute_value"] or [part]
                    place = (
                        self.map.to_code_point(inner[0].start_byte),
                        self.map.to_code_point(inner[0].end_byte),
                    )
            found.setdefault(name, place)
        return found

    def _value(self, attributes: dict[str, tuple[int, int]], name: str) -> str:
        start, end = attributes.get(name, (0, 0))
        return self.text[start:end].strip().lower()

    def _prose_attribute(
        self, tag: str, attributes: dict[str, tuple[int, int]]
    ) -> tuple[BlockKind, tuple[int, int]] | None:
        """The two attributes that people read as text: alt, and a description in ``<meta>``."""
        if tag == "img" and "alt" in attributes:
            return BlockKind.ALT, attributes["alt"]
        if tag == "meta" and "content" in attributes:
            name = self._value(attributes, "name") or self._value(attributes, "property")
            if name in _DESCRIPTIONS:
                return BlockKind.DESCRIPTION, attributes["content"]
            if name in _TITLES:
                return BlockKind.TITLE, attributes["content"]
        return None

    def _protect_tag(self, start: int, end: int, prose: tuple[int, int] | None) -> None:
        """Protect a tag, but for the value of an attribute that is prose."""
        stop, go_on = prose if prose and prose[0] else (end, end)
        self.sink.protect(self.base + start, self.base + stop, "tag")
        self.sink.protect(self.base + go_on, self.base + end, "tag")

    def _attribute_block(self, kind: BlockKind, place: tuple[int, int]) -> None:
        builder = FlowBuilder()
        add_decoded(builder, self.text[place[0] : place[1]], self.base + place[0])
        self.sink.add(kind, builder)


_VISITED = frozenset(
    (
        "entity",
        "start_tag",
        "self_closing_tag",
        "end_tag",
        "erroneous_end_tag",
        "comment",
        "doctype",
    )
)
_STRAY_TAG = re.compile(r"</?([A-Za-z][\w-]*)[^<>]*(?:>|\Z)|<!--")
"""An end tag without a start, or a tag or comment that the end of the file cuts off."""
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


def add_decoded(builder: FlowBuilder, raw: str, start: int) -> None:
    """Add text with its character references decoded."""
    position = 0
    for entity in _ENTITY.finditer(raw):
        decoded = html.unescape(entity.group())
        builder.add_text(raw[position : entity.start()], start + position)
        builder.add_stand_in(decoded, start + entity.start(), start + entity.end())
        position = entity.end()
    builder.add_text(raw[position:], start + position)


def _tag_name(node: Node) -> str:
    for child in node.children:
        if child.type in ("tag_name", "erroneous_end_tag_name") and child.text:
            return child.text.decode("utf-8", "replace").lower()
    return ""
