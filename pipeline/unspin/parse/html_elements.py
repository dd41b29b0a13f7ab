"""The elements of an HTML page, and of raw HTML inside Markdown, from the syntax tree."""

from __future__ import annotations

from unspin.parse.bytemap import ByteMap
from unspin.parse.elements import ElementSink, read_tag
from unspin.parse.html import html_parser

_TAGS = frozenset(("start_tag", "self_closing_tag", "end_tag", "erroneous_end_tag"))


def collect_html(text: str, start: int, end: int, sink: ElementSink) -> None:
    """Write the tags of ``text[start:end]`` to the sink. Broken HTML gives what can be read of it.

    The caller has let ``parse`` refuse what is nested beyond all reason.
    """
    offsets = ByteMap(text[start:end])
    stack = [html_parser().parse(offsets.data).root_node]
    while stack:
        node = stack.pop()
        if node.type in _TAGS:
            low, high = offsets.to_code_point(node.start_byte), offsets.to_code_point(node.end_byte)
            tag = read_tag(text, start + low, start + high)
            if tag:
                sink.tag(tag)
        elif node.child_count:
            stack.extend(reversed(node.children))
