"""The corpus is what corpus/README.md says: gold, draft and corrected article agree."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
import yaml

from unspin.evaluate.sources import read_entry
from unspin.load import read_article

CORPUS = Path(__file__).parent.parent / "corpus"
ENTRIES = sorted(gold.parent for name in ("spun", "unseen") for gold in (CORPUS / name).glob("*/gold.yaml"))
STYLES = {"S1", "S2", "S3", "S4", "S5", "mixed"}


def test_all_entries_are_there() -> None:
    assert len(ENTRIES) == len(list(CORPUS.glob("spun/*"))) + len(list(CORPUS.glob("unseen/*")))
    assert {entry.parent.name for entry in ENTRIES} == {"spun", "unseen"}


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: f"{entry.parent.name}/{entry.name}")
def test_gold_draft_and_corrected_article_agree(entry: Path) -> None:
    gold = read_entry(entry)
    corrected = read_article(str(next(entry.glob("corrected.*")))).text
    assert yaml.safe_load((entry / "gold.yaml").read_text("utf-8"))["style"] in STYLES
    spans = sorted(gold.spans, key=lambda span: span.span)
    assert all(first.span.end <= second.span.start for first, second in pairwise(spans))
    kept = [gold.text[a.span.end : b.span.start] for a, b in pairwise(spans)]
    at = 0
    for text in (gold.text[: spans[0].span.start], *kept, gold.text[spans[-1].span.end :]):
        found = corrected.find(text, at)
        assert found >= 0, f"outside the spans the corrected article lacks {text!r}"
        at = found + len(text)
    assert all(accepted for span in spans for accepted in span.accept)
    assert not any(keep.overlaps(span.span) for keep in gold.keep for span in spans)
