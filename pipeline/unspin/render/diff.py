"""The corrections as a unified diff that ``patch`` and ``git apply -p0`` accept."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from unspin.model.article import Article
from unspin.render.wording import visible

_NO_NEWLINE = "\\ No newline at end of file\n"


def unified_diff(article: Article, corrected_text: str) -> str:
    """The diff from the article to ``corrected_text``; empty when they are the same.

    Line endings stay as they are: a CRLF line of the input is a CRLF line of the diff.
    """
    name = _file_name(article.path)
    lines = difflib.unified_diff(_lines(article.text), _lines(corrected_text), name, name, lineterm="\n")
    return "".join(_terminated(lines))


def _lines(text: str) -> list[str]:
    """Lines with their endings, cut only at LF as patch does; ``splitlines`` cuts elsewhere too."""
    pieces = text.split("\n")
    lines = [piece + "\n" for piece in pieces[:-1]]
    return [*lines, pieces[-1]] if pieces[-1] else lines


def _terminated(lines: Iterator[str]) -> Iterator[str]:
    for line in lines:
        yield line
        if not line.endswith("\n"):
            yield "\n" + _NO_NEWLINE


def _file_name(path: str) -> str:
    name = visible(path)
    # A tab after the name is how patch and git know where a name with spaces ends.
    return name + "\t" if " " in name else name
