"""Paths and regions as code hosts want them: relative to the repository, URIs where they ask for them."""

from __future__ import annotations

import os
import urllib.parse


def path_in_repository(path: str, root: str) -> str:
    """``path`` from the root of the repository on, with "/"; as it is when it lies elsewhere."""
    relative = os.path.relpath(path, root) if path not in ("", "-") and "\0" not in path else path
    outside = relative.split(os.sep, 1)[0] == os.pardir
    return (path if outside else relative).replace(os.sep, "/")


def uri(path: str, root: str) -> str:
    """The path in the repository as a relative reference, percent-encoded (RFC 3986)."""
    relative = path_in_repository(path, root)
    # A colon is encoded: in the first part it would be the end of a scheme.
    return urllib.parse.quote(_bytes(relative), safe="/~!$&'()*+,;=@-._")


def _bytes(path: str) -> bytes:
    try:
        return os.fsencode(path)
    except UnicodeEncodeError:  # half of a pair, which some systems allow in names
        return path.encode("utf-8", "surrogatepass")
