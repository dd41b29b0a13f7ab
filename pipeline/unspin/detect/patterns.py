"""Detector "pattern": habits of spinners that no list of wordings can hold, because a word stands open.

Looked for only in text that is surely spun; the decoder decides. "Assist you with arranging" stands for
"help you plan": the verb after "with" may itself be a substitute, so the originals that the word channel
has for it are candidates too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from unspin.detect.matcher import Token, tokenize
from unspin.lexicon.inflect import base_of, inflect_wording
from unspin.model.document import Block, Document
from unspin.model.finding import Candidate, Finding
from unspin.model.rule import Kind, Original, Pos, Rule, Safety, Trust

PATTERN = "pattern"
_HELP = {
    "help": "help",
    "helps": "helps",
    "helped": "helped",
    "helping": "helping",
    "assist": "help",
    "assists": "helps",
    "assisted": "helped",
    "assisting": "helping",
    "aid": "help",
    "aids": "helps",
}
_MOST = 8
"""Candidates of one place."""
_OBJECT = 4
"""Words at most between "assist" and "with"."""
_FOR_EXAMPLE = re.compile(r"(?<=[,(–—]) ?(?P<place>for (?:example|instance)),(?= \w)", re.IGNORECASE)
_OPENING = re.compile(r"\A(?:in|for|at|on|during|among|with|by|from|if|when|this|that)\b", re.IGNORECASE)
_CLAUSE = re.compile(
    r"\A (?:you|it|they|he|she|we|i|there|this|these|those|that|if|when|is|are|was|were|has|have|may|can)\b",
    re.IGNORECASE,
)
"""What follows "for example," where it is no list: "In winter, for example, you should"."""


def _rule(name: str, wording: str, original: str) -> Rule:
    return Rule(
        id=f"{PATTERN}/{name}",
        wording=wording,
        originals=(Original(original),),
        pos=Pos.FIXED,
        kind=Kind.GENERAL_PHRASE,
        safety=Safety.SAFE,
        trust=Trust.MEDIUM,
        source="own observation: fixed habits of spinners",
    )


HELP_WITH = _rule("help-with", "assist with doing", "help do")
SUCH_AS = _rule("such-as", "for example", "such as")
RULES = (HELP_WITH, SUCH_AS)


def find_patterns(
    document: Document, blocks: Iterable[Block], channel: Sequence[Finding]
) -> tuple[Finding, ...]:
    """Findings in ``blocks``, in their order; ``channel`` are those of the word channel there.

    They may overlap each other and those of the channel.
    """
    verbs: dict[tuple[int, int], list[Finding]] = {}
    for finding in channel:
        if finding.rule.pos is Pos.VERB:
            verbs.setdefault((finding.block, finding.flow_start), []).append(finding)
    found: list[Finding] = []
    for block in blocks:
        found += _such_as(document, block)
        found += _help_with(document, block, verbs)
    return tuple(found)


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
        if token.word not in _HELP:
            continue
        at = _with(tokens, first, text)
        if at is None:
            continue
        helps = f"{_HELP[token.word]} " if at == first + 1 else ""
        start = token.start if helps else tokens[at].start
        verb = tokens[at + 1]
        for end, bases in _bases(verb, verbs.get((block.index, verb.start), [])):
            wordings = [_capital(helps + base, text[start]) for base, _ in bases]
            candidates = tuple(
                Candidate(wording, weight, wording)
                for wording, (_, weight) in zip(wordings, bases, strict=True)
            )
            yield _finding(document, block, start, end, HELP_WITH, candidates)


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


def _bases(verb: Token, channel: Sequence[Finding]) -> Iterator[tuple[int, list[tuple[str, float]]]]:
    """Where the verb's wording ends, and what may have stood there, with weights: base forms."""
    base = base_of(verb.word, Pos.VERB)
    own = [(base, 1.0)] if base else []
    by_end: dict[int, list[tuple[str, float]]] = {verb.end: own}
    for finding in channel:
        originals = by_end.setdefault(finding.flow_end, [])
        for original in finding.rule.originals:
            form = inflect_wording(original.wording, Pos.VERB).get("VB")
            if form and not original.review:
                originals.append((form, original.weight))
    for end, bases in by_end.items():
        if bases:
            yield end, sorted(bases, key=lambda base: -base[1])[:_MOST]


def _capital(wording: str, like: str) -> str:
    return wording[0].upper() + wording[1:] if like.isupper() else wording


def _finding(
    document: Document, block: Block, start: int, end: int, rule: Rule, candidates: tuple[Candidate, ...]
) -> Finding:
    span = block.flow.to_original(start, end)
    text = span.of(document.article.text)
    return Finding(PATTERN, rule, block.index, start, end, span, text, candidates)
