"""Inflected forms of words: from the shipped table, else from lemminflect."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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
_TABLE = "forms.tsv"


def forms_of(word: str, pos: Pos) -> Forms:
    """All forms of a base form. Words of a part of speech that does not inflect have one, tag ``""``."""
    if pos not in TAGS or not word.replace("'", "").isalpha():
        return {"": word} if pos not in TAGS else dict.fromkeys(TAGS[pos][:1], word)
    known = _table().get((pos, word))
    return known if known is not None else generate_forms(word, pos)


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
    at = _text().find(f"\t{form}")  # the whole table would take long to read for the few words of a keyphrase
    while at >= 0:
        line = _text()[_text().rfind("\n", 0, at) + 1 : _text().find("\n", at)]
        forms = line.removesuffix("\t!").split("\t")[1:]
        if form in forms:
            found.update(filter(None, forms))
        at = _text().find(f"\t{form}", at + 1)
    return frozenset(found)


def base_of(form: str, pos: Pos) -> str:
    """The base form of an inflected form of the shipped table; empty for an unknown one.

    >>> base_of("planning", Pos.VERB)
    'plan'
    """
    return _bases().get((pos, form), "")


@cache
def _bases() -> dict[tuple[Pos, str], str]:
    found: dict[tuple[Pos, str], str] = {}
    for (pos, base), forms in _table().items():
        for form in forms.values():
            found.setdefault((pos, form), base)
    return found


@cache
def _text() -> str:
    resource = files("unspin.rules") / _TABLE
    return resource.read_text("utf-8").rstrip("\n") + "\n" if resource.is_file() else ""


@cache
def _table() -> dict[tuple[Pos, str], Forms]:
    return parse_table(_text().splitlines())


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
