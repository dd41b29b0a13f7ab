"""Where LanguageTool lies on this machine, and whether it is whole."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from unspin.cache import cache_folder
from unspin.errors import GrammarError

VERSION = "6.8"
"""The LanguageTool version that the rule lists were measured with."""
FOLDER_VARIABLE = "UNSPIN_LANGUAGETOOL_DIR"
"""Environment variable that names another folder for the installation."""
OWN_JARS_VARIABLE = "LTP_JAR_DIR_PATH"
"""language-tool-python's variable for a folder with a LanguageTool that the user unpacked."""
MARKER = "installed.json"
CHECKSUMS = {
    "languagetool-server-6.8.jar": "07caad9dd6ba263c5827e87eebdbf27f0163f7f5a5056005576e373072043b2e",
    "languagetool-core-6.8.jar": "c441918b1cf2de5491756772cd4bce2a408c3b9eb08e4ab84d843b2cd50f1d2b",
    "language-en-6.8.jar": "69d3fa1020dea45ad38266e3d54c81969f3ba7eef5efd0a83a8b3fd778acddd0",
    "english-pos-dict-0.6.jar": "2a3e96b49854e5275f8eb7a1bb5b3b85b82f687fed272f3043882ccc0b1634b1",
}
"""SHA-256 of the files from Maven Central that do the work; Maven checks the others by their SHA-1."""


@dataclass(frozen=True, slots=True)
class Installation:
    """A folder with LanguageTool: loose jars, or the unpacked release with its ``libs``."""

    folder: Path
    version: str = VERSION

    @property
    def class_path(self) -> str:
        """All jars, for ``java -cp``."""
        folders = (self.folder, self.folder / "libs")
        return os.pathsep.join(str(folder / "*") for folder in folders if folder.is_dir())

    @property
    def size(self) -> int:
        """Bytes on the disk."""
        return sum(path.stat().st_size for path in self.folder.rglob("*") if path.is_file())


def install_folder() -> Path:
    """Folder of our own installation. It need not exist yet."""
    chosen = os.environ.get(FOLDER_VARIABLE)
    if chosen:
        return Path(chosen).expanduser().absolute()
    return cache_folder() / "languagetool" / VERSION


def find_installation() -> Installation | None:
    """The LanguageTool that the user has installed, if any. Costs two look-ups of files."""
    folder = install_folder()
    if (folder / MARKER).is_file():
        return Installation(folder)
    own = os.environ.get(OWN_JARS_VARIABLE)
    if own and (Path(own) / "languagetool-server.jar").is_file():
        return Installation(Path(own).absolute(), f"of {OWN_JARS_VARIABLE}")
    return None


def mark(folder: Path, source: str) -> None:
    """Write the marker that makes a folder an installation: every file with its size."""
    files = {path.relative_to(folder).as_posix(): path.stat().st_size for path in _files(folder)}
    text = json.dumps({"version": VERSION, "source": source, "files": files}, indent=1)
    (folder / MARKER).write_text(text + "\n", "utf-8")


def problem_of(installation: Installation) -> str:
    """What is wrong with the files of our own installation; empty when nothing is."""
    if not (installation.folder / MARKER).is_file():
        return ""  # unpacked by the user: nothing is known of it
    try:
        files = json.loads((installation.folder / MARKER).read_text("utf-8"))["files"]
        for name, size in files.items():
            path = installation.folder / name
            if not path.is_file() or path.stat().st_size != size:
                return f"{name} is missing or damaged"
        return wrong_checksum(installation.folder)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return f"{MARKER} cannot be read"


def wrong_checksum(folder: Path) -> str:
    """The first main file that is not the published one; empty when all are."""
    for name, expected in CHECKSUMS.items():
        path = folder / name
        if path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() != expected:
            return f"{name} is not the published file (its SHA-256 differs)"
    return ""


def remove() -> Path | None:
    """Delete our own installation; its folder, or ``None`` when there was none."""
    folder = install_folder()
    if not folder.is_dir():
        return None
    if not (folder / MARKER).is_file() and any(folder.iterdir()) and not _looks_ours(folder):
        raise GrammarError(f"{folder} holds other files; delete it by hand if they are not needed")
    try:
        shutil.rmtree(folder)
    except OSError as error:
        raise GrammarError(f"{folder}: cannot be removed: {error.strerror or error}") from None
    return folder


def _looks_ours(folder: Path) -> bool:
    return all(path.suffix == ".jar" for path in folder.iterdir())


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and path.name != MARKER)
