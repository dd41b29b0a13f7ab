"""The whole way of an article, one stage after the other.

path -> load -> Article -> parse -> Document -> detect -> Findings
     -> decide -> Decisions -> apply -> Correction -> audit -> AuditReport -> render -> text
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from unspin.audit import audit
from unspin.audit.context import AuditContext
from unspin.decide import SURE_FROM, Judge, Judgement
from unspin.decide.evidence import Evidence, is_plain_english
from unspin.decide.phrase import is_phrase
from unspin.decide.second_look import needs_second_look
from unspin.detect.patterns import find_patterns
from unspin.detect.terminology import CHANNEL
from unspin.detect.thesaurus import find_rare_words, find_unknown_words
from unspin.grammar.checking import Settled
from unspin.loaded import Loaded, is_off
from unspin.model.article import Article
from unspin.model.check import Area
from unspin.model.document import Block, Document
from unspin.model.finding import Finding
from unspin.model.report import AuditReport
from unspin.parse import parse

if TYPE_CHECKING:
    from unspin.audit.site_index import SiteIndex
    from unspin.audit.structure.mending import Mended

__all__ = ["Workflow"]


@dataclass(frozen=True, slots=True)
class _Signs:
    """The first pass: what the rules find, the evidence, and the words of the channel if they were asked."""

    findings: tuple[Finding, ...]
    evidence: Evidence
    words: tuple[Finding, ...] | None


@dataclass(frozen=True)
class Workflow(Loaded):
    """What is done with an article, with everything that is loaded once and used for all."""

    today: date | None = None
    """The day by which the age of an article is judged; the library itself reads no clock."""
    _latest: dict[tuple[Article, bool], _Signs] = field(
        default_factory=dict, init=False, compare=False, repr=False
    )
    """The signs of the article looked at last: what was corrected is looked at again, and rated."""

    def decide(self, document: Document) -> Judgement:
        """Detect and decide, in two passes.

        What nothing but spinning explains shows whether, and where, the article is spun. Only there
        the ambiguous words of the channel are looked at. A single phrase has no room for signs.
        """
        if is_phrase(document) and self.phrases and self.channel:
            findings = (*self.detector.detect(document), *self.channel.detect(document))
            asked = self.detector.wordings_for_review(document.blocks[0])
            decisions = self.phrases.decide(document, findings, asked)
            if decisions or self.phrases.is_term(document):
                return Judgement(decisions, self.rate(document))
        return self._decide(document)

    def _decide(self, document: Document) -> Judgement:
        judge = self.judge
        signs = self._signs(document, judge)
        findings, evidence = signs.findings, signs.evidence
        if evidence.article >= SURE_FROM and evidence.is_varied and self.channel is not None:
            spun = [block for block in document.blocks if evidence.of_block(block) >= SURE_FROM]
            findings += self._words_of_channel(document, spun, signs)
            findings += find_patterns(document, spun, findings)
            findings += self._rare_words(document, spun, findings, evidence.is_word_by_word)
        return judge.decide(document, findings, evidence)

    def _words_of_channel(
        self, document: Document, blocks: Sequence[Block], signs: _Signs
    ) -> tuple[Finding, ...]:
        """What the channel knows; where the spinner had a dictionary, with what dictionaries add."""
        if signs.words is not None:
            wanted = {block.index for block in blocks}
            words = tuple(word for word in signs.words if word.block in wanted)
        else:
            words = self.channel.detect(document, blocks) if self.channel else ()
        has_dictionary = signs.evidence.is_of_phrase_dictionary or signs.evidence.is_word_by_word
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
        return tuple(finding for finding in found if not is_off(finding.rule.id, self.settings.ignore))

    def _unknown_words(self, document: Document) -> tuple[Finding, ...]:
        """Words that the thesaurus knows and the language model does not: more signs."""
        model = self.judge.model
        if self.thesaurus is None or model is None:
            return ()
        return find_unknown_words(document, self.thesaurus, model.knows)

    def rate(self, document: Document) -> float:
        """The spun score of a parsed article, from 0 to 1, by its signs alone."""
        judge = replace(self.judge, assume_spun=False)
        return round(self._signs(document, judge).evidence.article, 4)

    def _signs(self, document: Document, judge: Judge) -> _Signs:
        """The signs in a document, looked for unless it is the one looked at last."""
        key = (document.article, judge.assume_spun)
        if key not in self._latest:
            signs = self._look_for_signs(document, judge)
            self._latest.clear()
            self._latest[key] = signs
        return self._latest[key]

    def _look_for_signs(self, document: Document, judge: Judge) -> _Signs:
        findings = self.detector.detect(document)
        hints = self.hints.detect(document) if self.hints else ()
        if judge.model:
            hints = tuple(hint for hint in hints if not is_plain_english(hint, judge.model))
        evidence = judge.weigh(document, (*findings, *hints, *self._unknown_words(document)))
        if not self.channel or not judge.model or not needs_second_look(document, evidence, judge.model):
            return _Signs(findings, evidence, None)
        words = self.channel.detect(document)
        return _Signs(findings, judge.look_again(document, (*findings, *words), evidence), words)

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
