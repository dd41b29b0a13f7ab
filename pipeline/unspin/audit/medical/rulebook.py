"""The phrases of the medical checks, from ``rules/medical/*.yaml``: groups with their test sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import yaml

from unspin.audit.passages import Passage
from unspin.audit.phrases import Hit, PhraseFinder, parse_phrase
from unspin.errors import PackError
from unspin.lexicon.nodes import Problems, compose, known, pairs, text_of, texts_of
from unspin.lexicon.shipped import shipped_files

__all__ = ["Group", "Rulebook", "Spot", "read_rulebook", "rulebook"]

_FILE_KEYS = frozenset(("title", "source", "groups"))
_LISTS = ("phrases", "unless_before", "unless_near", "unless_after", "unless_section", "find", "keep")
_GROUP_KEYS = frozenset((*_LISTS, "about"))
_BEFORE = 8
"""Words before a phrase in which one of ``unless_before`` silences it."""
_AFTER = 5
"""Words after a phrase in which one of ``unless_after`` silences it."""


@dataclass(frozen=True, slots=True)
class Group:
    """Phrases that mean the same to a check, and the words around them that take it back."""

    name: str
    phrases: tuple[str, ...]
    about: str = ""
    """Words for the message: what such a phrase is."""
    unless_before: tuple[str, ...] = ()
    unless_near: tuple[str, ...] = ()
    unless_after: tuple[str, ...] = ()
    unless_section: tuple[str, ...] = ()
    find: tuple[str, ...] = ()
    """Sentences in which it must be found."""
    keep: tuple[str, ...] = ()
    """Sentences in which it must not."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A group's phrase at the words ``first`` to ``last`` of a passage."""

    group: Group
    passage: Passage
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Rulebook:
    """All groups by name, and one finder of all their phrases."""

    groups: dict[str, Group]
    _finder: PhraseFinder = field(repr=False)
    _owners: tuple[Group, ...] = field(repr=False)

    @classmethod
    def of(cls, groups: Iterable[Group]) -> Rulebook:
        """A rulebook of these groups."""
        by_name = {group.name: group for group in groups}
        owned = [(phrase, group) for group in by_name.values() for phrase in group.phrases]
        finder = PhraseFinder([phrase for phrase, _ in owned])
        return cls(by_name, finder, tuple(group for _, group in owned))

    def spots(self, passages: Sequence[Passage]) -> dict[str, list[Spot]]:
        """What each group finds, in the order of the text; of overlapping phrases of a group the first."""
        found: dict[str, list[Spot]] = {name: [] for name in self.groups}
        for passage in passages:
            for hit in self._finder.hits(passage.words):
                group = self._owners[hit.phrase]
                mine = found[group.name]
                if mine and mine[-1].passage is passage and mine[-1].last >= hit.first:
                    continue
                if not _is_taken_back(group, passage, hit):
                    mine.append(Spot(group, passage, hit.first, hit.last))
        return found


def _is_taken_back(group: Group, passage: Passage, hit: Hit) -> bool:
    words = [word.text for word in passage.words]
    before = words[max(0, hit.first - _BEFORE) : hit.first]
    after = words[hit.last + 1 : hit.last + 1 + _AFTER]
    rest = words[: hit.first] + words[hit.last + 1 :]
    return (
        _any(before, group.unless_before)
        or _any(after, group.unless_after)
        or _any(rest, group.unless_near)
        or bool(group.unless_section and _any(passage.section.split(), group.unless_section))
        or (bool(group.unless_before) and passage.text.endswith("?"))
    )


def _any(words: Sequence[str], listed: tuple[str, ...]) -> bool:
    """Whether a word is listed, or begins like "x*" that is."""
    if not listed or not words:
        return False
    whole, beginnings = _split(listed)
    return any(word in whole or (bool(beginnings) and word.startswith(beginnings)) for word in words)


@lru_cache(maxsize=512)
def _split(listed: tuple[str, ...]) -> tuple[frozenset[str], tuple[str, ...]]:
    whole = frozenset(word for word in listed if not word.endswith("*"))
    return whole, tuple(word[:-1] for word in listed if word.endswith("*"))


@lru_cache(maxsize=1)
def rulebook() -> Rulebook:
    """The shipped rulebook. Raises ``PackError``."""
    return read_rulebook(
        source for source in shipped_files("medical") if not source[0].endswith("/sources.yaml")
    )


def read_rulebook(sources: Iterable[tuple[str, str]]) -> Rulebook:
    """The rulebook of files given as name and text. Raises ``PackError`` that names every problem."""
    groups: dict[str, Group] = {}
    lines: list[str] = []
    for path, text in sources:
        problems = Problems(path)
        root = known(compose(text, path), _FILE_KEYS, problems)
        for key in ("title", "source"):
            if not text_of(root.get(key), key, problems):
                problems.add(1, f"{key!r} is missing")
        for group in _groups(root.get("groups"), problems):
            if group.name in groups:
                problems.add(1, f"there is a group {group.name!r} already")
            groups[group.name] = group
        lines += problems.lines
    if lines:
        raise PackError("\n".join(lines))
    return Rulebook.of(groups.values())


def _groups(node: yaml.Node | None, problems: Problems) -> Iterator[Group]:
    if not isinstance(node, yaml.MappingNode):
        problems.add(node or 1, "'groups' must be 'name: group' lines")
        return
    for name, key, value in pairs(node, problems):
        if not isinstance(value, yaml.MappingNode):
            problems.add(value, f"{name!r} must be 'key: value' lines")
            continue
        nodes = known(value, _GROUP_KEYS, problems)
        lists = {kind: _texts(nodes.get(kind), kind, problems) for kind in _LISTS}
        if not lists["phrases"]:
            problems.add(key, f"{name!r} has no phrases")
        yield Group(name, about=text_of(nodes.get("about"), "about", problems), **lists)


def _texts(node: yaml.Node | None, kind: str, problems: Problems) -> tuple[str, ...]:
    found = texts_of(node, kind, problems)
    if kind == "phrases":
        for phrase, line in found:
            try:
                parse_phrase(phrase)
            except ValueError as error:
                problems.add(line, str(error))
    return tuple(text for text, _ in found)
