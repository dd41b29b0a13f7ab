"""What must hold for the parse of any text whatever."""

# ruff: noqa: E501 - in the tables a case is a line

from __future__ import annotations

from hypothesis import strategies as st

from lab import document_of
from unspin.model.article import ArticleFormat
from unspin.model.document import Document

BITS = [
    *"abc .,!?*_`~[]()<>#|-+=:\\&;'\"{}/\n\r\t\ufeff\u00a0\u200bé😀\u0301\u2028\ufffc\x0c",
    "\r\n", "\n\n", "---\n", "+++\n", "title: x\n", "<p>", "</p>", "<div ", "alt='a' ", "<img alt=\"b\">", "<!--",
    "-->", "<code>", "</code>", "<script>", "</script>", "<blockquote>", "<q>", "</q>", "&nbsp;", "&#160;", "&amp",
    "[^1]: ", "[a](b)", "[a][b]", "\n[b]: c\n", "![d](e)", "> ", "- ", "1. ", "    ", "|---|", "| a | b |\n",
    "```", "muscle ", "fits", "<br>", "<a href=x>", "{{ x }}", "“", "”", "10 mg", "https://a.b", "<![CDATA[", "<?x",
]  # fmt: skip
texts = st.lists(st.sampled_from(BITS), max_size=40).map("".join)


def check(text: str, form: ArticleFormat) -> Document:
    """Parse; every block and place lies inside the text, and literal flow is the original's."""
    document = document_of(text, form)
    for index, block in enumerate(document.blocks):
        assert block.index == index
        position = 0
        for segment in block.flow.segments:
            assert segment.flow_start == position < segment.flow_end
            position = segment.flow_end
            assert 0 <= segment.start <= segment.end <= len(text)
            flow, raw = (
                block.flow.text[segment.flow_start : segment.flow_end],
                text[segment.start : segment.end],
            )
            if segment.literal:
                assert flow == raw
            for at in range(segment.flow_start, segment.flow_end):
                span = block.flow.to_original(at, at + 1)
                assert segment.start <= span.start <= span.end <= segment.end
                if segment.literal:
                    assert span.of(text) == block.flow.text[at]
        assert position == len(block.flow.text)
    for place in document.protected:
        assert 0 <= place.span.start < place.span.end <= len(text)
        assert place.reason
    assert list(document.protected) == sorted(document.protected, key=lambda p: (p.span, p.reason))
    return document
