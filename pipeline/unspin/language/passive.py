"""The passive voice by spaCy's parser."""

from __future__ import annotations

from collections.abc import Sequence

from unspin.language.nlp import parse_sentences

__all__ = ["parsed_passives"]

_PASSIVE = frozenset(("auxpass", "nsubjpass", "csubjpass"))
"""Relations that spaCy's English models give to the parts of a passive clause."""


def parsed_passives(texts: Sequence[str], adjectives: frozenset[str]) -> list[bool] | None:
    """Whether each sentence has a passive clause; ``None`` when no trained model is installed.

    Participles in ``adjectives`` describe a state and count only with an agent ("by ...").
    """
    if not texts:
        return []
    parsed = parse_sentences(texts)
    if parsed is None:
        return None
    return [any(_is_passive(word, adjectives) for word in sentence) for sentence in parsed]


def _is_passive(word: tuple[str, str, str, bool], adjectives: frozenset[str]) -> bool:
    _, relation, head, has_agent = word
    return relation in _PASSIVE and (head not in adjectives or has_agent)
