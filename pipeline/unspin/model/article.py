"""An article as it was read: text, where it came from and how it was encoded."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

ArticleFormat = Literal["markdown", "html", "text"]


@dataclass(frozen=True, slots=True)
class Article:
    """One input. ``text`` is the decoded input, unchanged: line endings and BOM included."""

    path: str
    text: str
    format: ArticleFormat
    encoding: str = "utf-8"
    off: tuple[str, ...] = ()
    """Codes that the settings switch off for this article: rules, packs, areas, checks."""

    @property
    def sha256(self) -> str:
        """Hex digest of the input's bytes."""
        return hashlib.sha256(self.text.encode(self.encoding)).hexdigest()

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column (both from 1, columns in code points) of an offset."""
        starts = _line_starts(self.text)
        line = bisect_right(starts, offset)
        return line, offset - starts[line - 1] + 1


@lru_cache(maxsize=4)
def _line_starts(text: str) -> tuple[int, ...]:
    """Offsets at which the lines of a text begin."""
    return (0, *(found.end() for found in re.finditer("\n", text)))
