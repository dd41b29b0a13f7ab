"""Measures how published pairs come back as bare phrases, when nothing was learned from them.

    python -m unspin.evaluate.bare_pairs FINGERPRINTS.tsv [--folds 10] [-v]

The list is cut into folds. The phrases of each are looked up with terms and pieces made from the other folds
and with the shipped files that people wrote; rules that have the very phrase are left out.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from unspin.apply import apply_decisions
from unspin.config import Settings
from unspin.decide.lookup import Lookup
from unspin.decide.phrase import PhraseJudge, is_phrase
from unspin.evaluate.align_pairs import knowledge, wordings
from unspin.evaluate.count_spun import pairs
from unspin.evaluate.gold import GoldArticle
from unspin.evaluate.measure import article_of, contains
from unspin.lexicon.terms import TERMS, fold, read_terms, shipped_pieces, shipped_term_files
from unspin.lexicon.tokens import Words, words_of
from unspin.lm.model import LanguageModel
from unspin.lm.terms import TermModel
from unspin.model.decision import Decision
from unspin.model.document import Document
from unspin.model.finding import Finding
from unspin.parse import parse
from unspin.workflow import Workflow

LEARNED = "published."
"""How the names of the files begin that were made from such a list."""
MEDICAL = ("medicine", "research")
"""Files whose terms count as medical."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one phrase."""

    phrase: str
    expected: tuple[str, ...]
    corrected: str
    restored: bool
    medical: bool

    @property
    def changed(self) -> bool:
        """Whether anything was applied."""
        return self.corrected != self.phrase


def look_up_folds(golds: Sequence[GoldArticle], folds: int, workflow: Workflow) -> Iterator[Outcome]:
    """The outcome of every pair with a usable expected wording. Raises ``ValueError`` without a model."""
    model = workflow.judge.model
    if model is None:
        raise ValueError("phrases are looked up with a language model")
    medical = _medical()
    for number in range(folds):
        held = golds[number::folds]
        others = [gold for index, gold in enumerate(golds) if index % folds != number]
        judge = _judge(others, model)
        known = {words_of(gold.text) for gold in held}
        for gold in held:
            expected = tuple(wordings(gold))
            if expected:
                yield _outcome(gold, expected, judge, workflow, known, medical)


def _judge(golds: Sequence[GoldArticle], model: LanguageModel) -> PhraseJudge:
    files = [(path, text) for path, text in shipped_term_files() if f"/{LEARNED}" not in path]
    terms = [text for path, text in files if path.endswith(TERMS)]
    known = knowledge(golds, terms, shipped_pieces())
    return PhraseJudge(Lookup(known, TermModel(known.terms, model)))


def _medical() -> frozenset[Words]:
    texts = [
        text
        for path, text in shipped_term_files()
        if path.endswith(tuple(f"/{name}{TERMS}" for name in MEDICAL))
    ]
    return frozenset(read_terms(texts))


def _outcome(
    gold: GoldArticle,
    expected: tuple[str, ...],
    judge: PhraseJudge,
    workflow: Workflow,
    held: set[Words],
    medical: frozenset[Words],
) -> Outcome:
    document = parse(article_of(gold))
    is_medical = any(fold(words_of(wording)) in medical for wording in expected)
    decisions: tuple[Decision, ...] = ()
    if is_phrase(document):
        found = _findings(workflow, document)
        decisions = judge.decide(document, (one for one in found if words_of(one.rule.wording) not in held))
    corrected = apply_decisions(gold.text, decisions).text
    restored = corrected != gold.text and any(contains(corrected, wording) for wording in expected)
    return Outcome(gold.text, expected, corrected, restored, is_medical)


def _findings(workflow: Workflow, document: Document) -> Iterator[Finding]:
    yield from workflow.detector.detect(document)
    if workflow.channel:
        yield from workflow.channel.detect(document)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print the figures, all phrases and the medical ones."""
    parser = argparse.ArgumentParser(prog="bare_pairs", description=__doc__)
    parser.add_argument("fingerprints")
    parser.add_argument("--folds", type=int, default=10)
    parser.add_argument("-v", "--verbose", action="store_true", help="also show what came out wrong")
    options = parser.parse_args(arguments)
    counts: dict[str, Counter[str]] = {"all": Counter(), "medical": Counter()}
    workflow = Workflow(Settings(grammar="none"))
    for outcome in look_up_folds(list(pairs(options.fingerprints)), options.folds, workflow):
        end = "restored" if outcome.restored else "other" if outcome.changed else "kept"
        for group in ("all", "medical") if outcome.medical else ("all",):
            counts[group].update((end, "phrases"))
        if options.verbose and end != "restored":
            expected = " / ".join(outcome.expected)
            sys.stdout.write(f"{end}: {outcome.phrase!r} -> {outcome.corrected!r}, not {expected!r}\n")
    for group, found in counts.items():
        whole = max(found["phrases"], 1)
        shares = ", ".join(f"{end} {found[end] / whole:.3f}" for end in ("restored", "other", "kept"))
        sys.stdout.write(f"{group}: {found['phrases']} phrases: {shares}\n")


if __name__ == "__main__":
    main()
