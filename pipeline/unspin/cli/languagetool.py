"""``unspin languagetool``: get LanguageTool, see whether it works, remove it."""

from __future__ import annotations

import click

from unspin.cli.common import EXIT_FOUND, clean_exit

SOURCES = ("auto", "maven", "release")

EPILOG = """
\b
Examples:
  unspin languagetool install
  unspin languagetool status
  unspin clean draft.md -o fixed.md --grammar languagetool
  unspin languagetool remove

\b
Exit codes: 0 done, or ready; 1 'status': not ready; 2 it could not be done.
"""


@click.group(epilog=EPILOG)
def languagetool() -> None:
    """Install, look at or remove LanguageTool, which checks spelling and grammar.

    It needs Java 17 or later, and takes 100 MB in the user's cache folder.
    """


@languagetool.command()
@click.option(
    "--source",
    type=click.Choice(SOURCES),
    default="auto",
    show_default=True,
    help="maven: from Maven Central, or the mirrors of its settings; release: LanguageTool's own archive.",
)
@click.option("--force", is_flag=True, help="Install again, even over a whole one.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")
def install(source: str, force: bool, quiet: bool) -> None:
    """Fetch LanguageTool with English, check what came, and start it once.

    This is the only command that uses the network. A run that was cut off goes on where it stopped.
    """
    from unspin.grammar import languagetool as client
    from unspin.grammar.install import install as install_it

    def say(line: str) -> None:
        if not quiet:
            click.echo(line, err=True)

    with clean_exit():
        done = install_it(source, say, client.probe, client.fetch_release, force)
    place = done.installation
    what = "is ready" if done.fresh else "was there already and is whole"
    say(f"LanguageTool {place.version} {what}: {place.folder} ({place.size // 1_000_000} MB)")
    if not client.has_package():
        say(f"to use it, install the package language-tool-python too: {client.HINT}")


@languagetool.command()
def status() -> None:
    """Say where LanguageTool is, whether it is whole and starts, and what is missing."""
    from unspin.grammar.status import ready_lines

    ready, lines = ready_lines()
    for line in lines:
        click.echo(line)
    if not ready:
        raise SystemExit(EXIT_FOUND)


@languagetool.command()
def remove() -> None:
    """Delete the LanguageTool that 'install' has put into the cache folder."""
    from unspin.grammar.installation import install_folder
    from unspin.grammar.installation import remove as remove_it

    with clean_exit():
        gone = remove_it()
    click.echo(f"removed {gone}" if gone else f"nothing to remove: {install_folder()} does not exist")
