"""Paragraphs and sentences that stand in a post more than once (STR104, STR105)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from unspin.audit.context import AuditContext
from unspin.audit.structure.findings import SUGGESTION, WARNING, assessment, check_at, shorten
from unspin.audit.structure.outline import Outline, Unit, fold
from unspin.audit.structure.removal import removal
from unspin.audit.structure.repeats import is_right_after
from unspin.audit.structure.similar import near_pairs
from unspin.audit.structure.words import beginning_with
from unspin.model.check import Assessment, Check
from unspin.model.correction import Edit
from unspin.model.document import BlockKind
from unspin.model.page import Sentence
from unspin.model.span import Span

__all__ = ["assess_text", "is_refrain"]

_PARAGRAPH, _SENTENCE = "STR104", "STR105"
_KINDS = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)
_LONG = 20
"""Words from which a paragraph that stands twice is sure to be a slip, and from which near ones count."""

_ASIDE = re.compile(r"\s*(?:[(\[*†‡]|[\w ,-]{1,60}:\s)")
"""A remark in brackets, a note to a table, or what follows a label such as "Abbreviations:"."""


def is_refrain(words: tuple[str, ...]) -> bool:
    """Whether a text begins like advice or a pointer that is repeated on purpose."""
    return bool(beginning_with("refrains").match(" ".join(words[:3])))


def assess_text(outline: Outline, context: AuditContext) -> tuple[Assessment, ...]:
    """Repeats of paragraphs and of sentences."""
    paragraphs = list(_paragraphs(outline, context))
    reported = frozenset(check.span for check in paragraphs)
    return (
        assessment(
            _PARAGRAPH,
            "Repeated paragraphs",
            "No paragraph is repeated.",
            "Paragraphs are repeated ({}).",
            paragraphs,
        ),
        assessment(
            _SENTENCE,
            "Repeated sentences",
            "No sentence is repeated.",
            "Sentences are repeated ({}).",
            list(_sentences(outline, context, reported)),
        ),
    )


def _paragraphs(outline: Outline, context: AuditContext) -> Iterator[Check]:
    units = [unit for unit in outline.units if unit.kind in _KINDS and unit.words and not unit.apart]
    known: dict[tuple[BlockKind, tuple[str, ...]], Unit] = {}
    for unit in units:
        earlier = known.get((unit.kind, unit.words))
        known[unit.kind, unit.words] = unit
        if earlier is None:
            continue
        if _is_same_place(outline, earlier, unit):
            yield _repeated(outline, unit, earlier, WARNING, removal(outline, unit))
        elif _is_in_reach(outline, earlier, unit, context) and _is_telling(outline, unit, earlier, context):
            is_long = len(unit.words) >= _LONG and unit.kind is BlockKind.PARAGRAPH
            yield _repeated(outline, unit, earlier, WARNING if is_long else SUGGESTION)
    long = [unit for unit in units if _may_be_near(outline, unit)]
    for first, second in near_pairs([unit.words for unit in long], context.limits.near_duplicate):
        if _is_in_reach(outline, long[first], long[second], context):
            yield _repeated(outline, long[second], long[first], SUGGESTION)


def _may_be_near(outline: Outline, unit: Unit) -> bool:
    """Whole sentences only: entries of glossaries and of lists are alike by nature."""
    return (
        len(unit.words) >= _LONG
        and unit.kind is BlockKind.PARAGRAPH
        and unit.text[:1].isupper()
        and unit.text[-1:] in ".!?"
        and not is_refrain(unit.words)
        and not outline.in_summary(unit)
    )


def _is_in_reach(outline: Outline, earlier: Unit, later: Unit, context: AuditContext) -> bool:
    """Whether a reader still remembers the first place; a long text may define a thing again."""
    between = outline.units[earlier.number : later.number]
    words = 0
    for unit in between:
        words += len(unit.words)
        if words > context.limits.repeat_distance:
            return False
    return True


def _is_same_place(outline: Outline, earlier: Unit, unit: Unit) -> bool:
    return len(unit.words) > 1 and unit.kind is BlockKind.PARAGRAPH and is_right_after(outline, earlier, unit)


def _is_telling(outline: Outline, unit: Unit, earlier: Unit, context: AuditContext) -> bool:
    """Whether a short repeat is no refrain, no summary and no item that two lists share."""
    return (
        len(unit.words) >= (context.limits.repeated_words if unit.kind is BlockKind.PARAGRAPH else _LONG)
        and not is_refrain(unit.words)
        and not outline.in_summary(unit)
        and not outline.in_summary(earlier)
    )


def _repeated(
    outline: Outline, unit: Unit, earlier: Unit, severity: str, fix: tuple[Edit, ...] = ()
) -> Check:
    line = outline.page.document.article.position(earlier.span.start)[0]
    nearly = "" if earlier.words == unit.words else "in nearly the same words "
    what = "list item" if unit.kind is BlockKind.LIST_ITEM else "paragraph"
    return check_at(
        outline.page,
        _PARAGRAPH,
        unit.span,
        f"the {what} “{shorten(unit.text)}” stands {nearly}already in line {line}",
        "Keep the better one of the two.",
        severity,
        fix,
    )


def _sentences(outline: Outline, context: AuditContext, reported: frozenset[Span | None]) -> Iterator[Check]:
    units = {unit.block.index: unit for unit in outline.units}
    known: dict[tuple[str, ...], Sentence] = {}
    rest: list[tuple[Sentence, tuple[str, ...]]] = []
    last: Sentence | None = None
    for sentence in outline.page.sentences:
        before, last = last, sentence
        unit = units.get(sentence.block)
        words = fold(sentence.text.strip())
        if unit is None or unit.apart or not words or unit.span in reported:
            continue
        if before and _is_doubled(before, sentence, words):
            yield _said_again(outline, sentence, before, WARNING, _cut(outline, before, sentence))
            continue
        if unit.kind is not BlockKind.PARAGRAPH or outline.in_summary(unit) or is_refrain(words):
            continue
        if len(words) < context.limits.repeated_words or _ASIDE.match(sentence.text):
            continue
        earlier = known.setdefault(words, sentence)
        if earlier is not sentence and len(words) < len(unit.words):
            if _is_in_reach(outline, units[earlier.block], unit, context):
                yield _said_again(outline, sentence, earlier, SUGGESTION)
            known[words] = sentence
        elif earlier is sentence and len(words) >= _LONG and sentence.text.strip()[-1:] in ".!?":
            rest.append((sentence, words))
    for first, second in near_pairs([words for _, words in rest], context.limits.near_duplicate):
        (early, _), (late, words) = rest[first], rest[second]
        own = units[late.block]
        if len(words) < len(own.words) and _is_in_reach(outline, units[early.block], own, context):
            yield _said_again(outline, late, early, SUGGESTION)


def _is_doubled(before: Sentence, sentence: Sentence, words: tuple[str, ...]) -> bool:
    return before.block == sentence.block and len(words) > 2 and fold(before.text.strip()) == words


def _cut(outline: Outline, before: Sentence, sentence: Sentence) -> tuple[Edit, ...]:
    """Removes the second of two sentences that are the same to the letter."""
    text = outline.page.text
    if before.span.of(text).strip() != sentence.span.of(text).strip():
        return ()
    end = before.span.start + len(before.span.of(text).rstrip())
    stop = sentence.span.start + len(sentence.span.of(text).rstrip())
    between = text[end : sentence.span.start]
    return (Edit(Span(end, stop), ""),) if not between.strip() else ()


def _said_again(
    outline: Outline, sentence: Sentence, earlier: Sentence, severity: str, fix: tuple[Edit, ...] = ()
) -> Check:
    line = outline.page.document.article.position(earlier.span.start)[0]
    return check_at(
        outline.page,
        _SENTENCE,
        sentence.span,
        f"the sentence “{shorten(sentence.text)}” stands already in line {line}",
        "Say it once, or say what is new here.",
        severity,
        fix,
    )
