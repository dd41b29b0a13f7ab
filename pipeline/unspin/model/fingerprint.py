"""What a finding is recognised by in a later run: code, words, words around it; no line number."""

from __future__ import annotations

import hashlib
import re

from unspin.model.span import Span

_AROUND = 3
"""Words on either side that count. More would make a finding look new when its neighbour is mended."""
_REACH = 200
"""Characters on either side in which those words are looked for."""
_WORD = re.compile(r"\w+")
_BORDER = re.compile(r"\n[ \t]*(?=\r?\n|[-*+#>|]|\d+[.)])|[<>|]")
"""Where a paragraph, an item, a cell or an element ends: what lies beyond may move away."""
_DIGITS = 16


def fingerprint(text: str, code: str, span: Span | None) -> str:
    """Hex digits that stay the same when the paragraph moves, is wrapped anew or gets other mark-up."""
    parts = [code]
    if span is not None:
        before = _BORDER.split(text[max(span.start - _REACH, 0) : span.start])[-1]
        after = _BORDER.split(text[span.end : span.end + _REACH])[0]
        parts += [
            _folded(_WORD.findall(before)[-_AROUND:]),
            _folded(_WORD.findall(span.of(text))),
            _folded(_WORD.findall(after)[:_AROUND]),
        ]
    # A lone surrogate cannot be in an article, but in text made by a program.
    data = "\0".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.sha256(data).hexdigest()[:_DIGITS]


def _folded(words: list[str]) -> str:
    return " ".join(words).casefold()
