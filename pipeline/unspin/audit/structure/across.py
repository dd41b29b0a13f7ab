"""Text that other posts of the same run have too (STR111)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from unspin.audit.context import AuditContext
from unspin.audit.site_index import Place, SiteIndex
from unspin.audit.structure.findings import SUGGESTION, WARNING, assessment, check_at, not_applicable
from unspin.audit.structure.outline import Outline, Unit
from unspin.audit.structure.repeated_text import is_refrain
from unspin.audit.structure.words import any_of
from unspin.model.check import Assessment, Check
from unspin.model.document import BlockKind
from unspin.model.page import Sentence

__all__ = ["assess_across"]

_CODE, _NAME = "STR111", "Text shared with other posts"
_SHORTEST = 10
"""Words of a sentence from which two authors hardly write the same."""


@dataclass
class _Shared:
    """What this post shares with one other."""

    first: Place
    sentences: list[Sentence] = field(default_factory=list)
    words: int = 0


def assess_across(outline: Outline, context: AuditContext) -> tuple[Assessment, ...]:
    """Long sentences that stand in other posts, too, and how much of this post they are."""
    if context.posts is None:
        return (not_applicable(_CODE, _NAME, "Only this post was read: others were not compared."),)
    total = sum(len(unit.words) for unit in outline.units if not unit.apart)
    found = _shared(outline, context.posts)
    limit = context.limits.shared_text
    return (
        assessment(
            _CODE,
            _NAME,
            "No other post of this run shares a noteworthy part of the text.",
            "The text is shared with other posts ({}).",
            list(_checks(outline, found, total, limit)),
        ),
    )


def _shared(outline: Outline, posts: SiteIndex) -> dict[str, _Shared]:
    units = {unit.block.index: unit for unit in outline.units}
    path = outline.page.document.article.path
    found: dict[str, _Shared] = {}
    for sentence in outline.page.sentences:
        unit = units.get(sentence.block)
        if unit is None or not _is_telling(unit, sentence.text):
            continue
        place = posts.same_sentence(sentence.text, path)
        if place:
            shared = found.setdefault(place.path, _Shared(place))
            shared.sentences.append(sentence)
            shared.words += len(sentence.text.split())
    return found


def _is_telling(unit: Unit, text: str) -> bool:
    words = tuple(text.lower().split())
    return (
        not unit.apart
        and unit.kind is BlockKind.PARAGRAPH
        and len(words) >= _SHORTEST
        and not any_of("boilerplate").search(unit.text)
        and not is_refrain(words)
    )


def _checks(outline: Outline, found: dict[str, _Shared], total: int, limit: float) -> Iterator[Check]:
    for path, shared in found.items():
        share = shared.words / total if total else 0.0
        count = len(shared.sentences)
        if count < 2 and share < limit:
            continue
        yield check_at(
            outline.page,
            _CODE,
            shared.sentences[0].span,
            f"{count} sentences ({shared.words} words, {share:.0%} of this post) stand in {path} too, "
            f"the first in its line {shared.first.line}",
            "Link to the other post, or write what is particular to this one.",
            WARNING if share >= limit else SUGGESTION,
        )
