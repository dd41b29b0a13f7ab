"""``unspin rules mine`` and ``unspin rules learn``: propose entries for own packs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from unspin.cli.common import EXIT_ERROR, Run, clean_exit, start_run, workflow_options, write_text
from unspin.errors import InputError
from unspin.load import is_folder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unspin.learn.proposal import Proposal
    from unspin.model.article import Article

MINE_EPILOG = """
\b
Examples:
  unspin rules mine drafts/ -o mined.yaml
  unspin rules mine drafts/*.md --most 50

\b
Exit codes: 0 done; 2 wrong usage, or something could not be read or written.
"""
LEARN_EPILOG = """
\b
Examples:
  unspin rules learn draft.md corrected.md -o learned.yaml

\b
Exit codes: 0 done; 2 wrong usage, or something could not be read or written.
"""
_output = click.option(
    "-o",
    "--output",
    metavar="FILE",
    help="New pack file (.yaml) for the proposals, instead of standard output.",
)


@click.command(epilog=MINE_EPILOG)
@click.argument("drafts", nargs=-1, required=True, metavar="DRAFTS...")
@_output
@click.option(
    "--most",
    type=click.IntRange(1),
    default=200,
    show_default=True,
    help="Propose at most this many entries.",
)
@workflow_options
def mine(drafts: tuple[str, ...], output: str | None, most: int, **options: Any) -> None:
    """Propose entries from spun drafts: wording that clean text never has and no rule explains.

    DRAFTS are files, folders, or - for standard input. The result is a pack to edit: what has no original
    yet stands in comments.
    """
    from unspin.learn.mine import mine as find_proposals

    with clean_exit():
        name = _pack_name(output, "mined")
    run, workflow = start_run(options)
    with clean_exit():
        proposals = find_proposals(run.articles(drafts), workflow, most, run.fail)
    if run.errors and not proposals:
        raise SystemExit(EXIT_ERROR)
    with clean_exit():
        _write(proposals, output, name, "Mined from drafts", f"mined by unspin from {_named(drafts)}")
    usable = sum(bool(proposal.original) for proposal in proposals)
    run.say(f"{len(proposals)} wordings proposed, {usable} of them with an original")
    if run.errors:
        raise SystemExit(EXIT_ERROR)


@click.command(epilog=LEARN_EPILOG)
@click.argument("spun")
@click.argument("clean")
@_output
@workflow_options
def learn(spun: str, clean: str, output: str | None, **options: Any) -> None:
    """Propose entries from a SPUN draft and its corrected, CLEAN article.

    The two are aligned sentence by sentence and word by word; what the lexicon has already is left out. Every
    proposal is a rule that was tried on its own sentence.
    """
    from unspin.learn.learn import learn as find_proposals

    with clean_exit():
        name = _pack_name(output, "learned")
    run, workflow = start_run(options)
    draft, corrected = _only(run, spun), _only(run, clean)
    with clean_exit():
        learned = find_proposals(draft, corrected, workflow)
        title = f"Learned from {_named((clean,))}"
        _write(learned.proposals, output, name, title, f"aligned by unspin: {_named((spun, clean))}")
    run.say(
        f"{len(learned.substitutions)} changes found, {learned.known} known already, "
        f"{len(learned.proposals)} proposed"
    )


def _pack_name(output: str | None, default: str) -> str:
    """The name of the pack, which must be that of its file. Raises ``InputError``."""
    if output is None or output == "-":
        return default
    if not output.endswith(".yaml"):
        raise InputError(f"{output}: the name of a pack must end in .yaml")
    if Path(output).exists():
        raise InputError(f"{output}: is there already, perhaps with edits; name another file or remove it")
    return Path(output).stem


def _only(run: Run, path: str) -> Article:
    """The one article at a path; ends the program when there is none."""
    found = [] if is_folder(path) else list(run.articles((path,)))
    if run.errors:
        raise SystemExit(EXIT_ERROR)
    with clean_exit():
        if not found:
            raise InputError(f"{path}: is a folder; name one article")
    return found[0]


def _write(proposals: Sequence[Proposal], output: str | None, name: str, title: str, source: str) -> None:
    from unspin.learn.write import write_pack

    text = write_pack(proposals, name, title, source)
    if output is None or output == "-":
        click.echo(text, nl=False)
    else:
        write_text(output, text)


def _named(paths: Sequence[str]) -> str:
    return ", ".join(Path(path).name or path for path in paths)
