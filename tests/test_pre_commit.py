"""The hooks for pre-commit: valid, and every entry of the manifest and the README does what it says."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from conftest import SPUN, TRUE, Unspin

PROJECT = Path(__file__).parent.parent
MANIFEST = yaml.safe_load((PROJECT / ".pre-commit-hooks.yaml").read_text())
_README_HOOKS = re.search(r"```yaml\n(repos:\n.*?)```", (PROJECT / "README.md").read_text(), re.S)


def readme_hooks() -> list[dict[str, Any]]:
    assert _README_HOOKS
    (repo,) = yaml.safe_load(_README_HOOKS[1])["repos"]
    assert repo["repo"] == "local"
    return list(repo["hooks"])


HOOKS = [*MANIFEST, *readme_hooks()]


def test_the_manifest_is_valid() -> None:
    command = [
        sys.executable,
        "-m",
        "pre_commit",
        "validate-manifest",
        str(PROJECT / ".pre-commit-hooks.yaml"),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own
    assert done.returncode == 0, done.stdout


def test_the_example_of_the_readme_is_valid(tmp_path: Path) -> None:
    assert _README_HOOKS
    path = tmp_path / "config.yaml"
    path.write_text(_README_HOOKS[1])
    command = [sys.executable, "-m", "pre_commit", "validate-config", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["entry"])
def test_hooks_fail_on_spun_text_and_pass_on_clean_text(
    hook: dict[str, Any], unspin: Unspin, site: Path
) -> None:
    program, *arguments = shlex.split(hook["entry"])
    assert program == "unspin"
    files = ("posts/spun.md", "posts/clean.md")
    assert unspin(*arguments, "posts/clean.md").exit_code == 0
    assert unspin(*arguments, *files).exit_code == 1
    fixes = hook["id"] == "unspin-fix"
    assert (site / "posts" / "spun.md").read_text() == (TRUE if fixes else SPUN)
    assert unspin(*arguments, *files).exit_code == (0 if fixes else 1)


def test_both_hooks_are_in_the_manifest_and_in_the_readme() -> None:
    assert [hook["id"] for hook in MANIFEST] == ["unspin", "unspin-fix"]
    assert {hook["id"] for hook in readme_hooks()} == {"unspin", "unspin-fix"}
    assert all(hook["require_serial"] for hook in HOOKS)


def test_a_change_is_exit_1_only_when_asked_for(unspin: Unspin) -> None:
    assert unspin("clean", "posts/spun.md", "-o", "a.md").exit_code == 0
    assert unspin("clean", "posts/spun.md", "-o", "a.md", "--exit-non-zero-on-fix").exit_code == 1
    assert unspin("clean", "posts/clean.md", "--exit-non-zero-on-fix").exit_code == 0
