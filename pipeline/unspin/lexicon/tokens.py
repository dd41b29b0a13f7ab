"""What a word is, for wordings and for articles alike."""

from __future__ import annotations

import re
from functools import lru_cache

Words = tuple[str, ...]
"""Words of a wording, folded as ``words_of`` gives them."""
WORD = re.compile(r"[^\W_]+(?:['’](?!s\b)[^\W_]+)*|['’]s\b")
"""A word: letters and digits; "don't" is one word, "doctor's" is two ("doctor" and "'s")."""


@lru_cache(maxsize=65536)
def words_of(wording: str) -> tuple[str, ...]:
    """The words of a wording as the matcher compares them: lower case, straight apostrophes."""
    return tuple(WORD.findall(wording.replace("~", "").replace("’", "'").lower()))
