"""``unspin rules``: list, show, test and lint; help pages; start-up."""

# ruff: noqa: S603 - the command is our own

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import Unspin
from lab import pack_text


def test_list(unspin: Unspin) -> None:
    lines = unspin("rules", "list").stdout.splitlines()
    assert [line.split() for line in lines] == [["mini", "4", "rules"], ["in", "all", "4", "rules"]]
    assert json.loads(unspin("rules", "list", "--format", "json").stdout) == {"mini": 4}
    listed = unspin("rules", "list", "mini").stdout.splitlines()
    assert listed[0].split(maxsplit=1) == ["mini/muscle-fit", "muscle fit -> muscle spasm  [safe, high]"]
    found = json.loads(unspin("rules", "list", "mini", "--format", "json").stdout)
    assert found[0]["originals"] == [{"wording": "muscle spasm", "weight": 1.0}]
    assert found[0]["file"].endswith("mini.yaml:10")


@pytest.mark.parametrize("command", ["show", "explain"])
def test_show(command: str, unspin: Unspin) -> None:
    result = unspin("rules", command, "mini/muscle-fit")
    assert result.exit_code == 0
    for heading in ("What it does", "Fix safety", "Examples", "Known problems", "Source", "Written in"):
        assert heading in result.stdout.splitlines()
    assert "becomes: We see muscle spasm here." in result.stdout


def test_what_is_not_there(unspin: Unspin) -> None:
    result = unspin("rules", "show", "mini/muscle-fitt")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "did you mean 'mini/muscle-fit'" in result.stderr
    result = unspin("rules", "list", "minni")
    assert (result.exit_code, "no pack 'minni'; did you mean 'mini'?" in result.stderr) == (2, True)
    result = unspin("rules", "test", "zzz")
    assert (result.exit_code, "no pack 'zzz'; see 'unspin rules list'" in result.stderr) == (2, True)


def test_the_sentences_of_rules(unspin: Unspin, site: Path) -> None:
    assert unspin("rules", "test").exit_code == 0
    assert unspin("rules", "test", "mini").stderr == "4 rules tested, 0 sentences failed\n"
    (site / "bad.yaml").write_text(
        pack_text(
            "muscle fit: {to: muscle cramp, fix: ['A muscle fit => A bad cramp'], keep: ['A muscle.']}",
            name="bad",
        )
    )
    result = unspin("rules", "test", "bad.yaml")
    assert result.exit_code == 1
    assert result.stdout.startswith("bad.yaml:")
    assert "'A muscle fit' became 'A muscle cramp', not 'A bad cramp'" in result.stdout


def test_lint(unspin: Unspin, site: Path) -> None:
    assert unspin("rules", "lint", "mini.yaml").exit_code == 0
    (site / "bad.yaml").write_text(pack_text("a: a\nb: c\nb: d\n'e': [f: x]", name="bad"))
    result = unspin("rules", "lint", "bad.yaml")
    assert result.exit_code == 2
    lines = result.stdout.splitlines()
    assert len(lines) >= 3
    assert all(line.startswith("bad.yaml:") for line in lines)
    assert unspin("rules", "lint", "none.yaml").exit_code == 2


CHANNEL = """# a remark
noun | bruise | contusion*, injury
noun | injury | Injury
noun | swelling
nuon | pain | ache
verb | ease | calm?!, quiet*
"""


@pytest.mark.parametrize("named", ["words/c.txt", "words"])
def test_lint_of_channel_files(named: str, unspin: Unspin, site: Path) -> None:
    (site / "words").mkdir()
    (site / "words" / "c.txt").write_text(CHANNEL)
    result = unspin("rules", "lint", named)
    assert result.exit_code == 2
    lines = [line.removeprefix(str(Path("words", "c.txt:"))) for line in result.stdout.splitlines()]
    assert lines == [
        "3: 'Injury' cannot stand for 'injury'",
        "4: a line is 'part of speech | original | spun, spun*, spun?, spun#', and may end in '...'",
        "5: 'nuon' is not one of: noun, verb, adjective, adverb, fixed",
        "6: a spun wording holds a sign that is none of the marks * ? #",
    ]
    assert result.stderr == "0 rules, 2 channel wordings, 4 problems\n"


def test_lint_of_packs_and_channel_files_at_once(unspin: Unspin, site: Path) -> None:
    (site / "c.txt").write_text("noun | bruise | contusion\n")
    assert unspin("rules", "lint", "mini.yaml", "c.txt").stderr == "4 rules, 1 channel wordings, 0 problems\n"
    (site / "c.txt").write_bytes(b"noun | bruise | contusi\xf3n\n")
    result = unspin("rules", "lint", "mini.yaml", "c.txt")
    assert (result.exit_code, "c.txt:1: cannot be read" in result.stderr) == (2, True)


def test_lint_without_files_reads_the_shipped_channel(
    unspin: Unspin, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("unspin.lexicon.lexicon.shipped_packs", lambda: iter(()))
    monkeypatch.setattr(
        "unspin.lexicon.lexicon.shipped_channel", lambda: iter([("rules/channel/x.txt", "noun | a\n")])
    )
    result = unspin("rules", "lint")
    assert result.exit_code == 2
    assert result.stdout.startswith("rules/channel/x.txt:1: a line is")


HELP = ["", "clean", "check", "evaluate", "rules", "rules list", "rules show", "rules test", "rules lint"]


@pytest.mark.parametrize("command", HELP)
def test_help_pages(command: str, unspin: Unspin) -> None:
    result = unspin(*command.split(), "--help")
    assert result.exit_code == 0
    assert result.stdout.startswith(f"Usage: unspin {command}".rstrip())
    if " " not in command:
        assert "Examples:" in result.stdout
        assert "unspin " in result.stdout.split("Examples:")[1]
    assert unspin(*command.split(), "-h").stdout == result.stdout or command


def test_version(unspin: Unspin) -> None:
    assert unspin("--version").stdout.startswith("unspin, version 0.")


def test_an_unknown_command_is_exit_2(unspin: Unspin) -> None:
    assert unspin("claen").exit_code == 2


@pytest.mark.parametrize("arguments", [["--help"], ["rules", "list"]])
def test_light_commands_load_neither_spacy_nor_textstat(arguments: list[str], site: Path) -> None:
    code = (
        "import sys, unspin.cli.main as m\n"
        f"try:\n    m.cli({arguments!r})\nexcept SystemExit as end:\n    assert not end.code, end.code\n"
        "heavy = {'spacy', 'textstat', 'numpy', 'nltk', 'tree_sitter', 'lemminflect'} & set(sys.modules)\n"
        "sys.exit(f'loaded: {sorted(heavy)}' if heavy else 0)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=site, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr
