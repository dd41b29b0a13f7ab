"""The errors that a user can mend: one clear line each, exit code 2 on the command line."""

from __future__ import annotations


class UnspinError(Exception):
    """Base of all errors that are the user's to mend. ``str()`` is the line to show."""


class InputError(UnspinError):
    """An article cannot be read, decoded or written."""


class ConfigError(UnspinError):
    """The configuration is wrong."""


class PackError(UnspinError):
    """A rule pack is wrong; the message starts with ``file:line:``."""


class GoldError(UnspinError):
    """A gold file for ``evaluate`` is wrong."""


class GrammarError(UnspinError):
    """The grammar checker cannot be installed, started or understood."""


class ReaderError(UnspinError):
    """The second reader cannot be installed or used."""
