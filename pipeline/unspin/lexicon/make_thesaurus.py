"""Makes ``rules/thesaurus.txt.gz``: ``python -m unspin.lexicon.make_thesaurus MOBY FILE``.

``MOBY`` is the Moby Thesaurus II (Grady Ward 1996, public domain), lines ``word,synonym,synonym``, as the npm
package "moby" carries it (``make thesaurus``). Which of a word's synonyms it was put for is ranked by what
the two have in common (Adamic and Adar 2003, "Friends and neighbors on the Web"), by how frequent the
original is in health pages, by how many others it could be, and by whether it names the word. Conditional
logistic regression on 6,000 rare words for which people wrote down originals
(``rules/dictionary/health-words.txt``) gave the weights; of 3,700 others 22 % have the right one first,
59 % among five, 79 % among twelve.
"""

from __future__ import annotations

import gzip
import math
import sys
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from importlib.resources import files
from pathlib import Path

from unspin.lexicon.channel import is_function_word
from unspin.lexicon.inflect import TAGS, compared, generate_forms, kinds_of
from unspin.lexicon.thesaurus import ASK, MOST, possible_bases
from unspin.lm.model import LanguageModel, shipped_model
from unspin.load.write import write_atomically
from unspin.model.rule import Pos

FREQUENT, RARE = -13.0, -9.5
"""Log share of a word in health pages from which it may be an original, and up to which it may be a
spinner's: about two and 75 in a million."""
RARER = 0.5
"""How much rarer a spinner's word is at least, in logarithms."""
FREQUENCY, NAMES, OTHERS, COMMON = 0.3, 0.6, -0.55, 1.3
"""Weights of an original: its log frequency, that it names the word, the log of how many it names, and what
both name."""
_LIKE = 5
_INFLECTED = ("s", "ed", "ing", "er", "est")
_NEVER = -20.0
_ALSO = frozenset(
    "after again also around back before down even few get go however less made make many once own put quite "
    "rather right same still though while without".split()
)
"""Function words that thesauruses have better words for."""
Lists = Mapping[str, frozenset[str]]


def read_moby(lines: Iterable[str]) -> dict[str, frozenset[str]]:
    """Every headword with the words that it names."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for line in lines:
        word, *synonyms = (part.strip().lower() for part in line.split(","))
        found[word].update(synonyms)
    return {word: frozenset(synonyms - {word}) for word, synonyms in found.items()}


class Maker:
    """Ranks the originals of every word, and writes them down with their forms."""

    def __init__(self, lists: Lists, model: LanguageModel, asked: Collection[str] = frozenset()) -> None:
        """``asked``: originals that only a person may choose."""
        self._lists = lists
        self._model = model
        self._asked = asked
        around: defaultdict[str, set[str]] = defaultdict(set)
        for word, synonyms in lists.items():
            around[word] |= synonyms
            for synonym in synonyms:
                around[synonym].add(word)
        self._around = around
        self._frequency = {word: self._log_share(word) for word in around if _is_plain(word)}
        self._kinds: dict[str, frozenset[Pos]] = {}

    def lines(self) -> list[str]:
        """The lines of the file, sorted."""
        lines: list[str] = []
        frequent: set[tuple[str, Pos]] = set()
        spun: set[tuple[str, Pos]] = set()
        for word in sorted(self._frequency):
            ranked = self._ranked(word) if self._frequency[word] <= RARE else []
            for pos in sorted(self._kinds_of(word) or self._kinds_like(word, ranked)) if ranked else ():
                originals = [original for original in ranked if pos in self._kinds_of(original)][:MOST]
                if originals:
                    lines.append(_line(word, pos, map(self._marked, originals)))
                    spun.add((word, pos))
                    frequent.update((original, pos) for original in originals)
                    lines += [*self._compared(word, pos, originals), *self._irregular(word, pos, originals)]
        inflected = (key for key in frequent - spun if key[1] in TAGS)
        lines += [_line(word, pos, ()) for word, pos in inflected]
        return sorted(set(lines), key=lambda line: f"{line}\n".encode())

    def _marked(self, original: str, form: str = "") -> str:
        return (form or original) + (ASK if original in self._asked else "")

    def _compared(self, word: str, pos: Pos, originals: Iterable[str]) -> Iterator[str]:
        """Lines for the comparative and the superlative: "loftier" for higher."""
        for tag in ("JJR", "JJS") if pos is Pos.ADJECTIVE else ():
            others = ((original, compared(original, tag)) for original in originals)
            marked = [self._marked(original, form) for original, form in others if form]
            if compared(word, tag) and marked:
                yield _line(compared(word, tag), Pos.ADJECTIVE, dict.fromkeys(marked))

    def _irregular(self, word: str, pos: Pos, originals: Iterable[str]) -> Iterator[str]:
        """Lines for the forms from which nobody can tell the word: "forsook" for left."""
        for tag, form in generate_forms(word, pos).items() if pos in TAGS else ():
            if word not in possible_bases(form):
                others = ((original, generate_forms(original, pos).get(tag, "")) for original in originals)
                marked = [self._marked(original, other) for original, other in others if other]
                if marked:
                    yield _line(form, Pos.FIXED, dict.fromkeys(marked))

    def _ranked(self, word: str) -> list[str]:
        """What the word may have been put for, the likeliest first."""
        least = max(FREQUENT, self._frequency[word] + RARER)
        possible = [w for w in self._around[word] if self._frequency.get(w, _NEVER) > least]
        scores = {original: self._score(word, original) for original in possible}
        return sorted(possible, key=lambda original: (-scores[original], original))

    def _score(self, word: str, original: str) -> float:
        mine, its = self._around[word], self._around[original]
        shared = math.fsum(1 / math.log(2 + len(self._around[other])) for other in mine & its)
        return (
            FREQUENCY * self._frequency[original]
            + NAMES * (word in self._lists.get(original, ()))
            + OTHERS * math.log(1 + len(its))
            + COMMON * shared / math.sqrt(len(mine))
        )

    def _kinds_like(self, word: str, ranked: Iterable[str]) -> frozenset[Pos]:
        """The part of speech that most of the likeliest originals have, for a word of no dictionary."""
        if word.endswith(_INFLECTED):
            return frozenset()
        kinds = Counter(kind for original in list(ranked)[:_LIKE] for kind in self._kinds_of(original))
        return frozenset(sorted(kinds, key=lambda kind: (-kinds[kind], kind))[:1])

    def _log_share(self, word: str) -> float:
        return self._model.alone(self._model.id_of(word)) if self._model.knows(word) else _NEVER

    def _kinds_of(self, word: str) -> frozenset[Pos]:
        known = self._kinds.get(word)
        if known is None:
            known = self._kinds[word] = kinds_of(word)
        return known


def _is_plain(word: str) -> bool:
    return (
        word.isascii()
        and word.isalpha()
        and len(word) > 1
        and (word in _ALSO or (len(word) > 2 and not is_function_word(word)))
    )


def _line(word: str, pos: Pos, originals: Iterable[str]) -> str:
    forms = generate_forms(word, pos) if pos in TAGS else {}
    others = ",".join(forms.get(tag, "") for tag in TAGS[pos][1:]) if pos in TAGS else ""
    return "\t".join((word, pos, others, " ".join(originals)))


def asked_for() -> frozenset[str]:
    """Originals that only a person may choose: words that say a fact (``rules/protected/facts.txt``)."""
    text = (files("unspin.rules") / "protected" / "facts.txt").read_text("utf-8")
    return frozenset(line for line in text.splitlines() if line and not line.startswith("#"))


def main(source: str, target: str) -> None:
    """Write the thesaurus in the file ``source`` to ``target``, turned round."""
    model = shipped_model()
    assert model is not None  # noqa: S101 - the repository has it
    lists = read_moby(Path(source).read_text("utf-8", "replace").splitlines())
    data = "".join(f"{line}\n" for line in Maker(lists, model, asked_for()).lines()).encode()
    write_atomically(target, gzip.compress(data, 9, mtime=0))


if __name__ == "__main__":
    main(*sys.argv[1:])
