"""A limit on how long a call may take, whatever it waits for."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TypeVar

from unspin.errors import GrammarError

Result = TypeVar("Result")


def within(seconds: float, call: Callable[[], Result]) -> Result:
    """The result of ``call``, or ``GrammarError`` when it is not there in time.

    Time-outs of sockets do not do: a server that sends one byte a second never meets them. The call
    goes on in a thread of its own that nobody waits for; whoever gives up on a server stops it too.
    """
    done: list[Result] = []
    failed: list[BaseException] = []

    def run() -> None:
        try:
            done.append(call())
        except BaseException as error:  # noqa: BLE001, RUF100 - handed to the thread that waits
            failed.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(seconds)
    if failed:
        raise failed[0]
    if not done:
        raise GrammarError(f"no answer in {seconds:g} seconds")
    return done[0]
