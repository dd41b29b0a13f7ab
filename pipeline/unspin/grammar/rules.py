"""Which findings of a checker count: the files of ``rules/grammar/``."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from unspin.errors import PackError
from unspin.model.grammar import GrammarMatch

_LISTS = ("spelling", "categories", "rules", "only-after-changes", "sure", "mend")
_GROUPS = ("categories-off", "rules-off")


@dataclass(frozen=True, slots=True)
class CheckerRules:
    """What of a checker's findings counts, and what may be acted on. Ids may hold ``*``."""

    checker: str
    spelling: tuple[str, ...]
    categories: frozenset[str]
    rules: tuple[str, ...]
    categories_off: tuple[str, ...]
    rules_off: tuple[str, ...]
    only_after_changes: frozenset[str]
    sure: frozenset[str]
    mend: frozenset[str]

    def counts(self, match: GrammarMatch) -> bool:
        """Whether a match is a mistake, as far as its rule can tell."""
        if self.is_spelling(match) or _among(match.rule, self.rules):
            return True
        return match.category in self.categories and not _among(match.rule, self.rules_off)

    def is_spelling(self, match: GrammarMatch) -> bool:
        """Whether a match is about a word that the checker does not know."""
        return _among(match.rule, self.spelling)

    @property
    def fingerprint(self) -> str:
        """Changes with what the checker is told to leave out, and so with its answers."""
        asked = "\n".join((*self.categories_off, "", *self.exact_rules_off))
        return hashlib.sha256(asked.encode()).hexdigest()[:12]

    @property
    def exact_rules_off(self) -> tuple[str, ...]:
        """Rules without ``*`` that do not count: the checker can be told of them."""
        return tuple(rule for rule in self.rules_off if "*" not in rule)


def _among(rule: str, patterns: tuple[str, ...]) -> bool:
    return any(fnmatchcase(rule, pattern) for pattern in patterns)


@cache
def checker_rules(checker: str) -> CheckerRules:
    """The shipped rules for a checker. Raises ``PackError`` for a file that is not right."""
    name = f"{checker}.yaml"
    return read_rules((files("unspin.rules") / "grammar" / name).read_text("utf-8"), name)


def read_rules(text: str, path: str) -> CheckerRules:
    """The rules in a file's text. Raises ``PackError`` with the path and what is wrong."""
    try:
        data = yaml.safe_load(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise PackError(f"{path}:{mark.line + 1 if mark else 1}: not valid YAML") from None
    known = {"checker", *_LISTS, *_GROUPS}
    if not isinstance(data, dict) or set(data) - known or not isinstance(data.get("checker"), str):
        raise PackError(f"{path}:1: needs 'checker' and none but these keys: {', '.join(sorted(known))}")
    lists = {key: _ids(path, key, data.get(key, [])) for key in _LISTS}
    groups = {key: _grouped(path, key, data.get(key, [])) for key in _GROUPS}
    return CheckerRules(
        checker=data["checker"],
        spelling=lists["spelling"],
        categories=frozenset(lists["categories"]),
        rules=lists["rules"],
        categories_off=groups["categories-off"],
        rules_off=groups["rules-off"],
        only_after_changes=frozenset(lists["only-after-changes"]),
        sure=frozenset(lists["sure"]),
        mend=frozenset(lists["mend"]),
    )


def _ids(path: str, key: str, value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
        raise PackError(f"{path}:1: {key!r} must be a list of ids")
    return tuple(value)


def _grouped(path: str, key: str, value: Any) -> tuple[str, ...]:
    """The ids of all groups; each group needs its reason."""
    found: list[str] = []
    for group in value if isinstance(value, list) else [None]:
        if not isinstance(group, dict) or set(group) != {"reason", "ids"} or not str(group["reason"] or ""):
            raise PackError(f"{path}:1: {key!r} must be a list of groups with 'reason' and 'ids'")
        found += _ids(path, key, group["ids"])
    return tuple(found)
