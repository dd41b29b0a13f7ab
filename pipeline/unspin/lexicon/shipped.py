"""The files of a folder of ``rules/``, as they are shipped in the package."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files


def shipped_files(folder: str, ending: str | tuple[str, ...] = ".yaml") -> Iterator[tuple[str, str]]:
    """Path (as in the repository, for messages) and text of each file, by name; none without the folder."""
    place = files("unspin.rules").joinpath(folder)
    entries = place.iterdir() if place.is_dir() else ()
    for entry in sorted(entries, key=lambda entry: entry.name):
        if entry.name.endswith(ending):
            yield f"rules/{folder}/{entry.name}", entry.read_text("utf-8")
