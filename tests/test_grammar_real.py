"""Against the real LanguageTool: installed by ``unspin languagetool install``, as anybody installs it.

Needs Java, Maven and a repository that Maven can reach, and is skipped with the reason where one of them
is missing. The installation is kept in ``UNSPIN_TEST_LANGUAGETOOL``, or in the user's cache folder.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from unspin.cache import cache_folder
from unspin.errors import GrammarError
from unspin.grammar.installation import Installation
from unspin.grammar.languagetool import LanguageToolBackend, has_package, probe
from unspin.grammar.rules import checker_rules
from unspin.grammar.server import LocalServer
from unspin.load import read_article
from unspin.model.decision import Verdict

pytestmark = [pytest.mark.languagetool, pytest.mark.slow, pytest.mark.xdist_group("languagetool")]

PROJECT = Path(__file__).parent.parent
PLACE = Path(os.environ.get("UNSPIN_TEST_LANGUAGETOOL") or cache_folder() / "languagetool" / "for-tests")
DRAFT = (
    "# Causes and Symptons of back pain\n\nMuscle fits hurt. A injury that aches for the the whole day, "
    "with numbness, needs a doctor 😀, and so does a insect bite. \U00020000 We saw an patient with bosom "
    "malignancy and circulatory strain.\n\n> She said she had a injury.\n\n`a apple` stays, and so does "
    "ibuprofen 400 mg.\n"
)


def unspin(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "unspin", *arguments],
        cwd=cwd,
        env=os.environ | {"UNSPIN_LANGUAGETOOL_DIR": str(PLACE)} | environment,
        capture_output=True,
        text=True,
        timeout=500,
        check=False,
    )


@pytest.fixture(scope="module")
def installed() -> Installation:
    """LanguageTool, got by the command; the whole of it is left for the next run of the tests."""
    if not shutil.which("java"):
        pytest.skip("no Java here")
    if not shutil.which("mvn"):
        pytest.skip("no Maven here")
    if not has_package():
        pytest.skip("language-tool-python is not installed: pip install -e '.[dev]'")
    PLACE.parent.mkdir(parents=True, exist_ok=True)
    done = unspin("languagetool", "install", cwd=PLACE.parent)
    if done.returncode and ("cannot reach" in done.stderr or "needs Java" in done.stderr):
        pytest.skip(done.stderr.strip())
    assert done.returncode == 0, done.stderr
    return Installation(PLACE)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, installed: Installation) -> Path:
    monkeypatch.setenv("UNSPIN_LANGUAGETOOL_DIR", str(installed.folder))
    monkeypatch.setenv("UNSPIN_CACHE_DIR", str(tmp_path / "cache"))
    (tmp_path / "draft.md").write_text(DRAFT)
    return tmp_path


def servers_of(folder: Path) -> list[psutil.Process]:
    """Running processes whose current folder is the installation: the keeper and its Java."""
    found = []
    for process in psutil.process_iter():
        try:
            if process.cwd() == str(folder):
                found.append(process)
        except (psutil.AccessDenied, psutil.NoSuchProcess, psutil.ZombieProcess):
            continue
    return found


def wait_until_gone(folder: Path, others: frozenset[int] = frozenset(), seconds: float = 60.0) -> bool:
    """Whether all servers but ``others`` (process ids of earlier ones) end in time, on a busy machine too."""
    end = time.monotonic() + seconds
    while new_servers(folder, others) and time.monotonic() < end:
        time.sleep(0.2)
    return not new_servers(folder, others)


def new_servers(folder: Path, others: frozenset[int]) -> list[psutil.Process]:
    return [process for process in servers_of(folder) if process.pid not in others]


@pytest.fixture
def others() -> frozenset[int]:
    """Process ids of servers that were there before the test."""
    return frozenset(process.pid for process in servers_of(PLACE))


def test_status_and_a_second_installation(here: Path) -> None:
    again = unspin("languagetool", "install", cwd=here)
    assert again.returncode == 0
    assert "was there already and is whole" in again.stderr
    status = unspin("languagetool", "status", cwd=here)
    assert status.returncode == 0, status.stdout
    assert "server: starts and checks English" in status.stdout


def test_a_draft_from_end_to_end(here: Path, others: frozenset[int]) -> None:
    done = unspin(
        "clean", "draft.md", "-o", "fixed.md", "--report", "r.json", "--grammar", "required", cwd=here
    )
    assert done.returncode == 0, done.stderr
    fixed = (here / "fixed.md").read_text()
    assert fixed.startswith("# Causes and Symptoms of back pain\n")
    assert "An injury that aches for the whole day" in fixed
    assert "doctor 😀, and so does an insect bite. \U00020000 We saw a patient with breast cancer" in fixed
    assert "> She said she had a injury.\n\n`a apple` stays, and so does ibuprofen 400 mg.\n" in fixed
    report = json.loads((here / "r.json").read_text())
    assert report["grammar"]["checker"] == "languagetool"
    assert report["grammar"]["errors_before"] > report["grammar"]["errors_after"]
    for decision in report["decisions"]:
        assert decision["text"] == DRAFT[decision["start"] : decision["end"]]
    quoted = [d for d in report["decisions"] if d["detector"] == "languagetool" and "quot" in d["reason"]]
    assert [d["verdict"] for d in quoted] == ["review"]
    again = unspin("clean", "fixed.md", "--diff", "-q", "--grammar", "required", cwd=here)
    assert (again.returncode, again.stdout) == (0, "")
    assert wait_until_gone(PLACE, others)


def test_the_second_run_starts_no_server(here: Path) -> None:
    first = unspin("clean", "draft.md", "--grammar", "required", cwd=here)
    assert first.returncode == 0, first.stderr
    (here / "java").write_text(
        '#!/bin/sh\n[ "$1" = -version ] && echo \'version "17.0.1"\' || touch started\n'
    )
    (here / "java").chmod(0o755)
    again = unspin("clean", "draft.md", "--grammar", "required", cwd=here, PATH=str(here), JAVA_HOME="")
    assert (again.stdout, again.stderr) == (first.stdout, first.stderr)
    assert not (PLACE / "started").exists()


def test_no_java(here: Path) -> None:
    bare = {"PATH": str(here / "nothing"), "JAVA_HOME": ""}
    done = unspin("clean", "draft.md", "-q", "--grammar", "languagetool", cwd=here, **bare)
    assert done.returncode == 0
    assert done.stderr.startswith("unspin: grammar is not checked: no Java was found")
    assert done.stderr.count("\n") == 1
    assert "breast cancer" in done.stdout
    required = unspin("clean", "draft.md", "-q", "--grammar", "required", cwd=here, **bare)
    assert (required.returncode, required.stdout) == (2, "")
    assert required.stderr.startswith("unspin: grammar is required: no Java was found")


def test_a_server_that_is_killed_is_given_up(here: Path, others: frozenset[int]) -> None:
    from unspin.config import Settings
    from unspin.workflow import Workflow

    workflow = Workflow(Settings(grammar="languagetool"))
    article = read_article(str(here / "draft.md"))
    first = workflow.clean(article)
    assert first.grammar is not None
    for process in new_servers(PLACE, others):  # another run of these tests has its own
        process.kill()
    assert wait_until_gone(PLACE, others)
    (here / "other.md").write_text(DRAFT.replace("insect", "ant").replace("numbness", "weakness"))
    second = workflow.clean(read_article(str(here / "other.md")))
    assert second.grammar is None
    assert any(d.verdict is Verdict.APPLIED for d in second.decisions)
    assert len(workflow.grammar.take_remarks()) == 1
    third = workflow.clean(read_article(str(here / "other.md")))
    assert not workflow.grammar.take_remarks()
    assert third.correction == second.correction


@pytest.mark.skipif(sys.platform == "win32", reason="kills as POSIX does")
def test_the_server_goes_when_the_program_is_killed(here: Path, others: frozenset[int]) -> None:
    code = (
        "import sys, time; from pathlib import Path;"
        "from unspin.grammar.installation import Installation; from unspin.grammar.server import LocalServer;"
        "s = LocalServer(Installation(Path(sys.argv[1]))); print('up', flush=True); time.sleep(60)"
    )
    program = subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-c", code, str(PLACE)], stdout=subprocess.PIPE
    )
    assert program.stdout is not None
    assert program.stdout.readline() == b"up\n"
    assert len(new_servers(PLACE, others)) == 2
    program.kill()
    program.wait()
    assert wait_until_gone(PLACE, others)


def test_places_are_those_of_python_and_the_server_is_for_this_machine_alone(here: Path) -> None:
    texts = [
        "😀😀 It is a apple 😀.",
        "e\u0301 👩‍👩‍👧 an patient",
        "\U00020000 Symptons 😀",
        "",
        "No mistake here.",
    ]
    server = LocalServer(Installation(PLACE))
    backend = LanguageToolBackend(server.url, checker_rules("languagetool"), 120)
    try:
        probe(server.url)
        found = backend.check(texts)
        listening = [
            connection.laddr.ip
            for process in servers_of(PLACE)
            for connection in process.net_connections()
            if connection.status == psutil.CONN_LISTEN
        ]
    finally:
        server.stop()
    named = [[text[m.start : m.end] for m in matches] for text, matches in zip(texts, found, strict=True)]
    assert "a" in named[0]
    assert "an" in named[1]
    assert "Symptons" in named[2]
    assert named[3:] == [[], []]
    assert listening
    assert all(ip.removeprefix("::ffff:").startswith("127.") or ip == "::1" for ip in listening)


def test_a_broken_installation_is_an_error_of_one_line(here: Path, tmp_path: Path) -> None:
    (tmp_path / "languagetool-server.jar").write_bytes(b"no jar")
    with pytest.raises(GrammarError, match=r"LanguageTool ended while it started: .*HTTPServer"):
        LocalServer(Installation(tmp_path))
