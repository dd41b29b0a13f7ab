"""Detector "terminology": rules of the lexicon found in the prose of a document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from unspin.apply.case import fit_case, is_acronym, is_title_cased, keep_hyphens
from unspin.apply.mend import Place, mend
from unspin.detect.context import BlockTokens, holds
from unspin.detect.matcher import Match, Matcher, tokenize
from unspin.lexicon.inflect import inflect_wording
from unspin.model.article import Article
from unspin.model.document import Block, Document
from unspin.model.finding import Candidate, Finding
from unspin.model.rule import Rule

TERMINOLOGY, CHANNEL = "terminology", "channel"
"""Names of the detectors: hand-written rules, and the word channel that needs a language model."""
_PERFECT = frozenset(
    "have has had having be is are was were been being am get gets got getting 's 're 've it's that's".split()
)
_DETERMINERS = frozenset(
    "the a an this these those any some no each my your his her its our their 's".split()
)
_BARE = frozenset(
    "to can could may might must shall should will would do does did don't doesn't didn't can't "
    "won't cannot you we they i help let make not".split()
)


class TerminologyDetector:
    """Finds every place where a rule's wording stands. Immutable; one serves any number of articles."""

    def __init__(
        self, rules: Sequence[Rule], name: str = TERMINOLOGY, only: frozenset[int] | None = None
    ) -> None:
        self._matcher = Matcher(rules, only)
        self._name = name

    def detect(self, document: Document, blocks: Iterable[Block] | None = None) -> tuple[Finding, ...]:
        """Findings in the order of the text, in ``blocks`` or in all of it. They may overlap."""
        findings: list[Finding] = []
        for block in document.blocks if blocks is None else blocks:
            around = BlockTokens(block, tokenize(block.flow.text))
            title_cased: bool | None = None
            for match in self._matches(around):
                if title_cased is None:
                    title_cased = is_title_cased(block.flow.text)
                findings.append(_finding(document.article, around, match, title_cased, self._name))
        return tuple(findings)

    def _matches(self, around: BlockTokens) -> Iterator[Match]:
        """Matches whose context holds."""
        for match in self._matcher.matches(around.block.flow.text, around.tokens):
            context = match.rule.context
            if self._name == CHANNEL and _is_acronym(match, around):
                continue
            if context is None or holds(context, match, around):
                yield match


def _is_acronym(match: Match, around: BlockTokens) -> bool:
    """Whether a single word stands there in capitals of its own: "AIDS" is no "aids"."""
    if match.first != match.last:
        return False
    text = around.block.flow.text
    token = around.tokens[match.first]
    return is_acronym(text[token.start : token.end], text)


def _finding(
    article: Article, around: BlockTokens, match: Match, title_cased: bool, detector: str
) -> Finding:
    flow = around.block.flow
    start, end = around.tokens[match.first].start, around.tokens[match.last].end
    tag = _tag(match, around)
    matched = flow.text[start:end]
    places = []
    for original in match.rule.originals:
        forms = inflect_wording(original.wording, match.rule.pos)
        wording = forms.get(tag) or forms.get("") or original.wording.replace("~", "")
        if matched != matched.lower() and not is_acronym(matched, flow.text):
            wording = fit_case(wording, matched, match.rule.wording, title_cased)
        wording = keep_hyphens(wording, matched, match.rule.wording)
        places.append(mend(flow.text, Place(start, end, wording), match.rule))
    start, end = min(place.start for place in places), max(place.end for place in places)
    candidates = []
    for place, original in zip(places, match.rule.originals, strict=True):
        wording = flow.text[start : place.start] + place.wording + flow.text[place.end : end]
        candidates.append(Candidate(wording, original.weight, wording, review=original.review))
    span = flow.to_original(start, end)
    return Finding(
        detector=detector,
        rule=match.rule,
        block=around.block.index,
        flow_start=start,
        flow_end=end,
        span=span,
        text=span.of(article.text),
        candidates=tuple(candidates),
    )


def _tag(match: Match, around: BlockTokens) -> str:
    """Which of the possible forms stands here, by the words around it."""
    if len(match.tags) == 1:
        return match.tags[0]
    before = around.tokens[max(0, match.first - 3) : match.first]
    words = [token.word for token in before]
    if "VBN" in match.tags and (
        any(word in _PERFECT for word in words[-2:])
        or (words and words[-1] in _DETERMINERS)
        or (match.last + 1 < len(around.tokens) and around.tokens[match.last + 1].word == "by")
    ):
        return "VBN"
    if "VB" in match.tags and (not words or words[-1] in _BARE):
        return "VB"
    if "VBD" in match.tags and "VB" not in match.tags:
        return "VBD"
    return match.tags[0]
