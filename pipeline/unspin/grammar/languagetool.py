"""LanguageTool by the package language-tool-python. The only module that imports it.

The package is the client: it asks the server and reads its answers. Our own server is started by
``server.py``, so that it listens on the loopback interface, goes with us, and costs no retries on hundreds
of ports; the package's fetching of the release archive is used by ``unspin languagetool install``.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Sequence
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from unspin.errors import GrammarError
from unspin.grammar.backend import Matches
from unspin.grammar.deadline import within
from unspin.grammar.installation import VERSION, Installation
from unspin.grammar.pieces import Piece, pieces_of
from unspin.grammar.rules import CheckerRules
from unspin.grammar.server import START_SECONDS, LocalServer
from unspin.model.grammar import GrammarMatch

if TYPE_CHECKING:
    from language_tool_python import LanguageTool

NAME = "languagetool"
PACKAGE = "language_tool_python"
DIALECT = "en-US"
"""One dialect for all: British spellings are let be by ``words.only_british``."""
HINT = "pip install 'unspin[languagetool]'"
_PROBE = "We saw an patient."
_NO_PROXY = {"http": "", "https": "", "all": ""}
"""What goes to our own server never goes through a proxy, whatever the environment says."""


def has_package() -> bool:
    """Whether language-tool-python is installed."""
    return find_spec(PACKAGE) is not None


def package_version() -> str:
    """Version of language-tool-python, or an empty text."""
    try:
        return metadata.version("language-tool-python")
    except metadata.PackageNotFoundError:
        return ""


class _LostError(GrammarError):
    """A server that answered when it started, and then did not."""


class LanguageToolBackend:
    """LanguageTool behind the interface ``GrammarBackend``: a server of our own, or one at an address."""

    name = NAME

    def __init__(
        self, where: Installation | str, rules: CheckerRules, seconds: float, start: float = START_SECONDS
    ) -> None:
        self._where, self._rules, self._seconds, self._start = where, rules, seconds, start
        self._server: LocalServer | None = None
        self._tool: LanguageTool | None = None

    @property
    def identity(self) -> str:
        """Which LanguageTool, dialect and switched-off rules."""
        version = self._where.version if isinstance(self._where, Installation) else f"at {self._where}"
        return f"{NAME} {version} {DIALECT} {self._rules.fingerprint}"

    def check(self, texts: Sequence[str]) -> list[Matches]:
        """Ask the server about texts, several in one question."""
        tool = self._tool or self._connect()
        found: list[list[GrammarMatch]] = [[] for _ in texts]
        for piece in pieces_of(texts):
            for match in self._ask(tool, piece):
                place = piece.place_of(match.start, match.end)
                if place:
                    number, shift = place
                    found[number].append(_moved(match, shift))
        return [tuple(sorted(matches, key=lambda m: (m.start, m.end, m.rule))) for matches in found]

    def _ask(self, tool: LanguageTool, piece: Piece) -> list[GrammarMatch]:
        text = piece.text.encode("utf-8", "replace").decode("utf-8")  # a lone surrogate cannot be sent
        try:
            answer = within(self._seconds, lambda: tool.check(text))
            return [match for match in (_read(found, text) for found in answer) if match]
        except GrammarError as error:
            self.close()
            raise GrammarError(f"LanguageTool: {error}") from None
        except Exception as error:  # whatever the package raises for what it was sent
            ended = self._server is not None and not self._server.is_running
            self.close()
            reason = "the server has ended" if ended else _one_line(error)
            raise GrammarError(f"LanguageTool: {reason}") from None

    def _connect(self) -> LanguageTool:
        """Find the server at the address, or start our own.

        Our own gets a second start where the first is lost before it has checked a sentence: another
        program can take its port, or the system can end it.
        """
        if not has_package():
            raise GrammarError(f"LanguageTool needs the package language-tool-python: {HINT}")
        if isinstance(self._where, Installation):
            try:
                return self._start_own(self._where)
            except _LostError:
                return self._start_own(self._where)
        return self._reach(self._where, _NO_PROXY if is_local(self._where) else None)

    def _start_own(self, installation: Installation) -> LanguageTool:
        self._server = LocalServer(installation, self._start)
        return self._reach(self._server.url, _NO_PROXY)

    def _reach(self, url: str, proxies: dict[str, str] | None) -> LanguageTool:
        """Connect to a server, and let it load its dictionaries."""
        try:
            self._tool = within(self._start, lambda: _open(url, self._rules, proxies))
            within(self._start, lambda: _warm(self._tool))
        except GrammarError as error:
            self.close()
            raise GrammarError(f"LanguageTool at {url}: {error}") from None
        except Exception as error:  # as above
            self.close()
            raise _LostError(f"LanguageTool at {url}: {_one_line(error)}") from None
        return self._tool

    def close(self) -> None:
        """Stop our own server."""
        self._tool = None
        server, self._server = self._server, None
        if server:
            server.stop()


def _open(url: str, rules: CheckerRules | None, proxies: dict[str, str] | None) -> LanguageTool:
    from language_tool_python import LanguageTool

    tool = LanguageTool(DIALECT, remote_server=url, proxies=proxies)
    if rules:
        tool.disabled_categories = set(rules.categories_off)
        tool.disabled_rules = set(rules.exact_rules_off)
    return tool


def _warm(tool: LanguageTool | None) -> None:
    """One check with a known answer: the first takes seconds, and a server that cannot see it is none."""
    assert tool is not None  # noqa: S101 - for the type checker
    if not any(match.rule_id == "EN_A_VS_AN" for match in tool.check(_PROBE)):
        raise GrammarError("it does not see the mistake in a test sentence")


def probe(url: str) -> None:
    """Make sure that the server at ``url`` checks English. Raises ``GrammarError``."""
    if not has_package():
        return  # then nothing can use it yet; it has started, which is what can be known
    tool = within(START_SECONDS, lambda: _open(url, None, _NO_PROXY))
    within(START_SECONDS, lambda: _warm(tool))


def is_local(url: str) -> bool:
    """Whether an address is this machine's own."""
    from urllib.parse import urlsplit

    host = urlsplit(url if "://" in url else f"http://{url}").hostname or ""
    return host in ("localhost", "::1") or host.startswith("127.")


def fetch_release(folder: Path) -> Path:
    """Fetch the release archive as language-tool-python does; the folder with the jars."""
    if not has_package():
        raise GrammarError(f"fetching the release needs the package language-tool-python: {HINT}")
    from language_tool_python.download_lt import LocalLanguageTool

    with _environment(LTP_PATH=str(folder), LTP_JAR_DIR_PATH=None):
        try:
            LocalLanguageTool.from_version_name(VERSION).download()
        except Exception as error:  # the package raises whatever its network library raises
            raise GrammarError(f"the release cannot be fetched: {_one_line(error)}") from None
    jars = sorted(folder.rglob("languagetool-server.jar"))
    if not jars:
        raise GrammarError("the release that was fetched holds no languagetool-server.jar")
    return jars[0].parent


@contextlib.contextmanager
def _environment(**values: str | None) -> Any:
    """Environment variables set, or taken away, for a while."""
    before = {name: os.environ.get(name) for name in values}
    for settings in (values,):
        _set(settings)
    try:
        yield
    finally:
        _set(before)


def _set(values: dict[str, str | None]) -> None:
    for name, value in values.items():
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value


def _read(found: Any, text: str) -> GrammarMatch | None:
    """The package's match as ours, ``None`` for one whose place does not hold what it names.

    The package counts its offset in code points but leaves the length in UTF-16 units, so the end is
    counted here; then the text at the place is compared with the checker's own quotation of it.
    """
    start, length = found.offset, found.error_length
    if not 0 <= start <= len(text) or length < 0:
        raise GrammarError("an answer that names a place outside the text")
    end = _end_of(text, start, length)
    quoted = _utf16_slice(found.context, found.offset_in_context, length)
    if end <= start or text[start:end].split() != quoted.split():
        return None
    return GrammarMatch(
        start, end, found.rule_id, found.category, found.message, tuple(map(str, found.replacements))
    )


def _end_of(text: str, start: int, units: int) -> int:
    """The end of a stretch that is ``units`` UTF-16 units long."""
    end = start
    while units > 0 and end < len(text):
        units -= 2 if ord(text[end]) > 0xFFFF else 1
        end += 1
    return end


def _utf16_slice(text: str, start: int, units: int) -> str:
    data = text.encode("utf-16-le", "surrogatepass")
    return data[2 * start : 2 * (start + units)].decode("utf-16-le", "replace")


def _moved(match: GrammarMatch, shift: int) -> GrammarMatch:
    from dataclasses import replace

    return replace(match, start=match.start + shift, end=match.end + shift)


def _one_line(error: BaseException) -> str:
    """The first words of whatever a library says."""
    text = " ".join(str(error).split()) or type(error).__name__
    if "Max retries exceeded" in text or "Connection aborted" in text:
        return "the server cannot be reached, or broke off the connection"
    if "Connection" not in text and isinstance(error, (KeyError, TypeError, AttributeError, ValueError)):
        return "the server's answer makes no sense"
    return text if len(text) <= 200 else text[:200] + " ..."
