"""Markdown (CommonMark with tables, strikethrough and footnotes): blocks from its syntax tree."""

from __future__ import annotations

import re
from functools import cache

import tree_sitter_markdown
from tree_sitter import Language, Node, Parser

from unspin.model.document import BlockKind
from unspin.parse.blocks import BlockSink
from unspin.parse.bytemap import ByteMap
from unspin.parse.flow import FlowBuilder
from unspin.parse.html import parse_html
from unspin.parse.inline import InlineWalker

_CODE = {
    "fenced_code_block": "fenced code",
    "indented_code_block": "indented code",
    "link_reference_definition": "link target",
    "minus_metadata": "front matter",
    "plus_metadata": "front matter",
}
_CLOSING = re.compile(r"[ \t]+#+[ \t]*\Z")
"""The number signs that may close a heading."""
_FOOTNOTE = re.compile(r"\[\^[^\]\s]+\]:")


@cache
def block_parser() -> Parser:
    """The parser of the blocks of Markdown."""
    return Parser(Language(tree_sitter_markdown.language()))


def parse_markdown(text: str, base: int, sink: BlockSink) -> bool:
    """Add the blocks of ``text``, which stands at ``base`` in the article. Always well formed."""
    return _Walker(text, base, sink).walk()


class _Walker:
    """One pass over the block tree, with its own stack of (node, inside a quotation, in a list)."""

    def __init__(self, text: str, base: int, sink: BlockSink) -> None:
        self.text, self.base, self.sink = text, base, sink
        self.map = ByteMap(text)
        self.inline = InlineWalker(base, sink)

    def walk(self) -> bool:
        root = block_parser().parse(self.map.data).root_node
        self.inline.labels = self._labels(root)
        stack = [(root, False, False)]
        well_formed = True
        while stack:
            node, quoted, listed = stack.pop()
            kind = node.type
            if kind in _CODE:
                self.sink.protect(*self._place(node), _CODE[kind])
            elif kind == "html_block":
                well_formed &= self._html(node)
            elif kind in ("inline", "pipe_table_cell"):
                self._prose(node, quoted, listed)
            else:
                quoted = quoted or kind == "block_quote"
                listed = listed or kind == "list_item"
                stack.extend((child, quoted, listed) for child in reversed(node.children))
        return well_formed

    def _place(self, node: Node) -> tuple[int, int]:
        return (
            self.base + self.map.to_code_point(node.start_byte),
            self.base + self.map.to_code_point(node.end_byte),
        )

    def _labels(self, root: Node) -> frozenset[str]:
        """Labels that are defined as links: ``[label]: target``."""
        if b"]:" not in self.map.data:
            return frozenset()
        labels = set()
        stack = [root]
        while stack:
            node = stack.pop()
            if node.type == "link_label" and node.text:
                labels.add(node.text.decode("utf-8", "replace").strip("[]").casefold())
            elif node.type in (
                "document",
                "section",
                "link_reference_definition",
                "block_quote",
                "list",
                "list_item",
            ):
                stack.extend(node.children)
        return frozenset(labels)

    def _html(self, node: Node) -> bool:
        start, end = self._place(node)
        raw = self.text[start - self.base : end - self.base]
        return parse_html(raw, start, self.sink)

    def _prose(self, node: Node, quoted: bool, listed: bool) -> None:
        start, end = self._place(node)
        raw = self.text[start - self.base : end - self.base]
        kind, level = self._kind(node, raw, listed)
        if kind is BlockKind.HEADING:
            raw = _CLOSING.sub("", raw)
        note = _FOOTNOTE.match(raw)
        if note:
            kind, start, raw = BlockKind.FOOTNOTE, start + note.end(), raw[note.end() :]
        marks = [self._place(child) for child in node.children if child.type == "block_continuation"]
        builder = FlowBuilder()
        self.inline.walk(raw, start, builder, marks)
        self.sink.add(kind, builder, level=level, quoted=quoted)

    def _kind(self, node: Node, raw: str, listed: bool) -> tuple[BlockKind, int]:
        parent = node.parent
        if node.type == "pipe_table_cell":
            return BlockKind.TABLE_CELL, 0
        if parent and parent.type == "atx_heading":
            return BlockKind.HEADING, int(parent.children[0].type[5])
        if parent and parent.parent and parent.parent.type == "setext_heading":
            return BlockKind.HEADING, 1 if parent.parent.children[-1].type == "setext_h1_underline" else 2
        return (BlockKind.LIST_ITEM if listed else BlockKind.PARAGRAPH), 0
