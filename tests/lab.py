"""A bench for trying rules on texts: own small packs in memory, never the shipped lexicon."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from functools import cached_property

from unspin.decide import Judge
from unspin.detect.context import BlockTokens
from unspin.detect.matcher import Matcher, tokenize
from unspin.lexicon.lexicon import Lexicon
from unspin.lexicon.pack import parse_pack
from unspin.model.article import Article, ArticleFormat
from unspin.model.decision import Verdict
from unspin.model.document import Block, BlockKind, Document, Flow, Segment
from unspin.model.report import AuditReport
from unspin.model.rule import Rule
from unspin.parse import parse
from unspin.workflow import Workflow

PROBE = "muscle fit: muscle spasm"
"""The one pair of the scoping probe (PEERS 1c)."""


def pack_text(
    entries: str,
    *,
    pos: str = "noun",
    safety: str = "safe",
    trust: str = "high",
    kind: str = "medical-term",
    name: str = "mini",
) -> str:
    """A whole pack file around ``entries``."""
    head = (
        f"pack: {name}\nsource: written for the tests\nsections:\n"
        f"  - {{pos: {pos}, kind: {kind}, safety: {safety}, trust: {trust}, frames: ['We see {{}} here.'],\n"
    )
    head = head.replace("  - {", "  - ").replace(",\n", "\n").replace(", ", "\n    ")
    return head + "    entries:\n" + textwrap.indent(textwrap.dedent(entries).strip(), " " * 6) + "\n"


def make_rules(entries: str, **section: str) -> tuple[Rule, ...]:
    """The rules of ``entries``; a pack that is not right fails the test at once."""
    name = section.get("name", "mini")
    rules, problems = parse_pack(pack_text(entries, **section), f"{name}.yaml")
    assert not problems, problems
    return rules


@dataclass(frozen=True)
class Lab(Workflow):
    """The real workflow over given rules, without the language model.

    Every text counts as spun unless ``spun`` is false.
    """

    rules: tuple[Rule, ...] = ()
    spun: bool = True

    @cached_property
    def lexicon(self) -> Lexicon:
        return Lexicon(self.rules)

    @cached_property
    def judge(self) -> Judge:
        return Judge(model=None, apply_review=self.settings.apply_review, assume_spun=self.spun)


def run(
    text: str, rules: tuple[Rule, ...] | str, form: ArticleFormat = "text", **section: str
) -> AuditReport:
    """Clean ``text`` as if it were known to be spun."""
    found = make_rules(rules, **section) if isinstance(rules, str) else rules
    return Lab(rules=found).clean(Article("post", text, form), with_audit=False)


def fixed(text: str, rules: tuple[Rule, ...] | str, form: ArticleFormat = "text", **section: str) -> str:
    """The corrected text."""
    return run(text, rules, form, **section).correction.text


def verdicts(report: AuditReport) -> list[tuple[str, Verdict]]:
    """Text and verdict of each decision, in the order of the text."""
    return [(decision.finding.text, decision.verdict) for decision in report.decisions]


def only_reason(report: AuditReport) -> tuple[Verdict, str]:
    """Verdict and reason of the one decision there is."""
    (decision,) = report.decisions
    return decision.verdict, decision.reason


def document_of(text: str, form: ArticleFormat = "text", path: str = "post") -> Document:
    return parse(Article(path, text, form))


def flows(document: Document) -> list[tuple[BlockKind, int, str]]:
    """Kind, heading level and flow text of each block."""
    return [(block.kind, block.level, block.flow.text) for block in document.blocks]


def protected_of(document: Document) -> list[tuple[str, str]]:
    """Reason and text of each protected place."""
    text = document.article.text
    return [(place.reason, place.span.of(text)) for place in document.protected]


def plain_block(text: str, kind: BlockKind = BlockKind.PARAGRAPH) -> Block:
    """A block whose flow is the text itself."""
    return Block(0, kind, Flow(text, (Segment(0, len(text), 0, len(text), True),)))


def matched(text: str, rules: tuple[Rule, ...]) -> list[tuple[str, str]]:
    """Rule id and matched text of every match of the plain matcher."""
    around = BlockTokens(plain_block(text), tokenize(text))
    return [
        (match.rule.id, text[around.tokens[match.first].start : around.tokens[match.last].end])
        for match in Matcher(rules).matches(text, around.tokens)
    ]
