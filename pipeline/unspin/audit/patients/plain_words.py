"""The list of hard words with plain alternatives, from ``rules/plain/*.yaml``.

It only reports: a plain word is not always as precise, and a spinner swaps words of the same kind. So
these entries are never rules, and no edit is made of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import yaml

from unspin.audit.phrases import PhraseFinder
from unspin.errors import PackError
from unspin.lexicon.nodes import Problems, compose, known, pairs, text_of, texts_of
from unspin.lexicon.shipped import shipped_files

__all__ = ["Entry", "PlainWords", "forms_of", "plain_words", "read_plain_words"]

_FILE_KEYS = frozenset(("title", "source", "sections"))
_ENTRY_KEYS = frozenset(("plain", "note", "keep", "familiar"))
POS = ("noun", "verb", "other")
_TERM = re.compile(r"[a-z0-9'’]+(?:[ -][a-z0-9'’]+)*")


@dataclass(frozen=True, slots=True)
class Entry:
    """A hard word or phrase and what to say instead."""

    term: str
    plain: str
    pos: str = "noun"
    note: str = ""
    """Where the plain wording is not as precise."""
    keep: tuple[str, ...] = ()
    """Words of the same sentence with which the term is left alone."""
    is_familiar: bool = False
    """Many readers know it: listed for completeness, not reported."""


@dataclass(frozen=True, slots=True)
class PlainWords:
    """The entries, and a finder of all their forms; a phrase's number is its entry's."""

    entries: tuple[Entry, ...]
    finder: PhraseFinder


def forms_of(term: str, pos: str) -> tuple[str, ...]:
    """The forms of the last word of a term by the regular endings of English (of the first, for verbs).

    >>> forms_of("blood clot", "noun"), forms_of("utilize", "verb")[-1]
    (('blood clot', 'blood clots'), 'utilizing')
    """
    if pos == "other":
        return (term,)
    head, _, last = term.rpartition(" ")
    ends = (_plural(last),) if pos == "noun" else (_plural(last), *_past_and_progressive(last))
    return (term, *(f"{head} {end}".strip() for end in ends if end != last))


def _plural(word: str) -> str:
    if word.endswith(("sis", "xis")):
        return word[:-2] + "es"
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return word + "es"
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word + "s"


def _past_and_progressive(word: str) -> tuple[str, str]:
    if word.endswith("e"):
        return word + "d", word[:-1] + "ing"
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ied", word + "ing"
    return word + "ed", word + "ing"


@lru_cache(maxsize=1)
def plain_words() -> PlainWords:
    """The shipped list. Raises ``PackError``."""
    return read_plain_words(shipped_files("plain"))


def read_plain_words(sources: Iterable[tuple[str, str]]) -> PlainWords:
    """The list of files given as name and text. Raises ``PackError`` that names every problem."""
    found: dict[str, Entry] = {}
    lines: list[str] = []
    for path, text in sources:
        problems = Problems(path)
        root = known(compose(text, path), _FILE_KEYS, problems)
        for key in ("title", "source"):
            if not text_of(root.get(key), key, problems):
                problems.add(1, f"{key!r} is missing")
        for entry, line in _sections(root.get("sections"), problems):
            if entry.term in found:
                problems.add(line, f"{entry.term!r} has an entry already")
            found[entry.term] = entry
        lines += problems.lines
    if lines:
        raise PackError("\n".join(lines))
    entries = tuple(found.values())
    return PlainWords(entries, PhraseFinder([_phrase(entry) for entry in entries]))


def _phrase(entry: Entry) -> str:
    """All forms as one phrase: they differ in the last word."""
    forms = [form.replace("-", " ").replace("’", "'") for form in forms_of(entry.term, entry.pos)]
    head, _, _ = forms[0].rpartition(" ")
    return f"{head} {'/'.join(form.rpartition(' ')[2] for form in forms)}".strip()


def _sections(node: yaml.Node | None, problems: Problems) -> Iterator[tuple[Entry, int]]:
    if not isinstance(node, yaml.SequenceNode):
        problems.add(node or 1, "'sections' must be a list")
        return
    for section in node.value:
        if not isinstance(section, yaml.MappingNode):
            problems.add(section, "a section must be 'key: value' lines")
            continue
        nodes = known(section, frozenset(("pos", "entries")), problems)
        pos = text_of(nodes.get("pos"), "pos", problems)
        if pos not in POS:
            problems.add(section, f"pos must be one of: {', '.join(POS)}")
        entries = nodes.get("entries")
        if not isinstance(entries, yaml.MappingNode):
            problems.add(section, "'entries' must be 'term: plain wording' lines")
            continue
        for term, key, value in pairs(entries, problems):
            if not _TERM.fullmatch(term):
                problems.add(key, f"{term!r} must be words in lower case")
            yield _entry(term, pos, value, problems), key.start_mark.line + 1


def _entry(term: str, pos: str, value: yaml.Node, problems: Problems) -> Entry:
    if isinstance(value, yaml.ScalarNode):
        plain = text_of(value, term, problems)
        if not plain:
            problems.add(value, f"{term!r} has no plain wording")
        return Entry(term, plain, pos)
    if not isinstance(value, yaml.MappingNode):
        problems.add(value, f"{term!r} must be text, or 'key: value' lines")
        return Entry(term, "", pos)
    nodes = known(value, _ENTRY_KEYS, problems)
    plain = text_of(nodes.get("plain"), "plain", problems)
    if not plain:
        problems.add(value, f"{term!r} has no plain wording")
    return Entry(
        term,
        plain,
        pos,
        note=text_of(nodes.get("note"), "note", problems),
        keep=tuple(word for word, _ in texts_of(nodes.get("keep"), "keep", problems)),
        is_familiar=text_of(nodes.get("familiar"), "familiar", problems) == "true",
    )
