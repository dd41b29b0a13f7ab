"""Measures the full audit of a post in milliseconds per 1,000 words, area by area (``make bench``).

Not a test: pytest does not collect it, and no figure makes it fail. Everything is loaded before; each figure
is the best of three, in seconds of the processor.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any
from unittest.mock import patch

import click

from unspin.audit import audit
from unspin.audit.context import AuditContext
from unspin.audit.page_audit import AREAS
from unspin.audit.running_text import running_text
from unspin.audit.scores import score
from unspin.config import Settings
from unspin.language.passive import forget_parsed
from unspin.load import read_article
from unspin.model.article import Article
from unspin.model.report import AuditReport
from unspin.page import read_page
from unspin.parse import parse
from unspin.workflow import Workflow

CORPUS = Path(__file__).parent.parent / "corpus"
POSTS = {
    "good, Markdown": "good/*.md",
    "good, HTML": "good/*.html",
    "spun, Markdown": "spun/*/draft.md",
    "spun, HTML": "spun/*/draft.html",
}
TARGET = 115
"""Milliseconds for 1,000 words: a tenth of what Yoast's analysis takes."""
TODAY = date(2026, 11, 1)
_SALT = count()


def best(action: Callable[[], object]) -> float:
    """Milliseconds of the fastest of three runs."""
    times = []
    for _ in range(3):
        forget_parsed()
        start = time.process_time()
        action()
        times.append(time.process_time() - start)
    return 1000 * min(times)


def fresh_score(text: str) -> None:
    """The readability measures of a text that textstat, which remembers its last ones, has not seen yet."""
    score(f"{text}\n\nEnd {next(_SALT)}.", 0.0)


def whole_run(workflow: Workflow, article: Article) -> tuple[float, float]:
    """Milliseconds of the whole way of an article, and of its last stage, the audit."""
    inside: list[float] = []

    def timed(*arguments: Any) -> AuditReport:
        start = time.process_time()
        report = audit(*arguments)
        inside.append(1000 * (time.process_time() - start))
        return report

    with patch("unspin.workflow.audit", timed):
        full = best(lambda: workflow.clean(article))
    return full, min(inside)


def steps(workflow: Workflow, article: Article) -> Iterator[tuple[str, float]]:
    """Name and milliseconds of each step for one article, the whole first."""
    document = parse(article)
    text = running_text(document)
    context = AuditContext(scores=score(text, 0.0), today=TODAY)
    full, audited = whole_run(workflow, article)
    measured = best(lambda: fresh_score(text))
    # The whole finds the measures already made, of the draft and of the text that it corrects.
    states = 2 if workflow.clean(article, with_audit=False).correction.edits else 1
    yield "audit", audited + states * measured
    yield "all", full + states * measured
    yield "parse", best(lambda: parse(article))
    yield "page", best(lambda: read_page(document))
    yield "scores", measured
    for _, assess in AREAS:
        reading = best(lambda: read_page(document))
        whole = best(lambda a=assess: a(read_page(document), context))  # type: ignore[misc]
        yield assess.__name__.strip("_"), max(0.0, whole - reading)


def main() -> None:
    """Print the table."""
    workflow = Workflow(Settings(grammar="none", reader="none"), TODAY)
    click.echo(f"Full audit, ms per 1,000 words (target for the audit: {TARGET}; 'all' also decodes)")
    for number, (name, pattern) in enumerate(POSTS.items()):
        articles = [read_article(str(path)) for path in sorted(CORPUS.glob(pattern))]
        sums: dict[str, float] = {}
        for article in articles:
            workflow.clean(article)
            for step, milliseconds in steps(workflow, article):
                sums[step] = sums.get(step, 0.0) + milliseconds
        words = sum(parse(article).word_count for article in articles)
        if not number:
            click.echo(f"  {'':<15} {'words':>6} " + " ".join(f"{step:>11}" for step in sums))
        figures = " ".join(f"{1000 * total / words:>11.1f}" for total in sums.values())
        click.echo(f"  {name:<15} {words:>6} {figures}")


if __name__ == "__main__":
    main()
