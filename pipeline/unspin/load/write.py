"""Writes results: whole or not at all."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

from unspin.errors import InputError


def write_atomically(path: str, data: bytes) -> None:
    """Write ``data`` to ``path`` through a temporary file beside it.

    An existing file keeps its permissions, and a symbolic link stays one. Raises ``InputError``; then
    nothing is left behind and an existing file is as it was.
    """
    temporary = ""
    try:
        target = Path(path).resolve() if Path(path).is_symlink() else Path(path)
        if target.exists() and not target.is_file():
            _write_through(target, data)
            return
        descriptor, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        Path(temporary).chmod(_mode(target))
        Path(temporary).replace(target)
    except OSError as error:
        if temporary:
            with contextlib.suppress(OSError):
                Path(temporary).unlink()
        raise InputError(f"{path}: cannot be written: {error.strerror or error}") from None


def _write_through(target: Path, data: bytes) -> None:
    """For devices and pipes such as /dev/stdout, which cannot be replaced."""
    with target.open("wb") as stream:
        stream.write(data)


def _mode(target: Path) -> int:
    try:
        return target.stat().st_mode & 0o7777
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask
