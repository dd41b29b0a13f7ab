"""Counts what spinners make of single words, from annotated text (``make habits``).

    python -m unspin.evaluate.count_spun OUT.tsv GOLD... [--pairs FINGERPRINTS.tsv]

GOLD are gold files or folders like ``corpus/spun``. FINGERPRINTS is a list with the columns fingerprint
(quoted phrases) and expected wording. The table holds words and numbers only, no text.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from unspin.decide.habits import Habit, Habits
from unspin.detect.terminology import CHANNEL, TerminologyDetector
from unspin.evaluate.gold import GoldArticle, GoldSpan
from unspin.evaluate.measure import article_of, contains
from unspin.evaluate.sources import read_gold_source
from unspin.lexicon import lexicon
from unspin.load.write import write_atomically
from unspin.model.finding import Finding
from unspin.model.span import Span
from unspin.parse import parse

PAIR_WEIGHT = 0.3
"""What an occurrence in a published pair counts: pairs were picked for being odd."""
_PHRASE = re.compile(r'"([^"]+)"')
_EITHER = re.compile(r"[;/|]| or ")


@dataclass
class Counts:
    """Counts by rule id, while texts are read."""

    seen: Counter[str] = field(default_factory=Counter)
    substituted: Counter[str] = field(default_factory=Counter)
    originals: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    def add(self, gold: GoldArticle, detector: TerminologyDetector, weight: float = 1.0) -> None:
        """Count the channel's wordings in one annotated text; what no span covers was kept."""
        document = parse(article_of(gold))
        for finding in detector.detect(document):
            span = next((span for span in gold.spans if span.span.overlaps(finding.span)), None)
            if span is not None and span.confidence == "unsure":
                continue
            originals = _originals(finding, span) if span else []
            name = finding.rule.id
            self._count(self.seen, name, weight)
            if originals or (span and not any(contains(wording, finding.text) for wording in span.accept)):
                self._count(self.substituted, name, weight)
            for original in originals:
                self._count(self.originals[name], original, weight / len(originals))

    @staticmethod
    def _count(counter: Counter[str], name: str, weight: float) -> None:
        counter[name] += weight  # type: ignore[assignment]

    def copy(self) -> Counts:
        """The same counts, to be changed apart."""
        originals = defaultdict(Counter, {name: Counter(own) for name, own in self.originals.items()})
        return Counts(Counter(self.seen), Counter(self.substituted), originals)

    def habits(self) -> Habits:
        """The counts as the decoder uses them."""
        return Habits(
            {
                name: Habit(seen, self.substituted[name], dict(self.originals.get(name, {})))
                for name, seen in self.seen.items()
                if seen > 0
            }
        )


def _originals(finding: Finding, span: GoldSpan) -> list[str]:
    """The originals of an entry that stand in an accepted wording, unless the spun wording does too."""
    if all(contains(wording, finding.text) for wording in span.accept):
        return []
    return [
        original.wording
        for original, candidate in zip(finding.rule.originals, finding.candidates, strict=True)
        if any(contains(wording, candidate.wording) for wording in span.accept)
    ]


def pairs(path: str) -> Iterator[GoldArticle]:
    """Every published pair as a tiny annotated text."""
    for line in Path(path).read_text("utf-8").splitlines()[1:]:
        query, _, rest = line.partition("\t")
        phrase = _PHRASE.search(query.partition(" NOT ")[0])
        accept = tuple(
            wording.strip() for wording in _EITHER.split(rest.partition("\t")[0]) if wording.strip()
        )
        if phrase and accept:
            span = GoldSpan(Span(0, len(phrase[1])), phrase[1], accept, "medical-term", "certain")
            yield GoldArticle("pair", phrase[1], (span,), ())


def table(habits: Habits) -> str:
    """The table, sorted by rule id, counts rounded to one decimal."""
    lines = ["# what spinners make of single words: entry, seen, substituted, originals; see README.md"]
    for name, habit in sorted(habits.by_rule.items()):
        originals = sorted(habit.originals.items(), key=lambda item: (-item[1], item[0]))
        counts = [f"{wording}={_short(count)}" for wording, count in originals]
        lines.append("\t".join([name, _short(habit.seen), _short(habit.substituted), *counts]))
    return "\n".join(lines) + "\n"


def _short(count: float) -> str:
    return f"{count:.1f}".removesuffix(".0")


def main(arguments: Sequence[str] | None = None) -> None:
    """Count over all annotated texts and write the table."""
    parser = argparse.ArgumentParser(prog="count_spun", description=__doc__)
    parser.add_argument("out")
    parser.add_argument("gold", nargs="+")
    parser.add_argument("--pairs")
    options = parser.parse_args(arguments)
    detector = TerminologyDetector(lexicon.load_lexicon().channel, CHANNEL)
    counts = Counts()
    for path in options.gold:
        _add_all(counts, read_gold_source(path), detector, 1.0)
    if options.pairs:
        _add_all(counts, pairs(options.pairs), detector, PAIR_WEIGHT)
    write_atomically(options.out, table(counts.habits()).encode())


def _add_all(
    counts: Counts, golds: Iterable[GoldArticle], detector: TerminologyDetector, weight: float
) -> None:
    for gold in golds:
        counts.add(gold, detector, weight)


if __name__ == "__main__":
    main()
