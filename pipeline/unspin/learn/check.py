"""Tries proposals as rules before a person sees them: do they load, and do their sentences come out right?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from unspin.learn.proposal import Proposal
from unspin.learn.write import write_pack
from unspin.lexicon.lexicon import read_packs
from unspin.lexicon.selftest import check_rules
from unspin.lexicon.tokens import words_of
from unspin.model.rule import Pos

_PACK = "tried"
NOT_RIGHT = "its sentence does not come out right: "
SAME_WORDING = "the same wording stands above with another original"
CIRCLE = "stands above the other way round"


def tried(proposal: Proposal) -> Proposal:
    """The proposal if it works, else as fixed wording; with its problem if it does not work so either."""
    problem = _problem(proposal)
    if problem and proposal.pos is not Pos.FIXED:
        fixed = replace(proposal, pos=Pos.FIXED)
        return fixed if not _problem(fixed) else replace(proposal, problem=problem)
    return replace(proposal, problem=problem) if problem else proposal


def _problem(proposal: Proposal) -> str:
    text = write_pack([proposal], _PACK, "tried", "tried")
    rules, problems = read_packs([(f"{_PACK}.yaml", text)])
    if problems:
        return problems[0].partition(": ")[2]
    failure = next(check_rules(rules), None)
    return f"{NOT_RIGHT}{failure.result}" if failure else ""


def without_clashes(proposals: Iterable[Proposal]) -> list[Proposal]:
    """The proposals with a problem noted where two cannot stand in one file; the first has the right."""
    taken: set[str] = set()
    targets: dict[tuple[str, ...], tuple[str, ...]] = {}
    checked = []
    for proposal in proposals:
        if proposal.original and not proposal.problem:
            wording, original = words_of(proposal.wording), words_of(proposal.original)
            if proposal.slug in taken:
                proposal = replace(proposal, problem=SAME_WORDING)
            elif _leads_to(original, wording, targets):
                proposal = replace(proposal, problem=CIRCLE)
            else:
                taken.add(proposal.slug)
                targets[wording] = original
        checked.append(proposal)
    return checked


def _leads_to(
    start: tuple[str, ...], goal: tuple[str, ...], targets: dict[tuple[str, ...], tuple[str, ...]]
) -> bool:
    """Whether following corrections from ``start`` comes to ``goal``; there are no circles among them yet."""
    while start != goal and start in targets:
        start = targets[start]
    return start == goal
