"""How many of an article's channel words were changed: learned from the article itself.

Spinners differ in how much they change. In one article every second word that the channel knows is
a substitution, in the next one in ten, and the same margin means less there. The chances of the single
places are therefore adjusted to the share that they imply together (Saerens, Latinne and Decaestecker
2002, "Adjusting the outputs of a classifier to new a priori probabilities", Neural Computation 14).
"""

from __future__ import annotations

from collections.abc import Sequence

SHARE_RIGHT = 0.35
"""Share of the channel's findings that were right in the texts that the calibration was fitted on."""
PSEUDO_COUNT = 5.0
"""Findings with that share that every text counts as having: a few places alone say little."""
MOST = 0.5
"""Share that no text is believed to go beyond: a spinner that changes more leaves little to go by."""
_ROUNDS = 30


def adjust_to_share(chances: Sequence[float]) -> list[float]:
    """The chances of one text's findings after its own share of right ones has been estimated (EM).

    >>> [round(chance, 2) for chance in adjust_to_share([0.1, 0.2, 0.1, 0.6, 0.1, 0.2, 0.1, 0.1])]
    [0.05, 0.1, 0.05, 0.41, 0.05, 0.1, 0.05, 0.05]
    """
    share, adjusted = SHARE_RIGHT, list(chances)
    for _ in range(_ROUNDS):
        odds = share / (1 - share) * (1 - SHARE_RIGHT) / SHARE_RIGHT
        adjusted = [chance * odds / (chance * odds + 1 - chance) for chance in chances]
        share = (sum(adjusted) + PSEUDO_COUNT * SHARE_RIGHT) / (len(adjusted) + PSEUDO_COUNT)
        share = min(share, MOST)
    return adjusted
