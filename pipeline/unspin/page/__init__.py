"""Stage "page": from a parsed document to the elements around its prose."""

from __future__ import annotations

from unspin.model.document import Document
from unspin.model.page import Page
from unspin.page.anchors import anchors
from unspin.page.elements import collect, headings, images, links, lists, tables
from unspin.page.metadata import Metadata, read_json_ld
from unspin.page.sentences import sentences
from unspin.page.text_lookup import TextLookup
from unspin.parse.metadata import read_front_matter

__all__ = ["read_page"]


def read_page(document: Document) -> Page:
    """The page's title, headings, sentences, pictures, links, lists, tables and metadata.

    Never raises for a document that ``parse`` has made; what cannot be read is left out.
    """
    is_text = document.article.format == "text"
    front = read_front_matter("" if is_text else document.article.text)
    found = collect(document, front.end)
    lookup = TextLookup(document)
    meta = Metadata(document.article.path, front, found, lookup)
    parts, whole, broken = read_json_ld(document.article.text, found.json_ld)
    heads = headings(document)
    return Page(
        document,
        title=meta.title.text,
        title_span=meta.title.span,
        description=meta.description.text,
        description_span=meta.description.span,
        slug=meta.slug,
        keyphrase=meta.keyphrase,
        synonyms=meta.synonyms,
        cornerstone=meta.cornerstone,
        meta=meta.values,
        meta_spans=meta.spans,
        json_ld=parts,
        json_ld_spans=whole,
        broken_json_ld=broken,
        headings=heads,
        sentences=sentences(document),
        images=images(document, found, lookup),
        links=links(document, found, lookup),
        lists=lists(document, found, lookup),
        tables=tables(found),
        anchors=anchors(document, heads, found.ids),
    )
