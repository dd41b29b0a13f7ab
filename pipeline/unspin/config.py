"""Settings: from ``unspin.toml``, ``.unspin.toml`` or ``[tool.unspin]`` in ``pyproject.toml``."""

from __future__ import annotations

import difflib
import tomllib
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from unspin.errors import ConfigError
from unspin.load.read import MAX_BYTES

FILE_NAMES = ("unspin.toml", ".unspin.toml", "pyproject.toml")
NO_MODEL = "none"
FAIL_LEVELS = ("error", "warning", "suggestion")


@dataclass(frozen=True, slots=True)
class Settings:
    """What a site can set. Field names are the keys, with "-" for "_"."""

    packs: tuple[str, ...] = ()
    """Own rule packs, files or folders; relative paths start at the configuration file."""
    shipped_rules: bool = True
    """Use the rules that come with unspin."""
    ignore: tuple[str, ...] = ()
    """Ids of rules or packs that are switched off."""
    exclude: tuple[str, ...] = ()
    """Patterns, as in .gitignore, of files in folders to leave out."""
    model: str | None = None
    """Language model file to use instead of the shipped one; "none" works by rules alone."""
    apply_review: bool = False
    """Also apply what is meant for review."""
    fail_on: str = "warning"
    """Level from which ``check`` fails: error, warning or suggestion."""
    encoding: str | None = None
    """Encoding of the articles; by default UTF-8, or UTF-16 with a byte order mark."""
    max_megabytes: float = MAX_BYTES / 1e6
    """Largest article that is read, in megabytes."""

    @property
    def max_bytes(self) -> int:
        """Largest article in bytes."""
        return int(self.max_megabytes * 1_000_000)


def load_settings(path: str | None = None, start: Path | None = None) -> Settings:
    """Settings from ``path``, else from the nearest configuration file at or above ``start``.

    Raises ``ConfigError`` for anything that is not understood.
    """
    if path is not None:
        return _parse(Path(path))
    folder = (start or Path.cwd()).resolve()
    for place in (folder, *folder.parents):
        for name in FILE_NAMES:
            candidate = place / name
            if candidate.is_file() and (name != "pyproject.toml" or _has_table(candidate)):
                return _parse(candidate)
        if (place / ".git").exists():
            break
    return Settings()


def _has_table(path: Path) -> bool:
    try:
        return "unspin" in tomllib.loads(path.read_text("utf-8")).get("tool", {})
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        return False


def _parse(path: Path) -> Settings:
    try:
        data: dict[str, Any] = tomllib.loads(path.read_text("utf-8-sig"))
    except FileNotFoundError:
        raise ConfigError(f"{path}: no such configuration file") from None
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: cannot be read: {error}") from None
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path}: not valid TOML: {error}") from None
    if path.name == "pyproject.toml":
        data = data.get("tool", {}).get("unspin", {})
    settings = Settings()
    known = {field.name.replace("_", "-"): field.name for field in fields(Settings)}
    for key, value in data.items():
        if key not in known:
            close = difflib.get_close_matches(key, known, 1)
            mend = f"did you mean {close[0]!r}?" if close else f"known keys: {', '.join(sorted(known))}"
            raise ConfigError(f"{path}: unknown key {key!r}; {mend}")
        settings = replace(settings, **{known[key]: _value(path, key, value, getattr(settings, known[key]))})
    if settings.model not in (None, NO_MODEL):
        settings = replace(settings, model=str(path.parent / str(settings.model)))
    return replace(settings, packs=tuple(str(path.parent / pack) for pack in settings.packs))


def _value(path: Path, key: str, value: Any, default: Any) -> Any:
    """Check one value against the type of its default."""
    if isinstance(default, tuple):
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            return tuple(value)
        raise ConfigError(f"{path}: {key!r} must be a list of texts")
    if isinstance(default, bool):
        if isinstance(value, bool):
            return value
        raise ConfigError(f"{path}: {key!r} must be true or false")
    if isinstance(default, float):
        if isinstance(value, (int, float)) and not isinstance(value, bool) and 0 < value <= 10_000:
            return float(value)
        raise ConfigError(f"{path}: {key!r} must be a number above 0, at most 10000")
    if not isinstance(value, str):
        raise ConfigError(f"{path}: {key!r} must be a text")
    if key == "fail-on" and value not in FAIL_LEVELS:
        raise ConfigError(f"{path}: 'fail-on' must be one of: {', '.join(FAIL_LEVELS)}")
    return value
