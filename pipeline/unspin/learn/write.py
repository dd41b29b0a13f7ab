"""Writes proposals as a pack that a person edits and adds."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence

from unspin.learn.proposal import Proposal
from unspin.lexicon.pack import ARROW

FILL_IN = "FILL IN"
"""Stands where a person must write."""
_PLAIN = re.compile(r"[a-z][a-z '’-]*[a-z]\Z|[a-z]\Z")
_YAML_WORDS = frozenset(("true", "false", "null", "yes", "no", "on", "off", "y", "n"))
_HEAD = """\
# Proposals for own rules, best first. Nothing here is in force yet. For each entry: read its sentences;
# delete what is wrong or too ordinary; set 'trust' (high, medium, low) and, once you are sure that a machine
# may apply it without a look, 'safety: safe'; give words that are good English too a context or a 'keep'.
# What stands in comments lacks something: fill it in and take the "# " away, also before the four lines of
# its section where they have one.
# Then: unspin rules lint {path}; unspin rules test {path}; and name the file under 'packs' in unspin.toml.
"""


def write_pack(proposals: Sequence[Proposal], name: str, title: str, source: str) -> str:
    """The text of a pack ``name``.yaml; it loads as it stands."""
    usable = [proposal for proposal in proposals if not _open(proposal)]
    lines = [
        _HEAD.format(path=f"{name}.yaml"),
        f"pack: {_text(name)}",
        f"title: {_text(title)}",
        f"source: {_text(source)}",
        "sections:" if usable else "sections: []  # take the [] away when you use an entry below",
    ]
    groups: dict[tuple[str, str], list[Proposal]] = {}
    for proposal in proposals:
        groups.setdefault((str(proposal.pos), str(proposal.kind)), []).append(proposal)
    for (pos, kind), group in groups.items():
        lines += _section(pos, kind, group)
    return "\n".join(lines) + "\n"


def _open(proposal: Proposal) -> bool:
    return not proposal.original or bool(proposal.problem)


def _section(pos: str, kind: str, group: Sequence[Proposal]) -> Iterator[str]:
    mark = "# " if all(_open(proposal) for proposal in group) else ""
    yield f"{mark}  - pos: {pos}"
    yield f"{mark}    kind: {kind}"
    yield f"{mark}    safety: review"
    yield f"{mark}    entries:"
    for proposal in group:
        yield from _entry(proposal)


def _entry(proposal: Proposal) -> Iterator[str]:
    yield f"      # {_figures(proposal)}"
    for note in (*proposal.notes, proposal.problem):
        if note:
            yield f"      # {_line(note)}"
    shown = {spun for spun, _ in proposal.fixes}
    for context in proposal.contexts:
        if context in shown:
            continue  # it stands below
        yield f"      #   {_line(context)}"
    mark = "# " if _open(proposal) else ""
    yield f"{mark}      {_text(proposal.wording)}:"
    yield f"{mark}        to: [{_text(proposal.original or FILL_IN)}]"
    yield f"{mark}        trust: {proposal.trust}"
    yield f"{mark}        fix:"
    for spun, clean in proposal.fixes:
        yield f"{mark}          - {json.dumps(_line(spun) + ARROW + _line(clean), ensure_ascii=False)}"


def _figures(proposal: Proposal) -> str:
    times = "once" if proposal.count == 1 else f"{proposal.count} times"
    where = f" in {proposal.articles} articles" if proposal.articles > 1 else ""
    score = "" if proposal.score is None else f", score {proposal.score:.1f}"
    return times + where + score


def _line(text: str) -> str:
    """On one line, so that it stays in its comment or its quotes."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _text(text: str) -> str:
    """Text as YAML, in quotes (JSON's are YAML's) where it could mean something else."""
    plain = bool(_PLAIN.match(text)) and text not in _YAML_WORDS
    return text if plain else json.dumps(_line(text), ensure_ascii=False)
