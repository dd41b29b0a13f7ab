"""Whether there is a second reader, and where."""

from __future__ import annotations

from unspin.errors import ReaderError
from unspin.reader.installation import HINT, is_installed, missing_package, model_path
from unspin.reader.passage import Reading


def find_reader(wanted: str) -> Reading | None:
    """The reader that a setting asks for: ``auto`` where it is installed, ``none``, or ``required``.

    Nothing is loaded. Raises ``ReaderError`` when one is required and not there.
    """
    if wanted == "none":
        return None
    if not is_installed():
        problem = "its model is not installed: run unspin reader install"
    elif missing := missing_package():
        problem = f"the package {missing} is missing: {HINT}"
    else:
        from unspin.reader.reader import Reader  # loads numpy, which a run on clean text can do without

        return Reader(model_path())
    if wanted == "required":
        raise ReaderError(f"a reader is required, but {problem}")
    return None
