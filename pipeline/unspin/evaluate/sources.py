"""Gold from a JSONL file, or from the corpus: a folder with ``draft.*`` and ``gold.yaml``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from unspin.errors import GoldError
from unspin.evaluate.gold import GoldArticle, GoldSpan, read_gold
from unspin.load import is_folder, read_article
from unspin.model.span import Span


def read_gold_source(path: str) -> Iterator[GoldArticle]:
    """Gold articles of a file, of one corpus entry or of a folder of entries."""
    place = Path(path)
    if not is_folder(path):
        yield from read_gold(path)
        return
    entries = [place] if (place / "gold.yaml").is_file() else sorted(place.glob("*/"))
    found = [entry for entry in entries if (entry / "gold.yaml").is_file()]
    if not found:
        raise GoldError(f"{path}: holds no gold.yaml; name a corpus folder or a .jsonl file")
    for entry in found:
        yield read_entry(entry)


def read_entry(folder: Path) -> GoldArticle:
    """One corpus entry. Raises ``GoldError`` when a span is not in the draft."""
    gold = folder / "gold.yaml"
    drafts = sorted(folder.glob("draft.*"))
    if len(drafts) != 1:
        raise GoldError(f"{folder}: needs exactly one draft.* beside gold.yaml")
    article = read_article(str(drafts[0]))
    try:
        data: dict[str, Any] = yaml.safe_load(gold.read_text("utf-8"))
        spans = tuple(
            GoldSpan(
                _nth(article.text, item["spun"], item.get("nth", 1), gold),
                item["spun"],
                tuple(wording.lower() for wording in item["accept"]),
                item["kind"],
                item["confidence"],
            )
            for item in data["spans"]
        )
        keep = tuple(_nth(article.text, item["text"], item.get("nth", 1), gold) for item in data["keep"])
    except (yaml.YAMLError, KeyError, TypeError, OSError) as error:
        raise GoldError(f"{gold}: not in the gold format: {error}") from None
    return GoldArticle(folder.name, article.text, spans, keep, article.format, exhaustive=True)


def _nth(text: str, part: str, nth: int, gold: Path) -> Span:
    start = -1
    for _ in range(nth):
        start = text.find(part, start + 1)
        if start < 0:
            raise GoldError(f"{gold}: occurrence {nth} of {part!r} is not in the draft")
    return Span(start, start + len(part))
