"""Do no harm: changes after which a checker sees a mistake that was not there before.

The changed blocks are checked before and after. A new mistake is laid to the nearest change of its
sentence. Where its one answer is known to be right in such a place it is made with the change; else the
change goes to review with what the checker says. Then the blocks are checked again, until nothing new
is left.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from unspin.grammar.changes import Change, Changed, Placed
from unspin.grammar.mistakes import Mistake
from unspin.model.document import Block

Check = Callable[[Sequence[tuple[Block, str]]], list[list[Mistake]]]
"""The mistakes in texts that stand for blocks."""
_ROUNDS = 5
_REACH = 40
"""Characters between a change and its mend up to which the two become one change."""


@dataclass
class BlockChanges:
    """The changes to one block that are still wanted, and those that were dropped, with the reason."""

    block: Block
    before: list[Mistake]
    changes: list[Change]
    dropped: dict[int, str] = field(default_factory=dict)

    @property
    def changed(self) -> Changed:
        """The block's text with the changes that are wanted."""
        return Changed.make(self.block.flow.text, self.changes)

    def drop(self, change: Change, reason: str) -> None:
        """Give up a change, and what was mended with it."""
        self.changes = [c for c in self.changes if c.source != change.source]
        self.dropped[change.source] = reason


def keep_harmless(blocks: Sequence[BlockChanges], check: Check) -> None:
    """Mend or drop, in place, the changes that add a mistake."""
    open_ = list(blocks)
    for _ in range(_ROUNDS):
        open_ = [b for b in open_ if b.changes]
        if not open_:
            return
        after = [b.changed for b in open_]
        found = check([(b.block, c.after) for b, c in zip(open_, after, strict=True)])
        open_ = [b for b, c, mistakes in zip(open_, after, found, strict=True) if _treat(b, c, mistakes)]


def _treat(block: BlockChanges, changed: Changed, after: list[Mistake]) -> bool:
    """Mend or drop what adds a mistake; whether anything was done."""
    new, gone = _new(block.before, after, changed), _gone(block.before, after, changed)
    done: set[int] = set()
    for mistake in new:
        culprit = changed.nearest(mistake.start, mistake.end)
        if culprit is None or culprit.change.source in done:
            continue
        mend = None if culprit.change.mended else _mended(changed, culprit, mistake)
        if mend is not None:
            block.changes = [mend if c is culprit.change else c for c in block.changes]
        elif _outweighed(changed, mistake, new, gone):
            continue
        else:
            block.drop(culprit.change, f"with it the sentence has a new mistake: {mistake.message}")
        done.add(culprit.change.source)
    return bool(done)


def _new(before: list[Mistake], after: list[Mistake], changed: Changed) -> list[Mistake]:
    """Mistakes of the changed text that the text before does not have in the same place."""
    known = {(m.rule, changed.to_after(m.start)) for m in before}
    found = []
    for mistake in after:
        if (mistake.rule, mistake.start) in known:
            continue
        inside = changed.touching(mistake.start, mistake.end)
        if any(_had(before, mistake, placed) for placed in inside):
            continue
        found.append(mistake)
    return found


def _had(before: list[Mistake], mistake: Mistake, placed: Placed) -> bool:
    """Whether the place had a mistake of the same rule before it was changed."""
    return any(m.rule == mistake.rule and _covers(placed.change, m) for m in before)


def _gone(before: list[Mistake], after: list[Mistake], changed: Changed) -> list[int]:
    """Where, in the changed text, mistakes stood that are gone."""
    left = {(m.rule, m.start) for m in after}
    found = []
    for mistake in before:
        start = changed.to_after(mistake.start)
        if start is None or changed.to_after(mistake.end) is None:
            place = next((p for p in changed.placed if _covers(p.change, mistake)), None)
            if place and not any(
                m.rule == mistake.rule and m.start < place.end and place.start < m.end for m in after
            ):
                found.append(place.start)
        elif (mistake.rule, start) not in left:
            found.append(start)
    return found


def _covers(change: Change, mistake: Mistake) -> bool:
    return change.start < mistake.end and mistake.start < change.end


def _outweighed(changed: Changed, mistake: Mistake, new: list[Mistake], gone: list[int]) -> bool:
    """Whether at least as many mistakes went from the sentence as came into it."""
    begin, end = changed.sentence(mistake.start)
    came = sum(begin <= m.start < end for m in new)
    return came <= sum(begin <= place < end for place in gone)


def _mended(changed: Changed, culprit: Placed, mistake: Mistake) -> Change | None:
    """The change widened by the one answer to the mistake; ``None`` where there is none that is sure."""
    if not mistake.may_mend or (mistake.is_spelling and not mistake.sure):
        return None
    start, end = min(culprit.start, mistake.start), max(culprit.end, mistake.end)
    others = [p for p in changed.touching(start, end) if p is not culprit]
    if others or end - start > culprit.end - culprit.start + mistake.end - mistake.start + _REACH:
        return None
    begin = culprit.change.start if start == culprit.start else changed.to_before(start)
    stop = culprit.change.end if end == culprit.end else changed.to_before(end)
    if begin is None or stop is None:
        return None
    text = changed.after
    wording = text[start : mistake.start] + mistake.answers[0] + text[mistake.end : end]
    old = text[mistake.start : mistake.end]
    return replace(
        culprit.change,
        start=begin,
        end=stop,
        wording=wording,
        mended=f"{old!r} became {mistake.answers[0]!r}",
    )
