"""Reads one article: size, encoding and format are checked before anything else looks at it."""

from __future__ import annotations

import re
from pathlib import Path, PurePath

from unspin.errors import InputError
from unspin.model.article import Article, ArticleFormat

FORMATS: dict[str, ArticleFormat] = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".mdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".txt": "text",
    ".text": "text",
}
MAX_BYTES = 10_000_000
"""Largest input, in bytes. An article of 10 MB would be 1.6 million words: surely not one article."""
STDIN = "-"

_HTML = re.compile(
    r"\A\ufeff?\s*(?:<!doctype|<html|<head|<body|<(?:p|div|h[1-6]|ul|ol|table|article|section)\b)",
    re.I,
)
_MARKDOWN = re.compile(
    r"\A\ufeff?(?:---|\+\+\+)[ \t]*\r?\n|^#{1,6} |^\s*[-*] |\]\(|^```|\*\*\S", re.MULTILINE
)


def read_article(path: str, encoding: str | None = None, max_bytes: int = MAX_BYTES) -> Article:
    """Read and decode the file at ``path``.

    Without ``encoding`` a byte order mark decides, else UTF-8. Raises ``InputError``.
    """
    try:
        size = Path(path).stat().st_size
        if Path(path).is_dir():
            raise InputError(f"{path}: is a folder, not an article")
        if size > max_bytes:
            raise _too_large(path, size, max_bytes)
        data = Path(path).read_bytes()
    except FileNotFoundError:
        raise InputError(f"{path}: no such file") from None
    except (OSError, ValueError) as error:  # ValueError: a name with a NUL
        raise InputError(f"{path}: cannot be read: {getattr(error, 'strerror', None) or error}") from None
    return decode_article(data, path, encoding, max_bytes)


def decode_article(
    data: bytes, path: str, encoding: str | None = None, max_bytes: int = MAX_BYTES
) -> Article:
    """Turn the bytes of an input into an article. ``path`` names it and gives its format."""
    if len(data) > max_bytes:
        raise _too_large(path, len(data), max_bytes)
    if not data.strip():
        raise InputError(f"{path}: is empty; there is nothing to clean")
    used = encoding or _by_mark(data)
    try:
        text = data.decode(used)
    except LookupError:
        raise InputError(f"{path}: unknown encoding {used!r}; try --encoding cp1252") from None
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError(
            f"{path}:{line}: is not valid {used} (byte {error.start}); "
            "name its encoding, for example --encoding cp1252"
        ) from None
    if "\0" in text:
        raise InputError(f"{path}: looks like a binary file, not an article")
    if text.encode(used) != data:
        raise InputError(f"{path}: cannot be kept byte for byte in {used}; save it as UTF-8 first")
    if not text.strip("\ufeff \t\r\n"):
        raise InputError(f"{path}: is empty; there is nothing to clean")
    return Article(path, text, format_of(path, text), used)


def format_of(path: str, text: str) -> ArticleFormat:
    """Format by the file name's ending; by its look where that says nothing."""
    known = FORMATS.get(PurePath(path).suffix.lower())
    if known:
        return known
    if _HTML.match(text):
        return "html"
    return "markdown" if _MARKDOWN.search(text) else "text"


def _by_mark(data: bytes) -> str:
    """UTF-16 by its byte order mark, else UTF-8; the mark stays part of the text."""
    if data.startswith(b"\xff\xfe"):
        return "utf-16-le"
    if data.startswith(b"\xfe\xff"):
        return "utf-16-be"
    return "utf-8"


def _too_large(path: str, size: int, limit: int) -> InputError:
    return InputError(
        f"{path}: has {size / 1e6:.0f} MB, more than the limit of {limit / 1e6:.0f} MB for one article; "
        "split it, or raise max-megabytes in the configuration"
    )
