"""Turns mistakes into decisions, and decisions into changes and back."""

from __future__ import annotations

from dataclasses import replace

from unspin.apply.fit import fit
from unspin.decide.guard import broken_promise, protection_of
from unspin.grammar.changes import Change
from unspin.grammar.mistakes import Mistake
from unspin.model.decision import Decision, Verdict
from unspin.model.document import Block, Document, Protection
from unspin.model.finding import Candidate, Finding
from unspin.model.rule import Kind, Original, Pos, Rule, Safety, Trust

SURE = 0.95
"""Confidence in an answer that is applied: measured on forum posts, docs/GRAMMAR.md."""
LIKELY = 0.5
"""Confidence in a mistake of grammar with an answer."""
FAINT = 0.3
"""Confidence in an unknown word whose answer is not sure: more often a rare term than a misspelling."""
_SHOWN = 5
SOURCE = "the grammar checker"
"""Source of the rules that are made for a checker's findings."""


def finding_of(document: Document, block: Block, mistake: Mistake, detector: str) -> Finding:
    """The mistake as a finding, with its answers fitted into the original."""
    flow = block.flow
    span = flow.to_original(mistake.start, mistake.end)
    candidates = tuple(Candidate(answer, 1.0, answer) for answer in mistake.answers[:_SHOWN])
    text = span.of(document.article.text)
    rule = _rule(mistake, flow.text[mistake.start : mistake.end])
    finding = Finding(detector, rule, block.index, mistake.start, mistake.end, span, text, candidates)
    return fit(document, finding)


def _rule(mistake: Mistake, wording: str) -> Rule:
    """A rule made for the place: the checker's, in our terms."""
    return Rule(
        id=mistake.rule,
        wording=wording.lower(),
        originals=tuple(Original(answer) for answer in mistake.answers[:_SHOWN]),
        pos=Pos.FIXED,
        kind=Kind.TYPO if mistake.is_spelling else Kind.GRAMMAR,
        safety=Safety.SAFE,
        trust=Trust.HIGH,
        source=SOURCE,
        note=mistake.message,
    )


def decide_mistake(document: Document, block: Block, mistake: Mistake, detector: str) -> Decision | None:
    """The decision on one mistake; ``None`` in a place that nothing may touch."""
    finding = finding_of(document, block, mistake, detector)
    protection = protection_of(finding, document)
    confidence = SURE if mistake.sure else FAINT if mistake.is_spelling else LIKELY
    said = mistake.message or "the grammar checker sees a mistake here"
    reason = said
    if protection:
        if protection.level is Protection.HARD:
            return None
        if protection.level is Protection.IGNORED:
            return Decision(finding, Verdict.REJECTED, confidence, protection.reason)
        reason = f"stands in a {protection.reason}; only a person may change it"
    elif mistake.sure and finding.candidates:
        best = finding.candidates[0]
        reason = best.problem or broken_promise(finding, best.replacement)
        if not reason:
            return Decision(finding, Verdict.APPLIED, confidence, said)
    return Decision(finding, Verdict.REVIEW, min(confidence, LIKELY), reason)


def change_of(decision: Decision, number: int) -> Change:
    """An applied decision as a change to its block's flow."""
    finding = decision.finding
    return Change(finding.flow_start, finding.flow_end, finding.candidates[0].wording, number)


def with_change(document: Document, decision: Decision, change: Change) -> Decision | None:
    """The decision after its change was mended; ``None`` when the mended one may not be made."""
    finding = decision.finding
    span = document.blocks[finding.block].flow.to_original(change.start, change.end)
    candidate = replace(finding.candidates[0], wording=change.wording, problem="")
    finding = replace(
        finding,
        flow_start=change.start,
        flow_end=change.end,
        span=span,
        text=span.of(document.article.text),
        candidates=(candidate,),
    )
    finding = fit(document, finding)
    best = finding.candidates[0]
    if best.problem or broken_promise(finding, best.replacement) or protection_of(finding, document):
        return None
    return replace(decision, finding=finding, reason=f"{decision.reason}; with it {change.mended}")


def dropped(decision: Decision, reason: str) -> Decision:
    """The decision given up for a person to look at."""
    return replace(decision, verdict=Verdict.REVIEW, reason=reason)
