"""A text that is a single phrase, as somebody looks one up: too short to hold any other sign of spinning.

It is taken for spun where it can be led back to a term or a usual wording that is much likelier than the
phrase itself: "irregular timberland" to "random forest". A known term is left as it is.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from unspin.apply.case import fitted, is_title_cased
from unspin.apply.fit import fit
from unspin.apply.mend import mend
from unspin.decide.clean_rates import CleanRates, shipped_rates
from unspin.decide.evidence import sigmoid
from unspin.decide.guard import broken_promise, protection_of
from unspin.decide.habits import Habits, shipped_habits
from unspin.decide.lookup import Lookup, Restored, margins, written
from unspin.decide.phrase_choice import Place, asks_for_person, grounds_for_term, shared_words
from unspin.decide.verdict import ASKED_FOR, SHOW_FROM, judge
from unspin.detect.matcher import Token, tokenize
from unspin.detect.terminology import CHANNEL, TERMINOLOGY
from unspin.lexicon.terms import fold
from unspin.lexicon.tokens import Words, words_of
from unspin.model.decision import Decision
from unspin.model.document import Block, Document
from unspin.model.explanation import Explanation, Scored
from unspin.model.finding import PHRASE, Candidate, Finding
from unspin.model.rule import Example, Kind, Original, Pos, Rule, Safety, Trust

MOST_WORDS = 6
"""Words of the longest phrase. Longer texts are articles, however short, and need signs."""
BY_RULES = {TERMINOLOGY: 0.7}
BY_CHANNEL = 0.5
"""Chance that a part of a phrase for which there is a rule, or a channel entry, stands for its originals."""
OWN = 0.8
"""How far a phrase that is asked for can be trusted where the channel takes a word for the author's own."""
CALIBRATION = (-2.8, 0.1, 0.39, 1.46, 1.28, -0.37, 1.78, 0.72)
"""Logistic regression to the chance that the best is right: constant, margin over the phrase as it stands,
margin over the next, whether it is a known term, whether good text lacks any of the phrase's neighbours, its
number of words, the share of them that tell something and stay, what its parts cost for each word. Fitted on
published pairs, each looked up without what was learned from it, and on phrases cut at random from good text
that nothing was counted on (``evaluate/bare_pairs.py``)."""
MARGINS = (16.0, 6.0)
_SENTENCE = re.compile(r"[.!?:;\n]")
_JOINED = re.compile(r"[\s\u00ad\u200b\u2060]*|[-‐‑]")
LOOK_UP = Rule(
    id=f"{PHRASE}/look-up",
    wording="irregular timberland",
    originals=(Original("random forest"),),
    pos=Pos.FIXED,
    kind=Kind.MEDICAL_TERM,
    safety=Safety.SAFE,
    trust=Trust.MEDIUM,
    fixes=(Example("irregular timberland", "random forest"),),
    source="rules/terms/, with the rules and the word channel",
    note="Stands for every phrase of two to six words that is a text of its own.",
)
"""What every finding here is an instance of."""
_SHOWN, _LOOKED_AT = 5, 20


def is_phrase(document: Document) -> bool:
    """Whether the whole text is two to six words without a sign that ends a sentence."""
    text = document.article.text.strip()
    if len(document.blocks) != 1 or not 2 <= len(words_of(text)) <= MOST_WORDS:
        return False
    return not _SENTENCE.search(text)


@dataclass(frozen=True)
class PhraseJudge:
    """Decides on a document that is a phrase."""

    lookup: Lookup
    habits: Habits = field(default_factory=shipped_habits)
    rates: CleanRates = field(default_factory=shipped_rates)
    apply_review: bool = False

    def decide(
        self, document: Document, findings: Iterable[Finding], asked: frozenset[Words] = frozenset()
    ) -> tuple[Decision, ...]:
        """A decision on each part of the phrase between punctuation that may stand for something else.

        ``findings`` are those of the other detectors: what its parts may stand for. ``asked`` are parts of
        which a rule speaks that only a person may apply, whatever its context: a phrase shows none.
        """
        block = document.blocks[0]
        found = list(findings)
        decisions: list[Decision] = []
        for run in _runs(block):
            places = list(_places(run, found))
            originals = _originals(places)
            for (first, last), finding in places:
                if last == first + 1 and finding.detector == CHANNEL:
                    word = run[first].word
                    known = originals[first, last]
                    known[word] = max(known.get(word, 0.0), self._own(finding))
            decisions += self._decide_run(document, block, run, originals, places, asked)
        return tuple(decisions)

    def is_term(self, document: Document) -> bool:
        """Whether the phrase as it stands is a known term, or several with punctuation between them."""
        runs = _runs(document.blocks[0])
        return all(self.lookup.knowledge.term(tuple(token.word for token in run)) for run in runs)

    def _own(self, finding: Finding) -> float:
        """Chance that a word of the channel is the author's own."""
        rule = finding.rule
        return OWN * (1 - self.habits.share(rule, self.rates.counts.get(rule.id)))

    def _decide_run(
        self,
        document: Document,
        block: Block,
        run: Sequence[Token],
        originals: Mapping[tuple[int, int], Mapping[str, float]],
        places: Sequence[Place],
        asked: frozenset[Words],
    ) -> Iterator[Decision]:
        words = tuple(token.word for token in run)
        kept = self.lookup.kept(words, originals)
        if kept.term:
            return
        ranked = self.lookup.restore(words, originals)
        best = ranked[0]
        if fold(best.words) == fold(words):
            return
        confidence = self._confidence(ranked, kept)
        if confidence < SHOW_FROM:
            return
        finding = fit(document, _finding(document, block, run, ranked))
        if asks_for_person(places, words, best.words, asked):
            first, *others = finding.candidates
            finding = replace(finding, candidates=(replace(first, review=True), *others))
        explanation = _explain(finding, confidence, ranked, kept)
        promise = broken_promise(finding, finding.candidates[0].replacement)
        protection = protection_of(finding, document)
        choice = ASKED_FOR if self.apply_review else grounds_for_term(words, best, confidence)
        yield judge(finding, round(confidence, 4), promise, protection, choice, explanation)

    def _confidence(self, ranked: Sequence[Restored], kept: Restored) -> float:
        constant, *weights = CALIBRATION
        over_keeping, over_next = margins(ranked, kept)
        values = (
            min(over_keeping, MARGINS[0]),
            min(over_next, MARGINS[1]),
            float(bool(ranked[0].term)),
            float(self._is_strange(kept.words)),
            len(kept.words),
            len(shared_words(kept.words, ranked[0].words)) / len(kept.words),
            ranked[0].channel / len(kept.words),
        )
        return sigmoid(constant + sum(w * value for w, value in zip(weights, values, strict=True)))

    def _is_strange(self, words: tuple[str, ...]) -> bool:
        """Whether two words stand side by side as neither in terms nor in good text."""
        return any(not self.lookup.model.seen(*pair) for pair in pairwise(words))


def _runs(block: Block) -> Iterator[tuple[Token, ...]]:
    """The words of a phrase, cut at everything but space and hyphens."""
    text = block.flow.text
    run: list[Token] = []
    for token in tokenize(text):
        if run and not _JOINED.fullmatch(text[run[-1].end : token.start]):
            yield tuple(run)
            run = []
        run.append(token)
    if run:
        yield tuple(run)


def _places(run: Sequence[Token], findings: Iterable[Finding]) -> Iterator[Place]:
    """Findings that lie in a run, with the words that they cover."""
    starts = {token.start: index for index, token in enumerate(run)}
    ends = {token.end: index + 1 for index, token in enumerate(run)}
    for finding in findings:
        if finding.flow_start in starts and finding.flow_end in ends:
            yield (starts[finding.flow_start], ends[finding.flow_end]), finding


def _originals(places: Iterable[Place]) -> dict[tuple[int, int], dict[str, float]]:
    """What rules and channel say of the parts of a run: originals with their chances."""
    found: dict[tuple[int, int], dict[str, float]] = {}
    for place, finding in places:
        known = found.setdefault(place, {})
        share = BY_RULES.get(finding.detector, BY_CHANNEL) / sum(c.weight for c in finding.candidates)
        for candidate in finding.candidates:
            wording = candidate.wording.lower()
            known[wording] = max(known.get(wording, 0.0), share * candidate.weight)
    return found


def _finding(document: Document, block: Block, run: Sequence[Token], ranked: Sequence[Restored]) -> Finding:
    """The words that the best restoration changes, with it and the others that change the same."""
    text = block.flow.text
    words = tuple(token.word for token in run)
    first, last = _changed(words, written(ranked[0]))
    start, end = run[first].start, run[last - 1].end
    matched = text[start:end]
    wordings = _within(ranked, words[:first], words[last:])
    rule = _rule(" ".join(words[first:last]), wordings, bool(ranked[0].term))
    cased = fitted(tuple(wordings), matched, rule.wording, text, is_title_cased(text))
    places = mend(text, start, end, cased, rule)
    start, end = min(place.start for place in places), max(place.end for place in places)
    candidates = []
    for place, weight in zip(places, wordings.values(), strict=True):
        wording = text[start : place.start] + place.wording + text[place.end : end]
        candidates.append(Candidate(wording, weight, wording))
    span = block.flow.to_original(start, end)
    return Finding(
        PHRASE, rule, block.index, start, end, span, span.of(document.article.text), tuple(candidates)
    )


def _changed(words: tuple[str, ...], spelled: str) -> tuple[int, int]:
    """From which to before which word a phrase changes; at least one word, and the whole of a compound."""
    tokens = tokenize(spelled)
    restored = tuple(token.word for token in tokens)
    shorter = min(len(words), len(restored))
    first = 0
    while first < shorter - 1 and words[first] == restored[first]:
        first += 1
    behind = 0
    while behind < shorter - first - 1 and words[-1 - behind] == restored[-1 - behind]:
        behind += 1
    while behind and spelled[tokens[-1 - behind].end : tokens[-behind].start] == "-":
        behind -= 1  # "anti-inflammatory" for "enemy of inflammatory": the hyphen is new
    if words[first] == "'s":  # no word of its own
        first -= 1
    return first, len(words) - behind


def _within(ranked: Sequence[Restored], before: tuple[str, ...], after: tuple[str, ...]) -> dict[str, float]:
    """What restorations put between the words that the best one leaves as they are, with their weights."""
    found: dict[str, float] = {}
    for restored in ranked[:_LOOKED_AT]:
        text = written(restored)
        tokens = tokenize(text)
        words = tuple(token.word for token in tokens)
        middle = tokens[len(before) : len(words) - len(after)]
        if middle and words[: len(before)] == before and words[len(words) - len(after) :] == after:
            wording = text[middle[0].start : middle[-1].end]
            found.setdefault(wording, math.exp(restored.total - ranked[0].total))
        if len(found) == _SHOWN:
            break
    return found


def _rule(wording: str, originals: Iterable[str], is_term: bool) -> Rule:
    kind = Kind.MEDICAL_TERM if is_term else Kind.GENERAL_PHRASE
    return replace(LOOK_UP, wording=wording, originals=tuple(map(Original, originals)), kind=kind)


def _explain(finding: Finding, confidence: float, ranked: Sequence[Restored], kept: Restored) -> Explanation:
    scored = [Scored(written(one), one.language, one.channel) for one in ranked[:2]]
    return Explanation(
        rule=finding.rule,
        weight=1.0,
        evidence=0.0,
        clean_count=None,
        clean_words=0,
        spun_article=confidence,
        spun_place=confidence,
        keep=Scored(" ".join(kept.words), kept.language, kept.channel),
        best=scored[0],
        following=scored[1] if len(scored) > 1 else None,
    )
