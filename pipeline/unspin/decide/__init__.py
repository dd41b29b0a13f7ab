"""Stage "decide": from findings to decisions, one for each, every one with its reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from unspin.decide.evidence import CleanRates, Evidence, shipped_rates, weigh
from unspin.decide.grammar import Tools, possible_name, wrong_tag
from unspin.decide.guard import broken_promise, protection_of
from unspin.decide.overlap import settle_overlaps
from unspin.decide.verdict import SHOW_FROM, confidence_of, judge
from unspin.language.nlp import language_tools
from unspin.model.decision import Decision, Verdict
from unspin.model.document import Document
from unspin.model.finding import Finding

__all__ = ["Judge", "Judgement"]


@dataclass(frozen=True, slots=True)
class Judgement:
    """All decisions on an article, in the order of the text, and its spun score."""

    decisions: tuple[Decision, ...]
    spun_score: float


@dataclass(frozen=True)
class Judge:
    """Decides by plain rule scoring. ``apply_review`` also applies what is meant for review."""

    rates: CleanRates = field(default_factory=shipped_rates)
    apply_review: bool = False
    assume_spun: bool = False
    """Treat the text as spun whatever the evidence says (the tests of single rules do)."""

    def decide(self, document: Document, findings: Sequence[Finding]) -> Judgement:
        """One decision for every finding."""
        kept, losers = settle_overlaps(findings)
        evidence = weigh(document, kept, self.rates)
        if self.assume_spun:
            evidence = Evidence(1.0, (1.0,) * len(kept))
        tools = _lazy_tools()
        decisions = [
            self._decide_one(document, finding, spun, tools)
            for finding, spun in zip(kept, evidence.local, strict=True)
        ]
        decisions += [_lost(findings[index], winner) for index, winner in losers.items()]
        decisions.sort(key=lambda decision: (decision.span, decision.finding.rule.id))
        return Judgement(tuple(decisions), round(evidence.article, 4))

    def _decide_one(self, document: Document, finding: Finding, spun: float, tools: Tools) -> Decision:
        confidence = confidence_of(finding, spun, self.rates)
        protection = protection_of(finding, document.protected)
        promise = ""
        if confidence >= SHOW_FROM and finding.rule.safety != "report-only":
            block = document.blocks[finding.block]
            tag = wrong_tag(finding, block, tools)
            if tag:
                return Decision(finding, Verdict.REJECTED, confidence, f"used as {tag} here")
            promise = broken_promise(finding, finding.candidates[0].replacement)
            name = "" if promise else possible_name(finding, block, tools)
            if name:
                promise = f"may be a name ({name})"
        return judge(finding, confidence, promise, protection, self.apply_review)


def _lost(finding: Finding, winner: Finding) -> Decision:
    return Decision(
        finding,
        Verdict.REJECTED,
        0.0,
        f"overlaps the longer finding {winner.text!r} ({winner.rule.id})",
    )


def _lazy_tools() -> Tools:
    """One set of tools for the article, made when first asked for."""
    return cache(language_tools)
