"""Reads the judged shares: how often a word found in spun prose is the spinner's and not the author's.

``rules/shares.tsv`` was written by people who went through the channel's words one by one, since the spun
text at hand is far too little to count every word in.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

from unspin.lexicon.channel import channel_id
from unspin.model.rule import Pos, Rule

SHARES = "shares.tsv"


def read_shares(text: str, path: str = SHARES) -> tuple[dict[str, float], tuple[str, ...]]:
    """Shares from 0 to 1 by the id of their entry of the channel, and the problems found.

    A line is a wording, a part of speech and a whole number of per cent, set apart by tabs.
    """
    shares: dict[str, float] = {}
    problems = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        wording, pos, percent, *more = [*line.split("\t"), "", ""]
        if any(more) or pos not in list(Pos) or not percent.isdecimal() or int(percent) > 100:
            problems.append(
                f"{path}:{number}: a line is 'wording, part of speech, per cent', set apart by tabs"
            )
            continue
        name = channel_id(wording, Pos(pos))
        if name in shares:
            problems.append(f"{path}:{number}: {wording!r} as {pos} has a line above; keep one of them")
        shares[name] = int(percent) / 100
    return shares, tuple(problems)


def lint_shares(text: str, entries: Iterable[Rule], path: str = SHARES) -> tuple[str, ...]:
    """The problems of a table, words among them that are no ``entries`` of the channel."""
    shares, problems = read_shares(text, path)
    missing = sorted(set(shares).difference(entry.id for entry in entries))
    return (*problems, *(f"{path}: there is no entry {name}; remove its line" for name in missing))


def shipped_text() -> str:
    """The table that comes with the package; empty if there is none."""
    resource = files("unspin.rules") / SHARES
    return resource.read_text("utf-8") if resource.is_file() else ""


@cache
def shipped_shares() -> Mapping[str, float]:
    """The shares that come with the package."""
    return read_shares(shipped_text())[0]
