"""The folder for files that may be deleted at any time."""

from __future__ import annotations

import os
from pathlib import Path


def cache_folder() -> Path:
    """``UNSPIN_CACHE_DIR``, or the user's cache folder for unspin. It need not exist yet."""
    chosen = os.environ.get("UNSPIN_CACHE_DIR")
    if chosen:
        return Path(chosen).expanduser().absolute()
    from platformdirs import user_cache_dir

    return Path(user_cache_dir("unspin", appauthor=False))
