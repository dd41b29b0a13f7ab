"""What others offer: the package ``TorturePhrases_Estimator`` and the published fingerprint list.

The package is optional (``pip install 'unspin[ablation]'``) and imported nowhere else. Its list names
wordings without originals, so that it can find but not restore.
The fingerprint list is that of the Problematic Paper Screener (Cabanac, Labbé and Magazinov 2021, "Tortured
phrases"), a table of search queries with expected wordings, separated by tabs.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from unspin.apply.case import fit_case
from unspin.detect.matcher import tokenize
from unspin.errors import GoldError
from unspin.evaluate.configurations import report_of
from unspin.lexicon.tokens import words_of
from unspin.model.article import Article
from unspin.model.document import Block, Document
from unspin.model.finding import Candidate, Finding
from unspin.model.report import AuditReport
from unspin.model.rule import Kind, Original, Pos, Rule, Safety, Trust
from unspin.parse import parse

_PHRASE = re.compile(r'"([^"]+)"')
_NOTE = re.compile(r"\s*\(.*|\s*[,;].*|\s*\?+")
"""What stands behind an expected wording: an abbreviation in brackets, a second wording, a doubt."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A listed wording: what should stand there ("" where the list does not say), and what must (not)
    stand anywhere in the text."""

    wording: tuple[str, ...]
    expected: str = ""
    needs: tuple[tuple[str, ...], ...] = ()
    excludes: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Listed:
    """Replaces what a list names by what the list expects; without that it only points at it."""

    entries: Mapping[tuple[str, ...], tuple[Entry, ...]]
    longest: int

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> Listed:
        """A list that is ready to be looked up."""
        by_wording: dict[tuple[str, ...], list[Entry]] = defaultdict(list)
        for entry in entries:
            by_wording[entry.wording].append(entry)
        frozen = {wording: tuple(group) for wording, group in by_wording.items()}
        return cls(frozen, max((len(wording) for wording in frozen), default=0))

    def __call__(self, article: Article) -> AuditReport:
        """Clean an article."""
        document = parse(article)
        text = " " + " ".join(t.word for block in document.blocks for t in tokenize(block.flow.text)) + " "
        found = [f for block in document.blocks for f in self._in_block(document, block, text)]
        return report_of(document, found)

    def _in_block(self, document: Document, block: Block, text: str) -> Iterator[Finding]:
        tokens = tokenize(block.flow.text)
        words = [token.word for token in tokens]
        for first in range(len(tokens)):
            for last in range(first, min(first + self.longest, len(tokens))):
                for entry in self.entries.get(tuple(words[first : last + 1]), ()):
                    if _fits(entry, text):
                        yield _finding(document, block, tokens[first].start, tokens[last].end, entry)
                        break


def _fits(entry: Entry, text: str) -> bool:
    def stands(words: tuple[str, ...]) -> bool:
        return f" {' '.join(words)} " in text

    return all(map(stands, entry.needs)) and not any(map(stands, entry.excludes))


def _finding(document: Document, block: Block, start: int, end: int, entry: Entry) -> Finding:
    span = block.flow.to_original(start, end)
    wording = " ".join(entry.wording)
    rule = Rule(
        id=f"listed/{wording}",
        wording=wording,
        originals=(Original(entry.expected or wording),),
        pos=Pos.FIXED,
        kind=Kind.GENERAL_PHRASE,
        safety=Safety.SAFE,
        trust=Trust.HIGH,
    )
    matched = span.of(document.article.text)
    becomes = fit_case(entry.expected, matched, wording, False) if entry.expected else ""
    candidates = (Candidate(becomes, 1.0, becomes),) if becomes else ()
    return Finding("listed", rule, block.index, start, end, span, matched, candidates)


def estimator() -> Listed | None:
    """The list of ``TorturePhrases_Estimator``; ``None`` where the package is not installed."""
    try:
        from TorturePhrases_Estimator.torture_phrases import TorturePhrasesEstimator
    except ImportError:
        return None
    return Listed.of(map(_from_query, TorturePhrasesEstimator().tortured_phrases))


def _from_query(line: str) -> Entry:
    """A line of the package: a wording, or several with "and" that must all stand in the text."""
    first, *others = re.split(r" AND ", line, flags=re.I) if " AND " in line.upper() else [line]
    return Entry(words_of(first), needs=tuple(map(words_of, others)))


def fingerprints(path: str) -> Listed:
    """The published list. Queries with OR and with distances ("~10") are left out: they name no one place.

    Raises ``GoldError`` when the file cannot be read.
    """
    try:
        lines = Path(path).read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise GoldError(f"{path}: cannot be read: {error}") from None
    return Listed.of(entry for line in lines if (entry := _from_row(line)) is not None)


def _from_row(line: str) -> Entry | None:
    query, _, rest = line.partition("\t")
    expected = _NOTE.sub("", rest.partition("\t")[0]).strip()
    if not expected or " OR " in query or "~" in query or not query.startswith('"'):
        return None
    wanted, *unwanted = re.split(r" NOT ", query)
    first, *needs = _PHRASE.findall(wanted)
    excludes = [word.strip('" ') for word in unwanted]
    return Entry(words_of(first), expected, tuple(map(words_of, needs)), tuple(map(words_of, excludes)))
