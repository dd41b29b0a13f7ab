"""The lists of phrases that say nothing (``rules/seo``), read once a process."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

__all__ = ["empty_alt_texts", "empty_link_texts", "folded"]

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def folded(text: str) -> str:
    """The words of a text in lower case, without punctuation: as the lists have them."""
    return " ".join(_WORD.findall(text.casefold()))


@cache
def empty_link_texts() -> frozenset[str]:
    """Link texts that do not say where the link leads."""
    return _lines("link-texts.txt")


@cache
def empty_alt_texts() -> frozenset[str]:
    """Alt texts that do not say what the picture shows."""
    return _lines("alt-texts.txt")


def _lines(name: str) -> frozenset[str]:
    text = files("unspin.rules").joinpath("seo", name).read_text("utf-8")
    lines = (line.strip() for line in text.splitlines())
    return frozenset(line for line in lines if line and not line.startswith("#"))
