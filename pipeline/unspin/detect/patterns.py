"""Detector "pattern": habits of spinners that no list of wordings can hold, because a word stands open.

Looked for only in text that is surely spun; the decoder decides. "Assist you with arranging" stands for
"help you plan": a verb after "with" loses both the "with" and its ending. The verb may itself be a
substitute, so what the other detectors found there is proposed again with "with" and in its base form.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from unspin.detect.matcher import Token, tokenize
from unspin.lexicon.inflect import base_of, inflect_wording
from unspin.model.document import Block, Document
from unspin.model.finding import Candidate, Finding
from unspin.model.rule import Example, Kind, Original, Pos, Rule, Safety, Trust

PATTERN = "pattern"
_HELP = frozenset("help helps helped helping assist assists assisted assisting aid aids aided aiding".split())
_OBJECT = 4
"""Words at most between "assist" and "with"."""
_FOR_EXAMPLE = re.compile(r"(?<=[,(–—]) ?(?P<place>for (?:example|instance)),(?= \w)", re.IGNORECASE)
_OPENING = re.compile(r"\A(?:in|for|at|on|during|among|with|by|from|if|when|this|that)\b", re.IGNORECASE)
_CLAUSE = re.compile(
    r"\A (?:you|it|they|he|she|we|i|there|this|these|those|that|if|when|is|are|was|were|has|have|may|can)\b",
    re.IGNORECASE,
)
"""What follows "for example," where it is no list: "In winter, for example, you should"."""


def _rule(name: str, wording: str, original: str, fixed: Example, note: str) -> Rule:
    return Rule(
        id=f"{PATTERN}/{name}",
        wording=wording,
        originals=(Original(original),),
        pos=Pos.FIXED,
        kind=Kind.GENERAL_PHRASE,
        safety=Safety.SAFE,
        trust=Trust.MEDIUM,
        fixes=(fixed,),
        source="own observation: fixed habits of spinners",
        note=note,
    )


HELP_WITH = _rule(
    "help-with",
    "with doing",
    "do",
    Example("Tea assists with easing pain.", "Tea assists ease pain."),
    "Looked for behind help, assist and aid; the verb may itself be spun, and is restored with it.",
)
SUCH_AS = _rule(
    "such-as",
    "for example",
    "such as",
    Example("Eat foods, for example, nuts.", "Eat foods, such as nuts."),
    "Only between a noun and a list, not where a clause follows or an opening goes before.",
)
RULES = (HELP_WITH, SUCH_AS)


def find_patterns(
    document: Document, blocks: Iterable[Block], found: Sequence[Finding]
) -> tuple[Finding, ...]:
    """Findings in ``blocks``, in their order; ``found`` are those of the other detectors.

    They may overlap each other and the others.
    """
    verbs: dict[tuple[int, int], list[Finding]] = {}
    for finding in found:
        if finding.rule.pos is Pos.VERB:
            verbs.setdefault((finding.block, finding.flow_start), []).append(finding)
    patterns: list[Finding] = []
    for block in blocks:
        patterns += _such_as(document, block)
        patterns += _help_with(document, block, verbs)
    return tuple(patterns)


def _such_as(document: Document, block: Block) -> Iterator[Finding]:
    """``foods, for example, nuts`` for "foods, such as nuts"."""
    text = block.flow.text
    for match in _FOR_EXAMPLE.finditer(text):
        before = re.split(r"[.!?:;]\s", text[: match.start()])[-1].strip()
        if len(before.split()) < 4 and _OPENING.match(before):
            continue  # "In winter, for example, ..."
        if not _CLAUSE.match(text[match.end() :]):
            candidate = Candidate("such as", 1.0, "such as")
            yield _finding(document, block, match.start("place"), match.end(), SUCH_AS, (candidate,))


def _help_with(
    document: Document, block: Block, verbs: dict[tuple[int, int], list[Finding]]
) -> Iterator[Finding]:
    """``assist you with arranging`` for "help you plan", ``assists with easing`` for "helps ease"."""
    text = block.flow.text
    tokens = tokenize(text)
    for first, token in enumerate(tokens):
        at = _with(tokens, first, text) if token.word in _HELP else None
        if at is None:
            continue
        start, verb = tokens[at].start, tokens[at + 1]
        base = base_of(verb.word, Pos.VERB)
        if base:
            yield _finding(document, block, start, verb.end, HELP_WITH, (Candidate(base, 1.0, base),))
        for inner in verbs.get((block.index, verb.start), ()):
            candidates = _in_base_form(inner)
            if candidates:
                yield _widened(document, block, start, inner, candidates)


def _with(tokens: Sequence[Token], first: int, text: str) -> int | None:
    """Index of the "with" before a verb in -ing, in the same stretch without punctuation."""
    for at in range(first + 1, min(first + 2 + _OBJECT, len(tokens) - 1)):
        if tokens[at].word == "with":
            verb = tokens[at + 1]
            stretch = text[tokens[first].end : verb.start]
            if verb.word.endswith("ing") and not re.search(r"[^\w\s'’-]", stretch):
                return at
            return None
    return None


def _in_base_form(inner: Finding) -> tuple[Candidate, ...]:
    """The candidates of a verb's finding in their base forms; none if one of them has none."""
    forms = [inflect_wording(original.wording, Pos.VERB).get("VB") for original in inner.rule.originals]
    if not all(forms) or len(forms) != len(inner.candidates):
        return ()
    return tuple(
        replace(candidate, replacement=form, wording=form)
        for candidate, form in zip(inner.candidates, forms, strict=True)
        if form
    )


def _widened(
    document: Document, block: Block, start: int, inner: Finding, candidates: tuple[Candidate, ...]
) -> Finding:
    """A finding that begins at ``start`` already, with other candidates; its rule is judged as ever."""
    span = block.flow.to_original(start, inner.flow_end)
    return replace(
        inner, flow_start=start, span=span, text=span.of(document.article.text), candidates=candidates
    )


def _finding(
    document: Document, block: Block, start: int, end: int, rule: Rule, candidates: tuple[Candidate, ...]
) -> Finding:
    span = block.flow.to_original(start, end)
    text = span.of(document.article.text)
    return Finding(PATTERN, rule, block.index, start, end, span, text, candidates)
