"""Inflected forms of words: from the shipped table, else from lemminflect."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from importlib.resources import files

from unspin.model.rule import Pos

Forms = Mapping[str, str]
"""Penn Treebank tag to form, for example ``{"NN": "spasm", "NNS": "spasms"}``."""

TAGS: Mapping[Pos, tuple[str, ...]] = {
    Pos.NOUN: ("NN", "NNS"),
    Pos.VERB: ("VB", "VBZ", "VBD", "VBN", "VBG"),
}
_BASE_TAGS = {Pos.NOUN: "NN", Pos.VERB: "VB", Pos.ADJECTIVE: "JJ", Pos.ADVERB: "RB"}
_PREPOSITIONS = frozenset(["of", "in", "for", "to", "with", "on", "from", "at", "and", "or", "by"])
_TABLE, _OF_DICTIONARY = "forms.tsv", "dictionary/forms.tsv"


def forms_of(word: str, pos: Pos) -> Forms:
    """All forms of a base form. Words of a part of speech that does not inflect have one, tag ``""``."""
    if pos not in TAGS or not word.replace("'", "").isalpha():
        return {"": word} if pos not in TAGS else dict.fromkeys(TAGS[pos][:1], word)
    line = _lines().get(f"{pos}\t{word}")
    return generate_forms(word, pos) if line is None else _forms_in(line)


def has_forms(word: str, pos: Pos) -> bool:
    """Whether the shipped tables have the forms of a base form."""
    return f"{pos}\t{word}" in _lines()


@cache
def generate_forms(word: str, pos: Pos) -> Forms:
    """Ask lemminflect. Slow the first time: it loads spaCy."""
    import lemminflect

    upos = "NOUN" if pos is Pos.NOUN else "VERB"
    found = lemminflect.getAllInflections(word, upos=upos) or lemminflect.getAllInflectionsOOV(word, upos)
    forms = {TAGS[pos][0]: word}
    if pos is Pos.NOUN and word.endswith("s") and lemminflect.getLemma(word, upos="NOUN")[0] != word:
        return forms  # written in the plural already
    for tag in TAGS[pos][1:]:
        spellings = found.get(tag, ())
        if spellings:
            forms[tag] = next((spelling for spelling in spellings if spelling != word), spellings[0])
    if pos is Pos.NOUN and word.endswith("ing") and forms.get("NNS") == word:
        forms["NNS"] = f"{word}s"  # "passings", which lemminflect gives no plural
    return _with_participle(forms)


def kinds_of(word: str) -> frozenset[Pos]:
    """The parts of speech of a base form, by lemminflect's dictionary; none for a word that it lacks."""
    import lemminflect

    tags = lemminflect.getAllInflections(word)
    return frozenset(pos for pos, tag in _BASE_TAGS.items() if word in tags.get(tag, ()))


def compared(adjective: str, tag: str) -> str:
    """The comparative ("JJR") or the superlative ("JJS") that is one word, or an empty text."""
    import lemminflect

    return next(iter(lemminflect.getAllInflections(adjective).get(tag, ())), "")


def _with_participle(forms: dict[str, str]) -> dict[str, str]:
    """lemminflect leaves out a past participle that is spelled like the past tense: "prevented"."""
    return forms | {"VBN": forms["VBD"]} if "VBD" in forms and "VBN" not in forms else forms


@cache
def family_of(form: str) -> frozenset[str]:
    """All forms of every word of the shipped table that has this form; empty for an unknown one.

    >>> sorted(family_of("spasms"))
    ['spasm', 'spasms']
    """
    if not form:
        return frozenset()
    found: set[str] = set()
    for start in _lines_with(f"\t{form}"):
        line = _text()[start : _text().find("\n", start)]
        forms = line.removesuffix("\t!").split("\t")[1:]
        if form in forms:
            found.update(filter(None, forms))
    return frozenset(found)


@lru_cache(maxsize=16384)
def base_of(form: str, pos: Pos) -> str:
    """The base form of an inflected form of the shipped table; empty for an unknown one.

    >>> base_of("planning", Pos.VERB)
    'plan'
    """
    text, (start, end) = _text(), _part_of(pos)
    found = [place for ending in "\t\n" if (place := text.find(f"\t{form}{ending}", start, end)) >= 0]
    if not form or not found:
        return ""
    begin = text.rfind("\n", 0, min(found)) + 1
    return text[begin : text.find("\n", begin)].split("\t")[1]


@cache
def _part_of(pos: Pos) -> tuple[int, int]:
    """Start and end of the lines of a part of speech, which stand together: the table is sorted."""
    start, end = _text().find(f"\n{pos}\t"), _text().rfind(f"\n{pos}\t")
    return (start, _text().find("\n", end + 1) + 1) if start >= 0 else (0, 0)


def _lines_with(part: str) -> Iterator[int]:
    """Where the lines of the table begin that have ``part``: a table of all forms would take megabytes."""
    at = _text().find(part)
    while at >= 0:
        yield _text().rfind("\n", 0, at) + 1
        at = _text().find(part, at + 1)


@cache
def _text(name: str = _TABLE) -> str:
    resource = files("unspin.rules") / name
    return resource.read_text("utf-8").rstrip("\n") + "\n" if resource.is_file() else ""


@cache
def _lines() -> dict[str, str]:
    """Part of speech and base form (tab between), and the line that they begin: read when it is asked for.

    The words that only the dictionary has are no help where the base of a form is sought: too many of them
    are what thesauruses take for a word ("analyses", a noun).
    """
    lines = (_text() + _text(_OF_DICTIONARY)).splitlines()
    return {"\t".join(line.split("\t", 2)[:2]): line for line in lines if line[:1] != "#"}


@lru_cache(maxsize=16384)
def _forms_in(line: str) -> Forms:
    (forms,) = parse_table([line]).values()
    return forms


def parse_table(lines: Iterable[str]) -> dict[tuple[Pos, str], Forms]:
    """Read lines of part of speech, base form and the other forms in the order of ``TAGS``."""
    table: dict[tuple[Pos, str], Forms] = {}
    by_name = {"noun": (Pos.NOUN, TAGS[Pos.NOUN]), "verb": (Pos.VERB, TAGS[Pos.VERB])}
    for line in lines:
        if not line or line[0] == "#":
            continue
        name, *forms = line.split("\t")
        pos, tags = by_name[name]
        found = {tag: form for tag, form in zip(tags, forms, strict=False) if form}
        table[pos, forms[0]] = _with_participle(found)
    return table


def head_index(words: list[str], pos: Pos) -> int:
    """Which word of a wording inflects: see ``rules/README.md``."""
    for index, word in enumerate(words):
        if word.endswith("~"):
            return index
    if pos is Pos.VERB:
        return 0
    for index in range(1, len(words)):
        if words[index] in _PREPOSITIONS:
            return index - 1
    return len(words) - 1


@lru_cache(maxsize=1 << 15)
def inflect_wording(wording: str, pos: Pos) -> Forms:
    """Every inflected form of a wording by tag; ``{"": wording}`` when it does not inflect.

    >>> inflect_wording("muscle fit", Pos.NOUN)["NNS"]
    'muscle fits'
    """
    words = wording.split()
    if pos not in TAGS:
        return {"": wording.replace("~", "")}
    index = head_index(words, pos)
    words = [word.rstrip("~") for word in words]
    prefix, hyphen, head = words[index].rpartition("-")
    forms = forms_of(head, pos)
    return {
        tag: " ".join([*words[:index], prefix + hyphen + form, *words[index + 1 :]])
        for tag, form in forms.items()
    }


def head_word(wording: str, pos: Pos) -> str | None:
    """The base form that ``forms_of`` is asked for, ``None`` when nothing inflects."""
    if pos not in TAGS:
        return None
    words = wording.split()
    head = words[head_index(words, pos)].rstrip("~").rpartition("-")[2]
    return head if head.replace("'", "").isalpha() else None


@cache
def readings(form: str, pos: Pos) -> tuple[tuple[str, str], ...]:
    """Base form and tag of a word as noun or verb, by each tag that fits.

    >>> readings("spasms", Pos.NOUN)
    (('spasm', 'NNS'),)
    """
    import lemminflect

    found = lemminflect.getLemma(form, upos="NOUN" if pos is Pos.NOUN else "VERB")
    bases = dict.fromkeys([*found[:1], form])
    return tuple(
        (base, tag) for base in bases for tag, spelling in forms_of(base, pos).items() if spelling == form
    )
