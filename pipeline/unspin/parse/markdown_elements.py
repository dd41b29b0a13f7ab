"""The elements of a Markdown page, from the trees of its blocks and of what stands inside them."""

from __future__ import annotations

import html
import re

from tree_sitter import Node

from unspin.model.span import Span
from unspin.parse.bytemap import ByteMap
from unspin.parse.elements import ElementSink, ImageElement, LinkElement, TableElement, Tag, read_tag
from unspin.parse.html_elements import collect_html
from unspin.parse.inline import inline_parser, missed_tag
from unspin.parse.markdown import block_parser

_MARKUP = re.compile(r"[\[<]")
_LINKS = frozenset(("inline_link", "full_reference_link", "collapsed_reference_link", "shortcut_link"))
_OPAQUE = frozenset(("code_span", "latex_block"))
_BREAKS = frozenset(
    ("atx_heading", "setext_heading", "list", "pipe_table", "fenced_code_block", "html_block")
)
"""Blocks after which an emphasised line is no caption of the picture before them."""
_CAPTION = re.compile(
    r"\s*(?:\{[^{}\n]*\})?\s*(?P<mark>[*_])(?![*_\s])(?P<text>(?:(?!(?P=mark))[^\n]){1,300})(?P=mark)\s*"
)
_NOFOLLOW = re.compile(r"\{:?[^{}\n]{0,200}\bnofollow\b")
_ID = re.compile(r"\{:?[^{}\n]{0,200}?#([\w:.-]+)[^{}\n]{0,200}\}")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


def collect_markdown(text: str, start: int, sink: ElementSink) -> None:
    """Write the elements of ``text[start:]`` to the sink."""
    _Walker(text, start, sink).walk()


class _Walker:
    """One pass over the block tree with its own stack, and over the tree of each inline part."""

    def __init__(self, text: str, base: int, sink: ElementSink) -> None:
        self.text, self.base, self.sink = text, base, sink
        self.map = ByteMap(text[base:])
        self.targets: dict[str, tuple[str, str]] = {}
        self.uncaptioned: ImageElement | None = None

    def walk(self) -> None:
        root = block_parser().parse(self.map.data).root_node
        self._definitions(root)
        stack: list[Node | Tag] = [root]
        while stack:
            node = stack.pop()
            if isinstance(node, Tag):
                self.sink.tag(node)
                continue
            if node.type in _BREAKS:
                self.uncaptioned = None
            if node.type == "html_block":
                collect_html(self.text, *self._place(node), self.sink)
            elif node.type in ("inline", "pipe_table_cell"):
                self._inline(node)
            elif node.type not in ("fenced_code_block", "indented_code_block", "link_reference_definition"):
                stack.extend(self._children(node))

    def _children(self, node: Node) -> list[Node | Tag]:
        """What to visit of a block, last first; lists and items go to the sink as tags."""
        inside: list[Node | Tag] = list(reversed(node.children))
        start, end = self._place(node)
        name = ""
        if node.type == "list":
            marker = node.children[0].children[0].type if node.children and node.children[0].children else ""
            name = "ol" if marker in ("list_marker_dot", "list_marker_parenthesis") else "ul"
        elif node.type == "list_item":
            name = "li"
        elif node.type == "pipe_table":
            cells = [cell for cell in node.children[0].children if cell.type == "pipe_table_cell"]
            has_head = any(cell.text and cell.text.strip() for cell in cells)
            self.sink.tables.append(TableElement(start, end, has_head))
        if name:
            self.sink.tag(Tag(name, start, start))
            inside.insert(0, Tag(name, end, end, closing=True))
        return inside

    def _place(self, node: Node) -> tuple[int, int]:
        return (
            self.base + self.map.to_code_point(node.start_byte),
            self.base + self.map.to_code_point(node.end_byte),
        )

    def _definitions(self, root: Node) -> None:
        """Targets and titles that are defined apart: ``[label]: target "title"``."""
        stack = [root] if b"]:" in self.map.data else []
        while stack:
            node = stack.pop()
            if node.type != "link_reference_definition":
                if node.type not in ("paragraph", "inline", "pipe_table", "html_block"):
                    stack.extend(reversed(node.children))
                continue
            parts = {child.type: _text(child) for child in node.children}
            label = _label(parts.get("link_label", ""))
            if label and not label.startswith("^"):
                title = parts.get("link_title", "")[1:-1]
                self.targets.setdefault(label, (_target(parts.get("link_destination", "")), title))

    def _inline(self, node: Node) -> None:
        start, end = self._place(node)
        raw = self.text[start:end]
        if "#" in raw and "{" in raw:
            self.sink.ids.update(found[1] for found in _ID.finditer(raw))
        alone = None
        if _MARKUP.search(raw):
            alone = _Inline(raw, start, self).walk()
        if alone is None:
            alone, image = (0, 0), self.uncaptioned
        else:
            image = self.sink.images[-1]
        self.uncaptioned = None
        if image is None or raw[: alone[0]].strip():
            return
        caption = _CAPTION.fullmatch(raw, alone[1])
        if caption:
            image.caption = image.caption or Span(start + caption.start("text"), start + caption.end("text"))
        elif not _ATTRIBUTES.sub("", raw[alone[1] :]).strip():
            self.uncaptioned = image


_ATTRIBUTES = re.compile(r"\{[^{}\n]*\}")


class _Inline:
    """The pictures, links and tags inside one block."""

    def __init__(self, raw: str, start: int, around: _Walker) -> None:
        self.raw, self.start, self.sink, self.targets = raw, start, around.sink, around.targets
        self.map = ByteMap(raw)

    def walk(self) -> tuple[int, int] | None:
        """Collect; returns where the pictures stand, with the links around them (``None`` for none)."""
        stack = list(reversed(inline_parser().parse(self.map.data).root_node.children))
        low = high = link_end = link_start = done = -1
        while stack:
            node = stack.pop()
            start, end = self._offsets(node)
            if start < done:
                continue
            missed = missed_tag(node, self.raw, start)
            if node.type == "image":
                self._image(node, start, end)
                inside_link = start < link_end
                low = low if low >= 0 else link_start if inside_link else start
                high = link_end if inside_link else end
            elif node.type == "html_tag" or missed:
                done = missed or end
                if self._tag(start, done):
                    low, high = (low if low >= 0 else start), done
            elif node.type in ("uri_autolink", "email_autolink"):
                self._autolink(node.type, start, end)
            elif node.type not in _OPAQUE:
                if node.type in _LINKS and self._link(node, start, end):
                    link_start, link_end = start, end
                stack.extend(reversed(node.children))
        return (low, high) if low >= 0 else None

    def _tag(self, start: int, end: int) -> bool:
        """Take a raw tag; returns whether it is a picture."""
        count = len(self.sink.images)
        tag = read_tag(self.raw, start, end)
        if tag:
            self.sink.tag(_moved(tag, self.start))
        return len(self.sink.images) > count

    def _offsets(self, node: Node) -> tuple[int, int]:
        return self.map.to_code_point(node.start_byte), self.map.to_code_point(node.end_byte)

    def _image(self, node: Node, start: int, end: int) -> None:
        parts = {child.type: child for child in node.children}
        inside = parts.get("image_description")
        alt = _text(inside) if inside else ""
        target, title = self._destination(parts, alt)
        place = None
        if "link_title" in parts:
            low, high = self._offsets(parts["link_title"])
            place = Span(self.start + low + 1, self.start + high - 1)
        words = " ".join(html.unescape(_ESCAPE.sub(r"\1", alt)).split())
        self.sink.image(ImageElement(self.start + start, self.start + end, target, words, title, place))

    def _link(self, node: Node, start: int, end: int) -> bool:
        """Take a link; returns False for brackets that are none."""
        parts = {child.type: child for child in node.children}
        text = parts.get("link_text")
        if text is None or (node.type == "shortcut_link" and self.raw.startswith("[^", start)):
            return False
        if node.type != "inline_link":
            label = _label(_text(parts["link_label"]) if "link_label" in parts else _text(text))
            if label not in self.targets:
                return False
        target, _ = self._destination(parts, _text(text))
        low, high = self._offsets(text)
        nofollow = bool(_NOFOLLOW.match(self.raw, end))
        place = Span(self.start + low, self.start + high)
        self.sink.link(LinkElement(self.start + start, self.start + end, place, target, nofollow))
        return True

    def _destination(self, parts: dict[str, Node], text: str) -> tuple[str, str]:
        """Target and title: given on the spot, or by the definition of a label."""
        label = _label(_text(parts["link_label"])) if "link_label" in parts else _label(text)
        if "link_destination" not in parts and label in self.targets and "(" not in parts:
            return self.targets[label]
        target = _target(_text(parts["link_destination"])) if "link_destination" in parts else ""
        title = _text(parts["link_title"])[1:-1] if "link_title" in parts else ""
        return target, html.unescape(_ESCAPE.sub(r"\1", title)).strip()

    def _autolink(self, kind: str, start: int, end: int) -> None:
        target = self.raw[start + 1 : end - 1]
        inside = Span(self.start + start + 1, self.start + end - 1)
        mail = "mailto:" if kind == "email_autolink" else ""
        self.sink.link(LinkElement(self.start + start, self.start + end, inside, mail + target))


def _moved(tag: Tag, by: int) -> Tag:
    attributes = {name: (value, low + by, high + by) for name, (value, low, high) in tag.attributes.items()}
    return Tag(tag.name, tag.start + by, tag.end + by, attributes, tag.closing)


def _text(node: Node) -> str:
    return (node.text or b"").decode("utf-8", "replace")


def _label(written: str) -> str:
    return " ".join(written.strip().removeprefix("[").removesuffix("]").split()).casefold()


def _target(written: str) -> str:
    inner = written[1:-1] if written.startswith("<") and written.endswith(">") else written
    return html.unescape(_ESCAPE.sub(r"\1", inner)).strip()
