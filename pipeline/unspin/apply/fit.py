"""Fits the candidates of a finding into the original text: mark-up, line ends, entities."""

from __future__ import annotations

from dataclasses import replace

from unspin.apply.markup import write_into
from unspin.model.document import Document
from unspin.model.finding import Finding

SHOWN = 5
"""Candidates of a finding that are fitted and shown; the others are too unlikely."""


def fit(document: Document, finding: Finding) -> Finding:
    """The finding with its best candidates fitted."""
    flow = document.blocks[finding.block].flow
    fitted = []
    for candidate in finding.candidates[:SHOWN]:
        text, problem = write_into(
            document.article, flow, finding.flow_start, finding.flow_end, candidate.wording
        )
        fitted.append(replace(candidate, replacement=text, problem=problem))
    return replace(finding, candidates=tuple(fitted))
