"""Measures annotated texts fairly although the shipped counts were made from them.

    python -m unspin.evaluate.leave_one_out GOLD... [--pairs FINGERPRINTS.tsv]

Every text is corrected with the counts of spun words (``corpus/spun-counts.tsv``) made from all the others.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace

from unspin.config import Settings
from unspin.detect.terminology import CHANNEL, TerminologyDetector
from unspin.evaluate.count_spun import PAIR_WEIGHT, Counts, pairs
from unspin.evaluate.gold import GoldArticle
from unspin.evaluate.measure import Measures, add_article, article_of
from unspin.evaluate.sources import read_gold_source
from unspin.workflow import Workflow


def leave_one_out(
    golds: Sequence[GoldArticle], workflow: Workflow, published: Counts
) -> Iterator[tuple[GoldArticle, Workflow]]:
    """Every text with a workflow that has not counted it. ``published`` are counts that all share."""
    detector = TerminologyDetector(workflow.lexicon.channel, CHANNEL)
    total = published
    for gold in golds:
        total.add(gold, detector)
    for gold in golds:
        others = total.copy()
        others.add(gold, detector, -1.0)
        fair = Workflow(workflow.settings)
        shared = {name: value for name, value in vars(workflow).items() if name not in ("settings", "judge")}
        vars(fair).update(shared)
        judge = workflow.judge
        vars(fair)["judge"] = replace(judge, habits=replace(others.habits(), judged=judge.habits.judged))
        yield gold, fair


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print the figures."""
    parser = argparse.ArgumentParser(prog="leave_one_out", description=__doc__)
    parser.add_argument("gold", nargs="+")
    parser.add_argument("--pairs")
    options = parser.parse_args(arguments)
    workflow = Workflow(Settings(grammar="none"))
    _ = workflow.lexicon, workflow.detector, workflow.channel, workflow.hints, workflow.judge
    published = Counts()
    if options.pairs:
        detector = TerminologyDetector(workflow.lexicon.channel, CHANNEL)
        for pair in pairs(options.pairs):
            published.add(pair, detector, PAIR_WEIGHT)
    golds = [gold for path in options.gold for gold in read_gold_source(path)]
    measures = Measures()
    for gold, fair in leave_one_out(golds, workflow, published):
        add_article(measures, gold, fair.clean(article_of(gold), with_audit=False))
    sys.stdout.write(json.dumps(measures.as_dict()) + "\n")


if __name__ == "__main__":
    main()
