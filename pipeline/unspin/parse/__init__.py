"""Stage "parse": from an article to its prose and its protected places."""

from __future__ import annotations

from unspin.errors import InputError
from unspin.model.article import Article
from unspin.model.document import Document
from unspin.parse.blocks import BlockSink
from unspin.parse.directives import find_ignores
from unspin.parse.frontmatter import parse_front_matter
from unspin.parse.html import parse_html
from unspin.parse.markdown import parse_markdown
from unspin.parse.plain import parse_plain
from unspin.parse.protect import protect_prose

__all__ = ["parse"]


_WALKERS = {"markdown": parse_markdown, "html": parse_html, "text": parse_plain}


def parse(article: Article) -> Document:
    """Find the prose of an article and everything in it that must not be touched.

    Raises ``InputError`` when the front matter is broken, or mark-up is nested beyond all reason.
    """
    sink = BlockSink()
    text = article.text
    body = 0
    if article.format != "text":
        try:
            body = parse_front_matter(text, article.path, sink)
        except RecursionError:
            raise InputError(f"{article.path}:1: front matter is nested too deeply") from None
    if not body and text.startswith("\ufeff"):
        body = 1
    try:
        _WALKERS[article.format](text[body:], body, sink)
    except InputError as error:
        raise InputError(f"{article.path}:1: {error}") from None
    blocks = tuple(sink.blocks)
    protected = sorted([*sink.protected, *protect_prose(blocks)], key=lambda p: (p.span, p.reason))
    ignores = find_ignores(article, body, protected)
    return Document(article, blocks, tuple(protected), ignores)
