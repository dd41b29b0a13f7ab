"""The "a" or "an" at the end of one edit, before what another edit puts there.

"Have an actual constraining illness" becomes "have a limiting illness". Each edit alone is mended where it is
found (``apply/mend.py``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from unspin.apply.mend import starts_with_vowel_sound
from unspin.model.decision import Decision, Verdict

_ENDS_WITH_IT = re.compile(r"(?<!\S)an?\Z")
"""In small letters: "vitamin A" ends with a name."""
_GAP = re.compile(r"[ \u00a0\n]{1,3}(?=\w)")
_WORD = re.compile(r"\w[\w'’-]*")


def with_a_or_an(text: str, decisions: Sequence[Decision]) -> list[Decision]:
    """The decisions on a text, the one at the end of an applied edit fitted to what will follow it."""
    settled = list(decisions)
    starts = {d.span.start: d.replacement for d in settled if d.verdict is Verdict.APPLIED and len(d.span)}
    for index, decision in enumerate(settled):
        found = _ENDS_WITH_IT.search(decision.replacement) if decision.verdict is Verdict.APPLIED else None
        gap = _GAP.match(text, decision.span.end) if found else None
        if not found or not gap:
            continue
        following = starts.get(gap.end()) or text[gap.end() : gap.end() + 40]
        word = _WORD.match(following)
        if word:
            fitted = "an" if starts_with_vowel_sound(word[0]) else "a"
            settled[index] = _with(decision, decision.replacement[: found.start()] + fitted)
    return settled


def _with(decision: Decision, replacement: str) -> Decision:
    """The decision with another replacement, if it is another."""
    first, *others = decision.finding.candidates
    if replacement == first.replacement:
        return decision
    candidates = (replace(first, replacement=replacement), *others)
    return replace(decision, finding=replace(decision.finding, candidates=candidates))
