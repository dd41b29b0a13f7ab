"""Who wrote a page and who reviewed it, from front matter, meta tags, JSON-LD and bylines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from unspin.audit.passages import Passage
from unspin.model.page import Page

__all__ = ["Person", "authors", "json_nodes", "reviewers"]

AUTHOR_KEYS = tuple(
    "author authors by byline writer writers written_by writtenby creator dc.creator article:author "
    "contributors".split()
)
AUTHOR_DETAIL = (
    "author_title",
    "author_credentials",
    "credentials",
    "author_bio",
    "author_role",
    "qualifications",
)
REVIEWER_KEYS = tuple(
    "reviewer reviewers reviewed_by reviewedby medical_reviewer medicalreviewer medical_reviewers "
    "medically_reviewed_by medicallyreviewedby medical_review_by medical_review expert_reviewer "
    "expert_reviewed_by fact_checked_by factcheckedby checked_by clinical_reviewer "
    "clinically_reviewed_by".split()
)
REVIEWER_DETAIL = ("reviewer_title", "reviewer_credentials")

_DEGREE = re.compile(
    r"\b(?:M\.?D\.?|D\.?O\.?|Ph\.?D\.?|Dr\.?|Prof(?:essor|\.)?|Pharm\.?D|R\.?N\.?|A?PRN|NP|[AFPW]NP|CPNP"
    r"|[A-Z]{1,3}NP(?:-[A-Z]{1,2})?|PA(?:-C)?|DDS|DMD|BDS|DPT|PT|OTR?(?:/L)?|RDN?|LDN?|MPH|MSN|BSN|DNP|CNM|CRNA"
    r"|Psy\.?D|Ed\.?D|LCSW|LMFT|LPC|DPM|OD|AuD|RPh|MBBS|MBChB|MBBCh|BMBS|FRC[PSG]\w*|MRC[PSG]\w*"
    r"|FA[ACP][CPSAO]\w*|FACOG|FACEP|FIDSA|MS[Nc]?|BScN?|MSc|IBCLC|CCC-SLP|SLP|ATC|CDCES|CDE|CSCS|CHES|RRT)\b"
)
_PROFESSION = re.compile(
    r"\b(?:physician|doctor|surgeon|nurse|pharmacist|dieti[ct]ian|nutritionist|psychologist|psychiatrist"
    r"|therapist|physiotherapist|dentist|midwife|paramedic|(?:cardi|dermat|neur|onc|ur|gynec|gynaec|endocrin"
    r"|pulmon|rheumat|radi|gastroenter|ophthalm|hemat|haemat|immun|epidemi|pathol|nephr)o?log?ist"
    r"|allergist|pa?ediatrician|internist|optometrist|medical (?:writer|editor|director|journalist)"
    r"|board[- ]certified|registered|licensed|specialist)\b",
    re.IGNORECASE,
)
_NO_PERSON = re.compile(
    r"\b(?:staff|team|editorial|editors?|admin(?:istrator)?|webmaster|guest|contributors?|clinic|hospital|society|association|institutes?"
    r"|foundation|inc|llc|ltd|media|publishing|news|health|magazine|blog|content|desk|department|university|college|academy|council"
    r"|centers?|centre|www|com|user|author|anonymous|unknown|test)\b",
    re.IGNORECASE,
)
_EMPTY = re.compile(
    r"\W*(?:admin(?:istrator)?|user\d*|author|anonymous|unknown|none|n/?a|tba|todo|webmaster|test)?\W*\Z",
    re.IGNORECASE,
)
_NAME = (
    r"(?:the\s+)?(?:(?:Dr|Prof|Professor|Mr|Mrs|Ms)\.?\s+)?[A-Z][\w'’.-]*"
    r"(?:\s+(?:(?:de|del|van|von|der|den|da|la|al|bin|ter|of|for|and|&)\s+){0,2}[A-Z][\w'’.-]*){1,5}"
)
_BYLINE = re.compile(
    r"(?:\A|[.|·•–—;]\s*)\s*"
    r"(?:[Ww]ritten by|[Aa]uthored by|[Aa]uthors?\s*:|[Ww]ords by|[Tt]ext(?: by)?\s*:|By:?)\s+"
    rf"(?P<name>{_NAME})(?P<rest>[^.|·•;]{{0,120}})"
)
_REVIEW = re.compile(
    r"\b(?:[Mm]edical(?:ly)?|[Cc]linical(?:ly)?|[Ee]xpert|[Ff]act|[Ss]cientific(?:ally)?)?[\s-]*"
    r"(?:[Rr]eviewed|[Cc]hecked|[Vv]erified|[Rr]eview|[Rr]eviewers?)(?:\s+and\s+\w+)?(?:\s+for\s+\w+)?\s*(?:by\b\s*:?|:)\s*"
    rf"(?P<name>{_NAME})(?P<rest>[^.|·•;]{{0,120}})"
)
_LONGEST_BYLINE = 400
"""Characters of a block that may be a byline."""


@dataclass(frozen=True, slots=True)
class Person:
    """A name as given, with what stands around it."""

    name: str
    has_credentials: bool = False
    is_person: bool = True
    """No team, no publisher, no "admin"."""


def authors(page: Page, passages: Sequence[Passage]) -> tuple[Person, ...]:
    """The authors that a page names, each name once."""
    extra = " ".join(_text(page.meta.get(key)) for key in AUTHOR_DETAIL)
    given = [*_given(page, AUTHOR_KEYS, extra), *_from_json(page, ("author", "creator"))]
    return _unique((*given, *_from_text(passages, _BYLINE)))


def reviewers(page: Page, passages: Sequence[Passage]) -> tuple[Person, ...]:
    """Those who have reviewed a page, each name once."""
    extra = " ".join(_text(page.meta.get(key)) for key in REVIEWER_DETAIL)
    given = [*_given(page, REVIEWER_KEYS, extra), *_from_json(page, ("reviewedby", "reviewed_by"))]
    return _unique((*given, *_from_text(passages, _REVIEW)))


def json_nodes(page: Page) -> Iterator[dict[str, Any]]:
    """Every object of the structured data that describes a page or a part of it, outer ones first."""
    waiting: list[tuple[Any, int]] = [(part, 0) for part in page.json_ld]
    while waiting:
        node, depth = waiting.pop(0)
        if depth > 6:  # nobody describes a page deeper; hostile data may be
            continue
        if isinstance(node, list):
            waiting += [(inner, depth + 1) for inner in node[:200]]
        elif isinstance(node, dict):
            yield {str(key).lower(): value for key, value in node.items()}
            waiting += [(value, depth + 1) for value in node.values() if isinstance(value, (list, dict))]


def _given(page: Page, keys: tuple[str, ...], extra: str) -> Iterator[Person]:
    for key in keys:
        for entry in _entries(page.meta.get(key)):
            yield from _person(entry, extra)


def _from_json(page: Page, keys: tuple[str, ...]) -> Iterator[Person]:
    for node in json_nodes(page):
        for key in keys:
            for entry in _entries(node.get(key)):
                yield from _person(entry, "")


def _from_text(passages: Sequence[Passage], pattern: re.Pattern[str]) -> Iterator[Person]:
    """Names in bylines: short blocks, whose sentence borders do not count ("Dr.", "M.D.")."""
    seen: set[int] = set()
    for passage in passages:
        block = passage.block
        if block.index in seen or not passage.is_running or passage.is_reference:
            continue
        seen.add(block.index)
        text = " ".join(block.flow.text.split())
        if len(text) <= _LONGEST_BYLINE:
            for found in pattern.finditer(text):
                yield _named(found["name"].strip(" .,"), found["name"] + found["rest"])


def _entries(value: Any) -> Iterator[Any]:
    if isinstance(value, (list, tuple)):
        yield from value[:20]
    elif value is not None:
        yield value


def _person(entry: Any, extra: str) -> Iterator[Person]:
    if isinstance(entry, dict):
        name = _text(entry.get("name")) or " ".join(
            filter(
                None,
                (_text(entry.get(key)) for key in ("givenName", "givenname", "familyName", "familyname")),
            )
        )
        # all that is said of the person may hold the credentials: honorificSuffix, jobTitle, bio ...
        around = " ".join(_text(value) for value in entry.values()) + " " + extra
        kind = _text(entry.get("@type"))
        if name and not _EMPTY.match(name):
            yield _named(name, around, is_person="Organization" not in kind)
        return
    name = _text(entry)
    if name and not _EMPTY.match(name) and not name.startswith(("http://", "https://")):
        yield _named(name, f"{name} {extra}")


def _named(name: str, around: str, is_person: bool = True) -> Person:
    bare = name.partition(",")[0]
    return Person(
        name[:120],
        bool(_DEGREE.search(around) or _PROFESSION.search(around)),
        is_person and not _NO_PERSON.search(bare),
    )


def _text(value: Any) -> str:
    if isinstance(value, (list, tuple)):
        return " ".join(_text(inner) for inner in value[:20] if not isinstance(inner, (list, dict)))
    return " ".join(str(value).split())[:500] if isinstance(value, (str, int, float)) else ""


def _unique(people: Iterable[Person]) -> tuple[Person, ...]:
    """Each name once; with credentials where any mention has them."""
    found: dict[str, Person] = {}
    for person in people:
        key = re.sub(r"\W+", " ", person.name.partition(",")[0].lower()).strip().removeprefix("dr ")
        known = found.get(key)
        if known is None or (person.has_credentials and not known.has_credentials):
            found[key] = person
    return tuple(found.values())
