"""Detector "terminology": rules of the lexicon found in the prose of a document."""

from __future__ import annotations

from collections.abc import Iterable

from unspin.apply.case import fit_case, is_title_cased
from unspin.apply.markup import write_into
from unspin.apply.mend import Place, mend
from unspin.detect.context import BlockTokens, holds
from unspin.detect.matcher import Match, Matcher, tokenize
from unspin.lexicon.inflect import inflect_wording
from unspin.model.article import Article
from unspin.model.document import Document
from unspin.model.finding import Candidate, Finding
from unspin.model.rule import Rule, Trust

DETECTOR = "terminology"
_PERFECT = frozenset(
    [
        "have",
        "has",
        "had",
        "having",
        "be",
        "is",
        "are",
        "was",
        "were",
        "been",
        "being",
        "am",
        "get",
        "gets",
        "got",
        "getting",
        "'s",
        "'re",
        "'ve",
        "it's",
        "that's",
    ]
)
_BARE = frozenset(
    [
        "to",
        "can",
        "could",
        "may",
        "might",
        "must",
        "shall",
        "should",
        "will",
        "would",
        "do",
        "does",
        "did",
        "don't",
        "doesn't",
        "didn't",
        "can't",
        "won't",
        "cannot",
        "you",
        "we",
        "they",
        "i",
        "help",
        "let",
        "make",
        "not",
    ]
)
_TRUST = {Trust.HIGH: 0, Trust.MEDIUM: 1, Trust.LOW: 2}


class TerminologyDetector:
    """Finds every place where a rule's wording stands. Immutable; one serves any number of articles."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._matcher = Matcher(rules)

    def detect(self, document: Document) -> tuple[Finding, ...]:
        """Findings in the order of the text, candidates composed. They may overlap."""
        findings: list[Finding] = []
        for block in document.blocks:
            around = BlockTokens(block, tokenize(block.flow.text))
            title_cased: bool | None = None
            for match in self._matches(around):
                if title_cased is None:
                    title_cased = is_title_cased(block.flow.text)
                findings.append(_finding(document.article, around, match, title_cased))
        return tuple(findings)

    def _matches(self, around: BlockTokens) -> list[Match]:
        """Matches whose context holds; of several rules for the same words only the best."""
        kept: dict[tuple[int, int], Match] = {}
        for match in self._matcher.matches(around.block.flow.text, around.tokens):
            context = match.rule.context
            if context is not None and not holds(context, match, around):
                continue
            place = (match.first, match.last)
            known = kept.get(place)
            if known is None or _rank(match) < _rank(known):
                kept[place] = match
        return list(kept.values())


def _rank(match: Match) -> tuple[bool, int, str]:
    """Of two rules for the same words the one that knows its context wins, then the surer one."""
    rule = match.rule
    return rule.context is None, _TRUST[rule.trust], rule.id


def _finding(article: Article, around: BlockTokens, match: Match, title_cased: bool) -> Finding:
    flow = around.block.flow
    start, end = around.tokens[match.first].start, around.tokens[match.last].end
    tag = _tag(match, around)
    matched = flow.text[start:end]
    places = []
    for original in match.rule.originals:
        forms = inflect_wording(original.wording, match.rule.pos)
        wording = forms.get(tag) or forms.get("") or original.wording.replace("~", "")
        if matched != matched.lower():
            wording = fit_case(wording, matched, match.rule.wording, title_cased)
        places.append((mend(flow.text, Place(start, end, wording), match.rule), original.weight))
    best = places[0][0]
    candidates = []
    for place, weight in places:
        if (place.start, place.end) == (best.start, best.end):
            text, problem = write_into(article, flow, place.start, place.end, place.wording)
            candidates.append(Candidate(text, weight, problem))
    span = flow.to_original(best.start, best.end)
    return Finding(
        detector=DETECTOR,
        rule=match.rule,
        block=around.block.index,
        flow_start=best.start,
        flow_end=best.end,
        span=span,
        text=span.of(article.text),
        candidates=tuple(candidates),
    )


def _tag(match: Match, around: BlockTokens) -> str:
    """Which of the possible forms stands here, by the word in front of it."""
    if len(match.tags) == 1:
        return match.tags[0]
    before = around.tokens[max(0, match.first - 3) : match.first]
    words = [token.word for token in before]
    if "VBN" in match.tags and any(word in _PERFECT for word in words[-2:]):
        return "VBN"
    if "VB" in match.tags and (not words or words[-1] in _BARE):
        return "VB"
    if "VBD" in match.tags and "VB" not in match.tags:
        return "VBD"
    return match.tags[0]
