"""The Java that LanguageTool runs on."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

from unspin.errors import GrammarError

NEEDED = 17
"""Java version that LanguageTool 6.8 is compiled for."""
_VERSION = re.compile(r'version "(\d+)(?:\.(\d+))?')


def find_java() -> str:
    """Path of a Java that is new enough: in ``JAVA_HOME``, else on the path. Raises ``GrammarError``."""
    home = os.environ.get("JAVA_HOME")
    candidates = [shutil.which("java", path=str(Path(home) / "bin"))] if home else []
    candidates.append(shutil.which("java"))
    java = next((found for found in candidates if found), None)
    if java is None:
        raise GrammarError(
            f"no Java was found; LanguageTool needs Java {NEEDED} or later, for example "
            "'apt install default-jre-headless' or https://adoptium.net"
        )
    version = java_version(java)
    if version < NEEDED:
        raise GrammarError(f"{java} is Java {version}; LanguageTool needs Java {NEEDED} or later")
    return java


def java_version(java: str) -> int:
    """The main version of a Java, such as 17. Raises ``GrammarError`` when it does not run."""
    try:
        done = subprocess.run([java, "-version"], capture_output=True, timeout=30, check=False)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired) as error:
        raise GrammarError(f"{java} does not run: {error}") from None
    found = _VERSION.search((done.stderr + done.stdout).decode("utf-8", "replace"))
    if not found:
        raise GrammarError(f"{java} does not say its version")
    major = int(found[1])
    return int(found[2] or 0) if major == 1 else major  # "1.8" is Java 8
