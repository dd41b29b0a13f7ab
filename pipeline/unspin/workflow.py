"""The whole way of an article, one stage after the other.

path -> load -> Article -> parse -> Document -> detect -> Findings
     -> decide -> Decisions -> apply -> Correction -> audit -> AuditReport -> render -> text
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from unspin.audit import audit
from unspin.audit.context import AuditContext
from unspin.config import NO_MODEL, Settings
from unspin.decide import SURE_FROM, Judge, Judgement
from unspin.decide.evidence import Evidence, is_plain_english
from unspin.decide.lookup import Lookup
from unspin.decide.phrase import PhraseJudge, is_phrase
from unspin.decide.second_look import needs_second_look
from unspin.detect.patterns import find_patterns
from unspin.detect.terminology import CHANNEL, TerminologyDetector
from unspin.detect.thesaurus import find_rare_words, find_unknown_words
from unspin.grammar.checking import GrammarChecking, Settled
from unspin.lexicon.lexicon import Lexicon, load_dictionary, load_lexicon
from unspin.lexicon.terms import shipped_knowledge
from unspin.lexicon.thesaurus import Thesaurus, shipped_thesaurus
from unspin.lm.model import LanguageModel, shipped_model
from unspin.lm.terms import TermModel
from unspin.model.article import Article
from unspin.model.check import Area
from unspin.model.document import Block, Document
from unspin.model.finding import PHRASE, THESAURUS, Finding
from unspin.model.report import AuditReport
from unspin.parse import parse
from unspin.reader.find import find_reader

if TYPE_CHECKING:
    from unspin.audit.site_index import SiteIndex
    from unspin.audit.structure.mending import Mended

__all__ = ["Workflow"]

RARE = 1
"""Times at most that clean text (19 million words) has a word of the channel that speaks for spinning."""


@dataclass(frozen=True)
class Workflow:
    """Everything that is loaded once and used for every article."""

    settings: Settings = field(default_factory=Settings)
    today: date | None = None
    """The day by which the age of an article is judged; the library itself reads no clock."""

    @cached_property
    def lexicon(self) -> Lexicon:
        """The rules in force: shipped and own packs, without those switched off."""
        lexicon = load_lexicon(self.settings.packs, shipped=self.settings.shipped_rules)
        off = self.settings.ignore
        if not off:
            return lexicon
        return Lexicon(
            tuple(rule for rule in lexicon.rules if not _is_off(rule.id, off)),
            tuple(rule for rule in lexicon.channel if not _is_off(rule.id, off)),
        )

    @cached_property
    def detector(self) -> TerminologyDetector:
        """The terminology detector over the rules in force."""
        return TerminologyDetector(self.lexicon.rules)

    @cached_property
    def _words(self) -> TerminologyDetector | None:
        """The detector for all wordings of the channel, if there is a model to judge them."""
        rules = self.lexicon.channel
        return TerminologyDetector(rules, CHANNEL) if rules and self.judge.model else None

    @cached_property
    def channel(self) -> TerminologyDetector | None:
        """The detector for the word channel, which only a language model can judge."""
        return self._words if self.settings.wants(CHANNEL) else None

    @cached_property
    def hints(self) -> TerminologyDetector | None:
        """The detector for those wordings of the channel that clean text hardly ever has."""
        has_at_most = self.judge.rates.has_at_most
        rare = bytes(has_at_most(name, RARE) for name in self.lexicon.channel_ids())
        return self._words.limited_to(rare) if self._words else None

    @cached_property
    def dictionary(self) -> TerminologyDetector | None:
        """The detector for those words of the channel that dictionaries have more originals for."""
        settings = self.settings
        if self.channel is None or not settings.shipped_rules:
            return None
        rules = load_dictionary(settings.packs)
        if settings.ignore:
            rules = tuple(rule for rule in rules if not _is_off(rule.id, settings.ignore))
        return TerminologyDetector(rules, CHANNEL)

    @cached_property
    def thesaurus(self) -> Thesaurus | None:
        """What rare words may stand for, if there is a model to judge it."""
        settings = self.settings
        if not self.judge.model or not settings.shipped_rules or _is_off(THESAURUS, settings.ignore):
            return None
        return shipped_thesaurus()

    @cached_property
    def phrases(self) -> PhraseJudge | None:
        """Decides texts of a few words, by the shipped terms."""
        model, settings = self.judge.model, self.settings
        if not model or not settings.shipped_rules or _is_off(PHRASE, settings.ignore):
            return None
        knowledge = shipped_knowledge()
        lookup = Lookup(knowledge, TermModel(knowledge.terms, model))
        return PhraseJudge(lookup, self.judge.habits, self.judge.rates, settings.apply_review)

    @cached_property
    def judge(self) -> Judge:
        """Decides findings."""
        settings = self.settings
        model = self._model()
        return Judge(
            model=model,
            apply_review=settings.apply_review,
            assume_spun=settings.assume_spun,
            reader=find_reader(settings.reader) if model else None,
        )

    @cached_property
    def grammar(self) -> GrammarChecking:
        """The grammar checker, if one is at hand; nothing is started before the first article."""
        return GrammarChecking(self.settings, self.judge.model)

    def _model(self) -> LanguageModel | None:
        name = self.settings.model
        if name is None:
            return shipped_model()
        return None if name == NO_MODEL else LanguageModel(name)

    def decide(self, document: Document) -> Judgement:
        """Detect and decide, in two passes.

        What nothing but spinning explains shows whether, and where, the article is spun. Only there
        the ambiguous words of the channel are looked at. A single phrase has no room for signs.
        """
        if is_phrase(document) and self.phrases and self.channel:
            findings = (*self.detector.detect(document), *self.channel.detect(document))
            asked = self.detector.wordings_for_review(document.blocks[0])
            decisions = self.phrases.decide(document, findings, asked)
            if decisions:
                return Judgement(decisions, self.rate(document))
        return self._decide(document)

    def _decide(self, document: Document) -> Judgement:
        judge = self.judge
        findings = self.detector.detect(document)
        evidence = self._weigh(document, findings, judge)
        if evidence.article >= SURE_FROM and evidence.is_varied and self.channel is not None:
            spun = [block for block in document.blocks if evidence.of_block(block) >= SURE_FROM]
            findings += self._words_of_channel(document, spun, evidence)
            findings += find_patterns(document, spun, findings)
            findings += self._rare_words(document, spun, findings, evidence.is_word_by_word)
        return judge.decide(document, findings, evidence)

    def _words_of_channel(
        self, document: Document, blocks: list[Block], evidence: Evidence
    ) -> tuple[Finding, ...]:
        """What the channel knows; where the spinner had a dictionary, with what dictionaries add."""
        words = self.channel.detect(document, blocks) if self.channel else ()
        has_dictionary = evidence.is_of_phrase_dictionary or evidence.is_word_by_word
        if not has_dictionary or self.dictionary is None:
            return words
        more = self.dictionary.detect(document, blocks)
        replaced = {finding.rule.id for finding in more}
        return (*(word for word in words if word.rule.id not in replaced), *more)

    def _rare_words(
        self, document: Document, blocks: list[Block], findings: tuple[Finding, ...], word_by_word: bool
    ) -> tuple[Finding, ...]:
        """What the thesaurus knows of words that nothing else explains.

        Where the spinner had a thesaurus, it may know better than the channel what a word was.
        """
        if self.thesaurus is None:
            return ()
        if word_by_word:
            findings = tuple(f for f in findings if f.detector != CHANNEL or f.words > 1)
        found = find_rare_words(document, blocks, findings, self.thesaurus)
        return tuple(finding for finding in found if not _is_off(finding.rule.id, self.settings.ignore))

    def _unknown_words(self, document: Document) -> tuple[Finding, ...]:
        """Words that the thesaurus knows and the language model does not: more signs."""
        model = self.judge.model
        if self.thesaurus is None or model is None:
            return ()
        return find_unknown_words(document, self.thesaurus, model.knows)

    def rate(self, document: Document) -> float:
        """The spun score of a parsed article, from 0 to 1, by its signs alone."""
        judge = replace(self.judge, assume_spun=False)
        return round(self._weigh(document, self.detector.detect(document), judge).article, 4)

    def _weigh(self, document: Document, findings: tuple[Finding, ...], judge: Judge) -> Evidence:
        hints = self.hints.detect(document) if self.hints else ()
        if judge.model:
            hints = tuple(hint for hint in hints if not is_plain_english(hint, judge.model))
        evidence = judge.weigh(document, (*findings, *hints, *self._unknown_words(document)))
        if not self.channel or not judge.model or not needs_second_look(document, evidence, judge.model):
            return evidence
        return judge.look_again(document, (*findings, *self.channel.detect(document)), evidence)

    def clean(
        self, article: Article, *, with_audit: bool = True, posts: SiteIndex | None = None
    ) -> AuditReport:
        """Correct an article and say what was done, and what was not, and why.

        ``with_audit=False`` leaves out readability measures and the audit of the page.
        ``posts`` are the other articles of the run. Raises ``InputError`` when the article cannot be
        parsed.
        """
        article = replace(article, off=self._off(article))
        document = parse(article)
        judgement = self.decide(document)
        context = self._context(article, posts)
        mended = self._mended(article, context) if Area.STRUCTURE.value in self.settings.fix else None
        settled = mended.settled if mended else self._settled(document, judgement)
        done = mended or settled
        report = audit(
            document,
            done.decisions,
            done.correction,
            judgement.spun_score,
            self.rate,
            with_audit,
            context,
            self.settings.areas if with_audit else frozenset(),
            settled.grammar,
        )
        checks = mended.told(report.checks) if mended else report.checks
        return replace(report, checks=checks, notices=(*report.notices, *settled.notices))

    def _mended(self, article: Article, context: AuditContext) -> Mended[Settled]:
        """Decisions on wording, and the fixes of structure, which few runs ask for and so are loaded late."""
        from unspin.audit.page_audit import fixes
        from unspin.audit.structure.mending import mend

        return mend(article, lambda state: fixes(state, context), self._settle)

    def _settle(self, document: Document) -> Settled:
        return self._settled(document, self.decide(document))

    def _settled(self, document: Document, judgement: Judgement) -> Settled:
        return self.grammar.settle(document, self._wanted(judgement), self._decide_wanted)

    def _decide_wanted(self, document: Document) -> Judgement:
        return self._wanted(self.decide(document))

    def _wanted(self, judgement: Judgement) -> Judgement:
        """The judgement, without decisions on wording when spinning is not selected."""
        return judgement if Area.SPINNING in self.settings.areas else replace(judgement, decisions=())

    def _off(self, article: Article) -> tuple[str, ...]:
        """The codes that the settings switch off for an article."""
        return (*self.settings.ignore, *self.settings.per_file_ignores.of(article.path))

    def _context(self, article: Article, posts: SiteIndex | None) -> AuditContext:
        path = Path(article.path)
        return AuditContext(
            limits=self.settings.limits,
            keyphrase=self.settings.keyphrase,
            posts=posts,
            folder=path.parent if path.is_file() else None,
            today=self.today,
            exempt=frozenset(self.settings.ignore),
        )


def _is_off(rule_id: str, off: tuple[str, ...]) -> bool:
    """Whether a rule, or its whole pack, is switched off."""
    return rule_id in off or rule_id.partition("/")[0] in off
