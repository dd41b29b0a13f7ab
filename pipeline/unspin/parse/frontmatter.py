"""Front matter: finds it, checks it, and yields the values that are prose."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import lru_cache

import yaml

from unspin.errors import InputError
from unspin.model.document import BlockKind
from unspin.parse.blocks import BlockSink
from unspin.parse.flow import FlowBuilder

PROSE_KEYS = {
    "title": BlockKind.TITLE,
    "subtitle": BlockKind.TITLE,
    "headline": BlockKind.TITLE,
    "seo_title": BlockKind.TITLE,
    "meta_title": BlockKind.TITLE,
    "linktitle": BlockKind.TITLE,
    "description": BlockKind.DESCRIPTION,
    "meta_description": BlockKind.DESCRIPTION,
    "seo_description": BlockKind.DESCRIPTION,
    "summary": BlockKind.DESCRIPTION,
    "excerpt": BlockKind.DESCRIPTION,
    "abstract": BlockKind.DESCRIPTION,
    "lead": BlockKind.DESCRIPTION,
    "intro": BlockKind.DESCRIPTION,
    "caption": BlockKind.CAPTION,
    "alt": BlockKind.ALT,
    "image_alt": BlockKind.ALT,
}
"""Keys (case, "-" and "_" folded) whose values are read by people. All others are protected."""

FENCE = re.compile(
    r"\A\ufeff?(?P<fence>---|\+\+\+)[ \t]*\r?\n(?P<body>(?s:.*?))"
    r"^(?P<close>(?P=fence)|\.\.\.)[ \t]*(?:\r?\n|\Z)",
    re.MULTILINE,
)
_OPENED = re.compile(r"\A\ufeff?(?:---[ \t]*\r?\n[A-Za-z_][\w-]*:\s|\+\+\+[ \t]*\r?\n[A-Za-z_][\w-]*\s*=)")
_TOML_VALUE = re.compile(
    r"""^[ \t]*(?P<key>[A-Za-z_][\w-]*)[ \t]*=[ \t]*"""
    r"""(?:"(?!"")(?P<basic>(?:[^"\\\r\n]|\\.)*)"|'(?!'')(?P<raw>[^'\r\n]*)')""",
    re.MULTILINE,
)
_ESCAPE = re.compile(r"\\(?:u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|x[0-9A-Fa-f]{2}|.)|''|\r?\n[ \t]*", re.DOTALL)


def parse_front_matter(text: str, path: str, sink: BlockSink) -> int:
    """Add the prose of the front matter and return where the body starts (0 without front matter).

    Raises ``InputError`` for front matter that is not closed or cannot be parsed.
    """
    found = FENCE.match(text)
    if not found:
        if _OPENED.match(text):
            raise InputError(f"{path}:1: front matter is not closed; add a line with the same fence below it")
        return 0
    start, body = found.start("body"), found["body"]
    values = _toml_values(body, path) if found["fence"] == "+++" else _yaml_values(body, path)
    position = found.start("fence")
    for key, kind_start, kind_end, quote in values:
        kind = PROSE_KEYS.get(key.lower().replace("-", "_"))
        if kind is None:
            continue
        builder = FlowBuilder()
        _add_value(builder, body[kind_start:kind_end], start + kind_start, quote)
        sink.protect(position, start + kind_start, "front matter")
        position = start + kind_end
        sink.add(kind, builder)
    sink.protect(position, found.end(), "front matter")
    return found.end()


@lru_cache(maxsize=4)
def compose(body: str) -> yaml.Node | None:
    """The nodes of YAML front matter, with their places. Raises ``yaml.YAMLError``, ``RecursionError``."""
    return yaml.compose(body, Loader=yaml.SafeLoader)


def _add_value(builder: FlowBuilder, raw: str, start: int, quote: str) -> None:
    """Add a value as people read it: escapes resolved, folded lines joined."""
    position = 0
    for escape in _ESCAPE.finditer(raw):
        written = escape.group()
        if (written.startswith("\\") and quote != '"') or (written == "''" and quote != "'"):
            continue
        builder.add_text(raw[position : escape.start()], start + position)
        builder.add_stand_in(_unescape(written), start + escape.start(), start + escape.end())
        position = escape.end()
    builder.add_text(raw[position:], start + position)


def _unescape(written: str) -> str:
    if written[0] in "\r\n":
        return " "
    if written == "''":
        return "'"
    if len(written) > 2:
        code = int(written[2:], 16)
        return chr(code) if code < 0x110000 else "\ufffd"
    return {"n": " ", "t": " ", "\n": " "}.get(written[1], written[1])


def _yaml_values(body: str, path: str) -> Iterator[tuple[str, int, int, str]]:
    """Key, start, end (inside any quotes) and quote of each scalar of the top mapping."""
    try:
        root = compose(body)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = (mark.line if mark else 0) + 2
        problem = getattr(error, "problem", None) or "cannot be parsed"
        raise InputError(f"{path}:{line}: broken YAML front matter: {problem}") from None
    if root is None:
        return
    if not isinstance(root, yaml.MappingNode):
        raise InputError(f"{path}:2: front matter must be a list of 'key: value' lines")
    for key, value in root.value:
        if not (isinstance(key, yaml.ScalarNode) and isinstance(value, yaml.ScalarNode)):
            continue
        start, end = value.start_mark.index, value.end_mark.index
        if value.style in ("'", '"'):
            yield key.value, start + 1, end - 1, value.style
        elif value.style in ("|", ">"):
            first_line = body.find("\n", start, end) + 1
            if first_line:
                yield key.value, first_line, end, value.style
        else:
            yield key.value, start, end, ""


def _toml_values(body: str, path: str) -> Iterator[tuple[str, int, int, str]]:
    try:
        tomllib.loads(body.replace("\r\n", "\n"))
    except tomllib.TOMLDecodeError as error:
        problem, _, place = str(error).partition(" (at ")
        number = re.match(r"line (\d+)", place)
        line = int(number[1]) + 1 if number else body.count("\n") + 1
        raise InputError(f"{path}:{line}: broken TOML front matter: {problem}") from None
    table = re.search(r"^[ \t]*\[", body, re.MULTILINE)
    top = body[: table.start()] if table else body
    for found in _TOML_VALUE.finditer(top):
        group, quote = ("basic", '"') if found["basic"] is not None else ("raw", "")
        yield found["key"], found.start(group), found.end(group), quote
