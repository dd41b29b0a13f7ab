"""Reads channel files: for every original the wordings that spinners put in its place.

The files in ``rules/channel/`` are written in the direction of spinning, because that is how one can
go through a vocabulary. They are turned round here: one rule for every spun wording, with all the
originals it may stand for. Such a rule says little by itself; it acts only in text known to be spun,
and only where the language model agrees.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from unspin.lexicon.pack import slug
from unspin.lexicon.shipped import shipped_files
from unspin.lexicon.tokens import words_of
from unspin.model.rule import Kind, Original, Pos, Rule, Safety, Trust

PACK = "channel"
_MARKS = {"*": 3.0, "?": 0.3}
"""Weight of a spun wording among those of its original; 1 without a mark."""
REVIEW_MARK = "#"
MORE = "..."
"""Ends a line that leaves out most of what spinners make of the original."""
INCOMPLETE = 20.0
"""Weight that the wordings of such a line share, as those of a line written out do on average."""
MAX_ORIGINALS = 8
"""Originals kept for one spun wording, the likeliest; more only cost time."""
_FUNCTION_WORDS = frozenset(
    "a about after again all also am an and any are around as at back be because been before being "
    "both but by can could did do does down each either else even every few for from get go got had "
    "has have having he her hers him his how however i if in into is it its just less let made make "
    "makes many may me might more most much must my neither no nor not of off on once one only or "
    "other our out over own per put quite rather right same saw say says see she should since so some "
    "still such than that the their them then there these they this those though three through till "
    "to too two under until up us very via was we well were what when where whether which while who "
    "whom whose why will with within without would you your yours".split()
)
"""Words too common to be a spinner's doing: as spun wording they stand only inside longer wordings."""
_ITEM = re.compile(r"(?P<wording>[^*?#,|]+?)\s*(?P<marks>[*?#]*)\s*\Z")
_SOURCE = "own list: synonyms of all senses, as spinners' dictionaries have them"
OLD_DICTIONARIES = "old phrase dictionaries"
"""The source of wordings that only spinners of about 2007 to 2015 have: they tell which spinner it was."""
_SOURCE_LINE = "# source:"


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a line stands, and where its wordings come from."""

    path: str
    line: int
    source: str


@dataclass
class _Spun:
    """What is known of one spun wording while the files are read."""

    wording: str
    pos: Pos
    place: _Place
    originals: dict[str, Original] = field(default_factory=dict)


def is_function_word(word: str) -> bool:
    """Whether a folded word is too common to be a spinner's doing by itself."""
    return word in _FUNCTION_WORDS


def channel_id(wording: str, pos: Pos) -> str:
    """The id of the entry for a spun wording.

    >>> channel_id("a great many", Pos.FIXED)
    'channel/a-great-many.fixed'
    """
    return f"{PACK}/{slug(wording)}.{pos}"


def shipped_channel() -> Iterator[tuple[str, str]]:
    """Path and text of the channel files of the package."""
    return shipped_files("channel", ".txt")


def shipped_dictionary() -> Iterator[tuple[str, str]]:
    """Path and text of the files of ``rules/dictionary/``, which are written like those of the channel."""
    return shipped_files("dictionary", ".txt")


def read_channel(sources: Iterable[tuple[str, str]]) -> tuple[tuple[Rule, ...], tuple[str, ...]]:
    """The rules of channel files, and the problems found (``file:line: what; how to mend``).

    A line "# source: ..." says where the wordings below it, in the same file, come from. Where several
    files have a wording, its rule has the path, line and source of the first.
    """
    spun: dict[tuple[tuple[str, ...], Pos], _Spun] = {}
    problems: list[str] = []
    for path, text in sources:
        source = _SOURCE
        for number, line in enumerate(text.splitlines(), 1):
            if line.startswith(_SOURCE_LINE):
                source = line.removeprefix(_SOURCE_LINE).strip()
            elif line.strip() and not line.startswith("#"):
                problem = _read_line(line, _Place(path, number, source), spun)
                if problem:
                    problems.append(f"{path}:{number}: {problem}")
    return tuple(_rule(entry) for entry in spun.values()), tuple(problems)


def _read_line(line: str, place: _Place, spun: dict[tuple[tuple[str, ...], Pos], _Spun]) -> str:
    """Add one line; returns what is wrong with it, or an empty text."""
    parts = [part.strip() for part in line.split("|")]
    if len(parts) != 3 or not all(parts):
        return "a line is 'part of speech | original | spun, spun*, spun?, spun#', and may end in '...'"
    if parts[0] not in list(Pos):
        return f"{parts[0]!r} is not one of: {', '.join(Pos)}"
    pos, original = Pos(parts[0]), parts[1]
    given = [item.strip() for item in parts[2].split(",") if item.strip()]
    least = 1.0  # a "?" says "seldom" on a line of its own, too
    if given[-1] == MORE:
        given, least = given[:-1], INCOMPLETE
    items = [_ITEM.match(item) for item in given]
    if not all(items):
        return "a spun wording holds a sign that is none of the marks * ? #"
    found = [item for item in items if item]
    total = max(least, sum(_weight(item["marks"]) for item in found))
    for item in found:
        wording = item["wording"]
        key = (words_of(wording), pos)
        if not key[0] or key[0] == words_of(original):
            return f"{wording!r} cannot stand for {original!r}"
        if len(key[0]) == 1 and key[0][0] in _FUNCTION_WORDS:
            continue
        entry = spun.setdefault(key, _Spun(wording, pos, place))
        known = entry.originals.get(original)
        weight = _weight(item["marks"]) / total
        # One line that asks for a person is enough, whatever other lines say of the same pair.
        review = REVIEW_MARK in item["marks"] or bool(known and known.review)
        entry.originals[original] = Original(original, max(weight, known.weight if known else 0.0), review)
    return ""


def _weight(marks: str) -> float:
    return next((_MARKS[mark] for mark in marks if mark in _MARKS), 1.0)


def _rule(entry: _Spun) -> Rule:
    ordered = sorted(entry.originals.values(), key=lambda original: -original.weight)
    return Rule(
        id=channel_id(entry.wording, entry.pos),
        wording=entry.wording,
        originals=tuple(ordered[:MAX_ORIGINALS]),
        pos=entry.pos,
        kind=Kind.GENERAL_PHRASE,
        safety=Safety.SAFE,
        trust=Trust.LOW,
        source=entry.place.source,
        path=entry.place.path,
        line=entry.place.line,
    )
