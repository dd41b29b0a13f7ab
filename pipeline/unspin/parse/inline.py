"""Markdown inside a block: emphasis, links, code spans, entities, raw HTML tags."""

from __future__ import annotations

import html
import re
from functools import cache

import tree_sitter_markdown
from tree_sitter import Language, Node, Parser

from unspin.model.document import BlockKind, Protection
from unspin.parse.blocks import BlockSink
from unspin.parse.bytemap import ByteMap
from unspin.parse.flow import OBJECT, FlowBuilder
from unspin.parse.html import PROTECTED_TAGS, add_decoded
from unspin.parse.nesting import refuse_deep_marks

_MARKUP = re.compile(r"[*_\[<&`~!$\\]")
_OPAQUE = {
    "code_span": "code",
    "uri_autolink": "URL",
    "email_autolink": "address",
    "latex_block": "formula",
}
_LINKS = frozenset(("inline_link", "full_reference_link", "collapsed_reference_link", "shortcut_link"))
_COMMENT = re.compile(r"<!--(.+?)-->", re.DOTALL)
_TAG = re.compile(r"<(/?)([A-Za-z][\w-]*)")
_WHOLE_TAG = re.compile(
    r"""</?[A-Za-z][\w:-]*(?:\s+[^\s"'<>/=]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+))?)*\s*/?>"""
)
_ALT = re.compile(r"""\balt\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)


@cache
def inline_parser() -> Parser:
    """The parser of what stands inside a block of Markdown."""
    return Parser(Language(tree_sitter_markdown.inline_language()))


def _for_grammar(raw: str) -> str:
    """The same without "-" in comments: CommonMark allows "--" there since 0.31, the grammar does not."""
    end = raw.rfind("-->") + 3
    if end < 3 or "<!--" not in raw:
        return raw
    # Up to the last end of a comment every comment ends, so that the search takes linear time.
    return _COMMENT.sub(lambda found: f"<!--{found[1].replace('-', 'x')}-->", raw[:end]) + raw[end:]


def missed_tag(node: Node, raw: str, start: int) -> int:
    """The end of a tag that the grammar does not see: one with an attribute without value. Else 0."""
    found = _WHOLE_TAG.match(raw, start) if node.type == "<" else None
    return found.end() if found else 0


class InlineWalker:
    """Turns the inline content of one block after the other into flow text."""

    def __init__(self, base: int, sink: BlockSink) -> None:
        self.base, self.sink = base, sink
        self.labels: frozenset[str] = frozenset()
        self._raw = ""
        self._start = 0
        self._map = ByteMap("")
        self._position = 0
        self._marks: list[tuple[int, int]] = []
        self._hidden = ("", 0)

    def walk(self, raw: str, start: int, builder: FlowBuilder, marks: list[tuple[int, int]]) -> None:
        """Add ``raw``, which stands at ``start``; ``marks`` are quotation marks and indents to skip.

        Raises ``InputError`` (without the path) for marks nested as no text has them.
        """
        self._raw, self._start, self._marks = raw, start, marks
        self._position, self._hidden = 0, ("", 0)
        if _MARKUP.search(raw):
            refuse_deep_marks(raw)
            self._map = ByteMap(_for_grammar(raw))
            self._nodes(inline_parser().parse(self._map.data).root_node, builder)
        self._text_until(len(raw), builder)
        if self._hidden[0]:
            self.sink.protect(self._hidden[1], start + len(raw), PROTECTED_TAGS[self._hidden[0]])

    def _nodes(self, root: Node, builder: FlowBuilder) -> None:
        stack = list(reversed(root.children))
        while stack:
            node = stack.pop()
            kind = node.type
            start, end = (
                self._map.to_code_point(node.start_byte),
                self._map.to_code_point(node.end_byte),
            )
            if start < self._position:
                continue
            missed = missed_tag(node, self._raw, start)
            if missed:
                self._text_until(start, builder)
                self._html_tag(start, missed, builder)
                self._position = missed
            elif kind in _LINKS:
                self._text_until(start, builder)
                if not self._link(node, kind, start, end, builder):
                    stack.extend(reversed(node.children))
            elif self._leaf(node, kind, start, end, builder):
                self._position = max(self._position, end)
            else:
                stack.extend(reversed(node.children))

    def _text_until(self, end: int, builder: FlowBuilder) -> None:
        """Add the plain text up to ``end``, without the marks of block quotations in it."""
        start, self._position = self._position, max(self._position, end)
        if start >= end or self._hidden[0]:
            return
        begin, stop = self._start + start, self._start + end
        for mark_start, mark_end in self._marks:
            if begin <= mark_start < stop and mark_end > mark_start:
                self._add(begin, mark_start, builder)
                begin = mark_end
        self._add(begin, stop, builder)

    def _add(self, start: int, end: int, builder: FlowBuilder) -> None:
        if start < end:
            builder.add_text(self._raw[start - self._start : end - self._start], start)

    def _leaf(self, node: Node, kind: str, start: int, end: int, builder: FlowBuilder) -> bool:
        """Handle a node whose inside is not walked. Returns False for any other node."""
        begin, stop = self._start + start, self._start + end
        if kind == "html_tag":
            self._text_until(start, builder)
            self._html_tag(start, end, builder)
            return True
        if self._hidden[0]:
            return False
        if kind == "emphasis_delimiter":
            self._text_until(start, builder)
        elif kind in _OPAQUE:
            self._text_until(start, builder)
            builder.add_stand_in(OBJECT, begin, stop)
            self.sink.protect(begin, stop, _OPAQUE[kind])
        elif kind in ("entity_reference", "numeric_character_reference"):
            self._text_until(start, builder)
            builder.add_stand_in(html.unescape(self._raw[start:end]), begin, stop)
        elif kind == "backslash_escape":
            self._text_until(start, builder)
            builder.add_stand_in(self._raw[start + 1 : end] or "\\", begin, stop)
        elif kind == "hard_line_break":
            self._text_until(start, builder)
            builder.add_stand_in(" ", begin, stop)
        elif kind == "image":
            self._text_until(start, builder)
            builder.add_stand_in(OBJECT, begin, stop)
            self._image(node)
        else:
            return False
        return True

    def _image(self, node: Node) -> None:
        for child in node.children:
            start = self._start + self._map.to_code_point(child.start_byte)
            end = self._start + self._map.to_code_point(child.end_byte)
            if child.type == "image_description":
                builder = FlowBuilder()
                add_decoded(builder, self._raw[start - self._start : end - self._start], start)
                self.sink.add(BlockKind.ALT, builder)
            elif child.type in ("link_destination", "link_label", "link_title"):
                self.sink.protect(start, end, "link target")

    def _link(self, node: Node, kind: str, start: int, end: int, builder: FlowBuilder) -> bool:
        """Skip a link's mark-up. Returns True when its inside must not be walked."""
        raw = self._raw[start:end]
        if kind == "shortcut_link" and raw.startswith("[^"):
            self._position = end
            return True
        text = next((c for c in node.children if c.type == "link_text"), None)
        label = raw.rstrip("[]").strip("[]").casefold()
        if kind in ("shortcut_link", "collapsed_reference_link"):
            if label not in self.labels:
                return False
            self.sink.protect(self._start + start, self._start + end, "link label", Protection.REVIEW)
        if text is None:
            self._position = end
            return True
        text_start, text_end = (
            self._map.to_code_point(text.start_byte),
            self._map.to_code_point(text.end_byte),
        )
        self._position = text_start
        self._nodes(text, builder)
        self._text_until(text_end, builder)
        self.sink.protect(self._start + text_end, self._start + end, "link target")
        self._position = end
        return True

    def _html_tag(self, start: int, end: int, builder: FlowBuilder) -> None:
        """A raw tag inside a paragraph; ``<code>`` and its kind hide what stands in them."""
        begin, stop = self._start + start, self._start + end
        found = _TAG.match(self._raw, start)
        closing, tag = (found[1], found[2].lower()) if found else ("", "")
        alt = _ALT.search(self._raw, start, end) if tag == "img" and not self._hidden[0] else None
        group = 2 if alt and alt[1] is None else 1
        reason = "comment" if self._raw.startswith("<!--", start) else "tag"
        self.sink.protect(begin, self._start + alt.start(group) if alt else stop, reason)
        self.sink.protect(self._start + alt.end(group) if alt else stop, stop, "tag")
        if self._hidden[0]:
            if closing and tag == self._hidden[0]:
                self.sink.protect(self._hidden[1], begin, PROTECTED_TAGS[tag])
                self._hidden = ("", 0)
        elif tag in PROTECTED_TAGS and not closing and self._raw[end - 2] != "/":
            builder.add_stand_in(OBJECT, begin, stop)
            self._hidden = (tag, stop)
        elif tag == "br":
            builder.add_stand_in(" ", begin, stop)
        elif tag == "img":
            builder.add_stand_in(OBJECT, begin, stop)
            if alt:
                inner = FlowBuilder()
                add_decoded(inner, alt[group], self._start + alt.start(group))
                self.sink.add(BlockKind.ALT, inner)
