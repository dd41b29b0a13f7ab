"""Gold files: articles with their spun places and what should stand there."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from unspin.errors import GoldError
from unspin.model.span import Span


@dataclass(frozen=True, slots=True)
class GoldSpan:
    """A spun place; ``accept`` are the right wordings, lower case."""

    span: Span
    spun: str
    accept: tuple[str, ...]
    kind: str
    confidence: str


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """A text with its spun places and the places that must stay."""

    id: str
    text: str
    spans: tuple[GoldSpan, ...]
    keep: tuple[Span, ...]
    format: str = "text"
    exhaustive: bool = False
    """Every spun place is listed: what the spans leave out is right as it stands."""


def read_gold(path: str) -> Iterator[GoldArticle]:
    """The articles of a JSONL file (or of one JSON object). Raises ``GoldError`` with file and line."""
    try:
        content = Path(path).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise GoldError(f"{path}: cannot be read: {error}") from None
    whole = _whole_object(content)
    lines = [(1, whole)] if whole is not None else None
    for number, data in lines if lines is not None else _lines(path, content):
        try:
            yield _article(data)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise GoldError(
                f"{path}:{number}: not in the gold format: {type(error).__name__}: {error}"
            ) from None


def _whole_object(content: str) -> dict[str, Any] | None:
    """A file that is one object over several lines, instead of one object a line."""
    if "\n" not in content.strip():
        return None
    try:
        data = json.loads(content)
    except ValueError:
        return None
    return data if isinstance(data, dict) else None


def _lines(path: str, content: str) -> Iterator[tuple[int, dict[str, Any]]]:
    for number, line in enumerate(content.split("\n"), 1):
        if not line.strip():
            continue
        try:
            yield number, json.loads(line)
        except ValueError as error:
            raise GoldError(f"{path}:{number}: not valid JSON: {error}") from None


def _article(data: dict[str, Any]) -> GoldArticle:
    text = data["text"]
    spans = []
    for item in data["spans"]:
        span = Span(item["start"], item["end"])
        if span.of(text) != item["spun"]:
            raise ValueError(f"span {span.start}..{span.end} is {span.of(text)!r}, not {item['spun']!r}")
        accept = tuple(wording.lower() for wording in item["accept"])
        spans.append(
            GoldSpan(span, item["spun"], accept, item.get("kind", ""), item.get("confidence", "certain"))
        )
    keep = tuple(Span(item["start"], item["end"]) for item in data.get("keep", ()))
    return GoldArticle(
        str(data.get("id", "")),
        text,
        tuple(spans),
        keep,
        data.get("format", "text"),
        data.get("exhaustive") is True,
    )
