"""``unspin model``: build and show language models."""

from __future__ import annotations

import json
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from unspin.cli.common import clean_exit
from unspin.errors import InputError

EPILOG = """
\b
Examples:
  unspin model build articles/ -o our.lm
  unspin model build articles/ --general en-us.lm.bin -o our.lm
  unspin model build a.jsonl.gz b.jsonl.gz@3 -o our.lm     (every third text of b)
  unspin clean draft.md --model our.lm
  unspin model show our.lm
"""


@click.group(epilog=EPILOG)
def model() -> None:
    """Build and show language models of good articles."""


@model.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option("-o", "--output", required=True, metavar="FILE", help="The model file to write.")
@click.option(
    "--min-word", default=5, show_default=True, type=click.IntRange(1), help="Leave out rarer words."
)
@click.option(
    "--min-bigram", default=2, show_default=True, type=click.IntRange(1), help="... rarer word pairs."
)
@click.option(
    "--min-trigram", default=2, show_default=True, type=click.IntRange(1), help="... rarer triples."
)
@click.option(
    "--general",
    metavar="FILE",
    help="Mix in a model of general English: a binary one of PocketSphinx, such as its en-us.lm.bin.",
)
@click.option("--about", default="", metavar="TEXT", help="Remark for the model's card.")
def build(
    inputs: tuple[str, ...],
    output: str,
    min_word: int,
    min_bigram: int,
    min_trigram: int,
    general: str | None,
    about: str,
) -> None:
    """Count good articles and write a language model.

    INPUT is a folder, a .txt, .md or .html file, or .jsonl(.gz) with a key "text"; INPUT@N takes every
    Nth text, INPUT*N counts each N times. Paragraphs are cleaned and used once; one in a hundred is held
    back to measure the model.
    """
    from unspin.lm.model import LanguageModel
    from unspin.lm.train import Source, Thresholds, perplexity, train
    from unspin.load import write_atomically

    begin = time.monotonic()
    with clean_exit():
        thresholds = Thresholds(min_word, min_bigram, min_trigram)
        trained = train(map(Source.parse, inputs), thresholds, about)
        if not trained.held:
            raise InputError(
                f"{inputs[0]}: too little text for a language model; give at least 1,000 paragraphs"
            )
        mixed = trained.mixed_with(general) if general else trained
        # What the counted text says by itself is measured: a mixture has no perplexity.
        with TemporaryDirectory() as folder:
            own = Path(folder) / "own.lm"
            own.write_bytes(trained.packed())
            value, unknown, words = perplexity(LanguageModel(own), trained.held)
        data = mixed.packed()
        write_atomically(output, data)
    click.echo(f"{output}: {len(data) / 1e6:.1f} MB in {time.monotonic() - begin:.0f} s", err=True)
    click.echo(f"held-out perplexity {value:.1f} over {words} words, {unknown:.2%} unknown", err=True)


@model.command()
@click.argument("file", required=False)
def show(file: str | None) -> None:
    """Show the card of a model FILE, or of the shipped model."""
    from unspin.lm.model import LanguageModel, shipped_model

    with clean_exit():
        found = LanguageModel(file) if file else shipped_model()
        if found is None:
            raise InputError("no language model comes with this installation; see 'unspin model build'")
        click.echo(json.dumps(found.card, indent=2, ensure_ascii=False))
