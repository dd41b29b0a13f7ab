"""Fetches LanguageTool from Maven Central, or from the mirrors in the user's Maven settings."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from xml.sax.saxutils import escape

from unspin.errors import GrammarError
from unspin.grammar.installation import VERSION

PLUGIN = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy-dependencies"
LANGUAGES = ("en", "es", "ca", "pt")
"""English, and those that LanguageTool's language detection names by itself: without them it fails.
The server's own dependency on all 34 languages is left out; that spares 155 MB."""
_EVERY = 25
"""Files after which progress is said."""
_NETWORK = (
    "unknownhost",
    "unknown host",
    "could not transfer",
    "connection refused",
    "connect timed out",
    "network is unreachable",
    "name resolution",
    "offline mode",
    "pkix",
)
_FULL = ("no space left", "disk quota")


def find_maven() -> str:
    """Path of ``mvn``. Raises ``GrammarError``."""
    found = shutil.which("mvn")
    if found is None:
        raise GrammarError(
            "no Maven ('mvn') was found; install it, for example with 'apt install maven', "
            "or try --source release"
        )
    return found


def project() -> str:
    """The Maven project whose dependencies are what we need."""
    dependencies = "".join(_dependency(f"language-{code}") for code in LANGUAGES)
    return (
        "<project><modelVersion>4.0.0</modelVersion>"
        "<groupId>unspin</groupId><artifactId>languagetool</artifactId><version>1</version>"
        f"<packaging>pom</packaging><dependencies>{_dependency('languagetool-server', 'language-all')}"
        f"{dependencies}</dependencies></project>\n"
    )


def _dependency(name: str, without: str = "") -> str:
    group = "<groupId>org.languagetool</groupId>"
    exclusions = (
        f"<exclusions><exclusion>{group}<artifactId>{without}</artifactId></exclusion></exclusions>"
        if without
        else ""
    )
    return (
        f"<dependency>{group}<artifactId>{name}</artifactId><version>{escape(VERSION)}</version>"
        f"{exclusions}</dependency>"
    )


def copy_jars(maven: str, folder: Path, say: Callable[[str], None]) -> None:
    """Fetch the jars into ``folder``. Raises ``GrammarError`` with the reason in one line."""
    with tempfile.TemporaryDirectory() as place:
        pom = Path(place) / "pom.xml"
        pom.write_text(project(), "utf-8")
        command = [maven, "-B", "-f", str(pom), PLUGIN, f"-DoutputDirectory={folder}"]
        command += ["-DincludeScope=runtime", "-Dstyle.color=never"]
        try:
            process = subprocess.Popen(  # noqa: S603 - the command is our own
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                cwd=place,
                text=True,
                errors="replace",
            )
        except OSError as error:
            raise GrammarError(f"{maven} does not run: {error.strerror or error}") from None
        with process:
            try:
                errors = _follow(process.stdout or (), say)
            except BaseException:
                process.kill()
                raise
    if process.returncode:
        raise GrammarError(_explain(errors))


def _follow(lines: Iterable[str], say: Callable[[str], None]) -> list[str]:
    """Say how far Maven is; the error lines."""
    fetched, copied, errors = 0, 0, []
    for line in lines:
        if line.startswith("Downloaded from"):
            fetched += ".jar" in line
            if ".jar" in line and fetched % _EVERY == 0:
                say(f"  {fetched} files fetched")
        elif "Copying " in line:
            copied += 1
        elif "ERROR" in line:
            errors.append(line.partition("ERROR")[2].strip(" ]\n"))
    if copied:
        say(f"  {copied} files in place, {fetched} of them fetched now")
    return errors


def _explain(errors: list[str]) -> str:
    """One line for what went wrong."""
    whole = " ".join(errors).lower()
    first = next((line for line in errors if line), "no reason given")[:300]
    if any(sign in whole for sign in _FULL):
        return "Maven found the disk full; make room and run the command again"
    if any(sign in whole for sign in _NETWORK):
        return (
            "Maven cannot reach its repository; look at the network and at the mirrors and proxies in its "
            f"settings.xml, then run the command again: it goes on where it stopped ({first})"
        )
    return f"Maven failed: {first}"
