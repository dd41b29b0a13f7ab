"""The guard: what an edit must leave as it was. Runs on every edit, in production."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from importlib.resources import files
from itertools import pairwise

from unspin.detect.terminology import TERMINOLOGY
from unspin.lexicon.tokens import words_of
from unspin.lm.model import LanguageModel
from unspin.model.document import Document, Protected, Protection
from unspin.model.finding import Finding

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_UNIT = re.compile(r"(?<=\d)\s?(?:mg|mcg|µg|μg|g|kg|ml|l|iu|mmhg|mmol|%)\b", re.I)
_NUMBER_WORDS = frozenset(
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million".split()
)
"""Without "one", which is mostly no number."""
_HOLDS_A_NUMBER = re.compile(
    r"\b(?:half|halves|quarter[a-z]*|thirds?|fortnights?|fourteen days|dozens?|pairs?|couple|both|duo|dual"
    r"|twain|twins?|triad|quartet|(?:two|three|four) ?fold|double|doubled|twice|thrice"
    r"|(?:week|month|year)(?:s|ly)?|decades?|century|centuries|trimesters?|bi[a-z]{3,}|tri[a-z]{2,})\b"
)
"""Words that say a number without naming it: "half a year" is six months, "seven days" a week."""
_HYPHENED_BEFORE, _HYPHENED_AFTER = re.compile(r"([^\W\d_]+)[-‐]\Z"), re.compile(r"[-‐]([^\W\d_]+)")
_NEGATIONS = frozenset(
    "no not never none nor neither nobody nothing nowhere without sans cannot lack lacks lacking "
    "absence".split()
)
_CUT_NEGATION = ("with", "out")
"""How spinners write "without"."""
_DUTY, _ADVICE = "must", frozenset(("should", "ought", "may", "might", "can", "could"))
"""What has to be done or left, and what had better be: "must not be taken in pregnancy" is no advice."""
_DIRECTIONS = (
    frozenset(("left", "right")),
    frozenset(("high", "low", "higher", "lower", "highest", "lowest")),
    frozenset(("upper", "lower")),
)
_OPPOSED_BEGINNINGS = (
    ("hypo", "hyper"),
    ("increas", "decreas"),
    ("increas", "reduc"),
    ("benign", "malignan"),
    ("acute", "chronic"),
    ("systolic", "diastolic"),
    ("positive", "negative"),
    ("constrict", "dilat"),
    ("inhal", "exhal"),
    ("always", "sometimes"),
    ("always", "never"),
    ("before", "after"),
    ("above", "below"),
    ("maximum", "minimum"),
)
"""Beginnings of words that say the opposite of each other, in either direction."""
_CONFUSABLE = (
    ("heart failure", "heart attack", "cardiac arrest"),
    ("side effect", "symptom", "complication"),
    ("resistance", "immunity"),
    ("stroke", "apoplexy"),
    ("disease", "cancer", "infection"),
)
"""Terms that spinners put for each other and that a good text needs apart. Rules that were written for such a
place, with its context, may choose between them; the word channel may not."""
_OPPOSED = re.compile("|".join(sorted({beginning for pair in _OPPOSED_BEGINNINGS for beginning in pair})))


def broken_promise(finding: Finding, replacement: str) -> str:
    """Which promise the edit would break, in the editor's words; empty when none."""
    if _NUMBER.findall(finding.text) != _NUMBER.findall(replacement):
        return "the edit would change a number"
    if _UNIT.findall(finding.text) != _UNIT.findall(replacement):
        return "the edit would change a unit"
    before, after = words_of(finding.text), words_of(replacement)
    if finding.detector != TERMINOLOGY and _changes_a_number(before, after):
        return "the edit would change a number"
    if _negations(before) != _negations(after) and not _negation_is_the_rule(finding):
        return "the edit would change a negation"
    if _only_advises(before, after) or _only_advises(after, before):
        return "the edit would make a duty of advice, or advice of a duty"
    for opposed in _DIRECTIONS:
        if _switched(before, after, opposed):
            return "the edit would switch a direction or an amount"
    confused = confusion(finding.text, replacement) if finding.detector != TERMINOLOGY else ""
    if confused:
        return confused
    opposite = _opposite(before, after)
    if opposite:
        return f"the edit would switch {opposite}"
    if Counter(w for w in before if w in drug_names()) != Counter(w for w in after if w in drug_names()):
        return "the edit would change a drug name"
    return ""


def is_half_a_word(finding: Finding, document: Document, model: LanguageModel) -> bool:
    """Whether the place and what a hyphen joins to it are one word: "Alter-native", cut by a line end."""
    text = document.blocks[finding.block].flow.text
    part = text[finding.flow_start : finding.flow_end]
    before = _HYPHENED_BEFORE.search(text[max(0, finding.flow_start - 20) : finding.flow_start])
    after = _HYPHENED_AFTER.match(text, finding.flow_end)
    whole = [f"{before[1]}{part}"] if before else []
    whole += [f"{part}{after[1]}"] if after else []
    return any(model.knows(word.lower()) for word in whole)


def _changes_a_number(before: tuple[str, ...], after: tuple[str, ...]) -> bool:
    """Whether a number in words is in one wording only, and nothing in the other can stand for it."""
    return any(
        not _NUMBER_WORDS.intersection(old) <= _NUMBER_WORDS.intersection(new)
        and not _HOLDS_A_NUMBER.search(" ".join(new))
        for old, new in ((before, after), (after, before))
    )


def confusion(before: str, after: str) -> str:
    """Two terms that an edit would confuse, in the editor's words; empty when none."""
    old, new = (" ".join(words_of(text)) for text in (before, after))
    for group in _CONFUSABLE:
        in_old = [term for term in group if re.search(rf"\b{term}s?\b", old)]
        in_new = [term for term in group if re.search(rf"\b{term}s?\b", new)]
        gone = [term for term in in_old if term not in in_new]
        come = [term for term in in_new if term not in in_old]
        if gone and come:
            return f"{gone[0]} and {come[0]} are not the same; a person must choose"
    return ""


def _switched(before: tuple[str, ...], after: tuple[str, ...], opposed: frozenset[str]) -> bool:
    old, new = opposed.intersection(before), opposed.intersection(after)
    return bool(old) and bool(new) and old != new


def _opposite(before: tuple[str, ...], after: tuple[str, ...]) -> str:
    """The first opposite that an edit would bring in for a word that goes, or an empty text."""
    gone, new = set(before) - set(after), set(after) - set(before)
    if not (any(map(_OPPOSED.match, gone)) and any(map(_OPPOSED.match, new))):
        return ""
    for pair in _OPPOSED_BEGINNINGS:
        for first, second in (pair, pair[::-1]):
            if any(w.startswith(first) for w in gone) and any(w.startswith(second) for w in new):
                return f"{first}- and {second}-" if first.startswith("hyp") else f"{first}... for {second}..."
    return ""


def _only_advises(duty: tuple[str, ...], advice: tuple[str, ...]) -> bool:
    """Whether one wording says what must be and the other only what should or may be."""
    return _DUTY in duty and _DUTY not in advice and not _ADVICE.isdisjoint(advice)


def _negations(words: tuple[str, ...]) -> int:
    whole = sum(word in _NEGATIONS or word.endswith("n't") for word in words)
    return whole + sum(pair == _CUT_NEGATION for pair in pairwise(words))


def _negation_is_the_rule(finding: Finding) -> bool:
    """Whether the rule's own wording and original differ in negation words ("next to no" <- "very little").

    Then its author has weighed that; a negation outside the wording still may not change.
    """
    rule = finding.rule
    own = _negations(words_of(rule.wording))
    return own > 0 and own != _negations(words_of(rule.originals[0].wording))


def protection_of(finding: Finding, document: Document) -> Protected | None:
    """The strongest protected place that the finding touches; tags between its words are none.

    A place where its author wants no such finding is the strongest of all.
    """
    ignored = document.ignores.of_wording(finding.rule.id, finding.detector, finding.span)
    if ignored:
        return Protected(finding.span, document.ignores.reason(ignored), Protection.IGNORED)
    places = [place for place in document.protected_at(finding.span) if place.reason != "tag"][::-1]
    hard = (place for place in places if place.level is Protection.HARD)
    return next(hard, places[0] if places else None)


@cache
def drug_names() -> frozenset[str]:
    """Names of drugs, lower case, from ``rules/protected/drugs.txt``."""
    resource = files("unspin.rules") / "protected" / "drugs.txt"
    lines = resource.read_text("utf-8").splitlines() if resource.is_file() else []
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))
