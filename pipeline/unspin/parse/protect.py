"""Places in prose that must not be edited: addresses, short codes, doses, citations, quotations."""

from __future__ import annotations

import re

from unspin.model.document import Block, BlockKind, Protected, Protection

_UNIT = (
    r"mg|mcg|µg|μg|ug|ng|kg|g|grams?|milligrams?|micrograms?|ml|mL|dl|dL|l|L|lit(?:er|re)s?|IU|units?|mmHg|mm\s?Hg|"
    r"mmol|mEq|kcal|cal|calories|cm|mm|km|m|inch(?:es)?|feet|ft|lbs?|pounds?|oz|ounces?|°\s?[CF]|%|percent|per\s?cent|"
    r"Gy|mSv|Hz|bpm"
)
_HARD = (
    ("URL", re.compile(r"\b(?:https?://|www\.)[^\s<>\"'\ufffc]+", re.IGNORECASE)),
    ("address", re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+\.[\w.]+\b")),
    ("DOI", re.compile(r"\bdoi:\s?\S+|\b10\.\d{4,9}/\S+", re.IGNORECASE)),
    ("short code", re.compile(r"\{\{.{1,600}?\}\}|\{%.{1,600}?%\}|\[/?\w+(?:\s+\w+=\"[^\"]*\")+\s*/?\]")),
    (
        "amount with unit",
        re.compile(
            r"(?<![\w.])(?<!\d,)\d[\d,.]{0,15}(?:\s?[-–]\s?\d[\d,.]{0,15})?"
            rf"\s?(?:{_UNIT})(?:/(?:{_UNIT}|day|hour|kg))?(?!\w)"
        ),
    ),
    ("citation", re.compile(r"\[\d+(?:\s?[,–-]\s?\d+)*\]")),
    (
        "citation",
        re.compile(
            r"\((?:see\s)?[A-Z][\w'’-]+(?:\set\sal\.?|\s(?:and|&)\s[A-Z][\w'’-]+)?,?\s(?:19|20)\d\d[a-z]?(?:;[^()]*)?\)"
        ),
    ),
)
_QUOTES = re.compile(r"“[^“”]{1,600}”|«[^«»]{1,600}»|(?<![\w\"])\"(?=\S)[^\"]{1,600}(?<=\S)\"(?!\w)")
_REFERENCES = re.compile(
    r"\s*(?:\d+\.?\s*)?(?:references?|bibliography|sources?|citations?|works cited|further reading"
    r"|literature)\s*:?\s*\Z",
    re.IGNORECASE,
)
_FAST = re.compile(r"[@/\d{\[“«\"(]|www|doi", re.IGNORECASE)


def protect_prose(blocks: tuple[Block, ...]) -> list[Protected]:
    """Protected places inside the prose of ``blocks``, with their reasons."""
    found: list[Protected] = []
    reference_level = -1
    for block in blocks:
        if block.kind is BlockKind.HEADING:
            if _REFERENCES.match(block.flow.text):
                reference_level = block.level
                continue
            if block.level <= reference_level:
                reference_level = -1
        if reference_level >= 0:
            found.append(_whole(block, "reference list", Protection.HARD))
        else:
            found.extend(_inside(block))
        if block.quoted:
            found.append(_whole(block, "block quotation", Protection.REVIEW))
    return found


def _whole(block: Block, reason: str, level: Protection) -> Protected:
    return Protected(block.flow.to_original(0, len(block.flow.text)), reason, level)


def _inside(block: Block) -> list[Protected]:
    text = block.flow.text
    if not _FAST.search(text):
        return []
    places = [
        Protected(block.flow.to_original(*found.span()), reason)
        for reason, pattern in _HARD
        for found in pattern.finditer(text)
    ]
    places += [
        Protected(block.flow.to_original(*found.span()), "quotation", Protection.REVIEW)
        for found in _QUOTES.finditer(text)
    ]
    return places
