"""Settings: from ``unspin.toml``, ``.unspin.toml`` or ``[tool.unspin]`` in ``pyproject.toml``."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from unspin.errors import ConfigError
from unspin.load.patterns import spec_of
from unspin.load.per_file import NOT_PER_FILE, PerFileIgnores
from unspin.load.read import MAX_BYTES
from unspin.model.check import Area
from unspin.model.limits import DEFAULT_LIMITS, Limits

FILE_NAMES = ("unspin.toml", ".unspin.toml", "pyproject.toml")
NO_MODEL = "none"
FAIL_LEVELS = ("error", "warning", "suggestion")
FIXABLE = (Area.STRUCTURE.value,)
GRAMMARS = ("auto", "languagetool", "embedded", "none", "required")
READERS = ("auto", "none", "required")
DETECTORS = ("terminology", "channel")
SELECTABLE = (*DETECTORS, *(area.value for area in Area))


@dataclass(frozen=True, slots=True)
class Settings:
    """What a site can set. Field names are the keys, with "-" for "_"."""

    packs: tuple[str, ...] = ()
    """Own rule packs, files or folders; relative paths start at the configuration file."""
    shipped_rules: bool = True
    """Use the rules that come with unspin."""
    ignore: tuple[str, ...] = ()
    """Ids of rules or packs that are switched off."""
    per_file_ignores: PerFileIgnores = NOT_PER_FILE
    """Codes that are switched off for the files that a pattern names: table ``[per-file-ignores]``."""
    exclude: tuple[str, ...] = ()
    """Patterns, as in .gitignore, of files in folders to leave out."""
    select: tuple[str, ...] = ()
    """Areas of the audit to run (spinning, structure, seo, readability, patients, medical, grammar), or
    one detector of spinning (terminology, channel); by default all."""
    keyphrase: str = ""
    """Focus keyphrase of the run's articles; by default that of each article's front matter."""
    limits: Limits = DEFAULT_LIMITS
    """The numbers that the audit compares with: table ``[limits]``."""
    grammar: str = "auto"
    """Grammar checker: auto, languagetool, embedded, none, or required (LanguageTool or an error)."""
    languagetool_url: str | None = None
    """Address of a running LanguageTool server to use instead of an own one."""
    model: str | None = None
    """Language model file to use instead of the shipped one; "none" works by rules alone."""
    reader: str = "auto"
    """Second reader of doubtful places: auto where it is installed, none, or required (or an error)."""
    assume_spun: bool = False
    """Take every article for spun, whatever its signs: for single phrases and short drafts."""
    apply_review: bool = False
    """Also apply what is meant for review."""
    fix: tuple[str, ...] = ()
    """Areas of the audit whose sure fixes ``clean`` makes: structure."""
    baseline: str | None = None
    """File of known findings, which ``check`` leaves out."""
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

    @property
    def areas(self) -> frozenset[Area]:
        """The areas of the audit that are asked for."""
        if not self.select:
            return frozenset(Area)
        names = {Area.SPINNING.value if name in DETECTORS else name for name in self.select}
        return frozenset(Area(name) for name in names)

    @property
    def audits_page(self) -> bool:
        """Whether anything but spinning is asked for."""
        return self.areas != {Area.SPINNING}

    def wants(self, detector: str) -> bool:
        """Whether findings of a detector of spinning are asked for."""
        return not self.select or detector in self.select or Area.SPINNING.value in self.select


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
        default = getattr(settings, known[key])
        table = _TABLES.get(key)
        checked: Any = table(path, value) if table else _value(path, key, value, default)
        settings = replace(settings, **{known[key]: checked})
    if settings.model not in (None, NO_MODEL):
        settings = replace(settings, model=str(path.parent / str(settings.model)))
    if settings.baseline is not None:
        settings = replace(settings, baseline=str(path.parent / settings.baseline))
    return replace(settings, packs=tuple(str(path.parent / pack) for pack in settings.packs))


def _limits(path: Path, table: Any) -> Limits:
    """The table ``[limits]``: numbers only, each of a known name."""
    if not isinstance(table, dict):
        raise ConfigError(f"{path}: 'limits' must be a table of numbers")
    known = {field.name.replace("_", "-"): field.name for field in fields(Limits)}
    given: dict[str, Any] = {}
    for key, value in table.items():
        if key not in known:
            close = difflib.get_close_matches(key, known, 1)
            mend = f"did you mean {close[0]!r}?" if close else f"known limits: {', '.join(sorted(known))}"
            raise ConfigError(f"{path}: unknown limit {key!r}; {mend}")
        if not isinstance(value, (int, float)) or isinstance(value, bool) or not 0 <= value <= 1_000_000:
            raise ConfigError(f"{path}: limit {key!r} must be a number from 0 to 1000000")
        given[known[key]] = type(getattr(DEFAULT_LIMITS, known[key]))(value)
    return replace(DEFAULT_LIMITS, **given)


def _per_file(path: Path, table: Any) -> PerFileIgnores:
    """The table ``[per-file-ignores]``: a list of codes for each pattern."""
    codes: dict[str, tuple[str, ...]] = {}
    for glob, names in table.items() if isinstance(table, dict) else [("", None)]:
        if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
            place = f"'per-file-ignores': {glob!r}" if glob else "'per-file-ignores'"
            mend = 'must be a list of codes, such as "drafts/*.md" = ["seo"]'
            raise ConfigError(f"{path}: {place} {mend}")
        codes[glob] = tuple(names)
    found = PerFileIgnores(codes, path.parent)
    try:
        _ = found.specs
    except ConfigError as error:
        raise ConfigError(f"{path}: {error}") from None
    return found


_TABLES: dict[str, Callable[[Path, Any], Any]] = {"limits": _limits, "per-file-ignores": _per_file}


def _value(path: Path, key: str, value: Any, default: Any) -> Any:
    """Check one value against the type of its default."""
    if isinstance(default, tuple):
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            if key == "select":
                check_selected(value, f"{path}: ")
            if key == "exclude":
                check_patterns(value, f"{path}: 'exclude': ")
            if key == "fix" and not set(value) <= set(FIXABLE):
                raise ConfigError(f"{path}: 'fix' must be a list of: {', '.join(FIXABLE)}")
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
    if key == "grammar" and value not in GRAMMARS:
        raise ConfigError(f"{path}: 'grammar' must be one of: {', '.join(GRAMMARS)}")
    if key == "reader" and value not in READERS:
        raise ConfigError(f"{path}: 'reader' must be one of: {', '.join(READERS)}")
    return value


def check_patterns(patterns: list[str] | tuple[str, ...], where: str) -> None:
    """Raise ``ConfigError`` for a pattern of files that is none."""
    try:
        spec_of(patterns)
    except ConfigError as error:
        raise ConfigError(f"{where}{error}") from None


def check_selected(names: list[str] | tuple[str, ...], where: str = "") -> None:
    """Raise ``ConfigError`` for a name that cannot be selected."""
    for name in names:
        if name not in SELECTABLE:
            close = difflib.get_close_matches(name, SELECTABLE, 1)
            mend = f"did you mean {close[0]!r}?" if close else f"known: {', '.join(SELECTABLE)}"
            raise ConfigError(f"{where}cannot select {name!r}; {mend}")
