"""Gives a replacement the case of the wording that it replaces."""

from __future__ import annotations

import re

_GAP = re.compile(r"([-‐‑]\s*|\s+)")
_SMALL = frozenset(
    "a an and as at but by for from in into nor of on or over per the to up via vs with".split()
)
_ACRONYM = 4
"""Longest acronym, in letters, that a spinner's dictionary may have."""
_TITLE_SHARE, _HEADING_SHARE = 0.6, 0.4
"""Share of longer words with a capital from which a line counts as set in title case, and the same for a line
without a stop at its end: spinners write some of a heading's words small ("The most effective method to")."""
_STOPS = (".", "!", "?", ":", ";", ",")


def is_title_cased(text: str) -> bool:
    """Whether a line (a heading, a title) is set in title case."""
    words = [word for word in text.split() if len(word) > 3 and word[0].isalpha()]
    capitals = sum(word[0].isupper() for word in words)
    return len(words) >= 2 and capitals >= 2 and capitals >= _TITLE_SHARE * len(words)


def is_heading_like(line: str) -> bool:
    """Whether a line is probably a heading whose capitals say nothing of names.

    >>> is_heading_like("Sunburn: Treatment, and The most effective method to Forestall It")
    True
    >>> is_heading_like("Ask the Stance Institute about the other treatments that doctors there can offer")
    False
    """
    if is_title_cased(line):
        return True
    words = [word for word in line.split() if len(word) > 3 and word[0].isalpha()]
    capitals = sum(word[0].isupper() for word in words)
    stopped = line.rstrip().endswith(_STOPS)
    return not stopped and capitals >= 3 and capitals >= _HEADING_SHARE * len(words)


def is_acronym(matched: str, text: str) -> bool:
    """Whether capitals are an acronym such as "PCP", and not a line set in capitals.

    >>> is_acronym("PCP", "See your PCP first."), is_acronym("FITS", "BACK FITS")
    (True, False)
    """
    return len(matched) <= _ACRONYM and matched.isupper() and not text.isupper()


def fit_case(replacement: str, matched: str, wording: str, title_cased: bool) -> str:
    """Write ``replacement`` in the case of ``matched``; ``wording`` is the rule's own spelling.

    >>> fit_case("muscle spasm", "MUSCLE FIT", "muscle fit", False)
    'MUSCLE SPASM'
    >>> fit_case("prevention and management", "Avoidance and the Board", "avoidance and the board", True)
    'Prevention and Management'
    """
    if matched == wording:
        return replacement
    letters = [character for character in matched if character.isalpha()]
    if len(letters) > 1 and all(character.isupper() for character in letters) and not wording.isupper():
        return replacement.upper()
    words = _GAP.split(matched)[::2]
    if not words or not words[0][:1].isupper():
        return replacement
    longer = [word for word in words[1:] if word.lower() not in _SMALL]
    if title_cased or (longer and all(word[:1].isupper() for word in longer)):
        return title(replacement)
    return capitalize(replacement)


def fitted(
    wordings: tuple[str, ...], matched: str, wording: str, text: str, title_cased: bool
) -> tuple[str, ...]:
    """The originals in the case and with the hyphens of what they replace; the same tuple if none differs."""
    folded = matched == matched.lower()
    if folded and matched.isalpha():
        return wordings
    cased = not folded and not is_acronym(matched, text)
    return tuple(
        keep_hyphens(fit_case(one, matched, wording, title_cased) if cased else one, matched, wording)
        for one in wordings
    )


def keep_hyphens(replacement: str, matched: str, wording: str) -> str:
    """Write a hyphen where the text has one and the rule has a space, word for word.

    >>> keep_hyphens("muscle spasm", "muscle-fit", "muscle fit")
    'muscle-spasm'
    """
    words, parts = replacement.split(" "), _GAP.split(matched)
    gaps = parts[1::2]
    if "-" in replacement + wording or len(words) != len(gaps) + 1:
        return replacement
    joined = words[0]
    for gap, word in zip(gaps, words[1:], strict=True):
        joined += (" " if gap.isspace() else gap.rstrip()) + word
    return joined


def capitalize(text: str) -> str:
    """Upper-case the first letter and leave the rest."""
    return text[:1].upper() + text[1:]


def title(text: str) -> str:
    """Title case with small words left small; words that have capitals keep them."""
    words = text.split(" ")
    return " ".join(
        word if index and word in _SMALL else "-".join(map(capitalize, word.split("-")))
        for index, word in enumerate(words)
    )
