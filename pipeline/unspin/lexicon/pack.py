"""Reads a pack (see ``rules/README.md``) into rules. Strict: every doubt is an error with its line."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import PurePath
from typing import TypeVar

import yaml

from unspin.lexicon.nodes import Problems, compose, known, pairs, text_of, texts_of
from unspin.model.document import BlockKind
from unspin.model.rule import Context, Example, Kind, Original, Pos, Rule, Safety, Trust

_PACK_KEYS = frozenset(("pack", "title", "source", "sections"))
_SECTION_KEYS = frozenset(("pos", "kind", "safety", "trust", "frames", "entries", "source", "note"))
_CONTEXT_KEYS = {
    "near": "near",
    "not_near": "not_near",
    "before": "before",
    "not_before": "not_before",
    "after": "after",
    "not_after": "not_after",
    "tag": "tag",
    "in": "inside",
    "not_in": "not_inside",
}
_ENTRY_KEYS = frozenset(_CONTEXT_KEYS) | frozenset(
    ("to", "kind", "pos", "safety", "trust", "fix", "keep", "note", "source")
)
_TAGS = ("NOUN", "VERB", "ADJ", "ADV", "PROPN", "AUX", "ADP", "DET", "PRON", "NUM")
"""Universal parts of speech that a wording can have; the others (PUNCT, SYM ...) are no words."""
_VALUES: dict[str, tuple[str, ...]] = {"tag": _TAGS, "in": tuple(BlockKind), "not_in": tuple(BlockKind)}
"""Contexts that are no lists of words, and what may stand in them. A value that can never hold would
switch a rule off, or its exception, without a word."""
ARROW = " => "
_Choice = TypeVar("_Choice", bound=StrEnum)


@dataclass(frozen=True)
class _Defaults:
    """What a section says for all of its entries."""

    pos: Pos = Pos.FIXED
    kind: Kind = Kind.GENERAL_PHRASE
    safety: Safety = Safety.SAFE
    trust: Trust = Trust.HIGH
    frames: tuple[str, ...] = ()
    source: str = ""
    note: str = ""


def parse_pack(text: str, path: str) -> tuple[tuple[Rule, ...], tuple[str, ...]]:
    """The rules of a pack and the problems found (each ``file:line: what; how to mend``).

    Raises ``PackError`` only when the file is no YAML mapping at all.
    """
    problems = Problems(path)
    top = known(compose(text, path), _PACK_KEYS, problems)
    name = text_of(top.get("pack"), "pack", problems)
    if name != PurePath(path).stem:
        problems.add(1, f"'pack: {name}' must be the name of the file, {PurePath(path).stem!r}")
    source = text_of(top.get("source"), "source", problems)
    if not source:
        problems.add(1, "'source' is missing; say where the knowledge comes from")
    sections = top.get("sections")
    rules: list[Rule] = []
    if isinstance(sections, yaml.SequenceNode):
        for section in sections.value:
            rules.extend(_section(section, name, source, problems))
    else:
        problems.add(sections or 1, "'sections' must be a list")
    return tuple(rules), tuple(problems.lines)


def _section(node: yaml.Node, pack: str, source: str, problems: Problems) -> list[Rule]:
    if not isinstance(node, yaml.MappingNode):
        problems.add(node, "a section must be a list of 'key: value' lines")
        return []
    values = known(node, _SECTION_KEYS, problems)
    defaults = _Defaults(
        pos=_choice(values.get("pos"), Pos, Pos.FIXED, problems),
        kind=_choice(values.get("kind"), Kind, Kind.GENERAL_PHRASE, problems),
        safety=_choice(values.get("safety"), Safety, Safety.SAFE, problems),
        trust=_choice(values.get("trust"), Trust, Trust.HIGH, problems),
        frames=tuple(t for t, _ in texts_of(values.get("frames"), "a frame", problems)),
        source=text_of(values.get("source"), "source", problems) or source,
        note=text_of(values.get("note"), "note", problems),
    )
    for required in ("pos", "kind", "entries"):
        if required not in values:
            problems.add(node, f"the section has no {required!r}")
    if any("{}" not in frame for frame in defaults.frames):
        problems.add(values["frames"], "a frame needs the slot {} where the wording stands")
    entries = values.get("entries")
    if not isinstance(entries, yaml.MappingNode):
        if entries is not None:
            problems.add(entries, "'entries' must be a list of 'spun wording: original' lines")
        return []
    rules = []
    for wording, key, value in pairs(entries, problems):
        rule = _entry(wording, key, value, pack, defaults, problems)
        if rule:
            rules.append(rule)
    return rules


def _entry(
    wording: str,
    key: yaml.Node,
    value: yaml.Node,
    pack: str,
    defaults: _Defaults,
    problems: Problems,
) -> Rule | None:
    wording = " ".join(wording.split())
    rule = Rule(
        id=f"{pack}/{slug(wording)}",
        wording=wording,
        originals=(),
        pos=defaults.pos,
        kind=defaults.kind,
        safety=defaults.safety,
        trust=defaults.trust,
        frames=defaults.frames,
        source=defaults.source,
        note=defaults.note,
        path=problems.path,
        line=key.start_mark.line + 1,
    )
    to: yaml.Node | None = value
    if isinstance(value, yaml.MappingNode):
        details = known(value, _ENTRY_KEYS, problems)
        to = details.get("to")
        rule = _detailed(rule, details, problems)
    originals = _originals(to, wording, key, problems)
    if not slug(wording) or not originals:
        problems.add(key, f"{wording!r} has no original; write 'spun wording: original'")
        return None
    if not rule.frames and not rule.fixes:
        problems.add(key, f"{wording!r} has no sentence it must fix; add 'fix' or frames to its section")
    return replace(rule, originals=originals)


def _detailed(rule: Rule, details: dict[str, yaml.Node], problems: Problems) -> Rule:
    """The long form of an entry: its own settings, contexts and sentences."""
    fixes = []
    for text, line in texts_of(details.get("fix"), "fix", problems):
        spun, arrow, corrected = text.partition(ARROW)
        if not arrow or spun.strip() == corrected.strip():
            problems.add(line, "a fix is 'spun sentence => corrected sentence'")
        fixes.append(Example(spun.strip(), corrected.strip(), line))
    keeps = tuple(Example(text, text, line) for text, line in texts_of(details.get("keep"), "keep", problems))
    return replace(
        rule,
        pos=_choice(details.get("pos"), Pos, rule.pos, problems),
        kind=_choice(details.get("kind"), Kind, rule.kind, problems),
        safety=_choice(details.get("safety"), Safety, rule.safety, problems),
        trust=_choice(details.get("trust"), Trust, rule.trust, problems),
        context=_context(details, problems),
        fixes=tuple(fixes),
        keeps=keeps,
        frames=() if fixes else rule.frames,
        source=text_of(details.get("source"), "source", problems) or rule.source,
        note=text_of(details.get("note"), "note", problems) or rule.note,
    )


def _context(details: dict[str, yaml.Node], problems: Problems) -> Context | None:
    words = {
        field: _context_values(key, details[key], problems)
        for key, field in _CONTEXT_KEYS.items()
        if key in details
    }
    return Context(**words) if words else None


def _context_values(key: str, node: yaml.Node, problems: Problems) -> tuple[str, ...]:
    """The values of one context: names of a fixed list as they are, words in lower case."""
    found = texts_of(node, key, problems)
    if key not in _VALUES:
        _refuse_booleans(key, node, problems)
        return tuple(text.lower() for text, _ in found)
    for text, line in found:
        if text not in _VALUES[key]:
            problems.add(line, f"{key}: {text!r} is not one of: {', '.join(_VALUES[key])}")
    return tuple(text for text, _ in found)


def _refuse_booleans(key: str, node: yaml.Node, problems: Problems) -> None:
    """Note a bare ``True`` or ``False``: what a program makes of "on" or "no" when it rewrites a pack."""
    for item in node.value if isinstance(node, yaml.SequenceNode) else [node]:
        if isinstance(item, yaml.ScalarNode) and not item.style and item.value in ("True", "False"):
            problems.add(
                item, f"{key}: {item.value} is no word but a YAML truth value; put the word in quotes"
            )


def _originals(
    node: yaml.Node | None, wording: str, key: yaml.Node, problems: Problems
) -> tuple[Original, ...]:
    if node is None:
        return ()
    items = node.value if isinstance(node, yaml.SequenceNode) else [node]
    found = []
    for position, item in enumerate(items):
        weight = 1.0 / (position + 1)
        if isinstance(item, yaml.MappingNode) and len(item.value) == 1:
            item, number = item.value[0]
            weight = _weight(number, problems)
        text = " ".join(text_of(item, "an original", problems).split())
        if text.casefold() == wording.casefold():
            problems.add(key, f"{wording!r} corrects to itself; remove that original")
        elif text:
            found.append(Original(text, weight))
    return tuple(found)


def _weight(node: yaml.Node, problems: Problems) -> float:
    try:
        weight = float(text_of(node, "a weight", problems))
    except ValueError:
        weight = -1.0
    if not 0 < weight <= 1000:
        problems.add(node, "a weight must be a number above 0, at most 1000")
        return 1.0
    return weight


def _choice(node: yaml.Node | None, choices: type[_Choice], default: _Choice, problems: Problems) -> _Choice:
    if node is None:
        return default
    text = text_of(node, "this value", problems)
    try:
        return choices(text)
    except ValueError:
        problems.add(node, f"{text!r} is not one of: {', '.join(choices)}")
        return default


def slug(wording: str) -> str:
    """The wording as part of a rule id: lower case, hyphens between the words."""
    return re.sub(r"[^\w]+", "-", wording.lower().replace("'", "").replace("’", "")).strip("-")
