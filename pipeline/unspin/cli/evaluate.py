"""``unspin evaluate``: measure against gold, or against clean articles."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from unspin.cli.common import clean_exit, start_run, workflow_options
from unspin.cli.grammar import grammar_checked, grammar_options

if TYPE_CHECKING:
    from unspin.evaluate.measure import Measures

EPILOG = """
\b
Examples:
  unspin evaluate gold.jsonl
  unspin evaluate gold.jsonl --format json --verbose
  unspin evaluate corpus/spun --calibration
  unspin evaluate --clean articles.jsonl.gz

\b
Measures: found (a finding overlaps the place), restored (the right wording stands there now), wrong
(changed, but not restored), off-gold (edits elsewhere), harm (edits of places to keep).
"""


@click.command(epilog=EPILOG)
@click.argument("gold", nargs=-1, required=True, metavar="GOLD...")
@click.option(
    "--format",
    "output_format",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
)
@click.option(
    "--clean",
    "is_clean",
    is_flag=True,
    help="The texts are good: report edits and findings per 10,000 words.",
)
@click.option("--calibration", is_flag=True, help="Add how often decisions of each confidence are right.")
@click.option("-v", "--verbose", is_flag=True, help="List every wrong, harmful, off-gold and missed place.")
@grammar_options
@workflow_options
def evaluate(
    gold: tuple[str, ...],
    output_format: str,
    is_clean: bool,
    calibration: bool,
    verbose: bool,
    **options: Any,
) -> None:
    """Measure the corrections against annotated articles.

    GOLD is a JSON-lines file in the gold format, or a folder of the corpus with drafts and gold.yaml.
    With --clean it is a file (.txt, .md, .html, .jsonl, .jsonl.gz) or folder of good articles.
    """
    from unspin.evaluate.clean_text import read_clean
    from unspin.evaluate.measure import measure
    from unspin.evaluate.sources import read_gold_source

    if calibration and is_clean:
        raise click.UsageError("--calibration needs gold; good articles (--clean) have none.")
    options["grammar"] = options["grammar"] or "none"  # slow, and not what is measured, unless asked for
    _, workflow = start_run(options)
    results = {}
    with clean_exit(), grammar_checked(workflow):
        for path in gold:
            articles = read_clean(path) if is_clean else read_gold_source(path)
            results[path] = measure(articles, lambda article: workflow.clean(article, with_audit=False))
    if output_format == "json":
        figures = {path: _figures(found, verbose, calibration) for path, found in results.items()}
        click.echo(json.dumps(figures, indent=2, ensure_ascii=False))
        return
    for path, found in results.items():
        click.echo(f"{path}: {_line(found, is_clean)}")
        lines = [*(_calibration_lines(found) if calibration else ()), *(_details(found) if verbose else ())]
        for line in lines:
            click.echo(f"  {line}")


def _line(found: Measures, is_clean: bool) -> str:
    if is_clean:
        return (
            f"{found.texts} texts, {found.words} words; per 10,000 words: "
            f"{found.per_10000_words(found.edits):.3f} applied edits, "
            f"{found.per_10000_words(found.findings):.2f} findings"
        )
    rates = ", ".join(f"{name} {found.rate(name):.3f}" for name in ("found", "restored", "wrong"))
    return (
        f"{found.texts} texts, {found.count('spans')} spans: {rates}; {found.edits} edits, "
        f"{found.off_gold} off-gold, {found.harm} harm of {found.keep} to keep"
    )


def _calibration_lines(found: Measures) -> list[str]:
    from unspin.evaluate.calibration import by_detector

    lines = []
    for name, table in by_detector(found.judged).items():
        lines.append(f"{name}: {table.count} decisions, expected calibration error {table.error:.4f}")
        lines += [
            f"  {row.low:.1f} to {row.high:.1f}: {row.count:5} decisions, "
            f"mean confidence {row.confidence:.3f}, right {row.right:.3f}"
            for row in table.bins
        ]
    return lines


def _figures(found: Measures, verbose: bool, calibration: bool) -> dict[str, Any]:
    figures = found.as_dict()
    if calibration:
        from unspin.evaluate.calibration import by_detector

        figures["calibration"] = {name: table.as_dict() for name, table in by_detector(found.judged).items()}
    if verbose:
        figures |= {"wrong_places": found.wrong, "harmed": found.harmed, "off": found.off}
        figures["missed"] = dict(found.missed.most_common())
    return figures


def _details(found: Measures) -> list[str]:
    lines = [f"wrong    {i}: {spun!r} became {now!r}, gold {gold!r}" for i, spun, now, gold in found.wrong]
    lines += [f"harm     {i}: {kept!r} became {now!r}" for i, kept, now in found.harmed]
    lines += [f"off-gold {i}: {was!r} became {now!r}" for i, was, now in found.off]
    lines += [f"missed   {times} x {spun!r}" for spun, times in found.missed.most_common()]
    return lines
