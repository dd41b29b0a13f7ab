"""The keyphrase of a page, and where a text uses it.

Matching is Yoast's: the words that carry content may stand in any order and apart, but in the same
sentence; in double quotes a keyphrase is looked for as it stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from unspin.audit.context import AuditContext
from unspin.audit.seo.guess import guess_keyphrase
from unspin.audit.seo.word_forms import forms_of_word
from unspin.audit.text_view import TextView, words_in
from unspin.audit.wordlists import function_words

__all__ = ["Keyphrase", "Phrase", "find_keyphrase", "phrase_of"]

_QUOTES = ('"', "“", "”", "„")
_LONGEST = 200
"""Characters of a keyphrase that are read; front matter may hold anything."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A keyphrase or a synonym of it."""

    text: str
    words: tuple[str, ...] = ()
    """Its content words; all words when it has no others, or when it is quoted."""
    forms: tuple[frozenset[str], ...] = ()
    exact: bool = False
    """Quoted: to be found as it stands."""
    only_function_words: bool = False

    def __bool__(self) -> bool:
        return bool(self.words)

    @property
    def length(self) -> int:
        """Content words; a quoted phrase counts as one, as with Yoast."""
        return 1 if self.exact and self.words else len(self.words)

    def count(self, words: Sequence[str]) -> int:
        """How often the whole phrase stands among the words of one sentence."""
        if not self.words:
            return 0
        if self.exact:
            size = len(self.words)
            return sum(tuple(words[i : i + size]) == self.words for i in range(len(words) - size + 1))
        return min(sum(word in forms for word in words) for forms in self.forms)

    def share(self, words: Sequence[str]) -> float:
        """Percent of the phrase's words that stand among the words."""
        if not self.words:
            return 0.0
        if self.exact:
            return 100.0 if self.count(words) else 0.0
        present = set(words)
        return round(100 * sum(not forms.isdisjoint(present) for forms in self.forms) / len(self.forms))


@dataclass(frozen=True, slots=True)
class Keyphrase:
    """The keyphrase that a page is judged by, and its synonyms."""

    phrase: Phrase
    synonyms: tuple[Phrase, ...] = ()
    guessed: bool = False
    """Found in the text, since neither the run nor the page names one."""

    def __bool__(self) -> bool:
        return bool(self.phrase)

    @property
    def all(self) -> tuple[Phrase, ...]:
        """The phrase, then its synonyms."""
        return (self.phrase, *self.synonyms)

    def best_share(self, words: Sequence[str]) -> float:
        """Percent of the words of the phrase, or of the synonym that fits best."""
        return max(phrase.share(words) for phrase in self.all)


@lru_cache(maxsize=256)
def phrase_of(text: str) -> Phrase:
    """The phrase of a text as a person wrote it.

    >>> phrase_of("how to treat lower back spasms").words
    ('treat', 'lower', 'back', 'spasms')
    """
    text = " ".join(text.split())[:_LONGEST].strip()
    exact = len(text) > 1 and text.startswith(_QUOTES) and text.endswith(_QUOTES)
    if exact:
        text = text[1:-1].strip()
    words = tuple(words_in(text))
    content = tuple(word for word in words if word not in function_words())
    only = bool(words) and not content and not exact
    kept = words if exact or only else tuple(dict.fromkeys(content))
    return Phrase(text, kept, tuple(forms_of_word(word) for word in kept), exact, only)


def find_keyphrase(view: TextView, context: AuditContext) -> Keyphrase:
    """The keyphrase of the run, else that of the page, else the one that its text suggests."""
    page = view.page
    synonyms = tuple(phrase for phrase in map(phrase_of, page.synonyms) if phrase)
    for given in (context.keyphrase, page.keyphrase):
        phrase = phrase_of(given)
        if phrase:
            return Keyphrase(phrase, synonyms)
    return Keyphrase(phrase_of(guess_keyphrase(view)), guessed=True)
