"""Detector "terminology": rules of the lexicon found in the prose of a document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from dataclasses import dataclass

from unspin.apply.case import fitted, is_acronym, is_title_cased
from unspin.apply.mend import mend, mends
from unspin.detect.context import BlockTokens, holds
from unspin.detect.matcher import Match, Matcher, tokenize
from unspin.lexicon.inflect import inflect_wording
from unspin.model.article import Article
from unspin.model.document import Block, Document
from unspin.model.finding import Candidate, Finding
from unspin.model.rule import Original, Rule, Safety

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

    def __init__(self, rules: Sequence[Rule], name: str = TERMINOLOGY) -> None:
        self._matcher = Matcher(rules)
        self._name = name
        self._forms: dict[tuple[str, str, str, int, str], _Forms] = {}

    def limited_to(self, chosen: bytes) -> TerminologyDetector:
        """A detector for those of the same rules that have a 1 at their number. It shares all else."""
        limited = copy(self)
        limited._matcher = self._matcher.limited_to(chosen)
        return limited

    def detect(self, document: Document, blocks: Iterable[Block] | None = None) -> tuple[Finding, ...]:
        """Findings in the order of the text, in ``blocks`` or in all of it. They may overlap."""
        findings: list[Finding] = []
        for block in document.blocks if blocks is None else blocks:
            around = BlockTokens(block, tokenize(block.flow.text))
            title_cased: bool | None = None
            for match in self._matches(around):
                if title_cased is None:
                    title_cased = is_title_cased(block.flow.text)
                findings.append(self._finding(document.article, around, match, title_cased))
        return tuple(findings)

    def wordings_for_review(self, block: Block) -> frozenset[tuple[str, ...]]:
        """The words of rules with a context that only a person may apply, whether or not it holds."""
        tokens = tokenize(block.flow.text)
        return frozenset(
            tuple(token.word for token in tokens[match.first : match.last + 1])
            for match in self._matcher.matches(block.flow.text, tokens)
            if match.rule.context and match.rule.safety is Safety.REVIEW
        )

    def _matches(self, around: BlockTokens) -> Iterator[Match]:
        """Matches whose context holds."""
        for match in self._matcher.matches(around.block.flow.text, around.tokens):
            context = match.rule.context
            if self._name == CHANNEL and _is_acronym(match, around):
                continue
            if context is None or holds(context, match, around):
                yield match

    def _finding(self, article: Article, around: BlockTokens, match: Match, title_cased: bool) -> Finding:
        flow, rule = around.block.flow, match.rule
        start, end = around.tokens[match.first].start, around.tokens[match.last].end
        forms = self._forms_of(rule, _tag(match, around))
        candidates: tuple[Candidate, ...] = forms.candidates
        matched = flow.text[start:end]
        wordings = fitted(forms.wordings, matched, rule.wording, flow.text, title_cased)
        if wordings is not forms.wordings or mends(flow.text, start, end, forms.words, rule):
            places = mend(flow.text, start, end, wordings, rule)
            start, end = min(place.start for place in places), max(place.end for place in places)
            candidates = tuple(
                _candidate(
                    flow.text[start : place.start] + place.wording + flow.text[place.end : end], original
                )
                for place, original in zip(places, rule.originals, strict=True)
            )
        span = flow.to_original(start, end)
        return Finding(
            detector=self._name,
            rule=rule,
            block=around.block.index,
            flow_start=start,
            flow_end=end,
            span=span,
            text=span.of(article.text),
            candidates=candidates,
        )

    def _forms_of(self, rule: Rule, tag: str) -> _Forms:
        """The originals of a rule in the form of ``tag``; remembered, since most places need nothing else."""
        key = (rule.id, rule.wording, rule.path, rule.line, tag)  # an id alone can have several rules
        known = self._forms.get(key)
        if known is None:
            wordings = tuple(_inflected(original, rule, tag) for original in rule.originals)
            known = self._forms[key] = _Forms(
                wordings,
                frozenset(word for wording in wordings for word in wording.lower().split()),
                tuple(map(_candidate, wordings, rule.originals)),
            )
        return known


@dataclass(frozen=True, slots=True)
class _Forms:
    """The originals of a rule in one form, the words in them, and the candidates where nothing is mended."""

    wordings: tuple[str, ...]
    words: frozenset[str]
    candidates: tuple[Candidate, ...]


def _inflected(original: Original, rule: Rule, tag: str) -> str:
    forms = inflect_wording(original.wording, rule.pos)
    return forms.get(tag) or forms.get("") or original.wording.replace("~", "")


def _candidate(wording: str, original: Original) -> Candidate:
    return Candidate(wording, original.weight, wording, review=original.review)


def _is_acronym(match: Match, around: BlockTokens) -> bool:
    """Whether a single word stands there in capitals of its own: "AIDS" is no "aids"."""
    if match.first != match.last:
        return False
    text = around.block.flow.text
    token = around.tokens[match.first]
    return is_acronym(text[token.start : token.end], text)


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
