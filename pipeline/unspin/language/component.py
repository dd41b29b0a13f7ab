"""unspin as a spaCy pipeline component: ``nlp.add_pipe("unspin")``.

Findings are set as spans in ``doc.spans["unspin"]``; a span's label is the verdict, its id the rule,
and ``doc.user_data["unspin"]`` holds the decisions in the same order.
"""

# No "from __future__ import annotations" here: spaCy checks settings by the types of the factory.
from collections.abc import Sequence

from spacy.language import Language
from spacy.tokens import Doc

SPANS_KEY = "unspin"


class UnspinComponent:
    """Finds spun wording in a ``Doc``; the text itself is never changed."""

    def __init__(
        self,
        name: str,
        spans_key: str = SPANS_KEY,
        packs: Sequence[str] = (),
        shipped_rules: bool = True,
    ) -> None:
        from unspin.config import Settings
        from unspin.workflow import Workflow

        self.name, self.spans_key = name, spans_key
        self._workflow = Workflow(Settings(packs=tuple(packs), shipped_rules=shipped_rules))
        _ = self._workflow.lexicon  # what is wrong with a pack shows now, not with the first text

    def __call__(self, doc: Doc) -> Doc:
        """Set ``doc.spans[spans_key]`` to the findings that are applied or for review."""
        from unspin.model.article import Article
        from unspin.model.decision import Verdict
        from unspin.parse import parse

        document = parse(Article("doc", doc.text, "text"))
        decisions = [
            d for d in self._workflow.decide(document).decisions if d.verdict is not Verdict.REJECTED
        ]
        spans = [
            doc.char_span(
                decision.span.start,
                decision.span.end,
                label=decision.verdict.value,
                span_id=decision.finding.rule.id,
                alignment_mode="expand",
            )
            for decision in decisions
        ]
        doc.spans[self.spans_key] = [span for span in spans if span is not None]
        doc.user_data[self.spans_key] = decisions
        return doc


@Language.factory("unspin", default_config={"spans_key": SPANS_KEY, "packs": [], "shipped_rules": True})
def create_component(
    nlp: Language, name: str, spans_key: str, packs: list[str], shipped_rules: bool
) -> UnspinComponent:
    """The factory that spaCy calls, through the entry point ``spacy_factories``."""
    return UnspinComponent(name, spans_key, packs, shipped_rules)
