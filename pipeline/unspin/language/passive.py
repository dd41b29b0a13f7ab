"""The passive voice by spaCy's parser."""

from __future__ import annotations

from collections.abc import Sequence

from unspin.language.nlp import parse_sentences

__all__ = ["forget_parsed", "parsed_passives"]

_PASSIVE = frozenset(("auxpass", "nsubjpass", "csubjpass"))
"""Relations that spaCy's English models give to the parts of a passive clause."""

_Words = list[tuple[str, str, str, bool]]
_REMEMBERED = 5_000
"""Sentences whose parse is kept: most of a corrected article are those of the draft."""
_parsed: dict[str, _Words] = {}


def parsed_passives(texts: Sequence[str], adjectives: frozenset[str]) -> list[bool] | None:
    """Whether each sentence has a passive clause; ``None`` when no trained model is installed.

    Participles in ``adjectives`` describe a state and count only with an agent ("by ...").
    """
    if not texts:
        return []
    if len(_parsed) > _REMEMBERED:
        _parsed.clear()
    new = [text for text in dict.fromkeys(texts) if text not in _parsed]
    parsed = parse_sentences(new) if new else []
    if parsed is None:
        return None
    _parsed.update(zip(new, parsed, strict=True))
    return [any(_is_passive(word, adjectives) for word in _parsed[text]) for text in texts]


def forget_parsed() -> None:
    """Parse every sentence anew from here on, as a benchmark wants it."""
    _parsed.clear()


def _is_passive(word: tuple[str, str, str, bool], adjectives: frozenset[str]) -> bool:
    _, relation, head, has_agent = word
    return relation in _PASSIVE and (head not in adjectives or has_agent)
