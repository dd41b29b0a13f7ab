"""Why a decision came out as it did, in plain words and numbers."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

from unspin.model.article import Article
from unspin.model.decision import Decision
from unspin.model.explanation import Explanation, Reread, Scored
from unspin.model.finding import THESAURUS
from unspin.render.wording import (
    VERDICT_LABELS,
    count,
    has_replacement,
    in_text_order,
    one_line,
    percent,
    visible,
)

_TRUST = {
    "high": "high: the first original is right at least 95 times in 100",
    "medium": "medium: the first original is right 75 to 95 times in 100",
    "low": "low: the first original is often not the right one",
}
_SAFETY = {
    "safe": "safe: may be applied without a look",
    "review": "review: a person chooses",
    "report-only": "report-only: never changes text",
}
_LABEL_WIDTH = 16


def grounds(explanation: Explanation) -> list[tuple[str, str]]:
    """What was weighed as pairs of label and plain words, the same in every report."""
    rule = explanation.rule
    rows = [
        ("Entry", f'{rule.id}: "{one_line(rule.wording)}", {rule.pos}'),
        ("Trust", _TRUST[rule.trust]),
        ("Safety", _SAFETY[rule.safety]),
        ("Weight", f"{explanation.weight:.3g} for this original"),
        ("In clean text", _clean(explanation)),
        *_language(explanation),
        ("Spun score", f"article {explanation.spun_article:.2f}, this place {explanation.spun_place:.2f}"),
    ]
    if explanation.nearest_keep:
        rows.append(("Must not change", one_line(explanation.nearest_keep)))
    return rows


def explanation_lines(article: Article, decisions: Iterable[Decision]) -> list[str]:
    """Each decision with its place, what it proposes, the verdict and the grounds, for a terminal."""
    lines: list[str] = []
    for decision in in_text_order(decisions):
        if lines:
            lines.append("")
        lines += _decision_lines(article, decision)
    return lines


def _decision_lines(article: Article, decision: Decision) -> Iterator[str]:
    line, column = article.position(decision.span.start)
    old, new = one_line(decision.finding.text), one_line(decision.replacement)
    change = f'"{old}" -> "{new}"' if has_replacement(decision) else f'"{old}" (no replacement is known)'
    yield f"{visible(article.path)}:{line}:{column}: {change}"
    label = f"{VERDICT_LABELS[decision.verdict]}, {percent(decision.confidence)} sure"
    rows = [("Verdict", label), ("Reason", one_line(decision.reason))]
    if decision.explanation:
        rows += grounds(decision.explanation)
    for name, value in rows:
        yield f"  {name:{_LABEL_WIDTH}} {value}"


def _clean(explanation: Explanation) -> str:
    if explanation.rule.pack == THESAURUS:
        return "a rare word, which good texts may have too"
    if not explanation.evidence:
        return "an ordinary word: no sign of spinning by itself"
    if explanation.clean_count is None:
        found = "not counted"
    else:
        found = f"{count(explanation.clean_count, 'time')} in {explanation.clean_words:,} words"
    return f"{found}; one such place weighs {explanation.evidence:.2f} for spun text"


def _language(explanation: Explanation) -> Iterator[tuple[str, str]]:
    """Scores of the text, of the best candidate and of the next; nearer to 0 is likelier."""
    keep, best, following = explanation.keep, explanation.best, explanation.following
    if keep is None or best is None:
        yield "Language model", "not asked: no sign of spinning here, or there is no model"
        return
    yield "Text as it is", f"{keep.language:.2f} by the language model"
    yield "Best original", _candidate(best, keep)
    if following:
        yield "Next original", _candidate(following, keep)
    if explanation.reread:
        yield "Second reading", _second_reading(explanation.reread)


def _second_reading(reread: Reread) -> str:
    side = "likelier" if reread.gain >= 0 else "less likely"
    lead = "" if math.isinf(reread.lead) else f", and by {reread.lead:.2f} ahead of the next"
    return (
        f"with the best original the text is {side} by {abs(reread.gain):.2f}{lead}; "
        f"before, the edit was {percent(reread.before)} sure"
    )


def _candidate(scored: Scored, keep: Scored) -> str:
    margin = scored.total - keep.total
    side = "above" if margin >= 0 else "below"
    return (
        f'"{one_line(scored.wording)}": {scored.language:.2f} by the language model, '
        f"{scored.total:.2f} with the entry; {abs(margin):.2f} {side} the text"
    )
