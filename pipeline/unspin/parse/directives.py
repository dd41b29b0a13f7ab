"""Finds what an author wrote into an article to keep unspin silent: comments, and a key of the front matter.

``<!-- unspin-disable-next-line CODE -- reason -->``, ``unspin-disable-line``, ``unspin-disable`` up to
``unspin-enable``, ``unspin-disable-file``; ``unspin: {ignore: [CODE]}`` in the front matter. No code means
all of them.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from unspin.model.article import Article
from unspin.model.document import Protected
from unspin.model.ignore import NO_IGNORES, Ignore, Ignores, Misread
from unspin.model.span import Span
from unspin.parse.front_matter_ignores import MOST, front_matter_ignores
from unspin.parse.html import PROTECTED_TAGS

_NAME = "unspin"
_DIRECTIVE = re.compile(r"<!--\s*unspin-(?P<verb>[\w-]*)(?P<rest>.*?)\s*-->", re.DOTALL)
_REASON = re.compile(r"(?:^|\s)--+(?:\s|$)")
_SEPARATOR = re.compile(r"[\s,]+")
_LINE_END = re.compile(r"\r\n|\r|\n")
_NO_TEXT = re.compile(r"[\s>]*")
"""What may stand between a directive and the line that it is about: blank lines, marks of a quotation."""
_VERBS = ("disable-next-line", "disable-line", "disable", "enable", "disable-file")
_LONGEST = 1_000
"""Characters of a directive that is skipped on the way to the next line with text."""
_SKIPPED = 20
"""Directives that may stand between another one and the line that it is about."""
_CODE = frozenset(PROTECTED_TAGS.values()) - {"citation"} | {"fenced code", "indented code"}
"""Protected places in which a comment is no comment, but an example of one."""


def find_ignores(article: Article, body: int, protected: Iterable[Protected]) -> Ignores:
    """Everything that the article, or the settings for it, want ignored. ``body`` is where it begins."""
    places = [Ignore(code) for code in article.off]
    if _NAME not in article.text:
        return Ignores(tuple(places)) if places else NO_IGNORES
    misread: list[Misread] = []
    if body:
        for found in front_matter_ignores(article.text[:body]):
            if isinstance(found, Ignore):
                places.append(found)
            else:
                misread.append(found)
    if article.format != "text":
        reader = _Reader(article.text)
        for comment in _comments(protected):
            reader.read(comment)
        places += reader.result()
        misread += reader.misread
    return Ignores(tuple(places), tuple(misread))


def _comments(protected: Iterable[Protected]) -> Iterator[Span]:
    """The comments of an article, but for those that stand in code, in the order of the text."""
    reach = 0
    for place in sorted(protected, key=lambda place: (place.span.start, place.reason == "comment")):
        if place.reason in _CODE:
            reach = max(reach, place.span.end)
        elif place.reason == "comment" and place.span.end > reach:
            yield place.span


@dataclass
class _Reader:
    """Reads one comment after the other; keeps what is switched off and not yet on again."""

    text: str
    misread: list[Misread] = field(default_factory=list)
    _closed: list[Ignore] = field(default_factory=list)
    _open: list[Ignore] = field(default_factory=list)
    _count: int = 0

    def read(self, comment: Span) -> None:
        """Take in a comment, if it is a directive."""
        found = _DIRECTIVE.match(self.text, comment.start, comment.end)
        if found is None:
            return
        self._count += 1
        if self._count > MOST:
            if self._count == MOST + 1:
                self.misread.append(Misread(comment, f"only the first {MOST} directives count."))
            return
        verb, rest = found["verb"], found["rest"]
        said = _REASON.split(rest, maxsplit=1)
        codes = [code for code in _SEPARATOR.split(said[0]) if code] or [""]
        why = " ".join(said[1].split()) if len(said) > 1 else ""
        if verb not in _VERBS:
            self.misread.append(Misread(comment, _unknown(verb)))
        elif verb == "enable":
            self._enable(codes, comment)
        else:
            place = self._place(verb, comment)
            found_here = [Ignore(code, place, why or f"{_NAME}-{verb}", comment) for code in codes]
            (self._open if verb == "disable" else self._closed).extend(found_here)

    def result(self) -> list[Ignore]:
        """All places, in the order of the directives; what is not switched on again stays off to the end."""
        return sorted(
            [*self._closed, *self._open], key=lambda place: (place.origin or Span(0, 0), place.code)
        )

    def _place(self, verb: str, comment: Span) -> Span | None:
        if verb == "disable-file":
            return None
        if verb == "disable":
            return Span(comment.end, len(self.text))
        if verb == "disable-line":
            return Span(self._line_start(comment.start), self._line_end(comment.end))
        return self._next_line(comment.end)

    def _next_line(self, position: int) -> Span:
        """The next line with text; other directives in between are skipped."""
        start = self._after_blank(self._line_end(position))
        for _ in range(_SKIPPED):
            other = _DIRECTIVE.match(self.text, start, start + _LONGEST)
            if other is None:
                break
            start = self._after_blank(other.end())
        return Span(start, self._line_end(start))

    def _after_blank(self, start: int) -> int:
        found = _NO_TEXT.match(self.text, start)
        return found.end() if found else start

    def _line_start(self, position: int) -> int:
        return max(self.text.rfind("\n", 0, position), self.text.rfind("\r", 0, position)) + 1

    def _line_end(self, position: int) -> int:
        found = _LINE_END.search(self.text, position)
        return found.start() if found else len(self.text)

    def _enable(self, codes: list[str], comment: Span) -> None:
        """Switch on again: all codes, or those named, that ``unspin-disable`` switched off by that name."""
        for code in codes:
            ended = [place for place in self._open if code.casefold() in ("", place.code.casefold())]
            if not ended:
                off = f"{code + ' is not' if code else 'Nothing is'} switched off here by unspin-disable."
                self.misread.append(Misread(comment, off))
            self._open = [place for place in self._open if place not in ended]
            self._closed += [replace(place, span=self._up_to(place, comment)) for place in ended]

    def _up_to(self, place: Ignore, comment: Span) -> Span:
        begun = place.span.start if place.span else 0
        return Span(begun, max(begun, comment.start))


def _unknown(verb: str) -> str:
    close = difflib.get_close_matches(verb, _VERBS, 1)
    known = ", ".join(f"{_NAME}-{known}" for known in _VERBS)
    mend = f"did you mean {_NAME}-{close[0]}?" if close else f"there are {known}."
    return f"{_NAME}-{verb} is no directive; {mend}"
