"""Settings: where they are found, what they accept, and what is wrong with the rest."""

from __future__ import annotations

from pathlib import Path

import pytest

from unspin.config import Settings, load_settings
from unspin.errors import ConfigError
from unspin.load.per_file import PerFileIgnores


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def test_every_key(tmp_path: Path) -> None:
    text = """
packs = ["own.yaml", "/abs/x.yaml"]
shipped-rules = false
ignore = ["pain"]
exclude = ["drafts/"]
apply-review = true
fail-on = "error"
encoding = "cp1252"
max-megabytes = 2
baseline = "known.json"
[per-file-ignores]
"drafts/" = ["seo", "pain/ache"]
"""
    found = load_settings(str(write(tmp_path / "x.toml", text)))
    assert found == Settings(
        packs=(str(tmp_path / "own.yaml"), "/abs/x.yaml"),
        shipped_rules=False,
        ignore=("pain",),
        exclude=("drafts/",),
        apply_review=True,
        fail_on="error",
        encoding="cp1252",
        max_megabytes=2.0,
        baseline=str(tmp_path / "known.json"),
        per_file_ignores=PerFileIgnores({"drafts/": ("seo", "pain/ache")}, tmp_path),
    )
    assert found.max_bytes == 2_000_000


WRONG = {
    "pack = []": "unknown key 'pack'; did you mean 'packs'?",
    "fail_on = 'error'": "unknown key 'fail_on'; did you mean 'fail-on'?",
    "zzz = 1": "unknown key 'zzz'; known keys: apply-review, assume-spun, baseline, encoding, exclude,",
    "packs = 'a.yaml'": "'packs' must be a list of texts",
    "packs = [1]": "'packs' must be a list of texts",
    "shipped-rules = 1": "'shipped-rules' must be true or false",
    "apply-review = 'yes'": "'apply-review' must be true or false",
    "fail-on = 'never'": "'fail-on' must be one of: error, warning, suggestion",
    "fail-on = 1": "'fail-on' must be a text",
    "encoding = 8": "'encoding' must be a text",
    "max-megabytes = 0": "'max-megabytes' must be a number above 0",
    "max-megabytes = true": "'max-megabytes' must be a number above 0",
    "max-megabytes = nan": "'max-megabytes' must be a number above 0",
    "max-megabytes = inf": "'max-megabytes' must be a number above 0",
    "packs = [": "not valid TOML",
    "exclude = ['a.md', '!']": "'exclude': '!' is no pattern as in .gitignore",
    "per-file-ignores = ['seo']": "'per-file-ignores' must be a list of codes, such as",
    "per-file-ignores = {'*.md' = 'seo'}": "'per-file-ignores': '*.md' must be a list of codes",
    "per-file-ignores = {'*.md' = [1]}": "'per-file-ignores': '*.md' must be a list of codes",
    "per-file-ignores = {'!' = ['seo']}": "'per-file-ignores': '!' is no pattern",
    "[packs]": "'packs' must be a list of texts",
}


@pytest.mark.parametrize("text", WRONG)
def test_what_is_wrong_is_named_in_one_line(text: str, tmp_path: Path) -> None:
    path = write(tmp_path / "unspin.toml", text)
    with pytest.raises(ConfigError) as error:
        load_settings(str(path))
    assert str(error.value).startswith(f"{path}: ")
    assert WRONG[text] in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("name", "problem"),
    [("none.toml", "no such configuration file"), (".", "cannot be read"), ("x" * 300, "cannot be read")],
)
def test_a_file_that_cannot_be_read(name: str, problem: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=problem):
        load_settings(str(tmp_path / name))


def test_a_file_in_another_encoding(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_bytes(b"packs = ['caf\xe9']")
    with pytest.raises(ConfigError, match="cannot be read"):
        load_settings(str(tmp_path / "a.toml"))


def test_the_nearest_file_counts(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    write(tmp_path / "pyproject.toml", "[tool.unspin]\nfail-on = 'error'\n")
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    assert load_settings(start=inner).fail_on == "error"
    write(tmp_path / "a" / "pyproject.toml", "[tool.other]\nx = 1\n")
    assert load_settings(start=inner).fail_on == "error"
    write(tmp_path / "a" / ".unspin.toml", "fail-on = 'suggestion'\n")
    assert load_settings(start=inner).fail_on == "suggestion"
    write(inner / "unspin.toml", "ignore = ['a']\n")
    assert load_settings(start=inner) == Settings(ignore=("a",))


def test_the_search_ends_at_the_repository(tmp_path: Path) -> None:
    write(tmp_path / "unspin.toml", "fail-on = 'error'\n")
    inner = tmp_path / "repository"
    (inner / ".git").mkdir(parents=True)
    assert load_settings(start=inner) == Settings()


def test_a_broken_foreign_pyproject_does_not_matter(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    write(tmp_path / "pyproject.toml", "not toml [")
    assert load_settings(start=tmp_path) == Settings()


def test_an_error_inside_a_found_file_is_not_passed_over(tmp_path: Path) -> None:
    write(tmp_path / "unspin.toml", "zzz = 1\n")
    with pytest.raises(ConfigError, match="unknown key"):
        load_settings(start=tmp_path)


PER_FILE = {"drafts/": ("a",), "*.html": ("b",), "/top.md": ("c",), "posts/**/x*.md": ("d", "a")}


@pytest.mark.parametrize(
    ("path", "codes"),
    [
        ("drafts/y.md", ("a",)),
        ("posts/drafts/y.md", ("a",)),
        ("drafts/y.html", ("a", "b")),
        ("top.md", ("c",)),
        ("posts/top.md", ()),
        ("posts/2024/x1.md", ("d", "a")),
        ("posts/../top.md", ("c",)),
        ("-", ()),
        ("../top.md", ()),
        ("a\0b", ()),
    ],
)
def test_codes_that_are_off_for_a_file(
    path: str, codes: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "site").mkdir()
    monkeypatch.chdir(tmp_path / "site")
    assert PerFileIgnores(PER_FILE, tmp_path / "site").of(path) == codes


def test_patterns_start_at_the_configuration_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "site" / "unspin.toml", "[per-file-ignores]\n'/drafts/*.md' = ['seo']\n")
    (tmp_path / "site" / "drafts").mkdir()
    monkeypatch.chdir(tmp_path / "site" / "drafts")
    assert load_settings().per_file_ignores.of("y.md") == ("seo",)
