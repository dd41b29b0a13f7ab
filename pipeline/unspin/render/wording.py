"""The words and small forms that all renderings share, so that they say the same things."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from unspin.model.check import Area, Light
from unspin.model.decision import Decision, Verdict
from unspin.model.rule import Kind

VERDICT_LABELS = {
    Verdict.APPLIED: "Applied",
    Verdict.REVIEW: "For review",
    Verdict.REJECTED: "Rejected",
}

AREA_LABELS = {
    Area.SPINNING: "Spinning",
    Area.STRUCTURE: "Structure",
    Area.SEO: "SEO",
    Area.READABILITY: "Readability",
    Area.PATIENTS: "For patients",
    Area.MEDICAL: "Medical quality",
    Area.GRAMMAR: "Grammar",
}
LIGHT_LABELS = {
    Light.GREEN: "Good",
    Light.ORANGE: "Needs work",
    Light.RED: "Poor",
    Light.GREY: "Not judged",
}
"""A word for each light: no report tells by colour alone."""

_SPUN_LEVELS = (
    (0.8, "Almost certainly spun"),
    (0.5, "Probably spun"),
    (0.2, "Some spun wording; probably not spun as a whole"),
    (0.0, "No sign of spinning"),
)

_SLIPS = {Kind.TYPO: "a misspelling", Kind.GRAMMAR: "a slip of grammar"}

_DIRECTION_MARKS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def spun_words(spun_score: float) -> str:
    """The spun score (a chance from 0 to 1) in words."""
    return next(words for least, words in _SPUN_LEVELS if spun_score >= least)


def message(decision: Decision) -> str:
    """One line that says what the finding is, without its place and its reason."""
    old, new = one_line(decision.finding.text), one_line(decision.replacement)
    is_slip = decision.finding.kind in _SLIPS
    # Only what we act on is stated as a fact; the rest is for a person to judge.
    verb = "is" if decision.verdict is Verdict.APPLIED else "may be"
    what = _SLIPS.get(decision.finding.kind, "spun wording")
    if not has_replacement(decision):
        return f'"{old}" {verb} {what}; no replacement is known'
    if not new:
        return f'"{old}" {verb} {what} that should go'
    return f'"{old}" {verb} {what} {"of" if is_slip else "for"} "{new}"'


def has_replacement(decision: Decision) -> bool:
    """Whether the finding proposes anything at all."""
    return bool(decision.finding.candidates)


def alternatives(decision: Decision) -> list[str]:
    """The other replacements that fit into the text, best first, each once."""
    seen = {decision.replacement: None}
    for candidate in decision.finding.candidates:
        # One that does not fit would break the file of whoever picked it from a list.
        if not candidate.problem:
            seen.setdefault(candidate.replacement)
    return list(seen)[1:]


def in_text_order(decisions: Iterable[Decision]) -> list[Decision]:
    """The decisions sorted by place, longer first, then by rule: the same order in every report."""
    return sorted(decisions, key=lambda d: (d.span.start, -d.span.end, d.finding.rule.id))


def percent(confidence: float) -> str:
    """A chance as a whole percentage. Only 1 is "100%" and only 0 is "0%"."""
    if 0 < confidence < 1:
        return f"{min(99, max(1, round(confidence * 100)))}%"
    return f"{round(confidence * 100)}%"


def one_line(text: str) -> str:
    """``text`` on one line, white space folded, and inert as by ``visible``."""
    return visible(" ".join(text.split()))


def visible(text: str) -> str:
    """``text`` with control characters and the like written out, so that none steers a terminal."""
    return "".join(_visible(character) for character in text)


def _visible(character: str) -> str:
    # Surrogates stand for bytes of a file name that are not UTF-8; they cannot be printed as such.
    steers = unicodedata.category(character) in ("Cc", "Cs") or character in _DIRECTION_MARKS
    return character.encode("unicode_escape").decode("ascii") if steers else character


def number(value: float | None) -> str:
    """A figure without needless zeros; an en dash where there is none."""
    return "\u2013" if value is None else f"{value:g}" if abs(value) < 1e5 else f"{value:.0f}"


def count(amount: int, noun: str, plural: str = "") -> str:
    """``1 change``, ``2 changes``."""
    return f"{amount} {noun if amount == 1 else plural or noun + 's'}"


@lru_cache(maxsize=1)
def tool_version() -> str:
    """Version of the installed program."""
    from importlib import metadata  # takes longer to import than the rest of this package

    try:
        return metadata.version("unspin")
    except metadata.PackageNotFoundError:
        return "0+unknown"
