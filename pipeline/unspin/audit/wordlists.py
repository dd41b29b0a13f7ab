"""The word lists of the SEO and readability checks (``rules/seo``), read once a process."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from unspin.errors import PackError

__all__ = ["PassiveWords", "Transitions", "function_words", "known_long_words", "look_further"]
__all__ += ["passive_words", "transitions"]

Phrase = tuple[str, ...]
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The safe loader, in C where PyYAML was built so: ten times faster."""


@dataclass(frozen=True, slots=True)
class Transitions:
    """Transition words: single words, phrases by their first word, and pairs of phrases."""

    words: frozenset[str]
    phrases: dict[str, tuple[Phrase, ...]]
    pairs: tuple[tuple[Phrase, Phrase], ...]


@dataclass(frozen=True, slots=True)
class PassiveWords:
    """What the passive voice is made of, in lower case."""

    auxiliaries: frozenset[str]
    between: frozenset[str]
    irregular: frozenset[str]
    no_participle: frozenset[str]
    adjectives: frozenset[str]


@cache
def function_words() -> frozenset[str]:
    """Words that carry grammar and no topic."""
    return _words("function-words.txt")


@cache
def known_long_words() -> frozenset[str]:
    """Long words that every reader knows, in their base form."""
    return _words("long-words.txt")


@cache
def look_further() -> frozenset[str]:
    """First words of a sentence after which the second is compared too."""
    return frozenset(_texts(_table("sentence-starts.yaml", ("look-further",))["look-further"]))


@cache
def transitions() -> Transitions:
    """The transition words."""
    table = _table("transitions.yaml", ("words", "phrases", "pairs"))
    phrases: dict[str, tuple[Phrase, ...]] = {}
    for group in _groups(table["phrases"]):
        for text in group:
            words = tuple(text.split())
            phrases[words[0]] = (*phrases.get(words[0], ()), words)
    single = frozenset(word for group in _groups(table["words"]) for word in group)
    pairs = tuple((tuple(first.split()), tuple(second.split())) for first, second in table["pairs"])
    return Transitions(single, phrases, pairs)


@cache
def passive_words() -> PassiveWords:
    """The word lists of the passive voice."""
    names = ("auxiliaries", "between", "irregular", "no-participle", "adjectives")
    table = _table("passive.yaml", names)
    auxiliaries = (word for group in _groups(table["auxiliaries"]) for word in group)
    return PassiveWords(frozenset(auxiliaries), *(frozenset(_texts(table[name])) for name in names[1:]))


def _words(name: str) -> frozenset[str]:
    lines = (line.partition("#")[0] for line in _read(name).splitlines())
    return frozenset(word for line in lines for word in line.lower().split())


def _groups(value: Any) -> tuple[tuple[str, ...], ...]:
    if not isinstance(value, dict):
        raise PackError("rules/seo: groups of words must be a mapping")
    return tuple(_texts(group) for group in value.values())


def _texts(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
        raise PackError("rules/seo: a list of words holds something else (quote yes, no, on and off)")
    return tuple(item.lower() for item in value)


def _table(name: str, keys: tuple[str, ...]) -> dict[str, Any]:
    data = yaml.load(_read(name), Loader=_LOADER)  # noqa: S506 - either is a safe one
    if not isinstance(data, dict) or set(data) != set(keys):
        raise PackError(f"rules/seo/{name}: must have just these keys: {', '.join(keys)}")
    return data


def _read(name: str) -> str:
    return (files("unspin.rules") / "seo" / name).read_text("utf-8")
