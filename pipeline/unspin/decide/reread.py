"""The second reading: doubtful places of a spun text are read again by a neural language model.

The decoder sees two words to each side of a place; the reader sees the sentence, and has read more
English than any table of word triples can hold. It is asked for little: which of the text and its few
likeliest originals goes on best, given what stands before and behind it. Everything else, what may stand
for what, and what may never be changed, stays as it is.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from unspin.decide.evidence import sigmoid
from unspin.decide.explain import first_two
from unspin.decide.verdict import APPLY_FROM
from unspin.decide.weighed import Weighed
from unspin.model.document import Document
from unspin.model.explanation import Reread
from unspin.model.finding import THESAURUS, Finding
from unspin.model.rule import Safety
from unspin.reader.pages import ReadPlace, pages_of
from unspin.reader.passage import Reading

ASKED = (0.05, 0.9)
"""Chances between which a place is read again: of 1,666 annotated others seven changed their verdict. A surer
one is read where a person or a tagger would have to be asked otherwise (``decide/vouched.py``)."""
CONSIDERED, OF_THESAURUS = 4, 6
"""Candidates of a place that are read: where there were more, a fourth was the right one at 14 of 713; a
fifth gained nothing. The thesaurus has many for a word, all of them alike: of 98 right ones 91 were among
three, 98 among six."""
MOST = 3000
"""Places of an article that are read, the first ones: some minutes. Nobody waits hours for a book."""
CALIBRATION, OF_RARE = (-1.08, 0.58, 0.33, 0.0), (-3.9, 0.22, 0.28, 0.16)
"""Logistic regression to the chance that an edit is right, and that one of the thesaurus is: constant, log
odds of the first reading, gain, lead. Chosen between two fits: on all texts that ``decide/decode.py`` names,
and on the outside articles and the corpus with the candidates in the order of today. ``docs/EVALUATION.md``
has the error on texts that were not used."""
DECODER = 0.4
"""How much the decoder's score counts beside the reader's log probability in the order of candidates. Of 978
places with the right one among several, 90.8 in 100 have it in front with 1.4, 93 to 94 with 0.2 to 0.7."""
GAIN = (-15.0, 15.0)
"""Gains beyond these, and leads, say no more."""


def read_again(document: Document, settled: Sequence[Weighed], reader: Reading) -> list[Weighed]:
    """The same findings, the doubtful ones with another chance, and maybe another candidate in front.

    ``settled`` do not overlap. Raises ``ReaderError``.
    """
    pages = pages_of(document, _places(settled))
    again = list(settled)
    for page, scores in zip(pages, reader.scores([page.passage for page in pages]), strict=True):
        for number, told in zip(page.numbers, scores, strict=True):
            again[number] = _reweighed(settled[number], told)
    return again


def _places(settled: Sequence[Weighed]) -> list[ReadPlace | None]:
    """How each finding is read; the doubtful ones after the first ``MOST`` only as they will be."""
    places = [_place(weighed) for weighed in settled]
    doubtful = [number for number, place in enumerate(places) if place and place.variants]
    for number in doubtful[MOST:]:
        place = places[number]
        places[number] = replace(place, variants=()) if place else None
    return places


def _place(weighed: Weighed) -> ReadPlace | None:
    """How a finding is read, if it was decoded at all."""
    if not weighed.ranked:
        return None
    finding = weighed.finding
    shown = finding.candidates[0].wording if _will_be_made(weighed) else ""
    asked: tuple[str, ...] = ()
    if ASKED[0] <= weighed.chance and (weighed.chance <= ASKED[1] or _may_be_held_back(finding)):
        considered = OF_THESAURUS if finding.detector == THESAURUS else CONSIDERED
        asked = tuple(candidate.wording for candidate in finding.candidates[:considered])
    return ReadPlace(finding.block, finding.flow_start, finding.flow_end, shown, asked)


def _may_be_held_back(finding: Finding) -> bool:
    """Whether a sure edit may not be made: a choice of a person's, the part of speech, or a name."""
    context = finding.rule.context
    return finding.is_choice or bool(context and context.tag) or finding.text != finding.text.lower()


def _will_be_made(weighed: Weighed) -> bool:
    finding = weighed.finding
    acts = finding.rule.safety is not Safety.REPORT_ONLY
    return acts and not finding.is_choice and weighed.chance >= APPLY_FROM


def _reweighed(weighed: Weighed, told: Sequence[float]) -> Weighed:
    """A finding after ``told``: log probabilities of the text and of its first candidates."""
    keep, *of_candidates = told
    finding, ranked = weighed.finding, weighed.ranked
    count = len(of_candidates)
    totals = [DECODER * ranked[i][0] + of_candidates[i] for i in range(count)]
    order = [*sorted(range(count), key=lambda i: (-totals[i], i)), *range(count, len(ranked))]
    finding = replace(finding, candidates=tuple(finding.candidates[i] for i in order))
    ranked = tuple(ranked[i] for i in order)
    best, following = first_two(finding, ranked)
    lead = totals[order[0]] - totals[order[1]] if count > 1 else math.inf
    reread = Reread(keep, of_candidates[order[0]], weighed.chance, lead)
    explanation = replace(
        weighed.explanation,
        weight=finding.candidates[0].weight,
        best=best,
        following=following,
        reread=reread,
    )
    weights = OF_RARE if finding.detector == THESAURUS else CALIBRATION
    chance = min(_chance(reread, weights), weighed.most)
    return replace(weighed, finding=finding, chance=chance, explanation=explanation, ranked=ranked)


def _chance(reread: Reread, weights: Sequence[float] = CALIBRATION) -> float:
    constant, before, gain, lead = weights
    odds = math.log(reread.before / (1 - reread.before))
    gained = min(max(reread.gain, GAIN[0]), GAIN[1])
    return sigmoid(constant + before * odds + gain * gained + lead * min(reread.lead, GAIN[1]))
