"""The options for the grammar checker, and what is said of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from unspin.config import GRAMMARS
from unspin.errors import GrammarError

if TYPE_CHECKING:
    from unspin.workflow import Workflow


def grammar_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Options of every command that can check grammar."""
    for option in (
        click.option(
            "--grammar",
            type=click.Choice(GRAMMARS),
            help="Grammar checker: auto takes what is installed (default); required ends the run without "
            "LanguageTool.",
        ),
        click.option(
            "--languagetool-url",
            metavar="URL",
            help="Use the LanguageTool server at this address. Articles are sent there.",
        ),
    ):
        command = option(command)
    return command


@contextmanager
def grammar_checked(workflow: Workflow) -> Iterator[Callable[[], None]]:
    """Lets a run use the checker; gives what says its remarks, each once, and stops it at the end.

    A checker that is required and fails ends the run with exit code 2.
    """
    from unspin.cli.common import EXIT_ERROR, show_error

    def say_remarks() -> None:
        for line in workflow.grammar.take_remarks():
            click.echo(f"unspin: {line}", err=True)

    try:
        workflow.grammar.stage()
        say_remarks()
        yield say_remarks
    except GrammarError as error:
        show_error(error)
        raise SystemExit(EXIT_ERROR) from None
    finally:
        workflow.grammar.close()
