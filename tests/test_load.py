"""Stage "load": decoding, walking folders, writing whole or not at all."""

# ruff: noqa: E501 - in the tables a case is a line

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unspin.errors import InputError
from unspin.load import decode_article, find_articles, format_of, read_article

ROOT = os.geteuid() == 0


@pytest.mark.parametrize(
    ("data", "encoding", "text", "used"),
    [
        (b"Pain.\n", None, "Pain.\n", "utf-8"),
        ("Café\r\n".encode(), None, "Café\r\n", "utf-8"),
        (b"\xef\xbb\xbfPain", None, "\ufeffPain", "utf-8"),
        ("\ufeffPäin".encode("utf-16-le"), None, "\ufeffPäin", "utf-16-le"),
        ("\ufeffPäin".encode("utf-16-be"), None, "\ufeffPäin", "utf-16-be"),
        ("It’s café".encode("cp1252"), "cp1252", "It’s café", "cp1252"),
        (b"caf\xe9", "latin-1", "café", "latin-1"),
    ],
)
def test_decodes_and_keeps_every_byte(data: bytes, encoding: str | None, text: str, used: str) -> None:
    article = decode_article(data, "a.txt", encoding)
    assert (article.text, article.encoding) == (text, used)
    assert article.text.encode(article.encoding) == data


@pytest.mark.parametrize(
    ("data", "encoding", "problem"),
    [
        (b"", None, "a.md: is empty; there is nothing to clean"),
        (b" \r\n\t\n", None, "is empty"),
        (b"\xef\xbb\xbf", None, "is empty"),
        (b"\xef\xbb\xbf \n", None, "is empty"),
        ("\ufeff \n".encode("utf-16-le"), None, "is empty"),
        (b"one\ntwo\ncaf\xe9 now", None, "a.md:3: is not valid utf-8 (byte 11); name its encoding"),
        ("\ufeffab".encode("utf-16-le")[:-1], None, "is not valid utf-16-le"),
        (b"a\0b", None, "looks like a binary file"),
        (b"\x89PNG\r\n\x1a\n\0\0", None, "a.md:1: is not valid utf-8"),
        (b"abc", "utf-99", "unknown encoding 'utf-99'; try --encoding cp1252"),
        (b"+AGE-bc d", "utf-7", "cannot be kept byte for byte"),
        (b"616263", "hex", "unknown encoding 'hex'"),
    ],
)
def test_what_is_no_article_is_one_clear_line(data: bytes, encoding: str | None, problem: str) -> None:
    with pytest.raises(InputError) as error:
        decode_article(data, "a.md", encoding)
    assert problem in str(error.value)
    assert str(error.value).startswith("a.md:")
    assert "\n" not in str(error.value)


@given(st.binary(max_size=200), st.sampled_from([None, "cp1252", "utf-16", "latin-1", "ascii"]))
def test_any_bytes_decode_back_to_themselves_or_are_refused(data: bytes, encoding: str | None) -> None:
    try:
        article = decode_article(data, "a.txt", encoding)
    except InputError:
        return
    assert article.text.encode(article.encoding) == data


def test_the_limit_is_checked_before_reading_and_for_streams(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    big = tmp_path / "big.txt"
    big.write_bytes(b"pain " * 300_000)
    monkeypatch.setattr(Path, "read_bytes", lambda _: pytest.fail("was read"))
    with pytest.raises(InputError, match=r"has 2 MB, more than the limit of 1 MB.*raise max-megabytes"):
        read_article(str(big), max_bytes=1_000_000)
    with pytest.raises(InputError, match="more than the limit"):
        decode_article(b"a" * 11, "-", max_bytes=10)
    assert decode_article(b"a" * 10, "-", max_bytes=10).text == "a" * 10


def test_paths_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        read_article(str(tmp_path / "none.md"))
    with pytest.raises(InputError, match="is a folder, not an article"):
        read_article(str(tmp_path))
    with pytest.raises(InputError, match="cannot be read: Not a directory"):
        read_article("/dev/null/a.md")
    with pytest.raises(InputError, match=r"file name|cannot be read"):
        read_article("a\0.md")
    if not ROOT:
        (tmp_path / "shut.md").write_text("x")
        (tmp_path / "shut.md").chmod(0)
        with pytest.raises(InputError, match="Permission denied"):
            read_article(str(tmp_path / "shut.md"))


def test_an_input_error_of_the_disk_is_a_clear_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_: Path) -> bytes:
        raise PermissionError(errno.EACCES, "Permission denied")

    (tmp_path / "a.md").write_text("x")
    monkeypatch.setattr(Path, "read_bytes", fails)
    with pytest.raises(InputError, match=r"a\.md: cannot be read: Permission denied"):
        read_article(str(tmp_path / "a.md"))


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("a.md", "x", "markdown"),
        ("A.MARKDOWN", "x", "markdown"),
        ("a.htm", "# x", "html"),
        ("a.txt", "<p>x", "text"),
        ("-", "<!DOCTYPE html><p>x", "html"),
        ("-", "\ufeff\n<p>x", "html"),
        ("-", "---\ntitle: x\n---\n", "markdown"),
        ("-", "text\n## Head\n", "markdown"),
        ("-", "see [a](b)", "markdown"),
        ("-", "Just words.", "text"),
        ("-", "Press <Enter> now.", "text"),
    ],
)
def test_format_by_name_then_by_look(path: str, text: str, expected: str) -> None:
    assert format_of(path, text) == expected


def tree(root: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)


def found(*paths: Path, exclude: tuple[str, ...] = (), base: Path) -> list[str]:
    names = []
    for item in find_articles([str(path) for path in paths], exclude):
        assert isinstance(item, str), item
        names.append(Path(item).relative_to(base).as_posix())
    return names


WALKS: dict[str, tuple[dict[str, str], list[str]]] = {
    "sorted, articles only": (
        dict.fromkeys(["b.md", "a.txt", "c/d.html", "x.png", "y.py", "Z.HTM"], "x"),
        ["Z.HTM", "a.txt", "b.md", "c/d.html"],
    ),
    "ignored": ({".gitignore": "drafts/\n*.txt\n", "a.md": "", "a.txt": "", "drafts/b.md": ""}, ["a.md"]),
    "negated": ({".gitignore": "*.md\n!keep.md\n", "a.md": "", "keep.md": "", "s/keep.md": ""}, ["keep.md", "s/keep.md"]),
    "anchored": ({".gitignore": "/a.md\n", "a.md": "", "s/a.md": ""}, ["s/a.md"]),
    "nested": ({"s/.gitignore": "b.md\n", "b.md": "", "s/b.md": "", "s/c.md": ""}, ["b.md", "s/c.md"]),
    "nested negation wins": (
        {".gitignore": "*.md\n", "s/.gitignore": "!c.md\n", "b.md": "", "s/c.md": "", "s/d.md": ""},
        ["s/c.md"],
    ),
    "below an ignored folder nothing comes back": (
        {".gitignore": "s/\n", "s/.gitignore": "!c.md\n", "s/c.md": "", "a.md": ""},
        ["a.md"],
    ),
    "comments and blanks": ({".gitignore": "# a.md\n\n\\#b.md\n", "a.md": "", "#b.md": ""}, ["a.md"]),
    "lines that are no patterns": ({".gitignore": "!\na.md\n\\\n", "a.md": "", "b.md": ""}, ["b.md"]),
    "tool folders": ({"node_modules/a.md": "", ".git/b.md": "", "c.md": ""}, ["c.md"]),
}  # fmt: skip


@pytest.mark.parametrize("name", WALKS)
def test_folders_are_walked_as_git_sees_them(name: str, tmp_path: Path) -> None:
    files, expected = WALKS[name]
    tree(tmp_path, files)
    assert found(tmp_path, base=tmp_path) == expected


def test_rules_of_folders_above_hold_inside_a_repository_only(tmp_path: Path) -> None:
    tree(tmp_path, {".gitignore": "*.txt\n", "s/a.txt": "", "s/a.md": ""})
    assert found(tmp_path / "s", base=tmp_path) == ["s/a.md", "s/a.txt"]
    (tmp_path / ".git").mkdir()
    assert found(tmp_path / "s", base=tmp_path) == ["s/a.md"]


def test_named_files_are_read_even_if_ignored_and_only_once(tmp_path: Path) -> None:
    tree(tmp_path, {".gitignore": "a.md\n", "a.md": "", "b.md": ""})
    assert found(tmp_path / "a.md", tmp_path, tmp_path / "b.md", base=tmp_path) == ["a.md", "b.md"]


def test_exclude_patterns(tmp_path: Path) -> None:
    tree(tmp_path, {"a.md": "", "s/b.md": "", "s/c.md": ""})
    assert found(tmp_path, exclude=("s/*", "!c.md"), base=tmp_path) == ["a.md", "s/c.md"]


def test_exclude_is_stronger_than_a_negation_in_gitignore(tmp_path: Path) -> None:
    tree(tmp_path, {"a.md": "", "s/.gitignore": "!b.md\n", "s/b.md": ""})
    assert found(tmp_path, exclude=("b.md",), base=tmp_path) == ["a.md"]


def test_link_loops_end(tmp_path: Path) -> None:
    tree(tmp_path, {"a.md": "", "s/b.md": ""})
    (tmp_path / "s" / "up").symlink_to(tmp_path)
    (tmp_path / "self.md").symlink_to(tmp_path / "self.md")
    (tmp_path / "gone.md").symlink_to(tmp_path / "nothing")
    assert found(tmp_path, base=tmp_path) == ["a.md", "s/b.md"]


def test_a_folder_that_cannot_be_read_does_not_stop_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree(tmp_path, {"a/x.md": "", "b/y.md": ""})
    scan = os.scandir

    def guarded(path: Path) -> object:
        if Path(path).name == "a":
            raise PermissionError(errno.EACCES, "Permission denied")
        return scan(path)

    monkeypatch.setattr(os, "scandir", guarded)
    items = list(find_articles([str(tmp_path)]))
    assert isinstance(items[0], InputError)
    assert "a: cannot be read: Permission denied" in str(items[0])
    assert items[1:] == [str(tmp_path / "b" / "y.md")]
