"""Tests of the project itself: schemas in use, documented commands, docstrings, size of files."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import click
import pytest

import unspin
from unspin.cli.main import cli
from unspin.errors import UnspinError

PACKAGE = Path(unspin.__file__).parent
PROJECT = Path(__file__).parent.parent
SOURCES = sorted(PACKAGE.rglob("*.py"))
LONGEST = 400


def commands(command: click.Command, name: str = "unspin") -> Iterator[tuple[str, click.Command]]:
    yield name, command
    for sub, inner in getattr(command, "commands", {}).items():
        yield from commands(inner, f"{name} {sub}")


COMMANDS = dict(commands(cli))


@pytest.mark.parametrize("schema", ["report.schema.json", "check.schema.json", "site.schema.json"])
def test_every_schema_is_used_by_a_test(schema: str) -> None:
    shipped = {
        entry.name
        for entry in resources.files("unspin.reports").iterdir()
        if entry.name.endswith(".schema.json")
    }
    assert schema in shipped
    assert shipped == {"report.schema.json", "check.schema.json", "site.schema.json"}
    tests = "".join(path.read_text("utf-8") for path in Path(__file__).parent.glob("test_render*.py"))
    assert schema in tests


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_is_documented(name: str) -> None:
    readme = (PROJECT / "README.md").read_text("utf-8")
    if not readme.strip():
        pytest.skip("README.md is not written yet")
    if "COMMAND" not in name and name != "unspin":
        assert name in readme
    for parameter in COMMANDS[name].params:
        if isinstance(parameter, click.Option):
            assert any(option in readme for option in parameter.opts), parameter.opts


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_explains_itself(name: str) -> None:
    command = COMMANDS[name]
    assert command.help
    assert command.help.split("\n")[0].endswith(".")
    for parameter in command.params:
        if isinstance(parameter, click.Option) and not isinstance(parameter.type, click.Choice):
            assert parameter.help, parameter.opts


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_modules_are_documented_and_small(path: Path) -> None:
    text = path.read_text("utf-8")
    assert ast.get_docstring(ast.parse(text)), "no docstring"
    assert len(text.splitlines()) <= LONGEST


@pytest.mark.parametrize("path", sorted(Path(__file__).parent.glob("*.py")), ids=lambda path: path.name)
def test_tests_are_documented_and_small(path: Path) -> None:
    text = path.read_text("utf-8")
    tree = ast.parse(text)
    assert ast.get_docstring(tree), "no docstring"
    assert len(text.splitlines()) <= 300
    names = [node.name for node in tree.body if isinstance(node, ast.FunctionDef)]
    assert len(names) == len(set(names)), "a test hides another"


def test_all_packages_are_shipped() -> None:
    import tomllib

    data = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))
    listed = set(data["tool"]["setuptools"]["packages"])
    found = {"unspin"} | {
        ".".join(("unspin", *path.parent.relative_to(PACKAGE).parts)) for path in PACKAGE.rglob("__init__.py")
    }
    assert found | {"unspin.rules", "unspin.corpus", "unspin.reports"} == listed


def test_all_errors_for_the_user_have_one_base() -> None:
    from unspin import errors

    kinds = [value for value in vars(errors).values() if isinstance(value, type)]
    assert len(kinds) >= 5
    assert all(issubclass(kind, UnspinError) for kind in kinds)


def test_no_error_is_swallowed_unnamed() -> None:
    """``except Exception`` only where a comment says why."""
    for path in SOURCES:
        lines = path.read_text("utf-8").splitlines()
        for node in ast.walk(ast.parse("\n".join(lines))):
            if isinstance(node, ast.ExceptHandler):
                assert node.type is not None, f"{path}:{node.lineno}"
                broad = getattr(node.type, "id", "") in ("Exception", "BaseException")
                near = "".join(lines[node.lineno - 1 : node.lineno + 1])
                goes_on = isinstance(node.body[-1], ast.Raise)
                assert not broad or goes_on or "#" in near, f"{path}:{node.lineno}"
