"""The program with parts of it taken away, for the ablation table."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial

from unspin.apply import apply_decisions
from unspin.audit import audit
from unspin.decide import Judge
from unspin.decide.guard import protection_of
from unspin.decide.overlap import settle_overlaps
from unspin.detect.terminology import CHANNEL, TerminologyDetector
from unspin.lexicon.lexicon import Lexicon
from unspin.model.article import Article
from unspin.model.decision import Decision, Verdict
from unspin.model.document import Document, Protection
from unspin.model.finding import Finding
from unspin.model.report import AuditReport
from unspin.model.rule import Pos
from unspin.parse import parse
from unspin.workflow import Workflow

Clean = Callable[[Article], AuditReport]


@dataclass(frozen=True, slots=True)
class Configuration:
    """A way to clean an article, with the name that it has in the table."""

    name: str
    clean: Clean


def configurations(workflow: Workflow) -> Iterator[Configuration]:
    """From the look-up of a list to the full program, each with one thing more than the one before.

    Those with a language model are left out if the workflow has none.
    """
    rules, words = workflow.lexicon.rules, workflow.lexicon.channel
    bare = [replace(rule, context=None) for rule in rules]
    fixed = [replace(rule, pos=Pos.FIXED) for rule in bare]
    yield Configuration("list look-up", LookUp(TerminologyDetector(fixed)))
    yield Configuration("+ inflection", LookUp(TerminologyDetector(bare)))
    channel = TerminologyDetector(words, CHANNEL)
    yield Configuration("+ contexts and word channel", LookUp(TerminologyDetector(rules), channel))
    if workflow.judge.model is not None:
        clean = partial(Workflow.clean, with_audit=False)
        once = Lesser(workflow.settings, full=workflow, one_pass=True)
        yield Configuration("+ language model", partial(clean, once))
        if workflow.judge.reader is None:
            yield Configuration("+ two passes (all)", partial(clean, workflow))
        else:
            alone = Lesser(workflow.settings, full=workflow)
            yield Configuration("+ two passes", partial(clean, alone))
            yield Configuration("+ second reader", partial(clean, workflow))


@dataclass(frozen=True)
class LookUp:
    """Replaces every wording that it finds by its heaviest original, whatever the text is.

    Of overlapping wordings the longest wins. Case and the article before it are fitted, as everywhere;
    protected places (code, addresses, quotations) are left alone.
    """

    detector: TerminologyDetector
    channel: TerminologyDetector | None = None

    def __call__(self, article: Article) -> AuditReport:
        """Clean an article."""
        document = parse(article)
        findings = list(self.detector.detect(document))
        if self.channel is not None:
            findings += self.channel.detect(document)
        return report_of(document, findings)


def report_of(document: Document, findings: Sequence[Finding]) -> AuditReport:
    """The report of a run that applies the heaviest candidate of every finding, or shows it without one."""
    own = [finding for finding in findings if not _is_protected(finding, document)]
    decisions = tuple(
        Decision(
            _heaviest_first(finding), Verdict.APPLIED if finding.candidates else Verdict.REVIEW, 1.0, "listed"
        )
        for finding in settle_overlaps(own)[0]
    )
    correction = apply_decisions(document.article.text, decisions)
    return audit(document, decisions, correction, 0.0, lambda _: 0.0, False)


def _heaviest_first(finding: Finding) -> Finding:
    candidates = sorted(finding.candidates, key=lambda candidate: -candidate.weight)
    return replace(finding, candidates=tuple(candidates))


def _is_protected(finding: Finding, document: Document) -> bool:
    place = protection_of(finding, document)
    return place is not None and place.level is Protection.HARD


@dataclass(frozen=True)
class Lesser(Workflow):
    """The workflow over the rules and the model of another, without its second reader."""

    full: Workflow = field(default_factory=Workflow)
    one_pass: bool = False
    """Takes every text for spun: asks for no evidence."""

    @cached_property
    def lexicon(self) -> Lexicon:
        """The rules of the full workflow."""
        return self.full.lexicon

    @cached_property
    def judge(self) -> Judge:
        """The judge of the full workflow with less to go by."""
        judge = self.full.judge
        return replace(judge, reader=None, assume_spun=self.one_pass or judge.assume_spun)
