"""unspin as a spaCy pipeline component: ``nlp.add_pipe("unspin")``.

Findings are set as spans in ``doc.spans["unspin"]``; a span's label is the verdict, its id the rule,
and ``doc.user_data["unspin"]`` holds the decisions in the same order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

SPANS_KEY = "unspin"


class UnspinComponent:
    """Finds spun wording in a ``Doc``; the text itself is never changed."""

    def __init__(self, name: str, spans_key: str = SPANS_KEY) -> None:
        from unspin.workflow import Workflow

        self.name, self.spans_key = name, spans_key
        self._workflow = Workflow()

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


def create_component(nlp: Language, name: str, **settings: Any) -> UnspinComponent:
    """The factory that spaCy calls; ``spans_key`` is the one setting."""
    return UnspinComponent(name, **settings)
