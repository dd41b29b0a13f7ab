"""Stage "grammar": slips of spelling and grammar become decisions, and no correction may add one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from unspin.decide import Judgement
from unspin.grammar.backend import GrammarBackend
from unspin.grammar.decisions import SOURCE, change_of, decide_mistake, dropped, with_change
from unspin.grammar.guard import BlockChanges, keep_harmless
from unspin.grammar.mistakes import Mistake, Sieve, checked_blocks, is_hard, words_in
from unspin.model.decision import Decision, Verdict
from unspin.model.document import Block, Document
from unspin.model.span import Span

UNMENDED = "with it the sentence has a new mistake that cannot be mended in place"


@dataclass(frozen=True)
class GrammarStage:
    """A checker, and what of its findings counts."""

    backend: GrammarBackend
    sieve: Sieve

    def judge(self, document: Document, judgement: Judgement) -> Judgement:
        """The judgement with the checker's decisions added, and harmful edits given up.

        Raises ``GrammarError`` when the checker fails.
        """
        found = self._mistakes(document)
        decisions = list(judgement.decisions)
        decisions += self._own(document, found, decisions)
        decisions = self._guarded(document, found, decisions)
        decisions = _without_mended(decisions)
        decisions.sort(key=lambda d: (d.span, d.finding.rule.id))
        return Judgement(tuple(decisions), judgement.spun_score)

    def count(self, document: Document) -> int:
        """How many mistakes the checker sees in a document, without those that are to be ignored."""
        return sum(
            not document.ignores.of_wording(m.rule, self.backend.name, _span(document, index, m))
            for index, mistakes in self._mistakes(document).items()
            for m in mistakes
            if m.shown
        )

    def _mistakes(self, document: Document) -> dict[int, list[Mistake]]:
        """The mistakes of each block, but for those in places that nothing may touch."""
        blocks = checked_blocks(document)
        found = self._check([(block, block.flow.text) for block in blocks], words_in(document))
        return {
            block.index: [m for m in mistakes if not is_hard(document, block, m.start, m.end)]
            for block, mistakes in zip(blocks, found, strict=True)
        }

    def _check(
        self, texts: Sequence[tuple[Block, str]], times: Counter[str] | None = None
    ) -> list[list[Mistake]]:
        answers = self.backend.check([text for _, text in texts])
        return [
            self.sieve.mistakes(text, block.kind, matches, times)
            for (block, text), matches in zip(texts, answers, strict=True)
        ]

    def _own(
        self, document: Document, found: dict[int, list[Mistake]], decisions: Sequence[Decision]
    ) -> list[Decision]:
        """The checker's decisions, but where an edit changes the place anyway."""
        taken = [d.span for d in decisions if d.verdict is Verdict.APPLIED]
        own = (
            decide_mistake(document, document.blocks[index], mistake, self.backend.name)
            for index, mistakes in found.items()
            for mistake in mistakes
            if mistake.shown
        )
        return [d for d in own if d and not any(d.span.overlaps(span) for span in taken)]

    def _guarded(
        self, document: Document, found: dict[int, list[Mistake]], decisions: list[Decision]
    ) -> list[Decision]:
        """Decisions after the harmful ones were mended or given up."""
        groups: dict[int, BlockChanges] = {}
        for number, decision in enumerate(decisions):
            if decision.verdict is Verdict.APPLIED:
                index = decision.finding.block
                block = document.blocks[index]
                group = groups.setdefault(index, BlockChanges(block, found.get(index, []), []))
                group.changes.append(change_of(decision, number))
        keep_harmless(list(groups.values()), self._check)
        kept = list(decisions)
        for group in groups.values():
            for number, reason in group.dropped.items():
                kept[number] = dropped(decisions[number], reason)
            for change in group.changes:
                if change.mended:
                    mended = with_change(document, decisions[change.source], change)
                    kept[change.source] = mended or dropped(decisions[change.source], UNMENDED)
        return kept


def _span(document: Document, index: int, mistake: Mistake) -> Span:
    return document.blocks[index].flow.to_original(mistake.start, mistake.end)


def _without_mended(decisions: list[Decision]) -> list[Decision]:
    """Without the checker's doubts in places that a mended edit has come to cover."""
    spans = [d.span for d in decisions if d.verdict is Verdict.APPLIED]

    def is_covered(decision: Decision) -> bool:
        is_own = decision.finding.rule.source == SOURCE
        return (
            is_own
            and decision.verdict is Verdict.REVIEW
            and any(decision.span.overlaps(span) for span in spans)
        )

    return [decision for decision in decisions if not is_covered(decision)]
