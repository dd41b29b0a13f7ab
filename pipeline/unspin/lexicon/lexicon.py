"""The lexicon: all rules of the shipped packs and of the user's own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from unspin.errors import PackError
from unspin.lexicon.channel import read_channel, shipped_channel, shipped_dictionary
from unspin.lexicon.compiled import (
    RuleTable,
    compile_rules,
    key_of,
    parse_compiled,
    read_compiled,
    write_compiled,
)
from unspin.lexicon.pack import parse_pack
from unspin.lexicon.shares import lint_shares, shipped_text
from unspin.lexicon.shipped import shipped_files
from unspin.lexicon.terms import lint_terms, shipped_term_files
from unspin.lexicon.tokens import words_of
from unspin.model.rule import Context, Pos, Rule

_SHOWN_PROBLEMS = 5
_Sources = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Lexicon:
    """Rules in a fixed order: by pack, then as written."""

    rules: Sequence[Rule]
    channel: Sequence[Rule] = ()
    """Ambiguous words, for a language model to judge; never with the wording of a rule above."""

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """Ids of all rules, those of the channel last."""
        return tuple(name for group in (self.rules, self.channel) for name in _ids(group))

    def find(self, rule_id: str) -> Rule | None:
        """The rule with an id."""
        for group in (self.rules, self.channel):
            for number, name in enumerate(_ids(group)):
                if name == rule_id:
                    return group[number]
        return None

    def channel_ids(self) -> Iterator[str]:
        """Ids of the entries of the channel, in order."""
        return _ids(self.channel)


def _ids(rules: Sequence[Rule]) -> Iterator[str]:
    return rules.ids if isinstance(rules, RuleTable) else (rule.id for rule in rules)


def load_lexicon(own_packs: Iterable[str] = (), shipped: bool = True) -> Lexicon:
    """Load the shipped packs and channel, and the user's own packs and channel files (or folders of them).

    A user's rule for a wording replaces the shipped rule for it; a user's channel (``.txt``) adds to the
    shipped one. Raises ``PackError`` that names
    the first problems, each with file, line and mend.
    """
    packs = tuple(shipped_packs()) if shipped else ()
    channel = tuple(shipped_channel()) if shipped else ()
    own = tuple(_own_sources(own_packs))
    key = key_of((*packs, ("", ""), *channel, ("", ""), *own))
    tables = read_compiled(key)
    if tables is None:
        content = compile_rules(_read(packs, channel, own))
        write_compiled(key, content)
        tables = parse_compiled(content)
    return Lexicon(*tables)


def load_dictionary(own_packs: Iterable[str] = ()) -> Sequence[Rule]:
    """The entries of the channel that the shipped dictionary adds to, whole, and those that it alone has.

    As in the channel, no wording of a rule without a context is among them. Raises ``PackError`` like
    ``load_lexicon``.
    """
    own_packs = tuple(own_packs)
    more = tuple(shipped_dictionary())
    packs, channel, own = tuple(shipped_packs()), tuple(shipped_channel()), tuple(_own_sources(own_packs))
    key = key_of((*packs, ("", ""), *channel, ("", ""), *more, ("", ""), *own))
    tables = read_compiled(key)
    if tables is None:
        own_words = tuple(source for source in own if _is_channel(source[0]))
        words, _ = read_channel((*channel, *more, *own_words))
        added, problems = read_channel(more)
        if problems:
            raise PackError(_summary(list(problems)))
        wanted = {_key(rule) for rule in added}
        content = compile_rules(
            [_unless_sure((r for r in words if _key(r) in wanted), load_lexicon(own_packs).rules)]
        )
        write_compiled(key, content)
        tables = parse_compiled(content)
    return tables[0]


def _unless_sure(words: Iterable[Rule], rules: Iterable[Rule]) -> list[Rule]:
    """Entries of the channel without those whose wording a rule without a context has."""
    sure = {(words_of(rule.wording), rule.pos) for rule in rules if rule.context is None}
    return [rule for rule in words if (words_of(rule.wording), rule.pos) not in sure]


def _read(packs: _Sources, channel: _Sources, own: _Sources) -> tuple[list[Rule], list[Rule]]:
    """The rules of all packs, and those of the channel, read from their sources."""
    rules, problems = read_packs(packs)
    own_rules, own_problems = read_packs(source for source in own if not _is_channel(source[0]))
    words, channel_problems = read_channel((*channel, *(s for s in own if _is_channel(s[0]))))
    problems = [*problems, *own_problems, *channel_problems]
    if problems:
        raise PackError(_summary(problems))
    taken = {_key(rule) for rule in own_rules}
    merged = [*(rule for rule in rules if _key(rule) not in taken), *own_rules]
    return merged, _unless_sure(words, merged)


def read_packs(sources: Iterable[tuple[str, str]]) -> tuple[list[Rule], list[str]]:
    """Rules and problems of all sources (path, text), problems between packs included."""
    rules: list[Rule] = []
    problems: list[str] = []
    for path, text in sources:
        try:
            found, wrong = parse_pack(text, path)
        except PackError as error:
            problems.append(str(error))
            continue
        rules.extend(found)
        problems.extend(wrong)
    problems.extend(_clashes(rules))
    return rules, problems


@dataclass(frozen=True, slots=True)
class Linted:
    """What ``lint`` read: how many rules and channel wordings, and every problem."""

    rules: int
    channel: int
    problems: tuple[str, ...]


def lint(paths: Sequence[str] = ()) -> Linted:
    """Read packs and channel files (``.txt``), without ``paths`` all the shipped ones.

    Of a folder the packs are read, and its channel files where it has no pack. Problems of the packs
    come first. Raises ``PackError`` for a file that cannot be read.
    """
    given = [str(file) for path in paths for file in _files_to_lint(Path(path))]
    shipped = () if paths else (*shipped_packs(), *shipped_channel(), *shipped_dictionary())
    sources = tuple(_own_sources(given)) if paths else shipped
    rules, problems = read_packs(source for source in sources if not _is_channel(source[0]))
    words, wrong = read_channel(source for source in sources if _is_channel(source[0]))
    shares = () if paths else lint_shares(shipped_text(), words)
    terms = () if paths else lint_terms(shipped_term_files())
    return Linted(len(rules), len(words), (*problems, *wrong, *shares, *terms))


def _is_channel(path: str) -> bool:
    return path.endswith(".txt")


def _files_to_lint(place: Path) -> list[Path]:
    if not place.is_dir():
        return [place]
    return sorted(place.glob("*.yaml")) or sorted(place.glob("*.txt"))


def shipped_packs() -> Iterator[tuple[str, str]]:
    """Path and text of the packs of the package."""
    return shipped_files("terminology")


def _own_sources(paths: Iterable[str]) -> Iterator[tuple[str, str]]:
    for path in paths:
        place = Path(path)
        packs = [*sorted(place.glob("*.yaml")), *sorted(place.glob("*.txt"))] if place.is_dir() else [place]
        for pack in packs:
            try:
                yield str(pack), pack.read_text("utf-8")
            except (OSError, UnicodeDecodeError) as error:
                raise PackError(f"{pack}:1: cannot be read: {error}") from None


_Key = tuple[tuple[str, ...], Pos, Context | None]


def _key(rule: Rule) -> _Key:
    return words_of(rule.wording), rule.pos, rule.context


def _clashes(rules: list[Rule]) -> Iterator[str]:
    """Duplicates and cycles among the rules."""
    seen: dict[_Key, Rule] = {}
    ids: dict[str, Rule] = {}
    for rule in rules:
        first = seen.setdefault(_key(rule), rule)
        if first is rule:
            first = ids.setdefault(rule.id, rule)
        if first is not rule:
            yield (
                f"{rule.path}:{rule.line}: {rule.wording!r} is already in {first.path}:{first.line}; "
                "remove one, or give them different contexts"
            )
    yield from _cycles(rules)


def _cycles(rules: list[Rule]) -> Iterator[str]:
    """Chains of unconditional first originals that lead back to where they began."""
    target = {words_of(r.wording): (words_of(r.originals[0].wording), r) for r in rules if r.context is None}
    reported: set[tuple[str, ...]] = set()
    for start in target:
        path = [start]
        while path[-1] in target and len(path) <= len(target):
            following = target[path[-1]][0]
            if following in path:
                loop = path[path.index(following) :]
                if not reported.intersection(loop):
                    reported.update(loop)
                    rule = target[loop[0]][1]
                    chain = " -> ".join(" ".join(words) for words in [*loop, following])
                    yield f"{rule.path}:{rule.line}: corrections go in a circle: {chain}; remove one"
                break
            path.append(following)


def _summary(problems: list[str]) -> str:
    more = len(problems) - _SHOWN_PROBLEMS
    lines = problems[:_SHOWN_PROBLEMS]
    if more > 0:
        lines.append(f"... and {more} more; 'unspin rules lint' shows all")
    return "\n".join(lines)
