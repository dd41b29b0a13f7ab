"""Proposes entries from a spun draft and its corrected article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from unspin.apply.mend import starts_with_vowel_sound
from unspin.detect.terminology import CHANNEL, TerminologyDetector
from unspin.language.nlp import language_tools
from unspin.learn.align import Known, Substitution, substitutions
from unspin.learn.check import tried, without_clashes
from unspin.learn.proposal import Proposal, Tools, base_entry, guess_kind, guess_trust
from unspin.lexicon.channel import is_function_word
from unspin.lexicon.tokens import words_of
from unspin.lm.model import LanguageModel
from unspin.model.article import Article
from unspin.model.finding import Finding
from unspin.model.rule import Kind, Pos, Rule, Trust
from unspin.parse import parse
from unspin.workflow import Workflow

_SENTENCES = 2
"""Sentences written for one proposal."""


@dataclass(frozen=True, slots=True)
class Learned:
    """What a pair of articles teaches."""

    proposals: tuple[Proposal, ...]
    substitutions: tuple[Substitution, ...]
    """All that was put in place of something else, known or not."""
    known: int
    """How many of them the lexicon has already; they are not proposed."""


def learn(spun: Article, clean: Article, workflow: Workflow) -> Learned:
    """Align the two and propose what the lexicon in force does not have, the most frequent first.

    Every proposal has been tried: its wording loads as a rule and its sentences come out right, or it says
    what is wrong with it. Raises ``InputError`` when an article cannot be parsed.
    """
    draft, corrected = parse(spun), parse(clean)
    lexicon, model = workflow.lexicon, workflow.judge.model
    words = workflow.channel or TerminologyDetector(lexicon.channel, CHANNEL)
    findings = [*workflow.detector.detect(draft), *words.detect(draft)]
    pairs = substitutions(draft, corrected, _known_words(findings), model)
    new = [pair for pair in pairs if not _is_known(pair, pairs, findings)]
    proposals = _proposals(new, medical_words(lexicon.rules), model)
    return Learned(tuple(without_clashes(proposals)), tuple(pairs), len(pairs) - len(new))


def _known_words(findings: Iterable[Finding]) -> Known:
    """Whether a finding of the draft has one wording for the other."""
    known = {
        (words_of(finding.text), words_of(candidate.wording))
        for finding in findings
        for candidate in finding.candidates
    }
    return lambda spun, clean: (words_of(spun), words_of(clean)) in known


def _is_known(pair: Substitution, pairs: Sequence[Substitution], findings: Iterable[Finding]) -> bool:
    """Whether a finding covers the place and one of its candidates writes what the corrected article has."""
    sentence = pair.spun.sentence
    start, end = sentence.start + pair.spun.start, sentence.start + pair.spun.end
    for finding in findings:
        if finding.block != sentence.block.index:
            continue
        if finding.flow_start <= start and end <= finding.flow_end:
            wanted = words_of(_corrected(finding, pairs))
            if any(words_of(candidate.wording) == wanted for candidate in finding.candidates):
                return True
    return False


def _corrected(finding: Finding, pairs: Sequence[Substitution]) -> str:
    """The text of a finding with everything in it as the corrected article has it."""
    pieces, position = [], finding.flow_start
    text = ""
    for pair in pairs:
        sentence = pair.spun.sentence
        start, end = sentence.start + pair.spun.start, sentence.start + pair.spun.end
        if sentence.block.index == finding.block and position <= start and end <= finding.flow_end:
            text = sentence.block.flow.text
            pieces += [text[position:start], pair.clean.text]
            position = end
    return "".join([*pieces, text[position : finding.flow_end]])


def medical_words(rules: Iterable[Rule]) -> frozenset[str]:
    """Words that stand more often in the originals of medical rules than in others."""
    counts: Counter[str] = Counter()
    for rule in rules:
        step = 1 if rule.kind is Kind.MEDICAL_TERM else -1
        for word in set(words_of(rule.originals[0].wording)):
            counts[word] += 0 if is_function_word(word) else step
    return frozenset(word for word, number in counts.items() if number > 0)


def _proposals(
    pairs: Iterable[Substitution], medical: frozenset[str], model: LanguageModel | None
) -> list[Proposal]:
    tools: Tools = cache(language_tools)
    groups: dict[tuple[str, str, Pos], list[Substitution]] = {}
    for pair in pairs:
        groups.setdefault(base_entry(pair.spun, pair.clean, tools), []).append(pair)
    found = []
    for (wording, original, pos), group in groups.items():
        proposal = Proposal(
            wording=wording,
            original=original,
            pos=pos,
            kind=guess_kind(wording, original, medical, model),
            trust=guess_trust(wording, model),
            count=len(group),
            fixes=tuple(dict.fromkeys(_fix(pair) for pair in group))[:_SENTENCES],
        )
        if words_of(wording) != words_of(original):
            found.append(tried(proposal))
    return sorted(found, key=lambda proposal: (-proposal.count, proposal.trust is Trust.LOW))


def _fix(pair: Substitution) -> tuple[str, str]:
    """The corrected sentence with only this wording spun, and as it is.

    The rest of the draft's sentence may be spun too, which would say nothing about this entry.
    """
    place = pair.clean
    text = place.sentence.text
    wording = pair.spun.wording
    first = text[place.start]
    if first.isupper() and first.lower() == pair.clean.wording[0]:
        wording = wording[0].upper() + wording[1:]
    before = text[: place.start]
    for article in ("a ", "an ", "A ", "An "):
        if before == article or before.endswith(" " + article):
            right = "an " if starts_with_vowel_sound(wording) else "a "
            right = right.capitalize() if article[0] == "A" else right
            before = before[: -len(article)] + right
            break
    return before + wording + text[place.end :], text
