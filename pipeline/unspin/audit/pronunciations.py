"""The CMU pronouncing dictionary, put where NLTK (and so textstat) finds it without a network.

textstat counts syllables with NLTK's reader of the CMU dictionary and downloads the data when it
is missing. We ship the data (``corpus/cmudict.dict.gz``), so it is written once, in NLTK's layout
(``corpora/cmudict/cmudict``, lines ``WORD 1 PH ON ES``), into a cache folder of ours.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import re
import tempfile
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from unspin.cache import cache_folder

RESOURCE = "corpora/cmudict"
"""Name by which NLTK, and textstat before it downloads anything, looks the dictionary up."""

NO_VOWEL = "-"
"""Stands for all sounds of a word without a vowel ("hmm")."""
_SMALLEST_FILE = 1_000_000
"""Bytes. The dictionary has about 2 million; a smaller file is damaged and is written anew."""
_VARIANT = re.compile(r"\(\d+\)\Z")
"""Behind a word that stands there again with another pronunciation: "read(2)"."""


def dictionary_ready() -> bool:
    """Whether NLTK finds the dictionary on disk, which is put there first. Never raises.

    While this is true, textstat has no reason to use the network.
    """
    try:
        return _prepare()
    except Exception:
        # The whole of NLTK stands behind this line; readability is not worth a crash.
        return False


@lru_cache(maxsize=1)
def _prepare() -> bool:
    """Try the cache folder, then a temporary one; NLTK refuses folders that others may write to."""
    return _usable(_cached_root()) or _usable(_temporary_root())


def _cached_root() -> Path | None:
    # The data's hash is in the name so that an upgrade never reads the file of its predecessor.
    root = cache_folder() / f"nltk-syllables-{hashlib.sha256(_packed()).hexdigest()[:12]}"
    try:
        _write_dictionary(root)
    except OSError:
        return None
    return root


def _temporary_root() -> Path:
    root = Path(_temporary_folder().name)
    _write_dictionary(root)
    return root


@lru_cache(maxsize=1)
def _temporary_folder() -> tempfile.TemporaryDirectory[str]:
    """A folder that lives as long as the process: the cache holds on to the object."""
    return tempfile.TemporaryDirectory(prefix="unspin-")


def _usable(root: Path | None) -> bool:
    """Put ``root`` first on NLTK's path, so that every machine reads the same data, and look."""
    if root is None:
        return False
    import nltk.data

    nltk.data.path.insert(0, str(root))
    try:
        nltk.data.find(RESOURCE)
    except (LookupError, OSError):
        nltk.data.path.remove(str(root))
        return False
    return True


def _write_dictionary(root: Path) -> None:
    """Write the dictionary under ``root`` unless it is there; a reader never sees half a file."""
    folder = root / RESOURCE
    target = folder / "cmudict"
    if target.is_file() and target.stat().st_size >= _SMALLEST_FILE:
        return
    root.parent.mkdir(parents=True, exist_ok=True)
    for level in (root, folder.parent, folder):
        # NLTK reads nothing that a group may write to, whatever the user's umask is.
        level.mkdir(mode=0o700, exist_ok=True)
    _replace(target, "".join(_nltk_lines()))


def _replace(target: Path, content: str) -> None:
    handle, temporary = tempfile.mkstemp(dir=target.parent.parent, prefix="cmudict-")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
            stream.write(content)
        Path(temporary).replace(target)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _packed() -> bytes:
    return (files("unspin.corpus") / "cmudict.dict.gz").read_bytes()


def _nltk_lines() -> Iterator[str]:
    """The dictionary as NLTK's reader expects it: second field ignored, sounds from the third.

    textstat asks one thing of it: how many sounds of a word's first pronunciation end in a digit (the
    stress of a vowel). So the digits stand for the sounds, and take half of the memory.
    """
    last = ""
    for line in gzip.decompress(_packed()).decode("utf-8").splitlines():
        entry, *sounds = line.partition("#")[0].split()  # behind the sign stands a remark
        word = _VARIANT.sub("", entry)
        if word != last:
            stresses = [sound[-1] for sound in sounds if sound[-1].isdigit()]
            yield f"{word} 1 {' '.join(stresses or NO_VOWEL)}\n"
        last = word
