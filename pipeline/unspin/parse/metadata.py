"""Front matter as data: every value with the place where it is written."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

import yaml

from unspin.model.span import Span
from unspin.parse.frontmatter import FENCE, compose

_MOST_VALUES = 20_000
_DEEPEST = 40
"""Values and levels that are read: a few lines of YAML can stand for millions of values."""
_TOML_KEY = re.compile(r"^[ \t]*([A-Za-z_][\w-]*|\"[^\"\r\n]*\")[ \t]*=[ \t]*([^\r\n]*)", re.MULTILINE)
_UNREADABLE = (yaml.YAMLError, ValueError, TypeError, OverflowError, RecursionError, KeyError, AttributeError)
"""What PyYAML raises for values that cannot be built, such as the date 2024-02-31."""


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """Values of the top mapping by keys in lower case with "-" as "_"; the body starts at ``end``."""

    values: dict[str, Any] = field(default_factory=dict)
    spans: dict[str, Span] = field(default_factory=dict)
    end: int = 0


def read_front_matter(text: str) -> FrontMatter:
    """The front matter of an article, empty where there is none or it cannot be read. Never raises.

    Values are texts, numbers, truth values, dates, and lists and mappings of them. A place is that of the
    value, without quotation marks.
    """
    found = FENCE.match(text)
    if not found:
        return FrontMatter()
    body, start = found["body"], found.start("body")
    values: dict[str, Any] = {}
    spans: dict[str, Span] = {}
    budget = _Budget(_MOST_VALUES)
    try:
        for key, value, low, high in _toml(body) if found["fence"] == "+++" else _yaml(body):
            name = fold_key(key)
            if name not in values:
                values[name] = budget.plain(value)
                spans[name] = Span(start + low, start + max(low, high))
    except _UNREADABLE:
        pass  # ``parse`` has refused it with its line; a document made by hand has what was read so far
    return FrontMatter(values, spans, found.end())


def fold_key(key: str) -> str:
    """A key as it is looked up: lower case, "-" as "_"."""
    return key.strip().lower().replace("-", "_")


@dataclass
class _Budget:
    """Copies values until there are too many; what is left out becomes ``None``."""

    left: int

    def plain(self, value: Any, depth: int = 0) -> Any:
        self.left -= 1
        if self.left < 0 or depth > _DEEPEST:
            return None
        if isinstance(value, dict):
            return {
                fold_key(str(key)): self.plain(inner, depth + 1) for key, inner in self._first(value.items())
            }
        if isinstance(value, (list, tuple, set)):
            return [self.plain(inner, depth + 1) for inner in self._first(value)]
        return value if isinstance(value, (str, int, float, bool, date, datetime, time)) else None

    def _first(self, values: Any) -> Iterator[Any]:
        for value in values:
            if self.left <= 0:
                return
            yield value


def _yaml(body: str) -> Iterator[tuple[str, Any, int, int]]:
    root = compose(body)
    if not isinstance(root, yaml.MappingNode):
        return
    for key, node in root.value:
        if isinstance(key, yaml.ScalarNode):
            low, high = node.start_mark.index, node.end_mark.index
            if isinstance(node, yaml.ScalarNode) and node.style in ("'", '"'):
                low, high = low + 1, high - 1
            yield key.value, _yaml_value(node), low, high


def _yaml_value(node: yaml.Node) -> Any:
    try:
        return yaml.SafeLoader("").construct_document(node)
    except _UNREADABLE:
        return node.value if isinstance(node, yaml.ScalarNode) else None


def _toml(body: str) -> Iterator[tuple[str, Any, int, int]]:
    values = tomllib.loads(body.replace("\r\n", "\n"))
    places: dict[str, tuple[int, int]] = {}
    for found in _TOML_KEY.finditer(body):
        low, high = found.span(2)
        if found[2][:1] in ("'", '"') and found[2].endswith(found[2][:1]) and len(found[2]) > 1:
            low, high = low + 1, high - 1
        places.setdefault(found[1].strip('"'), (low, high))
    for key, value in values.items():
        yield key, value, *places.get(key, (0, 0))
