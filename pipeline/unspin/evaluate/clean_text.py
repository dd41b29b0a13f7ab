"""Good articles as gold without spans: every edit of them is a false alarm."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

from unspin.errors import GoldError, InputError
from unspin.evaluate.gold import GoldArticle
from unspin.load import find_articles, read_article


def read_clean(path: str) -> Iterator[GoldArticle]:
    """Texts of a ``.jsonl`` or ``.jsonl.gz`` file (key ``text``), or the articles of a file or folder."""
    if path.endswith((".jsonl", ".jsonl.gz")):
        yield from _json_lines(path)
        return
    for found in find_articles([path]):
        if isinstance(found, InputError):
            raise found
        article = read_article(found)
        yield GoldArticle(found, article.text, (), (), article.format)


def _json_lines(path: str) -> Iterator[GoldArticle]:
    try:
        raw = Path(path).read_bytes()
        content = gzip.decompress(raw) if path.endswith(".gz") else raw
        lines = content.decode("utf-8").split("\n")
    except (OSError, UnicodeDecodeError, EOFError) as error:
        raise GoldError(f"{path}: cannot be read: {error}") from None
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            data = json.loads(line)
            yield GoldArticle(str(data.get("id", number)), data["text"], (), ())
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise GoldError(f"{path}:{number}: needs an object with 'text': {error}") from None
