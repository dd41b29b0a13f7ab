"""Reads ``rules/leftovers.yaml``: what is left of page widgets and of the writing process."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from unspin.audit.structure.patterns import Pattern, compile_pattern
from unspin.errors import PackError
from unspin.lexicon.nodes import Problems, compose, known, pairs, text_of, texts_of

__all__ = ["LeftoverGroup", "leftover_groups", "parse_leftovers"]

_FILE = "leftovers.yaml"
_KEYS = frozenset(
    "name code scope severity fix message source patterns exact hits keep".split(),
)
_NEEDED = ("name", "code", "scope", "severity", "fix", "message", "source", "patterns", "hits", "keep")
_CHOICES = {
    "code": ("STR141", "STR142", "STR143", "STR144"),
    "scope": ("line", "text"),
    "severity": ("warning", "suggestion"),
    "fix": ("true", "false"),
}


@dataclass(frozen=True, slots=True)
class LeftoverGroup:
    """Patterns that mean the same to an editor, with sentences that show it."""

    name: str
    code: str
    scope: str
    """``line``: the whole block; ``text``: anywhere in a sentence."""
    severity: str
    fix: bool
    message: str
    source: str
    patterns: tuple[Pattern, ...]
    exact: tuple[re.Pattern[str], ...]
    hits: tuple[str, ...]
    keep: tuple[str, ...]


@cache
def leftover_groups() -> tuple[LeftoverGroup, ...]:
    """The shipped groups. Raises ``PackError``."""
    return parse_leftovers(files("unspin.rules").joinpath(_FILE).read_text("utf-8"), f"rules/{_FILE}")


def parse_leftovers(text: str, path: str) -> tuple[LeftoverGroup, ...]:
    """The groups of a file. Raises ``PackError`` that names every problem with its line."""
    problems = Problems(path)
    root = known(compose(text, path), frozenset(("sets", "groups")), problems)
    sets = _sets(root.get("sets"), problems)
    node = root.get("groups")
    groups = []
    if not isinstance(node, yaml.SequenceNode):
        problems.add(1, "'groups' must be a list")
    else:
        groups = [group for item in node.value if (group := _group(item, sets, problems))]
    if problems.lines:
        raise PackError("\n".join(problems.lines))
    return tuple(groups)


def _sets(node: yaml.Node | None, problems: Problems) -> dict[str, tuple[str, ...]]:
    if not isinstance(node, yaml.MappingNode):
        return {}
    return {
        name: tuple(text for text, _ in texts_of(value, name, problems))
        for name, _, value in pairs(node, problems)
    }


def _group(node: yaml.Node, sets: dict[str, tuple[str, ...]], problems: Problems) -> LeftoverGroup | None:
    if not isinstance(node, yaml.MappingNode):
        problems.add(node, "a group must be 'key: value' lines")
        return None
    noted = len(problems.lines)
    nodes = known(node, _KEYS, problems)
    for key in _NEEDED:
        if key not in nodes:
            problems.add(node, f"a group needs {key!r}")
    single = {key: text_of(nodes.get(key), key, problems) for key in (*_CHOICES, "name", "message", "source")}
    for key, choices in _CHOICES.items():
        if key in nodes and single[key] not in choices:
            problems.add(nodes[key], f"{key!r} must be one of: {', '.join(choices)}")
    patterns = _patterns(nodes.get("patterns"), sets, single["scope"] == "line", problems)
    exact = _expressions(nodes.get("exact"), problems)
    if len(problems.lines) > noted:
        return None
    return LeftoverGroup(
        single["name"],
        single["code"],
        single["scope"],
        single["severity"],
        single["fix"] == "true",
        single["message"],
        single["source"],
        patterns,
        exact,
        tuple(text for text, _ in texts_of(nodes["hits"], "hits", problems)),
        tuple(text for text, _ in texts_of(nodes["keep"], "keep", problems)),
    )


def _patterns(
    node: yaml.Node | None, sets: dict[str, tuple[str, ...]], whole: bool, problems: Problems
) -> tuple[Pattern, ...]:
    found = []
    for source, line in texts_of(node, "a pattern", problems):
        try:
            found.append(compile_pattern(source, sets, whole=whole))
        except ValueError as error:
            problems.add(line, f"pattern: {error}")
    return tuple(found)


def _expressions(node: yaml.Node | None, problems: Problems) -> tuple[re.Pattern[str], ...]:
    found = []
    for source, line in texts_of(node, "an expression", problems):
        try:
            found.append(re.compile(source))
        except re.error as error:
            problems.add(line, f"expression: {error}")
    return tuple(found)
