"""Reads YAML strictly: every value keeps its line, unknown and double keys are errors."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml

from unspin.errors import PackError

_DEEPEST = 100
_BRACKET = re.compile(r"[\[\]{}]")
_DASHES = re.compile(r"(?:[-?] ){3,}")
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass
class Problems:
    """Collects what is wrong with a file, so that one run shows all of it."""

    path: str
    lines: list[str] = field(default_factory=list)

    def add(self, node: yaml.Node | int, message: str) -> None:
        """Note a problem at a node (or a line number)."""
        line = node if isinstance(node, int) else node.start_mark.line + 1
        self.lines.append(f"{self.path}:{line}: {message}")


def compose(text: str, path: str) -> yaml.MappingNode:
    """Parse a YAML file of keys and values to its node tree. Raises ``PackError``."""
    root = compose_any(text, path)
    if not isinstance(root, yaml.MappingNode):
        raise PackError(f"{path}:1: must be a list of 'key: value' lines; see rules/README.md")
    return root


def compose_any(text: str, path: str) -> yaml.Node | None:
    """Parse a YAML file to its node tree, None for an empty one. Raises ``PackError``."""
    if _depth(text) > _DEEPEST:  # the C parser would crash
        raise PackError(f"{path}:1: nested too deeply")
    try:
        root: yaml.Node | None = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or str(error).splitlines()[0]
        raise PackError(f"{path}:{mark.line + 1 if mark else 1}: not valid YAML: {problem}") from None
    except RecursionError:
        raise PackError(f"{path}:1: nested too deeply") from None
    return root


def _depth(text: str) -> int:
    """How deep brackets, or dashes in one line, are nested; a bracket in quotes counts too."""
    depth = deepest = 0
    for bracket in _BRACKET.finditer(text):
        depth = max(0, depth + (1 if bracket.group() in "[{" else -1))
        deepest = max(deepest, depth)
    dashes = max((len(found.group()) // 2 for found in _DASHES.finditer(text)), default=0)
    return max(deepest, dashes)


def pairs(node: yaml.MappingNode, problems: Problems) -> Iterator[tuple[str, yaml.Node, yaml.Node]]:
    """Key, key node, value node; double keys are noted and skipped."""
    seen: dict[str, int] = {}
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            problems.add(key, "a key must be plain text")
            continue
        if key.value in seen:
            problems.add(
                key,
                f"{key.value!r} stands here twice (first in line {seen[key.value]}); remove one",
            )
            continue
        seen[key.value] = key.start_mark.line + 1
        yield key.value, key, value


def known(node: yaml.MappingNode, allowed: frozenset[str], problems: Problems) -> dict[str, yaml.Node]:
    """A mapping's values by key; unknown keys are noted with the likely right one."""
    values = {}
    for name, key, value in pairs(node, problems):
        if name in allowed:
            values[name] = value
        else:
            close = difflib.get_close_matches(name, allowed, 1)
            mend = f"; did you mean {close[0]!r}?" if close else f"; known keys: {', '.join(sorted(allowed))}"
            problems.add(key, f"unknown key {name!r}{mend}")
    return values


def text_of(node: yaml.Node | None, what: str, problems: Problems) -> str:
    """A value that must be text."""
    if node is None:
        return ""
    if isinstance(node, yaml.ScalarNode):
        return str(node.value).strip()
    problems.add(node, f"{what} must be text; put it in quotes if it holds ': ', '[' or '{{'")
    return ""


def texts_of(node: yaml.Node | None, what: str, problems: Problems) -> tuple[tuple[str, int], ...]:
    """A value that must be a list of texts (one text counts as a list), each with its line."""
    if node is None:
        return ()
    nodes = node.value if isinstance(node, yaml.SequenceNode) else [node]
    return tuple((text_of(item, what, problems), item.start_mark.line + 1) for item in nodes)
