"""Vetoes that need a look at the language: part of speech, and names of people, places, organisations."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence

from unspin.apply.case import is_heading_like, is_title_cased
from unspin.detect.context import sentence_starts
from unspin.detect.terminology import CHANNEL
from unspin.language.nlp import LanguageTools
from unspin.lexicon.inflect import base_of
from unspin.model.document import Block, BlockKind, Document
from unspin.model.finding import Finding
from unspin.model.rule import Pos, Trust

_HEADINGS = (BlockKind.HEADING, BlockKind.TITLE)
_TAGS = {Pos.NOUN: {"NOUN", "PROPN", "ADJ"}, Pos.VERB: {"VERB", "AUX", "ADJ"}}
"""Tags that a word of the channel may have; taggers take many participles for adjectives."""
_PARTICIPLES = {Pos.NOUN: ("ing",), Pos.ADJECTIVE: ("ing", "ed")}
_BEFORE_OBJECTS = frozenset("the a an this these those your my his its our their them it".split())
DOUBT = (0.3, 0.75)
"""Confidences between which the part of speech of a word of the channel has a say."""
Tools = Callable[[], LanguageTools]
"""Gives the tools when they are first needed: loading a model costs more than most articles."""


def wrong_tag(finding: Finding, block: Block, tools: Tools, confidence: float) -> str:
    """The part of speech that stands here although the rule asks for another; empty when fine.

    Words of the channel that can be noun and verb are only asked about where the decoder is in doubt:
    taggers often fail on spun text, and the language model knows better where it is sure.
    """
    if _has_object(finding, block.flow.text):
        return "VERB"
    wanted = _wanted_tags(finding, confidence)
    if not wanted:
        return ""
    tags = tools().tags(*_sentence(block.flow.text, finding))
    if not tags or wanted.intersection(tags):
        return ""
    return "/".join(dict.fromkeys(tags))


def _has_object(finding: Finding, text: str) -> bool:
    """Whether what an entry takes for a noun or an adjective has an object after it, as verbs have:
    "following the plan" is not "next the plan", nor "handling your stress" "management your stress"."""
    endings = _PARTICIPLES.get(finding.rule.pos)
    if endings is None or finding.detector != CHANNEL or not finding.text.lower().endswith(endings):
        return False
    after = text[finding.flow_end : finding.flow_end + 12]
    return after[:1] == " " and after[1:].partition(" ")[0].lower() in _BEFORE_OBJECTS


def taken_for_no_verb(findings: Sequence[Finding], text: str) -> dict[int, Finding]:
    """Findings, by number, whose entry takes a verb with an object for something else, and that of the verb.

    Only where an entry for the verb stands at the same place: "myths encompassing the virus" has one for
    the adjective, which is not meant, and one for the verb, which is.
    """
    verbs = {
        (finding.flow_start, finding.flow_end): finding
        for finding in findings
        if finding.detector == CHANNEL and finding.rule.pos is Pos.VERB
    }
    return {
        number: verbs[finding.flow_start, finding.flow_end]
        for number, finding in enumerate(findings)
        if (finding.flow_start, finding.flow_end) in verbs and _has_object(finding, text)
    }


def sentences_to_tag(places: Iterable[tuple[Finding, float]], document: Document) -> list[str]:
    """The sentences whose parts of speech will be asked for, so that they can be analysed together."""
    return [
        _sentence(document.blocks[finding.block].flow.text, finding)[0]
        for finding, confidence in places
        if _wanted_tags(finding, confidence)
    ]


def _wanted_tags(finding: Finding, confidence: float) -> set[str]:
    """The parts of speech that the place may have; empty when nobody asks."""
    context = finding.rule.context
    if context is not None and context.tag:
        return {tag.upper() for tag in context.tag}
    if DOUBT[0] <= confidence < DOUBT[1] and _is_ambiguous(finding):
        return _TAGS[finding.rule.pos]
    return set()


def possible_name(finding: Finding, document: Document, tools: Tools) -> str:
    """The name that the finding may be part of; empty when none.

    Headings and lines in title case are left out: capitals say nothing there. So are wordings of several
    words that only spinners write, unless capitals go on after them.
    """
    block = document.blocks[finding.block]
    text = block.flow.text
    matched = text[finding.flow_start : finding.flow_end]
    if block.kind in _HEADINGS or matched == matched.lower() or is_title_cased(text) or matched.isupper():
        return ""
    if is_heading_like(_line(document.article.text, finding)):
        return ""  # a heading of plain text, which no blank line sets apart
    if finding.rule.wording != finding.rule.wording.lower():
        return ""  # the rule itself is about a name: "Alzheimer's illness"
    if (
        _starts_sentence(text, finding.flow_start)
        and matched[1:] == matched[1:].lower()  # "Bosom malignancies hurt": the capital is the sentence's
        and not _name_follows(text, finding)
    ):
        return ""
    known = finding.detector != CHANNEL and finding.rule.trust is Trust.HIGH and finding.words > 1
    name = "" if known else tools().name_at(*_sentence(text, finding))
    return name or _capitals(text, finding)


def _is_ambiguous(finding: Finding) -> bool:
    """Whether this is a single word of the channel that can be a noun and a verb: "rest", "hurts"."""
    form = finding.text.lower()
    return (
        finding.detector == CHANNEL
        and finding.words == 1
        and finding.rule.pos in _TAGS
        and bool(base_of(form, Pos.NOUN) and base_of(form, Pos.VERB))
    )


def _sentence(text: str, finding: Finding) -> tuple[str, int, int]:
    """The sentence that a finding begins in, and where the finding stands in it."""
    borders = [0, *sentence_starts(text), len(text)]
    at = bisect_right(borders, finding.flow_start, hi=len(borders) - 1) - 1
    start = borders[at]
    end = max(borders[at + 1], finding.flow_end)
    return text[start:end], finding.flow_start - start, finding.flow_end - start


def _line(text: str, finding: Finding) -> str:
    """The line of the original that a finding stands in."""
    start, end = finding.span.start, finding.span.end
    stop = text.find("\n", end)
    return text[text.rfind("\n", 0, start) + 1 : stop if stop >= 0 else len(text)]


def _capitals(text: str, finding: Finding) -> str:
    """Capitals in the middle of a sentence that go on after the finding: "the Stance Institute"."""
    matched = text[finding.flow_start : finding.flow_end]
    if _starts_sentence(text, finding.flow_start) or not _name_follows(text, finding):
        return ""
    following = text[finding.flow_end :].split(maxsplit=1)[0].strip(".,;:!?)")
    return f"{matched} {following}" if matched.split()[-1][0].isupper() else ""


def _starts_sentence(text: str, start: int) -> bool:
    before = text[:start].rstrip(" \"'“‘([-–•")
    return not before or before[-1] in ".!?:;\ufffc"


def _name_follows(text: str, finding: Finding) -> bool:
    """Whether the next word has a capital too: "Stance Health", not "Stance matters"."""
    following = text[finding.flow_end :].split(maxsplit=1)
    return (
        bool(following)
        and text[finding.flow_end : finding.flow_end + 1] == " "
        and following[0][:1].isupper()
    )
