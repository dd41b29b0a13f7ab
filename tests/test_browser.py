"""The HTML reports in a real browser: accessible, usable by keyboard, narrow enough for a phone, silent.

Chromium is driven by ``tests/browser/check.mjs``, with axe-core as the accessibility engine. ``make browser``
installs what it needs and runs this. Elsewhere the test is skipped where something is missing, unless
``UNSPIN_BROWSER`` is "required". ``UNSPIN_CHROMIUM`` names another program; ``UNSPIN_SHOTS`` a folder
for screenshots.
"""

# ruff: noqa: S603 - the commands are our own

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPTS = Path(__file__).parent / "browser"
PROJECT = Path(__file__).parent.parent
CHROMIUM = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
LEAST_CHECKS = 50
pytestmark = pytest.mark.slow


def missing(reason: str) -> None:
    """Skip, or fail where the browser has to be there."""
    if os.environ.get("UNSPIN_BROWSER") == "required":
        pytest.fail(reason)
    pytest.skip(f"{reason}; 'make browser' installs it")


@pytest.fixture(scope="module")
def programs() -> tuple[str, str]:
    """Node and Chromium."""
    named = os.environ.get("UNSPIN_CHROMIUM")
    chromium = named or next((path for name in CHROMIUM if (path := shutil.which(name))), None)
    node = shutil.which("node")
    if node is None:
        missing("node is not installed")
    if chromium is None:
        missing("chromium is not installed")
    if not (SCRIPTS / "node_modules" / "playwright-core").is_dir():
        missing("the packages of tests/browser are not installed")
    return str(node), str(chromium)


@pytest.fixture(scope="module")
def reports(programs: tuple[str, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Reports on a few posts of the corpus, the second time with a trend."""
    site = tmp_path_factory.mktemp("browser")
    (site / ".git").mkdir()
    for name in ("shoulder-pain-readme", "migraine"):
        shutil.copytree(PROJECT / "corpus" / "spun" / name, site / "posts" / name)
    for name in ("low-back-pain.md", "hay-fever.html"):
        shutil.copy(PROJECT / "corpus" / "good" / name, site / "posts")
    command = [sys.executable, "-m", "unspin", "check", "posts", "--report", "out", "--quiet"]
    for more in ((), ("--trend", "out/index.json")):
        done = subprocess.run([*command, *more], cwd=site, capture_output=True, text=True, check=False)
        assert done.returncode == 1, done.stderr
    return site / "out"


def test_reports_in_a_browser(programs: tuple[str, str], reports: Path) -> None:
    node, chromium = programs
    article = reports / "shoulder-pain-readme" / "draft.md.html"
    shots = os.environ.get("UNSPIN_SHOTS", "")
    command = [node, "check.mjs", chromium, str(article), str(reports / "index.html"), shots]
    done = subprocess.run(
        command,
        cwd=SCRIPTS,
        capture_output=True,
        text=True,
        check=False,
        timeout=900,
        stdin=subprocess.DEVNULL,
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert len(found) >= LEAST_CHECKS
    assert [f"{result['name']}: {result['detail']}" for result in found if not result["ok"]] == []
