"""Collects the elements of a page (pictures, links, lists, tables, metadata) while a format is walked."""

from __future__ import annotations

import html
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from unspin.model.span import Span

Attribute = tuple[str, int, int]
"""Value (entities decoded) and the place of the value as written."""


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag as written, or what stands for one in Markdown (a list is an ``ul`` or ``ol``)."""

    name: str
    start: int
    end: int
    attributes: Mapping[str, Attribute] = field(default_factory=dict)
    closing: bool = False

    def get(self, name: str) -> str:
        """The value of an attribute; "" where there is none."""
        return self.attributes.get(name, ("", 0, 0))[0]

    def has_word(self, name: str, word: str) -> bool:
        """Whether ``word`` is one of the words of an attribute, as in ``rel`` and ``class``."""
        return word in self.get(name).lower().split()


@dataclass(slots=True)
class ImageElement:
    """A picture; ``alt`` is ``None`` where none is given."""

    start: int
    end: int
    target: str
    alt: str | None
    title: str = ""
    title_span: Span | None = None
    caption: Span | None = None


@dataclass(frozen=True, slots=True)
class LinkElement:
    """A link; its visible text stands in ``text``."""

    start: int
    end: int
    text: Span
    target: str
    nofollow: bool = False


@dataclass(slots=True)
class ListElement:
    """A list; an item's own text ends where a list inside it begins."""

    start: int
    end: int
    ordered: bool
    items: list[Span] = field(default_factory=list)


@dataclass(slots=True)
class TableElement:
    """A table of data."""

    start: int
    end: int
    has_head: bool


@dataclass(slots=True)
class _Open:
    tag: Tag
    first_image: int = 0
    own_end: int = -1
    items: list[Span] = field(default_factory=list)
    has_head: bool = False
    caption: Span | None = None


_HIDDEN = frozenset(("noscript", "template", "svg", "math"))
"""What stands in these is no element of the page as a reader has it."""
_TRACKED = _HIDDEN | frozenset("a figure figcaption ul ol li table title script".split())
_TAG = re.compile(r"<(/?)([A-Za-z][\w:-]*)")
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'=<>`]+))?""")
_PIXEL = frozenset(("0", "1"))
_NO_LABEL = frozenset(("presentation", "none"))


def read_tag(text: str, start: int, end: int) -> Tag | None:
    """The tag that stands at ``[start, end)``; ``None`` for a comment and the like."""
    name = _TAG.match(text, start, end)
    if not name:
        return None
    attributes: dict[str, Attribute] = {}
    if not name[1]:
        for found in _ATTRIBUTE.finditer(text, name.end(), end):
            low, high = found.span(2) if found[2] is not None else (found.end(), found.end())
            if found[2] and found[2][0] in "\"'":
                low, high = low + 1, high - 1
            attributes.setdefault(found[1].lower(), (html.unescape(text[low:high]), low, high))
    return Tag(name[2].lower(), start, end, attributes, bool(name[1]))


class ElementSink:
    """What a format's walker writes to, in the order of the text."""

    def __init__(self) -> None:
        self.images: list[ImageElement] = []
        self.links: list[LinkElement] = []
        self.lists: list[ListElement] = []
        self.tables: list[TableElement] = []
        self.ids: set[str] = set()
        self.metas: dict[str, Attribute] = {}
        self.title: Span | None = None
        self.canonical = ""
        self.json_ld: list[Span] = []
        self._open: list[_Open] = []
        self._by_name: defaultdict[str, list[_Open]] = defaultdict(list)
        self._hidden = 0

    def tag(self, tag: Tag) -> None:
        """Take a tag; what it opens is closed by its end tag, by a tag around it, or by the end."""
        if tag.closing:
            if self._by_name[tag.name]:
                self._close(tag.name, tag.start, tag.end)
            return
        self._ids(tag)
        if not self._hidden:
            self._start(tag)
        elif tag.name in _HIDDEN:
            self._push(tag)

    def image(self, image: ImageElement) -> None:
        """Take a picture."""
        self.images.append(image)

    def link(self, link: LinkElement) -> None:
        """Take a link."""
        self.links.append(link)

    def finish(self, end: int) -> None:
        """Close everything at the end of the article, and put all in the order of the text."""
        while self._open:
            self._close(self._open[-1].tag.name, end, end)
        self.links.sort(key=lambda link: link.start)
        self.lists.sort(key=lambda found: found.start)
        self.tables.sort(key=lambda found: found.start)

    def _ids(self, tag: Tag) -> None:
        for name in ("id", "name") if tag.name == "a" else ("id",):
            if tag.get(name):
                self.ids.add(tag.get(name))

    def _start(self, tag: Tag) -> None:
        if tag.name == "img":
            self._image_tag(tag)
        elif tag.name == "meta":
            name = (tag.get("name") or tag.get("property") or tag.get("itemprop")).strip().lower()
            if name and "content" in tag.attributes:
                self.metas.setdefault(name, tag.attributes["content"])
        elif tag.name == "link" and tag.has_word("rel", "canonical"):
            self.canonical = self.canonical or tag.get("href").strip()
        elif tag.name in ("th", "thead"):
            for table in self._by_name["table"][-1:]:
                table.has_head = True
        elif tag.name in _TRACKED:
            self._implied_ends(tag)
            if tag.name != "a" or "href" in tag.attributes:
                self._push(tag)

    def _implied_ends(self, tag: Tag) -> None:
        """A link ends an open link, an item the item before it; a list ends the text of its item."""
        if tag.name in ("a", "figcaption") and self._by_name[tag.name]:
            self._close(tag.name, tag.start, tag.start)
        elif tag.name == "li":
            last = next((o for o in reversed(self._open) if o.tag.name in ("li", "ul", "ol")), None)
            if last and last.tag.name == "li":
                self._close("li", tag.start, tag.start)
        elif tag.name in ("ul", "ol"):
            for item in self._by_name["li"][-1:]:
                item.own_end = tag.start if item.own_end < 0 else item.own_end

    def _push(self, tag: Tag) -> None:
        entry = _Open(tag, first_image=len(self.images))
        self._open.append(entry)
        self._by_name[tag.name].append(entry)
        self._hidden += tag.name in _HIDDEN

    def _close(self, name: str, start: int, end: int) -> None:
        """Close the innermost ``name`` and all that is open inside it; its end tag is ``[start, end)``."""
        while True:
            entry = self._open.pop()
            self._by_name[entry.tag.name].pop()
            if entry.tag.name in _HIDDEN:
                self._hidden -= 1
            elif entry.tag.name == name:
                self._closed(entry, start, end)
            else:
                self._closed(entry, start, start)
            if entry.tag.name == name:
                return

    def _closed(self, entry: _Open, start: int, end: int) -> None:
        tag, inside = entry.tag, Span(entry.tag.end, max(start, entry.tag.end))
        if tag.name == "a":
            follow = not tag.has_word("rel", "nofollow")
            self.links.append(LinkElement(tag.start, end, inside, tag.get("href").strip(), not follow))
        elif tag.name == "figure":
            self._caption(entry)
        elif tag.name == "figcaption":
            for figure in self._by_name["figure"][-1:]:
                figure.caption = figure.caption or inside
        elif tag.name == "li":
            own = Span(tag.end, entry.own_end) if entry.own_end >= tag.end else inside
            around = next((o for o in reversed(self._open) if o.tag.name in ("ul", "ol")), None)
            if around:
                around.items.append(own)
        elif tag.name in ("ul", "ol"):
            self.lists.append(ListElement(tag.start, end, tag.name == "ol", entry.items))
        elif tag.name == "table" and tag.get("role") not in _NO_LABEL:
            self.tables.append(TableElement(tag.start, end, entry.has_head))
        elif tag.name == "title":
            self.title = self.title or inside
        elif tag.name == "script" and "ld+json" in tag.get("type").lower():
            self.json_ld.append(inside)

    def _caption(self, figure: _Open) -> None:
        """Give a figure's caption to its pictures, back to one that has its own from a figure inside."""
        for number in range(len(self.images) - 1, figure.first_image - 1, -1):
            if figure.caption is None or self.images[number].caption:
                return
            self.images[number].caption = figure.caption

    def _image_tag(self, tag: Tag) -> None:
        if tag.get("width") in _PIXEL and tag.get("height") in _PIXEL:
            return  # counts visitors, shows nothing
        alt: str | None = " ".join(tag.get("alt").split())
        if "alt" not in tag.attributes:
            decorative = tag.get("role") in _NO_LABEL or tag.get("aria-hidden") == "true"
            alt = "" if decorative else tag.get("aria-label") or None
        target = tag.get("src").strip()
        if not target or target.startswith("data:"):
            target = tag.get("data-src").strip() or target
        title = tag.attributes.get("title")
        place = Span(title[1], title[2]) if title else None
        self.images.append(ImageElement(tag.start, tag.end, target, alt, tag.get("title").strip(), place))
