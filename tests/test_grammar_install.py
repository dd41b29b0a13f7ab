"""``unspin languagetool``: what it says when something is missing, and that it leaves nothing half done.

Maven and Java are played by small scripts; the real ones are used in ``test_grammar_real.py``.
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path

import pytest

from conftest import Unspin
from unspin.errors import GrammarError
from unspin.grammar import install as installing
from unspin.grammar import installation as places
from unspin.grammar.installation import Installation, find_installation, mark, problem_of
from unspin.grammar.maven import copy_jars, project

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="plays Maven and Java with shell scripts")


def script(folder: Path, name: str, body: str) -> str:
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(0o755)
    return str(path)


@pytest.fixture
def tools(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is the whole path, with a Java that is new enough."""
    folder = tmp_path / "bin"
    script(folder, "java", "echo 'openjdk version \"17.0.1\" 2021-10-19' >&2")
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("UNSPIN_LANGUAGETOOL_DIR", str(tmp_path / "lt"))
    return folder


def failed(unspin: Unspin, *options: str) -> str:
    """The one line that the command says when it fails."""
    result = unspin("languagetool", "install", "-q", *options)
    assert result.exit_code == 2
    assert result.stdout == ""
    (line,) = result.stderr.splitlines()
    assert line.startswith("unspin: ")
    return line


def test_no_java(unspin: Unspin, tools: Path) -> None:
    (tools / "java").unlink()
    assert "no Java was found; LanguageTool needs Java 17" in failed(unspin)


def test_an_old_java(unspin: Unspin, tools: Path) -> None:
    script(tools, "java", "echo 'java version \"1.8.0_292\"' >&2")
    assert "is Java 8; LanguageTool needs Java 17 or later" in failed(unspin)


def test_a_java_that_says_nothing(unspin: Unspin, tools: Path) -> None:
    script(tools, "java", "exit 1")
    assert "does not say its version" in failed(unspin)


def test_no_maven(unspin: Unspin, tools: Path) -> None:
    assert "no Maven ('mvn') was found" in failed(unspin, "--source", "maven")


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (
            "[ERROR] Could not transfer artifact x from/to central: Unknown host",
            "cannot reach its repository",
        ),
        ("[ERROR] Connection refused", "cannot reach its repository"),
        ("[ERROR] x.jar (No space left on device)", "the disk full"),
        ("[ERROR] Plugin not understood", "Maven failed: Plugin not understood"),
        ("nothing", "Maven failed: no reason given"),
    ],
)
def test_maven_fails(unspin: Unspin, tools: Path, tmp_path: Path, said: str, told: str) -> None:
    script(tools, "mvn", f"echo '{said}'; exit 1")
    assert told in failed(unspin, "--source", "maven")
    assert not (tmp_path / "lt").exists()
    assert not list(tmp_path.glob(".installing-*"))


def test_a_mirror_without_the_jars(unspin: Unspin, tools: Path) -> None:
    script(tools, "mvn", "exit 0")
    assert "Maven did not bring languagetool-server" in failed(unspin, "--source", "maven")


def test_a_jar_that_is_not_the_published_one(
    unspin: Unspin, tools: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = " ".join(places.CHECKSUMS)
    body = (
        'for a in "$@"; do case "$a" in -DoutputDirectory=*) d="${a#*=}";; esac; done\n'
        f'/bin/mkdir -p "$d"; for n in {names}; do echo bad > "$d/$n"; done'
    )
    script(tools, "mvn", body)
    assert "is not the published file" in failed(unspin, "--source", "maven")
    assert not (tmp_path / "lt").exists()


def test_a_full_disk(unspin: Unspin, tools: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script(tools, "mvn", "exit 0")
    monkeypatch.setattr(installing, "SPACE", 10**18)
    assert "MB are free; LanguageTool needs" in failed(unspin)


def test_a_folder_that_cannot_be_made(
    unspin: Unspin, tools: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("UNSPIN_LANGUAGETOOL_DIR", str(tmp_path / "file" / "lt"))
    assert "cannot be written" in failed(unspin)


def test_a_release_that_cannot_be_fetched(
    unspin: Unspin, tools: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    download = pytest.importorskip("language_tool_python.download_lt")

    def no_network(self: object) -> None:
        raise OSError("no route\nto host")

    monkeypatch.setattr(download.ReleaseLocalLanguageTool, "download", no_network)
    assert "the release cannot be fetched: no route to host" in failed(unspin, "--source", "release")


def whole(folder: Path) -> Installation:
    folder.mkdir()
    (folder / "languagetool-server.jar").write_bytes(b"jar")
    mark(folder, "maven")
    return Installation(folder)


def test_a_whole_installation_is_left_alone(unspin: Unspin, tools: Path, tmp_path: Path) -> None:
    whole(tmp_path / "lt")
    result = unspin("languagetool", "install")
    assert result.exit_code == 0
    assert "was there already and is whole" in result.stderr


def test_a_damaged_installation_is_seen(unspin: Unspin, tools: Path, tmp_path: Path) -> None:
    installation = whole(tmp_path / "lt")
    assert problem_of(installation) == ""
    (tmp_path / "lt" / "languagetool-server.jar").write_bytes(b"ja")
    assert problem_of(installation) == "languagetool-server.jar is missing or damaged"
    result = unspin("languagetool", "status")
    assert result.exit_code == 1
    assert "install it again" in result.stdout
    (tmp_path / "lt" / "installed.json").write_text("[]")
    assert problem_of(installation) == "installed.json cannot be read"


def test_status_without_anything(unspin: Unspin, tools: Path) -> None:
    result = unspin("languagetool", "status")
    assert result.exit_code == 1
    assert "LanguageTool: not installed" in result.stdout
    assert "Java: 17" in result.stdout


def test_remove(unspin: Unspin, tools: Path, tmp_path: Path) -> None:
    assert "nothing to remove" in unspin("languagetool", "remove").stdout
    whole(tmp_path / "lt")
    assert unspin("languagetool", "remove").stdout == f"removed {tmp_path / 'lt'}\n"
    assert not (tmp_path / "lt").exists()


def test_remove_keeps_a_folder_of_others(unspin: Unspin, tools: Path, tmp_path: Path) -> None:
    (tmp_path / "lt").mkdir()
    (tmp_path / "lt" / "thesis.txt").write_text("mine")
    result = unspin("languagetool", "remove")
    assert result.exit_code == 2
    assert "holds other files" in result.stderr
    assert (tmp_path / "lt" / "thesis.txt").exists()


def test_progress_is_said(tmp_path: Path) -> None:
    lines = "\n".join(f"echo 'Downloaded from central: https://x/{n}.jar (1 kB)'" for n in range(30))
    maven = script(tmp_path / "bin", "mvn", f"{lines}\necho '[INFO] Copying x.jar to y'")
    said: list[str] = []
    copy_jars(maven, tmp_path / "jars", said.append)
    assert said == ["  25 files fetched", "  1 files in place, 30 of them fetched now"]


def test_the_project_asks_for_english_and_not_for_all_languages() -> None:
    text = project()
    assert "<artifactId>language-en</artifactId><version>6.8</version>" in text
    assert text.count("language-all") == 1
    assert "<exclusion>" in text


def test_jars_of_the_user_are_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert find_installation() is None
    (tmp_path / "languagetool-server.jar").write_bytes(b"")
    (tmp_path / "libs").mkdir()
    monkeypatch.setenv("LTP_JAR_DIR_PATH", str(tmp_path))
    found = find_installation()
    assert found is not None
    assert found.class_path.count("*") == 2


def test_checksums_are_sha256() -> None:
    assert all(len(value) == len(hashlib.sha256().hexdigest()) for value in places.CHECKSUMS.values())
    assert all(places.VERSION in name for name in places.CHECKSUMS if "pos-dict" not in name)


def test_the_marker_names_every_file(tmp_path: Path) -> None:
    installation = whole(tmp_path / "lt")
    data = json.loads((installation.folder / "installed.json").read_text())
    assert data["files"] == {"languagetool-server.jar": 3}
    assert installation.size > 3


def test_a_probe_that_fails_leaves_nothing(
    tools: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def release(folder: Path) -> Path:
        (folder / "x").mkdir()
        (folder / "x" / "languagetool-server.jar").write_bytes(b"")
        return folder / "x"

    with pytest.raises(GrammarError, match="LanguageTool ended while it started"):
        installing.install("release", lambda line: None, lambda url: None, release, force=False)
    assert not (tmp_path / "lt").exists()
