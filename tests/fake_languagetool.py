"""A LanguageTool server for the tests: it speaks the protocol, and misbehaves in the way it is told."""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

LANGUAGES = [{"name": "English (US)", "code": "en", "longCode": "en-US"}]
_AN = re.compile(r"\b(an)\s+(?=[bcdfgjklmnpqrstvwxyz])|\b(a)\s+(?=[aeio])")
_WORDS = {"symptons": "symptoms", "medcines": "medicines"}


def units(text: str) -> int:
    """Length in UTF-16 units, as Java counts."""
    return len(text.encode("utf-16-le")) // 2


def match(
    text: str, start: int, end: int, rule: str, news: list[str], category: str = "MISC"
) -> dict[str, Any]:
    """A match as the server writes it, for a place in code points."""
    before = text[max(0, start - 10) : start]
    context = before + text[start : end + 10]
    length = units(text[start:end])
    return {
        "message": f"said of {text[start:end]}",
        "replacements": [{"value": new} for new in news],
        "offset": units(text[:start]),
        "length": length,
        "context": {"text": context.replace("\n", " "), "offset": units(before), "length": length},
        "rule": {"id": rule, "issueType": "misspelling", "category": {"id": category}},
    }


def honest(text: str) -> list[dict[str, Any]]:
    """A checker that knows two things: a and an, and two misspellings."""
    found = [
        match(text, *m.span(1 if m[1] else 2), "EN_A_VS_AN", ["a" if m[1] else "an"])
        for m in _AN.finditer(text)
    ]
    for m in re.finditer(r"\w+", text):
        right = _WORDS.get(m[0].lower())
        if right:
            new = right.capitalize() if m[0][0].isupper() else right
            found.append(match(text, m.start(), m.end(), "MORFOLOGIK_RULE_EN_US", [new], "TYPOS"))
    return found


@dataclass
class Fake:
    """The server's address, what it was asked, and how it answers."""

    url: str = ""
    asked: list[str] = field(default_factory=list)
    answer: Callable[[str], Any] = lambda text: {"matches": honest(text)}
    manner: Callable[[BaseHTTPRequestHandler, bytes], bool] = lambda handler, body: False
    """Answers in its own way and returns true, or leaves it to the server."""


@contextmanager
def running(fake: Fake) -> Iterator[Fake]:
    """The server, while the block runs."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._send(b"OK" if "healthcheck" in self.path else json.dumps(LANGUAGES).encode())

        def do_POST(self) -> None:
            data = self.rfile.read(int(self.headers["Content-Length"])).decode()
            text = parse_qs(data, keep_blank_values=True)["text"][0]
            is_probe = text == "We saw an patient."
            if not is_probe:
                fake.asked.append(text)
            answer = {"matches": honest(text)} if is_probe else fake.answer(text)
            body = json.dumps(answer).encode()
            if is_probe or not fake.manner(self, body):
                self._send(body)

        def _send(self, body: bytes) -> None:
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    fake.url = f"http://127.0.0.1:{server.server_address[1]}/"
    try:
        yield fake
    finally:
        server.shutdown()
        server.server_close()


def hangs(handler: BaseHTTPRequestHandler, body: bytes) -> bool:
    """Never answers."""
    time.sleep(5)
    return True


def drips(handler: BaseHTTPRequestHandler, body: bytes) -> bool:
    """Sends a byte now and then, so that no time-out of a socket is ever met."""
    handler.send_response(200)
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    for byte in body:
        handler.wfile.write(bytes([byte]))
        handler.wfile.flush()
        time.sleep(0.2)
    return True


def dies(handler: BaseHTTPRequestHandler, body: bytes) -> bool:
    """Closes the connection without a word."""
    handler.connection.close()
    return True


def is_slow(handler: BaseHTTPRequestHandler, body: bytes) -> bool:
    """Takes its time, but answers."""
    time.sleep(0.3)
    return False
