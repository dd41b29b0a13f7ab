"""Readability is measured on running text only."""

from __future__ import annotations

from unspin.audit.running_text import all_text, running_text
from unspin.load import decode_article
from unspin.model.document import Document
from unspin.parse import parse

POST = """---
title: Sore knees
---

# Sore knees

By Jane Doe

Most sore knees get better by themselves. Give them a week.

What helps:

- ice
- Lift the leg whenever you sit down.

| Exercise | Times |
|---|---|
| Bend | 10 |

## References

1. Doe J. Knees of runners. Journal of Knees. 2020.
"""


def document_of(text: str) -> Document:
    return parse(decode_article(text.encode(), "knees.md", None, 10**6))


def test_headings_cells_labels_and_sources_are_no_running_text() -> None:
    assert running_text(document_of(POST)).split("\n\n") == [
        "Most sore knees get better by themselves. Give them a week.",
        "What helps:",
        "Lift the leg whenever you sit down.",
    ]


def test_all_text_has_every_block() -> None:
    text = all_text(document_of(POST))
    assert all(part in text for part in ("Sore knees", "Bend", "ice", "Journal of Knees"))


def test_a_long_paragraph_counts_without_a_full_stop() -> None:
    assert running_text(document_of("This long line has no full stop at its end"))
    assert not running_text(document_of("Only a label"))


def test_a_page_without_running_text_has_none() -> None:
    assert running_text(document_of("# Sore knees\n\n- ice\n")) == ""
