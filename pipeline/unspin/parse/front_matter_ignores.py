"""The key ``unspin: {ignore: [...]}`` of the front matter, in YAML and TOML."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from typing import Any

import yaml

from unspin.model.ignore import Ignore, Misread
from unspin.model.span import Span

_KEY = re.compile(r"^[ \t]*\[?[ \t]*[\"']?unspin\b.*$", re.MULTILINE)
_ALL = frozenset(("all", "*", "true"))
_WHY = "front matter"
MOST = 500
"""Directives, or codes, that one article may have: every finding is compared with each of them."""


def front_matter_ignores(text: str) -> Iterator[Ignore | Misread]:
    """What the front matter wants ignored in the whole article; ``text`` is all of it, fences included."""
    line = _KEY.search(text)
    if line is None:
        return
    origin = Span(line.start(), line.end())
    lines = text.lstrip("\ufeff").splitlines(keepends=True)
    fence, body = lines[0].strip(), "".join(lines[1:-1])
    own = _toml(body) if fence == "+++" else _yaml(body)
    if own is None:
        return
    if not isinstance(own, dict):
        yield Misread(origin, "unspin in the front matter must hold keys, such as 'ignore: [CODE]'.")
        return
    codes = own.get("ignore", [])
    codes = [codes] if isinstance(codes, (str, bool)) else codes
    if not isinstance(codes, list) or not all(isinstance(code, (str, bool)) for code in codes):
        yield Misread(origin, "unspin.ignore in the front matter must be a list of codes.")
        return
    for code in codes[:MOST]:
        name = str(code).strip()
        if name and name.casefold() != "false":
            yield Ignore("" if name.casefold() in _ALL else name, None, _WHY, origin)


def _toml(body: str) -> Any:
    return tomllib.loads(body.replace("\r\n", "\n")).get("unspin")


def _yaml(body: str) -> Any:
    """The value of the key, from the nodes: the other keys may hold what no loader can construct."""
    root = yaml.compose(body, Loader=yaml.SafeLoader)
    if not isinstance(root, yaml.MappingNode):
        return None
    for key, value in root.value:
        if isinstance(key, yaml.ScalarNode) and key.value == "unspin":
            return _plain(value)
    return None


def _plain(node: yaml.Node) -> Any:
    """A mapping of texts and lists of texts. Nothing deeper: aliases could make that endless."""
    if isinstance(node, yaml.MappingNode):
        return {key.value: _texts(value) for key, value in node.value if isinstance(key, yaml.ScalarNode)}
    return _texts(node)


def _texts(node: yaml.Node) -> Any:
    if isinstance(node, yaml.ScalarNode):
        return node.value
    items = node.value if isinstance(node, yaml.SequenceNode) else []
    return [item.value if isinstance(item, yaml.ScalarNode) else None for item in items]
