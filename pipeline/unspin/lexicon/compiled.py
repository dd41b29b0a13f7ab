"""Compiled rules: reading tens of thousands of YAML entries takes a second, reading them back a tenth.

A compiled file lies in the cache folder under the hash of everything it was made from, so it is never
out of date.
Its lines are JSON, not pickle: a file that others could have written must not be able to run code.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import re
import zlib
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any, overload

from unspin import __version__
from unspin.cache import cache_folder
from unspin.errors import UnspinError
from unspin.lexicon.inflect import inflect_wording
from unspin.lexicon.tokens import words_of
from unspin.load.write import write_atomically
from unspin.model.rule import Context, Example, Kind, Original, Pos, Rule, Safety, Trust

LAYOUT = 6
"""Raised with every change of the model of a rule, and of the file."""
_KEPT = 6
"""Compiled files that are left in the folder; the oldest go."""
_ENCODING = ("utf-8", "surrogatepass")
_COMPRESSION = 6
_LINE_END = re.compile(rb"\n")
_CONTEXT_FIELDS = tuple(field.name for field in fields(Context))


def key_of(sources: Iterable[tuple[str, str]]) -> str:
    """Hash of the sources (path, text), the program's version and the layout."""
    digest = hashlib.sha256(f"{__version__} {LAYOUT}".encode())
    for path, text in sources:
        digest.update(f"\0{path}\0".encode("utf-8", "surrogatepass"))
        digest.update(text.encode("utf-8", "surrogatepass"))
    return digest.hexdigest()[:32]


class RuleTable(Sequence[Rule]):
    """Rules in their compiled form, UTF-8 lines in one piece; each is made when it is first asked for.

    Most runs look at a few hundred of tens of thousands of rules.
    """

    def __init__(self, rows: bytes, forms: bytes, shared: list[str]) -> None:
        self._rows, self._forms, self._shared = rows, forms, shared
        self._starts = array("L", [0, *(found.end() for found in _LINE_END.finditer(rows))])
        self._made: dict[int, Rule] = {}

    def form_lines(self) -> Iterator[str]:
        """Lines of words, rule number and tags (tab between): what a matcher needs to know.

        Kept compressed, and cut when asked for: half a million strings would take ten times the memory.
        """
        forms = zlib.decompress(self._forms).decode(*_ENCODING)
        start = 0
        while start < len(forms):
            end = forms.index("\n", start)
            yield forms[start:end]
            start = end + 1

    @property
    def ids(self) -> Iterator[str]:
        """Ids of all rules, in order."""
        return (
            self._rows[start + 2 : self._rows.index(b'"', start + 2)].decode() for start in self._starts[:-1]
        )

    def __len__(self) -> int:
        return len(self._starts) - 1

    @overload
    def __getitem__(self, index: int) -> Rule: ...
    @overload
    def __getitem__(self, index: slice) -> list[Rule]: ...
    def __getitem__(self, index: int | slice) -> Rule | list[Rule]:
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(len(self)))]
        known = self._made.get(index)
        if known is None:
            index = range(len(self))[index]  # counted from the end, or out of range
            row = self._rows[self._starts[index] : self._starts[index + 1]]
            known = self._made[index] = _rule(json.loads(row), self._shared)
        return known


def compile_rules(groups: Iterable[Iterable[Rule]]) -> bytes:
    """A compiled file: a header with sizes in bytes, then the rules and inflected forms of each group."""
    shared: dict[str, int] = {}
    parts: list[bytes] = []
    sizes: list[tuple[int, int]] = []
    for group in groups:
        rows = [json.dumps(_row(rule, shared), ensure_ascii=False, separators=(",", ":")) for rule in group]
        pair = _in_lines(rows), zlib.compress(_in_lines(form_lines(group)), _COMPRESSION)
        parts += pair
        sizes.append((len(pair[0]), len(pair[1])))
    body = b"".join(parts)
    content = {"sizes": sizes, "shared": list(shared), "crc32": zlib.crc32(body)}
    return f"{json.dumps(content, ensure_ascii=False)}\n".encode(*_ENCODING) + body


def _in_lines(lines: Iterable[str]) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode(*_ENCODING)


def form_lines(rules: Iterable[Rule]) -> Iterator[str]:
    """For every inflected form of every wording: its words, the number of the rule, the tags."""
    for number, rule in enumerate(rules):
        forms: dict[str, list[str]] = {}
        for tag, wording in inflect_wording(rule.wording, rule.pos).items():
            forms.setdefault(" ".join(words_of(wording)), []).append(tag)
        for words, tags in forms.items():
            yield f"{words}\t{number}\t{' '.join(tags)}"


def parse_compiled(content: bytes) -> list[RuleTable]:
    """The groups of a compiled file. Raises ``ValueError`` or ``KeyError`` when it is none."""
    at = content.index(b"\n") + 1
    header = json.loads(content[:at].decode(*_ENCODING))
    if zlib.crc32(memoryview(content)[at:]) != header["crc32"]:
        raise ValueError("cut short, or changed by something else")
    tables = []
    for rows, forms in header["sizes"]:
        middle, end = at + rows, at + rows + forms
        tables.append(RuleTable(content[at:middle], content[middle:end], header["shared"]))
        at = end
    return tables


def read_compiled(key: str) -> list[RuleTable] | None:
    """The groups of rules stored under a key, ``None`` when there are none that can be read."""
    try:
        return parse_compiled((cache_folder() / f"rules-{key}.txt").read_bytes())
    except (OSError, ValueError, KeyError, TypeError):
        return None


def write_compiled(key: str, content: bytes) -> None:
    """Store a compiled file. A folder that cannot be written is no error: the next run compiles again."""
    folder = cache_folder()
    with contextlib.suppress(OSError, UnspinError):
        folder.mkdir(parents=True, exist_ok=True)
        write_atomically(str(folder / f"rules-{key}.txt"), content)
        for old in sorted(folder.glob("rules-*.txt"), key=_age)[:-_KEPT]:
            old.unlink()


def _age(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0


def _row(rule: Rule, shared: dict[str, int]) -> list[Any]:
    """A rule as a JSON row; texts that many rules share are written once."""

    def share(text: str) -> int:
        return shared.setdefault(text, len(shared))

    context = rule.context and [getattr(rule.context, name) for name in _CONTEXT_FIELDS]
    return [
        rule.id,
        rule.wording,
        [[o.wording, o.weight, o.review] for o in rule.originals],
        [
            share(text)
            for text in (rule.pos, rule.kind, rule.safety, rule.trust, rule.source, rule.note, rule.path)
        ],
        context,
        [[e.text, e.corrected, e.line] for e in rule.fixes],
        [[e.text, e.corrected, e.line] for e in rule.keeps],
        [share(frame) for frame in rule.frames],
        rule.line,
    ]


def _rule(row: list[Any], shared: list[str]) -> Rule:
    name, wording, originals, texts, context, fixes, keeps, frames, line = row
    pos, kind, safety, trust, source, note, path = (shared[index] for index in texts)
    return Rule(
        id=name,
        wording=wording,
        originals=tuple(Original(*original) for original in originals),
        pos=_POS[pos],
        kind=_KIND[kind],
        safety=_SAFETY[safety],
        trust=_TRUST[trust],
        context=Context(*map(tuple, context)) if context else None,
        fixes=tuple(Example(*example) for example in fixes),
        keeps=tuple(Example(*example) for example in keeps),
        frames=tuple(shared[index] for index in frames),
        source=source,
        note=note,
        path=path,
        line=line,
    )


_POS = {pos.value: pos for pos in Pos}
_KIND = {kind.value: kind for kind in Kind}
_SAFETY = {safety.value: safety for safety in Safety}
_TRUST = {trust.value: trust for trust in Trust}
