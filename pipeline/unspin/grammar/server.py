"""A LanguageTool server of our own: on the loopback interface only, and gone when we are."""

from __future__ import annotations

import atexit
import contextlib
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

from unspin.errors import GrammarError
from unspin.grammar.installation import Installation
from unspin.grammar.java import find_java

HOST = "127.0.0.1"
START_SECONDS = 60.0
"""Longest wait for a server to answer; a slow machine needs ten seconds."""
_TRIES = 3
"""Ports tried: another program may take a free one before the server does."""
_MEMORY = "-Xmx1g"
_STOP_SECONDS = 5.0


class LocalServer:
    """A running server. ``url`` is its address; ``stop`` ends it."""

    def __init__(self, installation: Installation, seconds: float = START_SECONDS) -> None:
        """Start the server and wait until it answers. Raises ``GrammarError``."""
        java = find_java()
        self._process: subprocess.Popen[bytes] | None = None
        said = ""
        for _ in range(_TRIES):
            self._log = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the server
            port = _free_port()
            self.url = f"http://{HOST}:{port}/"
            self._process = self._launch(installation, java, port)
            atexit.register(self.stop)
            if self._is_ready(seconds):
                return
            ended = self._process.poll() is not None
            said = self._last_words()
            self.stop()
            if not ended:
                raise GrammarError(f"LanguageTool did not answer within {seconds:g} seconds of its start")
        raise GrammarError(f"LanguageTool ended while it started{said}")

    def _launch(self, installation: Installation, java: str, port: int) -> subprocess.Popen[bytes]:
        """The keeper that runs the server. Its folder is ours: no module is taken from the user's."""
        server = [java, _MEMORY, "-cp", installation.class_path, "org.languagetool.server.HTTPServer"]
        command = [sys.executable, "-m", "unspin.grammar.keeper", *server, "--port", str(port)]
        try:
            return subprocess.Popen(  # noqa: S603 - the command is our own
                command,
                stdin=subprocess.PIPE,
                stdout=self._log,
                stderr=subprocess.STDOUT,
                cwd=installation.folder,
                env=os.environ | {"PYTHONSAFEPATH": "1"},
                start_new_session=True,  # Ctrl-C is for us; the pipe then tells the keeper
            )
        except OSError as error:
            raise GrammarError(f"LanguageTool cannot be started: {error.strerror or error}") from None

    @property
    def is_running(self) -> bool:
        """Whether the process is still there."""
        return self._process is not None and self._process.poll() is None

    def _is_ready(self, seconds: float) -> bool:
        end = time.monotonic() + seconds
        while time.monotonic() < end and self.is_running:
            if is_healthy(self.url):
                return True
            time.sleep(0.2)
        return False

    def _last_words(self) -> str:
        """The last line that the server said, for the error."""
        with contextlib.suppress(OSError, ValueError):
            self._log.seek(0)
            lines = self._log.read()[-4000:].decode("utf-8", "replace").split("\n")
            spoken = [line.strip() for line in lines if line.strip()]
            return f": {spoken[-1]}" if spoken else ""
        return ""

    def stop(self) -> None:
        """End the server; nothing happens the second time."""
        process, self._process = self._process, None
        atexit.unregister(self.stop)
        if process is None:
            return
        with contextlib.suppress(OSError):
            if process.stdin:
                process.stdin.close()
        try:
            process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            _kill_group(process)
            process.wait()
        self._log.close()


def _kill_group(process: subprocess.Popen[bytes]) -> None:
    """Kill the keeper and its server, which share a session; the keeper alone where there are none."""
    if hasattr(os, "killpg"):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def is_healthy(url: str, seconds: float = 2.0) -> bool:
    """Whether a LanguageTool server answers at an address. Never goes through a proxy."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(f"{url}v2/healthcheck", timeout=seconds) as answer:
            return bool(answer.read(64) == b"OK")
    except (OSError, urllib.error.URLError, ValueError):
        return False
