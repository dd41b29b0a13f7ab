"""What a very sure second reader may settle that would otherwise go to a person.

A part of speech or a capital letter is only a hint, and taggers read spun text badly. A choice that could
change the medicine is more: it is made where what the reader says is strong enough to be told to the editor,
and what stands for what is not among the terms that must never be confused (``decide/guard.py``).
"""

from __future__ import annotations

import math

from unspin.decide.guard import confusion
from unspin.decide.weighed import Weighed
from unspin.model.explanation import Reread

VOUCHED = 4.0
"""Gain from which the reader's word counts more than a tagger's: of 20 such edits that the tagger had held
back, 15 were right; so were all six that stood beside another capital letter."""
CHOICE = 5.0
"""Gain from which a choice that could change the medicine may be made, and the least lead over the next
original: the text 148 times likelier. With ``CHOICE_FROM`` it lets 44 edits of the annotated texts through;
42 were right, and two put a word that says nearly the same."""
CHOICE_FROM = 0.82
"""Confidence that such an edit needs."""


def is_vouched_for(weighed: Weighed) -> bool:
    """Whether the reader is so much for an edit that neither a tagger nor a capital letter need be asked.

    The tagger has learned from text that was not spun, and what stands beside the place may be.
    """
    reread = weighed.explanation.reread
    return reread is not None and reread.gain >= VOUCHED


def grounds_for_choice(weighed: Weighed) -> str:
    """Why an edit that could change the medicine can be made all the same; or nothing."""
    finding, reread = weighed.finding, weighed.explanation.reread
    if reread is None or weighed.chance < CHOICE_FROM or min(reread.gain, reread.lead) < CHOICE:
        return ""
    if confusion(finding.text, finding.candidates[0].wording):
        return ""
    return f"the second reader finds it {_times(reread)} times likelier here than the text as it stands"


def _times(reread: Reread) -> str:
    """How many times likelier, with one figure and at most a million: the rest is not to be trusted."""
    times = min(math.exp(min(reread.gain, 20.0)), 1_000_000.0)
    digits = int(math.log10(times))
    return f"{int(times / 10**digits) * 10**digits:,}"
