"""Tests of the documents: what they name exists, and the output that they show is what the program prints.

A fenced block below ``<!-- file: NAME -->`` is a file of the example; below ``<!-- output: COMMAND -->`` it
is what the command prints. "``| grep WORD``" keeps the lines with a word. ``make readme`` writes it anew.
"""

from __future__ import annotations

import os
import re
import shlex
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

import unspin
from unspin.cli.main import cli
from unspin.config import Settings
from unspin.decide import verdict
from unspin.model.decision import FAINT_BELOW

PROJECT = Path(__file__).parent.parent
DOCUMENTS = [
    PROJECT / name
    for name in (
        "README.md",
        "ARCHITECTURE.md",
        "CHANGELOG.md",
        "CONTRIBUTING.md",
        "docs/SEO.md",
        "docs/MEDICAL.md",
        "docs/STRUCTURE.md",
        "rules/README.md",
        "corpus/README.md",
        "corpus/NOTICE.md",
    )
]
_EXAMPLE = re.compile(
    r"<!-- (?P<kind>file|output): (?P<what>.+?) -->\n+(?P<fence>```+)\w*\n(?P<body>.*?)^(?P=fence)$",
    re.M | re.S,
)
_LINK = re.compile(r"\[[^\]]*\]\((?!https?:|mailto:)([^)\s#]*)(#[^)\s]*)?\)")
_HEADING = re.compile(r"^#+ +(.+?) *$", re.M)
_TARGET = re.compile(r"\bmake ([a-z][a-z-]*)\b")
_CODE = re.compile(r"```.*?```|`[^`\n]*`", re.S)
_COMMANDS = re.compile(r"^```sh\n.*?^```|(?<!`)`[^`\n]+`", re.M | re.S)
_AT_HOME = re.compile(r"(?:^|[\s`(\"'])(?:/(?:work|tmp|home|root|opt|Users)/|[A-Z]:\\)|\.\./shared")


def ids_of(path: Path) -> str:
    return path.relative_to(PROJECT).as_posix()


def commands(command: click.Command, name: str = "unspin") -> Iterator[tuple[str, click.Command]]:
    yield name, command
    for sub, inner in getattr(command, "commands", {}).items():
        yield from commands(inner, f"{name} {sub}")


COMMANDS = dict(commands(cli))


def anchors(path: Path) -> set[str]:
    """The anchors that a Markdown file's headings make."""
    headings = _HEADING.findall(path.read_text("utf-8"))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def printed(command: str) -> str:
    """What a command prints, standard error included."""
    line, _, word = (part.strip() for part in command.partition("| grep"))
    name, *arguments = shlex.split(line)
    assert name == "unspin", command
    result = CliRunner().invoke(cli, arguments, prog_name="unspin")
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert result.exit_code < 2, f"{command}: {result.output}"
    lines = result.output.splitlines()
    shown = "".join(f"{line.rstrip()}\n" for line in lines if word.strip("'\"") in line)
    assert shown, f"{command}: prints nothing, so the document shows nothing"
    return shown


def with_output_of_today(text: str) -> str:
    """A document's text with every shown output replaced by what the command prints now."""

    def run(example: re.Match[str]) -> str:
        if example["kind"] == "file":
            Path(example["what"]).write_text(example["body"], "utf-8")
            return example.group()
        start, end = example.start("body") - example.start(), example.end("body") - example.start()
        return example.group()[:start] + printed(example["what"]) + example.group()[end:]

    before = Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        try:
            Path(".git").mkdir()
            for name in ("corpus", "rules"):
                Path(name).symlink_to(PROJECT / name)
            return _EXAMPLE.sub(run, text)
        finally:
            os.chdir(before)


@pytest.mark.slow
@pytest.mark.parametrize("path", DOCUMENTS, ids=ids_of)
def test_examples_show_what_the_program_prints(path: Path):
    text = path.read_text("utf-8")
    assert text.splitlines() == with_output_of_today(text).splitlines(), "run 'make readme'"


def test_examples_are_found():
    kinds = [example["kind"] for path in DOCUMENTS for example in _EXAMPLE.finditer(path.read_text("utf-8"))]
    marks = sum(len(re.findall(r"^<!-- (?:file|output): ", p.read_text("utf-8"), re.M)) for p in DOCUMENTS)
    assert len(kinds) == marks
    assert kinds.count("output") >= 4


@pytest.mark.parametrize("name", COMMANDS)
def test_the_readme_names_every_command_and_long_option(name: str):
    readme = (PROJECT / "README.md").read_text("utf-8")
    assert re.search(rf"{re.escape(name)}\b", readme)
    options = [o for p in COMMANDS[name].params if isinstance(p, click.Option) for o in p.opts]
    missing = [o for o in options if o.startswith("--") and not re.search(rf"(?<![\w-]){o}(?![\w-])", readme)]
    assert not missing


def test_the_readme_names_no_option_that_is_none():
    readme = (PROJECT / "README.md").read_text("utf-8")
    known = {o for c in COMMANDS.values() for p in c.params if isinstance(p, click.Option) for o in p.opts}
    lines = [line for line in readme.splitlines() if "unspin" in line]
    used = set(re.findall(r"(?<![\w-])--[a-z][\w-]+", "\n".join(lines)))
    assert used <= known | {"--help", "--version", "--name-only", "--diff-filter", "--cached"}


def test_the_readme_names_every_setting():
    readme = (PROJECT / "README.md").read_text("utf-8")
    missing = [f.name for f in fields(Settings) if f"`{f.name.replace('_', '-')}`" not in readme]
    assert not missing


@pytest.mark.parametrize("path", DOCUMENTS, ids=ids_of)
def test_links_lead_somewhere(path: Path):
    for target, anchor in _LINK.findall(_CODE.sub("", path.read_text("utf-8"))):
        place = path.parent / target if target else path
        assert place.exists(), target
        assert not anchor or anchor[1:] in anchors(place), target + anchor


@pytest.mark.parametrize("path", DOCUMENTS, ids=ids_of)
def test_make_targets_exist(path: Path):
    makefile = (PROJECT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^([a-z]+):.*## ", makefile, re.M))
    code = "\n".join(_COMMANDS.findall(path.read_text("utf-8")))
    assert set(_TARGET.findall(code)) <= targets


def test_every_make_target_has_a_line_of_help():
    makefile = (PROJECT / "Makefile").read_text("utf-8")
    phony = set(re.findall(r"^\.PHONY: (.+)$", makefile, re.M)[0].split())
    assert phony - {"need-clean"} == set(re.findall(r"^([a-z]+):.*## \S", makefile, re.M))


@pytest.mark.parametrize("path", DOCUMENTS, ids=ids_of)
def test_documents_name_no_place_on_a_machine(path: Path):
    assert not _AT_HOME.search(path.read_text("utf-8"))


def test_thresholds_are_those_of_the_code():
    readme, architecture = (" ".join(path.read_text("utf-8").split()) for path in DOCUMENTS[:2])
    assert f"edits are made from {verdict.APPLY_FROM:.0%} on" in readme
    assert f"applied from {verdict.APPLY_FROM:g}, shown from {verdict.SHOW_FROM:g}" in architecture
    assert f"a spun score of at least {verdict.SURE_FROM:g}" in architecture
    assert f"Doubts below {FAINT_BELOW:g} are" in architecture


def test_the_changelog_has_this_version():
    changelog = (PROJECT / "CHANGELOG.md").read_text("utf-8")
    newest = re.search(r"^## \[?(\d+\.\d+\.\d+)", changelog, re.M)
    assert newest
    assert newest[1] == unspin.__version__


def main() -> None:
    """Write what the program prints now, without what need not be installed, into the documents."""
    os.environ["UNSPIN_READER_DIR"] = os.devnull
    for path in DOCUMENTS:
        text = path.read_text("utf-8")
        now = with_output_of_today(text)
        if now != text:
            path.write_text(now, "utf-8")
            sys.stdout.write(f"{ids_of(path)}: examples written anew\n")


if __name__ == "__main__":
    main()
