"""The width of a title on a result page: Arial, 20 pixels, as Yoast measures it in the browser.

Widths are the advance widths of Arial (the same as those of Helvetica) in thousandths of the size.
"""

from __future__ import annotations

import unicodedata

__all__ = ["pixel_width"]

SIZE = 20
"""Pixels of a title in a result page."""
OTHER = 556
"""Most letters and all digits are as wide as this."""
WIDE = 1000
"""East Asian letters and emoji."""

_BY_WIDTH = {
    191: "'",
    222: "ijl‘’",
    260: "|",
    278: " !,./:;I[\\]ft\u00a0",
    333: "()-r`‑“”„•",
    334: "{}",
    355: '"',
    389: "*",
    469: "^",
    500: "Jckszvxy",
    584: "+<=>~−±×÷",
    611: "FTZ",
    667: "ABEKPSVXY&",
    722: "CDHNRUw",
    737: "©®",
    778: "GOQ",
    833: "Mm",
    889: "%",
    944: "W",
    1000: "—…™",
    1015: "@",
}
_WIDTHS = {character: width for width, characters in _BY_WIDTH.items() for character in characters}


def pixel_width(text: str) -> int:
    """The width of one line of text in whole pixels, rounded up; 0 for no text."""
    return -(-sum(_width(character) for character in text) * SIZE // 1000)


def _width(character: str) -> int:
    known = _WIDTHS.get(character)
    if known is not None:
        return known
    if unicodedata.combining(character):
        return 0
    if unicodedata.east_asian_width(character) in "WF":
        return WIDE
    base = unicodedata.normalize("NFD", character)[0]
    return _WIDTHS.get(base, OTHER)
