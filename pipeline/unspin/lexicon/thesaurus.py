"""A thesaurus turned round: rare words, and the frequent ones that a spinner may have put them for.

Spinners that go word by word take what their thesaurus holds: "limpid" for clear, "sojourn" for stay.
Nobody can write down all of that, but a thesaurus can be read backwards. Its entries say little: they are
only looked up in text known to be spun, for words that nothing else explains, and the language model and
the second reader choose.

The file is made by ``lexicon/make_thesaurus.py``: sorted lines ``word TAB part of speech TAB other forms
TAB originals``, the likeliest first; frequent words stand there for their forms alone. ``#`` behind an
original says that only a person may choose it.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from unspin.lexicon.pack import slug
from unspin.model.finding import THESAURUS
from unspin.model.rule import Kind, Original, Pos, Rule, Safety, Trust

FILE = "thesaurus.txt.gz"
ASK = "#"
WEIGHT, DECAY = 0.17, -0.75
"""Chance that the first original is right, and the power of the rank by which the chances of the others
fall: so in 3,700 substitutions that people wrote down for rare words, ranked by ``make_thesaurus.py``."""
MOST = 20
"""Originals kept for a word, of all the parts of speech that it can be."""
_ENDINGS = (
    ("ies", "y"), ("es", ""), ("s", ""), ("ied", "y"), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"),
)  # fmt: skip
_SIBILANT = ("s", "x", "z", "ch", "sh")
_PLURAL = 1
"""Place of the plural among the forms of a noun."""
_DOUBLED = re.compile(r"(.+([b-df-hj-np-tv-z]))\2(?:ed|ing)\Z")


_REMEMBERED = 4096
"""Words whose entries, and whose rules, are kept: more than a long article asks for."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A word as one part of speech: its other forms in the order of ``inflect.TAGS``, and its originals.

    Those in ``asked`` only a person may choose.
    """

    word: str
    pos: Pos
    forms: tuple[str, ...]
    originals: tuple[str, ...]
    asked: frozenset[str]


class Thesaurus:
    """Entries looked up in the sorted file, which stays packed into one piece of memory."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        # A text is looked through several times, and many originals are asked for their forms.
        self.entries = lru_cache(maxsize=_REMEMBERED)(self._read_entries)
        self._rule_of = lru_cache(maxsize=_REMEMBERED)(self._rule)

    def _read_entries(self, word: str) -> list[Entry]:
        """The entries of a base form, one for each part of speech; none for an unknown word."""
        key = word.encode() + b"\t"
        at = self._line_from(key)
        found = []
        while self._data.startswith(key, at):
            end = self._data.index(b"\n", at)
            found.append(_entry(self._data[at:end].decode()))
            at = end + 1
        return found

    def words(self) -> Iterator[str]:
        """The base forms that have originals."""
        lines = (line.split(b"\t") for line in self._data.splitlines())
        yield from dict.fromkeys(word.decode() for word, _, _, originals in lines if originals)

    def find(self, rule_id: str) -> Rule | None:
        """The rule with an id, which names the word in one of its forms."""
        word = rule_id.removeprefix(f"{THESAURUS}/").removesuffix(f".{Pos.FIXED}")
        return next((rule for rule in self.rules([word]) if rule.id == rule_id), None)

    def rules(self, words: Iterable[str], most: int = MOST) -> list[Rule]:
        """A rule for every word that is a form of an entry with originals, which stand in the same form.

        The ``most`` likeliest are given.
        """
        return [rule for word in words if (rule := self._rule_of(word, most)) is not None]

    def _rule(self, word: str, most: int) -> Rule | None:
        found: dict[str, Original] = {}
        for base in possible_bases(word):
            for entry in self.entries(base):
                for original in self._originals(entry, word):
                    known = found.get(original.wording)
                    if known is None or known.weight < original.weight:
                        found[original.wording] = original
        found.pop(word, None)
        likeliest = sorted(found.values(), key=lambda original: -original.weight)[:most]
        return _rule(word, tuple(likeliest)) if likeliest else None

    def _originals(self, entry: Entry, word: str) -> Iterator[Original]:
        """The originals of an entry in the form, or the forms, that the word is of it."""
        forms = (entry.word, *entry.forms)
        places = [place for place, form in enumerate(forms) if form == word]
        if not places and entry.pos is Pos.NOUN and word == _regular_plural(entry.word):
            places = [_PLURAL]
        for rank, original in enumerate(entry.originals if places else (), 1):
            weight = WEIGHT * rank**DECAY
            for form in self._forms(original, entry.pos, places):
                yield Original(form, weight, original in entry.asked)

    def _forms(self, word: str, pos: Pos, places: Sequence[int]) -> Iterator[str]:
        for entry in self.entries(word):
            if entry.pos is pos and entry.forms:
                forms = (word, *entry.forms)
                yield from (forms[place] for place in places if place < len(forms) and forms[place])
                return
        if 0 in places:
            yield word

    def _line_from(self, key: bytes) -> int:
        """Where the first line stands that is not before ``key``."""
        low, high = 0, len(self._data)
        while low < high:
            middle = self._data.rfind(b"\n", low, (low + high) // 2) + 1 or low
            end = self._data.index(b"\n", middle) + 1
            if self._data[middle:end] < key:
                low = end
            else:
                high = middle
        return low


@cache
def shipped_thesaurus() -> Thesaurus:
    """The one that comes with the package; empty where there is none."""
    resource = files("unspin.rules") / FILE
    return Thesaurus(gzip.decompress(resource.read_bytes()) if resource.is_file() else b"")


def _entry(line: str) -> Entry:
    word, pos, forms, originals = line.split("\t")
    marked = originals.split()
    return Entry(
        word,
        Pos(pos),
        tuple(forms.split(",")) if forms else (),
        tuple(original.removesuffix(ASK) for original in marked),
        frozenset(original.removesuffix(ASK) for original in marked if original.endswith(ASK)),
    )


def _regular_plural(word: str) -> str:
    """ "nimbuses" beside "nimbi", which is what the file has."""
    return f"{word}es" if word.endswith(_SIBILANT) else f"{word}s"


def possible_bases(word: str) -> Iterator[str]:
    """The word, and what it may be a regular form of. Irregular forms have lines of their own."""
    yield word
    for ending, base_ending in _ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + 2:
            yield word[: len(word) - len(ending)] + base_ending
    doubled = _DOUBLED.match(word)
    if doubled:
        yield doubled[1]


def _rule(word: str, originals: tuple[Original, ...]) -> Rule:
    return Rule(
        id=f"{THESAURUS}/{slug(word)}.{Pos.FIXED}",
        wording=word,
        originals=originals,
        pos=Pos.FIXED,
        kind=Kind.GENERAL_PHRASE,
        safety=Safety.SAFE,
        trust=Trust.LOW,
        source="Moby Thesaurus II, Grady Ward, public domain",
        path=f"rules/{FILE}",
    )
