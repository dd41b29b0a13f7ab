"""The command ``unspin``: parses nothing itself, loads a command's module when it is called."""

from __future__ import annotations

from typing import Any

import click

from unspin import __version__
from unspin.cli.check import check
from unspin.cli.clean import clean
from unspin.cli.common import clean_exit
from unspin.cli.evaluate import evaluate
from unspin.cli.explain import explain
from unspin.cli.languagetool import languagetool
from unspin.cli.mine import learn, mine
from unspin.cli.model import model
from unspin.cli.reader import reader
from unspin.cli.rules import rules

EPILOG = """
\b
Examples:
  unspin clean draft.md -o fixed.md --report audit.html
  unspin clean content/ --diff
  unspin check content/ --fail-on error
  cat draft.txt | unspin clean - > fixed.txt

\b
Exit codes: 0 done, or nothing found; 1 'check' or '--diff' found something;
2 wrong usage, or something could not be read or written.
"""


class _Group(click.Group):
    """Says every error of unspin's own in one line, wherever it comes up."""

    def invoke(self, ctx: click.Context) -> Any:
        with clean_exit():
            return super().invoke(ctx)


@click.group(cls=_Group, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="unspin")
def cli() -> None:
    """Find and mend the damage that an article spinner did to a health article.

    Every change is reported with its reason; what is in doubt is left for a person.
    """


for command in (clean, check, explain, evaluate, languagetool, model, reader, rules):
    cli.add_command(command)
for command in (mine, learn):
    rules.add_command(command)


def main() -> None:
    """Entry point of the console script."""
    cli(prog_name="unspin")
