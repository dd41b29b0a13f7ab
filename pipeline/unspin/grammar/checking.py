"""The grammar stage as the workflow uses it: chosen once, and given up when its checker fails."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from importlib.util import find_spec
from typing import TYPE_CHECKING

from unspin.config import Settings
from unspin.decide import Judgement
from unspin.errors import GrammarError
from unspin.grammar.installation import find_installation
from unspin.lm.model import LanguageModel
from unspin.model.check import Area
from unspin.model.correction import Correction
from unspin.model.decision import Decision
from unspin.model.document import Document
from unspin.model.grammar import GrammarSummary
from unspin.parse import parse
from unspin.stability import settle

if TYPE_CHECKING:
    from unspin.grammar.stage import GrammarStage

Decide = Callable[[Document], Judgement]


@dataclass(frozen=True, slots=True)
class Settled:
    """Decisions and correction that a second run would not change, and what the checker counted."""

    decisions: tuple[Decision, ...]
    correction: Correction
    grammar: GrammarSummary | None = None
    notices: tuple[str, ...] = ()


@dataclass
class GrammarChecking:
    """The checker of one run. What the user should know once is in ``remarks`` until it is taken."""

    settings: Settings
    model: LanguageModel | None
    remarks: list[str] = field(default_factory=list)
    _stage: GrammarStage | None = None
    _chosen: bool = False

    def stage(self) -> GrammarStage | None:
        """The stage, chosen when first asked for. Raises ``GrammarError`` when one is required."""
        if not self._chosen and Area.GRAMMAR in self.settings.areas and _is_at_hand(self.settings):
            self._stage = self._choose()
        self._chosen = True
        return self._stage

    def _choose(self) -> GrammarStage | None:
        # Loaded late: whoever has no checker should not wait for what only a checker needs.
        from unspin.grammar.choose import choose
        from unspin.grammar.mistakes import Sieve
        from unspin.grammar.rules import checker_rules
        from unspin.grammar.stage import GrammarStage

        choice = choose(self.settings)
        self.remarks += choice.remarks
        if choice.backend is None:
            return None
        return GrammarStage(choice.backend, Sieve(checker_rules(choice.backend.name), self.model))

    def settle(self, document: Document, judgement: Judgement, decide: Decide) -> Settled:
        """Settle an article with the checker's help; without it once the checker has failed.

        Raises ``GrammarError`` when the checker fails and is required.
        """
        stage = self.stage()
        if stage is None:
            return Settled(*settle(document, judgement, decide))
        try:
            return self._checked(stage, document, judgement, decide)
        except GrammarError as error:
            self._give_up(stage, error)
        line = self.remarks[-1]
        return replace(Settled(*settle(document, judgement, decide)), notices=(line,))

    def _checked(
        self, stage: GrammarStage, document: Document, judgement: Judgement, decide: Decide
    ) -> Settled:
        def again(other: Document) -> Judgement:
            return stage.judge(other, decide(other))

        decisions, correction = settle(document, stage.judge(document, judgement), again)
        before = after = stage.count(document)
        if correction.edits:
            after = stage.count(parse(replace(document.article, text=correction.text)))
        summary = GrammarSummary(stage.backend.name, before, after)
        return Settled(decisions, correction, summary)

    def _give_up(self, stage: GrammarStage, error: GrammarError) -> None:
        """From here on no checker runs: one that failed once would cost its time limit every time."""
        self.close()
        if self.settings.grammar == "required":
            raise GrammarError(f"grammar is required: {error}") from None
        self._stage = None
        self.remarks.append(f"the grammar checker failed, the articles are cleaned without it: {error}")

    def close(self) -> None:
        """Stop the checker."""
        if self._stage:
            self._stage.backend.close()

    def take_remarks(self) -> list[str]:
        """The remarks that were not taken yet."""
        taken, self.remarks = self.remarks, []
        return taken


def _is_at_hand(settings: Settings) -> bool:
    """Whether there may be a checker to choose: without one, ``auto`` costs three look-ups."""
    if settings.grammar != "auto":
        return settings.grammar != "none"
    return bool(settings.languagetool_url or find_installation() or find_spec("harper"))
