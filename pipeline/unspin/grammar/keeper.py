"""Runs a server that must not outlive us: ``python -m unspin.grammar.keeper COMMAND...``.

The keeper's standard input is a pipe whose other end only our process holds. However we end, also by
a crash or a kill, the pipe closes; then the keeper stops the server and ends.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading

_GRACE = 3.0
"""Seconds that the server has to end by itself before it is killed."""


def main(command: list[str]) -> None:
    """Run ``command`` until it ends or standard input closes."""
    server = subprocess.Popen(command, stdin=subprocess.DEVNULL)  # noqa: S603 - the command is our own
    threading.Thread(target=_follow, args=(server,), daemon=True).start()
    while os.read(0, 4096):
        pass
    server.terminate()
    try:
        server.wait(_GRACE)
    except subprocess.TimeoutExpired:
        server.kill()
    os._exit(0)


def _follow(server: subprocess.Popen[bytes]) -> None:
    """End with the server."""
    code = server.wait()
    os._exit(code if 0 <= code < 256 else 1)


if __name__ == "__main__":
    main(sys.argv[1:])
