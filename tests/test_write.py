"""Writing: whole or not at all, permissions and links kept."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from unspin.errors import InputError
from unspin.load import write_atomically


def test_writes_new_and_over_old(tmp_path: Path) -> None:
    target = tmp_path / "a.md"
    for data in (b"one", b"", b"\xff\x00two"):
        write_atomically(str(target), data)
        assert target.read_bytes() == data
    assert [path.name for path in tmp_path.iterdir()] == ["a.md"]


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o755])
def test_permissions_are_kept(mode: int, tmp_path: Path) -> None:
    target = tmp_path / "a.md"
    target.write_text("old")
    target.chmod(mode)
    write_atomically(str(target), b"new")
    assert stat.S_IMODE(target.stat().st_mode) == mode


def test_a_new_file_has_the_usual_permissions(tmp_path: Path) -> None:
    (tmp_path / "usual").write_text("x")
    write_atomically(str(tmp_path / "a.md"), b"new")
    assert (tmp_path / "a.md").stat().st_mode == (tmp_path / "usual").stat().st_mode


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.md").write_text("old")
    (tmp_path / "link.md").symlink_to("real.md")
    write_atomically(str(tmp_path / "link.md"), b"new")
    assert (tmp_path / "link.md").is_symlink()
    assert (tmp_path / "real.md").read_bytes() == b"new"


def no_space(*_: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def read_only(*_: object) -> None:
    raise OSError(errno.EROFS, "Read-only file system")


@pytest.mark.parametrize(
    ("owner", "name", "fails", "problem"),
    [
        (os, "fsync", no_space, "No space left on device"),
        (Path, "replace", read_only, "Read-only file system"),
        (Path, "chmod", read_only, "Read-only file system"),
    ],
)
def test_a_failure_leaves_the_old_file_and_nothing_else(
    owner: object, name: str, fails: object, problem: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "a.md"
    target.write_text("old")
    monkeypatch.setattr(owner, name, fails)
    with pytest.raises(InputError) as error:
        write_atomically(str(target), b"new")
    assert str(error.value) == f"{target}: cannot be written: {problem}"
    assert target.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["a.md"]


@pytest.mark.parametrize(
    ("path", "problem"),
    [
        ("/dev/full", "No space left on device"),
        ("/nonexistent-folder/a.md", "No such file or directory"),
        ("/dev/null/a.md", "Not a directory"),
        ("{tmp}", "Is a directory"),
        ("{tmp}/" + "x" * 300, "File name too long"),
    ],
)
def test_places_that_cannot_be_written(path: str, problem: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=problem):
        write_atomically(path.format(tmp=tmp_path), b"new")
    assert not list(tmp_path.iterdir())


def test_devices_are_written_through() -> None:
    write_atomically("/dev/null", b"new")
    assert not Path("/dev/null").is_file()
