"""The sentences of rules are their tests: each must be fixed, or kept, by its rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from unspin.apply.fit import fit
from unspin.apply.mend import starts_with_vowel_sound
from unspin.apply.splice import splice
from unspin.decide.grammar import wrong_tag
from unspin.decide.overlap import settle_overlaps
from unspin.detect.terminology import TerminologyDetector
from unspin.language.nlp import language_tools
from unspin.model.article import Article
from unspin.model.correction import Edit
from unspin.model.rule import Example, Rule
from unspin.parse import parse

_SLOT = "{}"


@dataclass(frozen=True, slots=True)
class Failure:
    """A sentence that did not come out as its rule says."""

    rule: Rule
    example: Example
    result: str

    def __str__(self) -> str:
        line = self.example.line or self.rule.line
        return (
            f"{self.rule.path}:{line}: {self.rule.id}: {self.example.text!r} became {self.result!r}, "
            f"not {self.example.corrected!r}"
        )


def examples_of(rule: Rule) -> Iterator[Example]:
    """Own sentences of a rule, and those its section's frames make."""
    yield from rule.fixes
    yield from rule.keeps
    spun = rule.wording.replace("~", "")
    original = rule.originals[0].wording.replace("~", "")
    for frame in rule.frames:
        yield Example(_fill(frame, spun), _fill(frame, original), rule.line)
        yield Example(_fill(frame, original), _fill(frame, original), rule.line)
    if not rule.frames and not rule.keeps:
        for fix in rule.fixes:
            yield Example(fix.corrected, fix.corrected, fix.line)


def _fill(frame: str, wording: str) -> str:
    """The frame with the wording in its slot; a/an fitted, a capital at the start."""
    before, _, after = frame.partition(_SLOT)
    for article in ("a ", "an ", "A ", "An "):
        if before.endswith((" " + article, "\n" + article)) or before == article:
            right = "an " if starts_with_vowel_sound(wording) else "a "
            right = right.capitalize() if article[0] == "A" else right
            before = before[: -len(article)] + right
            break
    if not before:
        wording = wording[:1].upper() + wording[1:]
    return before + wording + after


def check_rules(rules: Iterable[Rule]) -> Iterator[Failure]:
    """Test each rule by itself: does it find its wording, and write its first original?

    Whether an article gives reason to use the rule is not asked here.
    """
    for rule in rules:
        detector = TerminologyDetector([rule])
        for example in examples_of(rule):
            result = _run(example.text, detector)
            if result != example.corrected:
                yield Failure(rule, example, result)


def _run(text: str, detector: TerminologyDetector) -> str:
    document = parse(Article("sentence", text, "text"))
    findings, _ = settle_overlaps(detector.detect(document))
    tools = cache(language_tools)
    edits = []
    for finding in findings:
        if not wrong_tag(finding, document.blocks[finding.block], tools, 1.0):
            edits.append(Edit(finding.span, fit(document, finding).candidates[0].replacement))
    return splice(text, edits).text
