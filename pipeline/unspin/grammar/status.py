"""Whether LanguageTool can be used, and if not, what is missing."""

from __future__ import annotations

from unspin.errors import GrammarError
from unspin.grammar import embedded, languagetool
from unspin.grammar.installation import find_installation, install_folder, problem_of
from unspin.grammar.java import find_java, java_version
from unspin.grammar.server import LocalServer


def ready_lines() -> tuple[bool, list[str]]:
    """Whether everything is there and works, and a line for each part of it."""
    parts = [_java(), _package(), _files()]
    if all(ready for ready, _ in parts):
        parts.append(_server())
    ready = all(done for done, _ in parts)
    lines = [line for _, line in parts]
    lines.append(f"embedded checker: {_harper()}")
    return ready, lines


def _java() -> tuple[bool, str]:
    try:
        java = find_java()
        return True, f"Java: {java_version(java)} ({java})"
    except GrammarError as error:
        return False, f"Java: {error}"


def _package() -> tuple[bool, str]:
    if languagetool.has_package():
        return True, f"language-tool-python: {languagetool.package_version()}"
    return False, f"language-tool-python: missing; {languagetool.HINT}"


def _files() -> tuple[bool, str]:
    found = find_installation()
    if found is None:
        return False, f"LanguageTool: not installed ({install_folder()}); run 'unspin languagetool install'"
    problem = problem_of(found)
    where = f"{found.version} in {found.folder} ({found.size // 1_000_000} MB)"
    return not problem, f"LanguageTool: {where}{f': {problem}; install it again' if problem else ''}"


def _server() -> tuple[bool, str]:
    found = find_installation()
    assert found is not None  # noqa: S101 - asked only when there is one
    try:
        server = LocalServer(found)
        try:
            languagetool.probe(server.url)
        finally:
            server.stop()
    except GrammarError as error:
        return False, f"server: {error}"
    return True, "server: starts and checks English"


def _harper() -> str:
    version = embedded.harper_version()
    return f"harper-py {version}" if version else f"not installed; {embedded.HINT}"
