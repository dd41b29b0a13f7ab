"""The pages of the audit's codes, from ``rules/checks/*.yaml``: lists of entries with the same nine keys."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import fields
from functools import lru_cache

import yaml

from unspin.errors import PackError
from unspin.lexicon.nodes import Problems, compose_any, known, text_of
from unspin.lexicon.shipped import shipped_files
from unspin.model.check import Area
from unspin.model.code_page import CodePage

__all__ = ["code_pages", "read_code_pages"]

_KEYS = tuple(field.name for field in fields(CodePage))
_CODE = re.compile(r"[A-Z]{3}\d+")


@lru_cache(maxsize=1)
def code_pages() -> dict[str, CodePage]:
    """The shipped pages by code, in the order of areas and codes. Raises ``PackError``."""
    return read_code_pages(shipped_files("checks"))


def read_code_pages(sources: Iterable[tuple[str, str]]) -> dict[str, CodePage]:
    """The pages of files given as name and text, by code.

    Raises ``PackError`` that names every problem with file and line.
    """
    found: dict[str, CodePage] = {}
    lines: list[str] = []
    for path, text in sources:
        problems = Problems(path)
        for page, node in _pages(text, problems):
            if page.code in found:
                problems.add(node, f"{page.code} has a page already")
            found.setdefault(page.code, page)
        lines += problems.lines
    if lines:
        raise PackError("\n".join(lines))
    order = list(Area)
    return dict(sorted(found.items(), key=lambda item: (order.index(item[1].area), item[0])))


def _pages(text: str, problems: Problems) -> Iterator[tuple[CodePage, yaml.Node]]:
    root = compose_any(text, problems.path)
    if not isinstance(root, yaml.SequenceNode):
        problems.add(1, "must be a list of entries, each of which begins with '- code:'")
        return
    for node in root.value:
        page = _page(node, problems)
        if page:
            yield page, node


def _page(node: yaml.Node, problems: Problems) -> CodePage | None:
    """One entry; ``None`` when something is wrong with it, which is then noted."""
    if not isinstance(node, yaml.MappingNode):
        problems.add(node, "an entry must be 'key: value' lines")
        return None
    noted = len(problems.lines)
    nodes = known(node, frozenset(_KEYS), problems)
    values = {key: " ".join(text_of(nodes.get(key), key, problems).split()) for key in _KEYS}
    for key in _KEYS:
        if not values[key] and len(problems.lines) == noted:
            problems.add(node, f"{values['code'] or 'an entry'} lacks {key!r}")
    if values["code"] and not _CODE.fullmatch(values["code"]):
        problems.add(nodes["code"], f"{values['code']!r} is no code: three capitals and a number")
    areas = {area.value: area for area in Area}
    if values["area"] and values["area"] not in areas:
        problems.add(nodes["area"], f"unknown area {values['area']!r}; known: {', '.join(areas)}")
    if len(problems.lines) > noted:
        return None
    texts = {key: value for key, value in values.items() if key != "area"}
    return CodePage(area=areas[values["area"]], **texts)
