"""Fixtures that several test modules share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from lab import pack_text
from unspin.cli.main import cli
from unspin.decide import Judge
from unspin.workflow import Workflow

SITE_RULES = """
muscle fit: muscle spasm
bosom malignancy: breast cancer
sugar sickness: diabetes
gamble of harm: risk of injury
"""
SITE_CONFIG = 'packs = ["mini.yaml"]\nshipped-rules = false\nselect = ["spinning"]\n'
SPUN = "Muscle fits, bosom malignancy and sugar sickness.\n"
TRUE = "Muscle spasms, breast cancer and diabetes.\n"
CLEAN = "Rest and heat help most people.\n"
Unspin = Callable[..., Result]


@pytest.fixture(autouse=True)
def nothing_installed(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test meets a LanguageTool or a reader that is installed, but those that say where."""
    monkeypatch.setenv("UNSPIN_LANGUAGETOOL_DIR", str(tmp_path_factory.getbasetemp() / "no-languagetool"))
    monkeypatch.setenv("UNSPIN_READER_DIR", str(tmp_path_factory.getbasetemp() / "no-reader"))
    monkeypatch.delenv("LTP_JAR_DIR_PATH", raising=False)
    monkeypatch.setattr("unspin.grammar.checking.find_spec", lambda name: None)


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder, made the current one, with a configuration, its own small pack and three articles.

    The language model is left out: what it thinks of the few words here is not what is tested. So is
    the audit of the page, which finds much to say about a page of one line; ``--select`` asks for it.
    """
    folder = tmp_path / "site"
    (folder / "posts" / "deep").mkdir(parents=True)
    (folder / ".git").mkdir()
    (folder / "mini.yaml").write_text(pack_text(SITE_RULES))
    (folder / "unspin.toml").write_text(SITE_CONFIG)
    (folder / "posts" / "clean.md").write_text(CLEAN)
    (folder / "posts" / "spun.md").write_text(SPUN)
    (folder / "posts" / "deep" / "spun.html").write_text(f"<p>{SPUN}</p>\n")
    monkeypatch.chdir(folder)
    monkeypatch.delenv("NO_COLOR", raising=False)
    judge = property(lambda self: Judge(model=None, apply_review=self.settings.apply_review))
    monkeypatch.setattr(Workflow, "judge", judge)
    return folder


@pytest.fixture
def unspin(site: Path) -> Unspin:
    """Runs the command in ``site``; checks that no trace of Python is ever shown."""

    def run(*arguments: str, stdin: str | bytes | None = None) -> Result:
        result = CliRunner().invoke(cli, arguments, input=stdin, prog_name="unspin")
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        assert "Traceback" not in result.output
        return result

    return run
