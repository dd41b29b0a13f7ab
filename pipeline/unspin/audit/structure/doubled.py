"""Words that stand twice in a row by a slip (STR106)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from unspin.audit.context import AuditContext
from unspin.audit.structure.findings import SUGGESTION, WARNING, assessment, check_at
from unspin.audit.structure.outline import Outline, Unit
from unspin.audit.structure.words import word_list
from unspin.model.check import Assessment, Check
from unspin.model.correction import Edit
from unspin.model.document import BlockKind
from unspin.model.span import Span

__all__ = ["assess_doubled"]

_CODE = "STR106"
_DOUBLED = re.compile(r"(?<![\w'’.-])([A-Za-z]+)([ \t]+)(\1)(?![\w'’-])", re.IGNORECASE)


def assess_doubled(outline: Outline, context: AuditContext) -> tuple[Assessment, ...]:
    """Doubled small words. Other words may be doubled on purpose ("very, very", "beri beri")."""
    checks = [check for unit in outline.units for check in _doubled(outline, unit)]
    return (
        assessment(
            _CODE,
            "Doubled words",
            "No word is doubled by a slip.",
            "Words stand twice in a row ({}).",
            checks,
        ),
    )


def _doubled(outline: Outline, unit: Unit) -> Iterator[Check]:
    if unit.apart or unit.kind is BlockKind.TABLE_CELL:
        return
    flow = unit.block.flow
    for found in _DOUBLED.finditer(flow.text):
        word = found[1].lower()
        # "vitamin A a day", "hepatitis A A": capitals may be names.
        if found[1].isupper() and len(word) > 1:  # "OR or": the first is a name
            continue
        never = word in word_list("never-doubled")
        if (
            not (never or word in word_list("seldom-doubled"))
            or not found[3].islower()
            or not (never or found[1].islower())
        ):
            continue
        span = flow.to_original(found.start(1), found.end(3))
        sure = never and span.of(outline.page.text) == found[0]
        fix = (Edit(Span(span.start + len(word), span.end), ""),) if sure else ()
        yield check_at(
            outline.page,
            _CODE,
            span,
            f"“{word}” stands twice in a row",
            "Take one of the two out.",
            WARNING if sure else SUGGESTION,
            fix,
        )
