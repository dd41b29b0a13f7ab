"""The wheel: it holds every file that the program reads, nothing else, and what it holds works."""

# ruff: noqa: S603 - the commands are our own

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from importlib import metadata
from pathlib import Path
from zipfile import ZipFile

import pytest

from unspin.lexicon.lexicon import load_lexicon

PROJECT = Path(__file__).parent.parent
FOLDERS = {"pipeline": "", "rules": "unspin/rules/", "corpus": "unspin/corpus/", "reports": "unspin/reports/"}
"""Folders of the project, and where the wheel has them."""
LEFT_OUT = (
    "unspin/corpus/spun/",
    "unspin/corpus/clean/",
    "unspin/corpus/good/",
    "unspin/corpus/unseen/",
    "unspin/corpus/.gitattributes",
)
"""The drafts and the sound articles are test material: no command reads them but by a path that the user
names, and whoever measures has a checkout. How git treats them is nothing for a wheel either."""
MADE_HERE = shutil.ignore_patterns("__pycache__", "*.egg-info", ".*cache", "build", "dist")
pytestmark = pytest.mark.slow


def run(*arguments: str, folder: Path, path: Path | None = None) -> subprocess.CompletedProcess[str]:
    added = {"PYTHONPATH": str(path)} if path else {}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env=os.environ | added | {"UNSPIN_CACHE_DIR": str(folder / "cache"), "PIP_NO_INDEX": "1"},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from a copy: old build folders leave files in wheels, and ours stays as it is."""
    if int(metadata.version("setuptools").partition(".")[0]) < 77:
        pytest.skip("the environment has a setuptools that cannot build this project; run 'make setup'")
    source = tmp_path_factory.mktemp("source")
    for folder in FOLDERS:
        shutil.copytree(PROJECT / folder, source / folder, ignore=MADE_HERE)
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(PROJECT / name, source)
    # Without isolation: the tests use no network.
    built = run("-m", "build", "--wheel", "--no-isolation", folder=source)
    assert built.returncode == 0, built.stdout + built.stderr
    (found,) = (source / "dist").glob("*.whl")
    return found


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("installed")
    done = run("-m", "pip", "install", "--no-deps", "--target", str(target), str(wheel), folder=target.parent)
    assert done.returncode == 0, done.stderr
    return target


def expected() -> set[str]:
    """Where the wheel has each file of the project's folders, but for those that are left out."""
    names = set()
    for folder, inside in FOLDERS.items():
        for path in (PROJECT / folder).rglob("*"):
            made = any(part == "__pycache__" or part.endswith(".egg-info") for part in path.parts)
            if path.is_file() and not made:
                names.add(inside + path.relative_to(PROJECT / folder).as_posix())
    return {name for name in names if not name.startswith(LEFT_OUT)}


def test_the_wheel_holds_every_file_that_is_read_and_nothing_else(wheel: Path) -> None:
    names = {name for name in ZipFile(wheel).namelist() if ".dist-info/" not in name}
    assert names == expected()
    for name in (
        "py.typed",
        "corpus/cmudict.dict.gz",
        "corpus/NOTICE.md",
        "corpus/health.lm",
        "rules/forms.tsv",
    ):
        assert f"unspin/{name}" in names


def test_what_the_wheel_says_of_itself(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        names = archive.namelist()
        (about,) = (name for name in names if name.endswith(".dist-info/METADATA"))
        lines = archive.read(about).decode("utf-8").splitlines()
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in names)
    assert "License-Expression: MIT" in lines
    needed = [line.split()[1] for line in lines if line.startswith("Requires-Dist:")]
    assert not [line for line in needed if line.startswith("cmudict")], "it is under the GPL"
    assert {"numpy", "nltk"} <= {re.split(r"[<>=;\[]", line)[0] for line in needed}


def test_the_installed_wheel_lists_its_rules(installed: Path, tmp_path: Path) -> None:
    where = run("-c", "import unspin.rules; print(unspin.rules.__file__)", folder=tmp_path, path=installed)
    assert where.stdout.startswith(str(installed)), where.stdout + where.stderr
    listed = run("-m", "unspin", "rules", "list", folder=tmp_path, path=installed)
    assert (listed.returncode, listed.stderr) == (0, "")
    assert listed.stdout.splitlines()[-1].split() == ["in", "all", str(len(load_lexicon().ids)), "rules"]


def test_the_installed_wheel_corrects_and_measures(installed: Path, tmp_path: Path) -> None:
    draft = "Bosom malignancy and sugar sickness. Muscle fits hurt. Ask your specialist about torment.\n"
    (tmp_path / "draft.txt").write_text(draft, "utf-8")
    arguments = ("clean", "draft.txt", "-o", "fixed.txt", "--report", "audit.json", "--report", "audit.html")
    done = run("-m", "unspin", *arguments, folder=tmp_path, path=installed)
    assert done.returncode == 0, done.stderr
    assert "reast cancer and diabetes" in (tmp_path / "fixed.txt").read_text("utf-8")
    report = json.loads((tmp_path / "audit.json").read_text("utf-8"))
    assert report["scores"]["before"]["flesch_reading_ease"] is not None
    assert "</html>" in (tmp_path / "audit.html").read_text("utf-8")
