"""Finds the file that a link of a site's source means, as site generators would."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path, PurePosixPath

from unspin.audit.site_index import SiteIndex

__all__ = ["SiteFiles", "names_a_file"]

_PAGES = (".md", ".markdown", ".mdx", ".html", ".htm", ".txt", ".rst", ".adoc")
_SERVED = ("", ".html", ".htm")
"""Endings of addresses that a generator makes from a source of another name."""
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif", ".bmp", ".ico", ".tif", ".tiff")
_OTHER_FILES = tuple(
    ".pdf .doc .docx .odt .ppt .pptx .xls .xlsx .csv .json .xml .zip .mp3 .mp4 .webm .ogg .css .js".split()
)
_FILES = (*_PAGES, *_PICTURES, *_OTHER_FILES)
_INDEXES = tuple(f"{name}{suffix}" for name in ("index", "_index", "README") for suffix in _PAGES[:4])
_ROOTS = ("", "static", "public", "assets", "content", "docs", "source", "src", "site", "_posts", "posts")
"""Folders, beside and above an article, that site generators put at the root of the site."""
_HIGHEST = 6
"""Folders above the article's in which the root of the site is looked for."""
_INDEX_PAGE = re.compile(r"(?:\A|(?<=/))index\.html?\Z", re.IGNORECASE)
"""The page that a server shows for its folder."""
_DATED = re.compile(r"\A\d{4}-\d{1,2}-\d{1,2}-")


def names_a_file(path: str) -> bool:
    """Whether a path ends like a file, and so is no address that a generator makes."""
    return path.lower().endswith(_FILES)


@dataclass
class SiteFiles:
    """Looks files up for the links of one article in ``folder``; asks only whether they are there.

    ``stem`` is the name of the article's file without its ending: a site may serve ``post.md`` as
    ``post/``, and links that are relative to that address are understood too.
    """

    folder: Path
    stem: str
    posts: SiteIndex | None = None
    _known: dict[str, Path | None] = field(default_factory=dict)
    _tops: list[Path] | None = None

    def find(self, path: str) -> Path | None:
        """The file or folder that a link's path leads to; ``path`` is decoded, without query and anchor."""
        if path not in self._known:
            bases = self._roots() if path.startswith("/") else [self.folder, self.folder / self.stem]
            relative = _INDEX_PAGE.sub("", path.strip("/")) or "."
            found = (_source_of(base, relative) for base in bases)
            self._known[path] = next(filter(None, found), None)
        return self._known[path]

    def is_post(self, path: str) -> bool:
        """Whether a post of the run has the last part of ``path`` as its address."""
        return self.posts is not None and PurePosixPath(path).name.lower() in self.posts.slugs

    def has_neighbours(self, path: str, pictures: bool) -> bool:
        """Whether the folder that ``path`` leads into is there; for pictures, whether it holds any."""
        folder = Path(os.path.normpath(self.folder / path)).parent
        changed = _changed(folder)
        return changed is not None and (not pictures or _has_pictures(str(folder), changed))

    def _roots(self) -> list[Path]:
        """Folders that may be the root of the site, up to the root of the repository."""
        if self._tops is None:
            self._tops = self._find_roots()
        return self._tops

    def _find_roots(self) -> list[Path]:
        above: list[Path] = []
        own = self.folder.absolute()
        for folder in (own, *own.parents)[: _HIGHEST + 1]:
            if folder != folder.parent:
                above.append(folder)
            if _is_there(folder / ".git"):
                break
        return [root for folder in above for name in _ROOTS if _is_there(root := folder / name)]


def _source_of(base: Path, path: str) -> Path | None:
    """The file at ``path``, or the source from which a generator makes what is served there."""
    target = Path(os.path.normpath(base / path))
    if _is_there(target):
        return target
    suffix = target.suffix.lower()
    if not target.name or (suffix not in _SERVED and names_a_file(path)):
        return None
    name = target.name[: -len(suffix)] if suffix in _SERVED[1:] else target.name
    places = [target.with_name(name + suffix) for suffix in _PAGES]
    places += [target.with_name(name) / index for index in _INDEXES]
    return next(filter(_is_there, places), None) or _dated(target.parent, name)


def _dated(folder: Path, name: str) -> Path | None:
    """The source whose name is ``name`` behind a date, as in ``2024-05-01-name.md``."""
    changed = _changed(folder)
    found = _dated_names(str(folder), changed).get(name) if changed is not None else None
    return folder / found if found else None


def _changed(folder: Path) -> int | None:
    """When a folder changed last, so that one is read again only then; ``None`` when it is not there."""
    try:
        return folder.stat().st_mtime_ns
    except (OSError, ValueError):
        return None


def _names(folder: str) -> list[str]:
    try:
        return sorted(entry.name for entry in Path(folder).iterdir())
    except OSError:
        return []


@lru_cache(maxsize=64)
def _has_pictures(folder: str, changed: int) -> bool:
    return any(name.lower().endswith(_PICTURES) for name in _names(folder))


@lru_cache(maxsize=64)
def _dated_names(folder: str, changed: int) -> Mapping[str, str]:
    """File names by what stands behind the date."""
    found: dict[str, str] = {}
    for name in _names(folder):
        dated = _DATED.match(name)
        if dated:
            found.setdefault(name[dated.end() :].partition(".")[0], name)
    return found


def _is_there(path: Path) -> bool:
    try:
        path.stat()
    except (OSError, ValueError):  # not there, or a name that no file can have
        return False
    return True
