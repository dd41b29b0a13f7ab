"""The word lists of the structure checks, from ``rules/structure.yaml``."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from unspin.errors import PackError
from unspin.lexicon.nodes import Problems, compose, known, texts_of

__all__ = ["announces", "any_of", "beginning_with", "ending_with", "word_list"]

_FILE = "structure.yaml"
_LISTS = frozenset(
    "summaries refrains boilerplate closings announcing-ends announcing-starts telling never-doubled"
    " seldom-doubled small open-ends open-starts speech".split()
)


@cache
def _lists() -> dict[str, tuple[str, ...]]:
    """All lists by name. Raises ``PackError`` for a file that is not in order."""
    return parse_lists(files("unspin.rules").joinpath(_FILE).read_text("utf-8"), f"rules/{_FILE}")


def parse_lists(text: str, path: str) -> dict[str, tuple[str, ...]]:
    """The lists of a file. Raises ``PackError`` that names every problem with its line."""
    problems = Problems(path)
    nodes = known(compose(text, path), _LISTS, problems)
    lists = {}
    for name in sorted(_LISTS):
        lists[name] = tuple(word for word, _ in texts_of(nodes.get(name), name, problems))
        if not all(lists[name]) or not lists[name]:
            problems.add(nodes.get(name) or 1, f"the list {name!r} is missing, empty, or has an empty word")
    if problems.lines:
        raise PackError("\n".join(problems.lines))
    return lists


def word_list(name: str) -> frozenset[str]:
    """The wordings of a list."""
    return frozenset(_lists()[name])


@cache
def any_of(name: str) -> re.Pattern[str]:
    """Finds a wording of a list as whole words, in any case."""
    return re.compile(rf"\b(?:{_choices(name)})\b", re.IGNORECASE)


@cache
def beginning_with(name: str) -> re.Pattern[str]:
    """Finds a wording of a list at the beginning of a text, in any case."""
    return re.compile(rf"\A(?:{_choices(name)})\b", re.IGNORECASE)


@cache
def ending_with(name: str, after: str = "") -> re.Pattern[str]:
    """Finds a wording of a list at the end of a text, before what the expression ``after`` matches."""
    return re.compile(rf"(?<!; )\b(?:{_choices(name)}){after}\Z")


def announces(text: str) -> bool:
    """Whether a line that ends in a colon announces a list or what follows, and so has it by right."""
    return bool(
        ending_with("announcing-ends", r"\s*[:：]+").search(text.lower())
        or (text.endswith((":", "：")) and beginning_with("announcing-starts").match(text))
    )


def _choices(name: str) -> str:
    wordings = sorted(_lists()[name], key=lambda wording: (-len(wording), wording))
    return "|".join(re.escape(wording).replace(r"\ ", r"\s+") for wording in wordings)
