"""Makes the terms and pieces of a published list of pairs (``make terms``).

    python -m unspin.evaluate.align_pairs FINGERPRINTS.tsv FOLDER

FINGERPRINTS is a list with the columns fingerprint (quoted phrases) and expected wording. Writes
``published.terms.txt``, the expected wordings, and ``published.pieces.tsv``, what parts of the spun phrases
stand for, into the folder, which is ``rules/terms`` for the shipped ones.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from unspin.evaluate.count_spun import pairs
from unspin.evaluate.gold import GoldArticle
from unspin.learn.pieces import Pair, learn_pieces
from unspin.lexicon.terms import TermKnowledge, fold, read_pieces, read_terms
from unspin.lexicon.tokens import words_of
from unspin.load.write import write_atomically

LONGEST = 10
"""Words of a phrase that is looked at, on either side."""
LEAST = 0.02
"""Chance of a piece that is worth a line."""
_REMARK = re.compile(r"\s*[(\[][^)\]]*[)\]]")
_PLAIN = re.compile(r"[^\W_][\w\s'’.-]*\Z")
_HEAD = "# made by evaluate/align_pairs.py from the fingerprint list of the Problematic Paper Screener\n"


def wordings(gold: GoldArticle) -> Iterator[str]:
    """The expected wordings of a pair, remarks in brackets left out, doubtful ones skipped."""
    for expected in gold.spans[0].accept:
        wording = " ".join(_REMARK.sub("", expected).split())
        if _PLAIN.match(wording) and 1 <= len(words_of(wording)) <= LONGEST:
            yield wording


def term_lines(golds: Iterable[GoldArticle]) -> list[str]:
    """Right terms, one for each folded form, sorted."""
    terms: dict[tuple[str, ...], str] = {}
    for gold in golds:
        for wording in wordings(gold):
            known = terms.setdefault(fold(words_of(wording)), wording)
            if _capitals(wording) < _capitals(known):
                terms[fold(words_of(wording))] = wording
    return sorted(terms.values(), key=lambda term: (term.lower(), term))


def _capitals(wording: str) -> int:
    return sum(character.isupper() for character in wording)


def piece_lines(golds: Iterable[GoldArticle]) -> list[str]:
    """Lines ``spun TAB original TAB chance``, sorted."""
    lines = []
    for part, originals in learn_pieces(_pairs(golds)).items():
        for original, chance in originals.items():
            if chance >= LEAST and (part != original or len(part) == 1):
                lines.append(f"{' '.join(part)}\t{' '.join(original)}\t{chance:.2f}")
    return sorted(lines)


def _pairs(golds: Iterable[GoldArticle]) -> Iterator[Pair]:
    for gold in golds:
        spun = words_of(gold.text)
        if 1 <= len(spun) <= LONGEST:
            for wording in wordings(gold):
                yield spun, words_of(wording)


def knowledge(
    golds: Sequence[GoldArticle], terms: Iterable[str] = (), pieces: Iterable[str] = ()
) -> TermKnowledge:
    """What the pairs teach, together with further files of terms and of pieces (their texts)."""
    learned, known = "\n".join(piece_lines(golds)), "\n".join(term_lines(golds))
    return TermKnowledge(read_terms((known, *terms)), read_pieces(pieces, (learned,)))


def main(arguments: Sequence[str] | None = None) -> None:
    """Write both files."""
    parser = argparse.ArgumentParser(prog="align_pairs", description=__doc__)
    parser.add_argument("fingerprints")
    parser.add_argument("folder")
    options = parser.parse_args(arguments)
    golds = list(pairs(options.fingerprints))
    for name, lines in (("terms.txt", term_lines(golds)), ("pieces.tsv", piece_lines(golds))):
        text = _HEAD + "".join(f"{line}\n" for line in lines)
        write_atomically(str(Path(options.folder) / f"published.{name}"), text.encode())


if __name__ == "__main__":
    main()
