"""Stage "decide": from findings to decisions, one for each, every one with its reason."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from unspin.apply.fit import fit
from unspin.decide.a_or_an import with_a_or_an
from unspin.decide.clean_rates import CleanRates, shipped_rates
from unspin.decide.decode import decode_block, decode_chosen, topic_words
from unspin.decide.doubles import without_doubles
from unspin.decide.evidence import CertainlySpun, Evidence
from unspin.decide.explain import explain
from unspin.decide.grammar import Tools, possible_name, sentences_to_tag, taken_for_no_verb, wrong_tag
from unspin.decide.guard import broken_promise, is_half_a_word, protection_of
from unspin.decide.habits import Habits, shipped_habits
from unspin.decide.overlap import settle_overlaps
from unspin.decide.prevalence import adjust_to_share
from unspin.decide.reread import read_again
from unspin.decide.verdict import ASKED_FOR, DOUBTFUL, SHOW_FROM, SURE_FROM, confidence_of, judge
from unspin.decide.vouched import grounds_for_choice, is_vouched_for
from unspin.decide.weighed import Weighed
from unspin.detect.terminology import CHANNEL
from unspin.language.nlp import language_tools
from unspin.lm.model import LanguageModel, shipped_model
from unspin.model.decision import Decision, Verdict, outdone_by
from unspin.model.document import Block, Document
from unspin.model.finding import Finding
from unspin.model.rule import Safety
from unspin.reader.passage import Reading

__all__ = ["SURE_FROM", "Judge", "Judgement"]


@dataclass(frozen=True, slots=True)
class Judgement:
    """All decisions on an article, in the order of the text, and its spun score."""

    decisions: tuple[Decision, ...]
    spun_score: float


@dataclass(frozen=True)
class Judge:
    """Decides by evidence, language model and channel; by rule scoring alone without a model."""

    rates: CleanRates = field(default_factory=shipped_rates)
    model: LanguageModel | None = field(default_factory=shipped_model)
    habits: Habits = field(default_factory=shipped_habits)
    reader: Reading | None = None
    """Reads doubtful places again, where there is one."""
    apply_review: bool = False
    """Also apply what is meant for review."""
    assume_spun: bool = False
    """Treat the text as spun whatever the evidence says (the tests of single rules do)."""

    def weigh(self, document: Document, findings: Sequence[Finding]) -> Evidence:
        """The evidence of findings for spinning, in the article and in its parts.

        What is quoted is no evidence: an article about spinning quotes much of it.
        """
        if self.assume_spun:
            return CertainlySpun()
        own = [f for f in findings if protection_of(f, document) is None]
        return Evidence(document, settle_overlaps(own)[0], self.rates)

    def look_again(self, document: Document, findings: Sequence[Finding], evidence: Evidence) -> Evidence:
        """The evidence, with how much likelier other wordings of the channel are than those of the text."""
        if self.model is None:
            return evidence
        topic = topic_words(document, findings)
        likelier = [
            (place.finding, place.ranked[0][0] - place.keep_score)
            for group in _by_block(findings)
            for place in decode_chosen(
                document.blocks[group[0].block], group, self.rates, self.model, topic, self.habits
            )
            if place.finding.detector == CHANNEL
        ]
        own = [(finding, nats) for finding, nats in likelier if protection_of(finding, document) is None]
        return evidence.after_second_look(own)

    def decide(self, document: Document, findings: Sequence[Finding], evidence: Evidence) -> Judgement:
        """One decision for every finding."""
        tools = _lazy_tools()
        topic = topic_words(document, findings) if evidence.article >= SURE_FROM else frozenset()
        decisions: list[Decision] = []
        settled: list[Weighed] = []
        for group in _by_block(findings):
            kept, lost = self._settle_block(document, group, evidence, topic)
            settled += kept
            decisions += lost
        settled = _adjusted(settled)
        if self.reader is not None:
            settled = read_again(document, settled, self.reader)
        worth = [(weighed.finding, weighed.chance) for weighed in settled if weighed.chance >= SHOW_FROM]
        sentences = sentences_to_tag(worth, document)
        if sentences:
            tools().analyse(sentences)
        decisions += [self._decide_one(document, weighed, tools) for weighed in settled]
        decisions.sort(key=lambda decision: (decision.span, decision.finding.rule.id))
        decisions = with_a_or_an(document.article.text, without_doubles(document.article.text, decisions))
        return Judgement(tuple(decisions), round(evidence.article, 4))

    def _settle_block(
        self, document: Document, findings: list[Finding], evidence: Evidence, topic: frozenset[str]
    ) -> tuple[list[Weighed], list[Decision]]:
        """Findings that do not overlap, and the decisions on those that they overlap."""
        block = document.blocks[findings[0].block]
        mistaken = taken_for_no_verb(findings, block.flow.text)
        aside = [
            Decision(findings[number], Verdict.REJECTED, 0.0, outdone_by(verb))
            for number, verb in mistaken.items()
        ]
        findings = [finding for number, finding in enumerate(findings) if number not in mistaken]
        spun = [evidence.at(finding) for finding in findings]
        winners, rest = self._weigh_block(block, findings, spun, evidence.article, topic)
        lost, free = [], []
        for weighed in rest:
            span = weighed.finding.span
            winner = next((w.finding for w in winners if w.finding.span.overlaps(span)), None)
            if winner:
                lost.append(_lost(weighed, winner))
            else:
                free.append(weighed)
        by_finding = {id(weighed.finding): weighed for weighed in free}
        kept, losers = settle_overlaps([weighed.finding for weighed in free])
        lost += [_lost(free[index], winner) for index, winner in losers.items()]
        return winners + [by_finding[id(finding)] for finding in kept], lost + aside

    def _weigh_block(
        self,
        block: Block,
        findings: list[Finding],
        spun: list[float],
        article: float,
        topic: frozenset[str],
    ) -> tuple[list[Weighed], list[Weighed]]:
        """Findings on the decoder's best path, and the others: all of them in text that is not decoded."""
        if self.model is None or max(spun) < SURE_FROM:
            return [], [
                Weighed(
                    finding,
                    confidence_of(finding, chance, self.rates),
                    explain(finding, block, article, chance, self.rates, None),
                )
                for finding, chance in zip(findings, spun, strict=True)
            ]
        groups: tuple[list[Weighed], list[Weighed]] = ([], [])
        decoded = decode_block(block, findings, spun, self.rates, self.model, topic, self.habits)
        for place, chance in zip(decoded, spun, strict=True):
            explanation = explain(place.finding, block, article, chance, self.rates, place)
            certain = chance >= SURE_FROM and not self.habits.is_authors(place.finding.rule)
            most = 1.0 if certain else DOUBTFUL * chance
            chance_of = min(place.confidence, most)
            weighed = Weighed(place.finding, chance_of, explanation, most, place.ranked)
            groups[not place.chosen].append(weighed)
        return groups

    def _decide_one(self, document: Document, weighed: Weighed, tools: Tools) -> Decision:
        finding, confidence = weighed.finding, weighed.chance
        protection = protection_of(finding, document)
        promise = ""
        if confidence >= SHOW_FROM:
            finding = fit(document, finding)
        if confidence >= SHOW_FROM and finding.rule.safety is not Safety.REPORT_ONLY:
            block = document.blocks[finding.block]
            vouched = is_vouched_for(weighed)
            tag = "" if vouched else wrong_tag(finding, block, tools, confidence)
            if tag:
                reason = f"used as {tag} here"
                return Decision(finding, Verdict.REJECTED, confidence, reason, weighed.explanation)
            promise = broken_promise(finding, finding.candidates[0].replacement)
            if not promise and self.model and is_half_a_word(finding, document, self.model):
                promise = "part of a word that a hyphen cuts in two"
            name = "" if promise or vouched else possible_name(finding, document, tools)
            if name:
                promise = f"may be a name ({name})"
        choice = ASKED_FOR if self.apply_review else grounds_for_choice(weighed)
        return judge(finding, round(confidence, 4), promise, protection, choice, weighed.explanation)


def _by_block(findings: Iterable[Finding]) -> list[list[Finding]]:
    groups: dict[int, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(finding.block, []).append(finding)
    return list(groups.values())


def _adjusted(settled: list[Weighed]) -> list[Weighed]:
    """The same, the chances of decoded channel words adjusted to how many of them were changed here."""
    places = [
        number
        for number, weighed in enumerate(settled)
        if weighed.finding.detector == CHANNEL and weighed.explanation.best
    ]
    adjusted = list(settled)
    chances = adjust_to_share([settled[number].chance for number in places])
    for number, chance in zip(places, chances, strict=True):
        adjusted[number] = replace(settled[number], chance=min(chance, settled[number].most))
    return adjusted


def _lost(weighed: Weighed, winner: Finding) -> Decision:
    return Decision(weighed.finding, Verdict.REJECTED, 0.0, outdone_by(winner), weighed.explanation)


def _lazy_tools() -> Tools:
    """One set of tools for the article, made when first asked for."""
    return cache(language_tools)
