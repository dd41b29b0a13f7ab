"""Against the real second reader: installed by ``unspin reader install``, as anybody installs it.

Needs an index that pip can reach, and is skipped with the reason where there is none. The model is the one
that is installed, or kept in ``UNSPIN_TEST_READER``.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from unspin.config import Settings
from unspin.evaluate.measure import Measures, add_article, article_of
from unspin.evaluate.sources import read_gold_source
from unspin.load import read_article
from unspin.model.article import Article
from unspin.reader.installation import FILE, model_path
from unspin.reader.passage import Choice, Passage
from unspin.reader.reader import Reader
from unspin.workflow import Workflow

pytestmark = [pytest.mark.reader, pytest.mark.slow, pytest.mark.xdist_group("reader")]

PROJECT = Path(__file__).parent.parent
SPUN = PROJECT / "corpus" / "spun"
PLACE = Path(os.environ.get("UNSPIN_TEST_READER") or model_path().parent)


def unspin(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "unspin", *arguments],
        cwd=cwd,
        env=os.environ | {"UNSPIN_READER_DIR": str(PLACE)},
        capture_output=True,
        text=True,
        timeout=500,
        check=False,
    )


@pytest.fixture(scope="module")
def model() -> Path:
    """The model, got by the command; it is left for the next run of the tests."""
    PLACE.mkdir(parents=True, exist_ok=True)
    done = unspin("reader", "install", cwd=PLACE)
    if done.returncode and "pip cannot fetch" in done.stderr:
        pytest.skip(done.stderr.strip())
    assert done.returncode == 0, done.stderr
    return PLACE / FILE


@pytest.fixture(scope="module")
def reader(model: Path) -> Reader:
    return Reader(model)


@pytest.fixture
def workflow(model: Path, monkeypatch: pytest.MonkeyPatch) -> Workflow:
    monkeypatch.setenv("UNSPIN_READER_DIR", str(model.parent))
    return Workflow(Settings(reader="required", grammar="none", select=("spinning",)))


def test_status(model: Path, tmp_path: Path) -> None:
    status = unspin("reader", "status", cwd=tmp_path)
    assert (status.returncode, status.stdout) == (0, f"SmolLM2-135M-Instruct is ready: {model}\n")


@pytest.mark.parametrize(
    ("before", "right", "wrong", "after"),
    [
        ("Low back pain is often caused by muscle ", "spasms", "fits", " after heavy lifting."),
        ("Wash your hands with soap and warm ", "water", "liquid", " for twenty seconds."),
        ("He bought new boots, and they were a good ", "fit", "spasm", " from the first day."),
        ("Eat more fruits and ", "vegetables", "herbs", " every day, and drink less alcohol."),
        ("The doctor will listen to your heart and ", "lungs", "lights", " with a stethoscope."),
    ],
)
def test_it_knows_english(reader: Reader, before: str, right: str, wrong: str, after: str) -> None:
    passage = Passage(f"{before}{wrong}{after}", (Choice(len(before), len(before + wrong), (wrong, right)),))
    (((against, in_favour),),) = reader.scores([passage])
    assert in_favour > against + 1


def test_it_mends_more_and_breaks_no_more(workflow: Workflow) -> None:
    """On four drafts of the corpus. The figures of all of them are in docs/EVALUATION.md."""
    golds = [gold for gold in read_gold_source(str(SPUN)) if gold.id in CHOSEN]
    assert len(golds) == len(CHOSEN)
    found = {}
    for name, chosen in (("with", workflow), ("without", Workflow(Settings(reader="none", grammar="none")))):
        measures = Measures()
        for gold in golds:
            add_article(measures, gold, chosen.clean(article_of(gold), with_audit=False))
        found[name] = measures.as_dict()
    assert found["with"]["restored"] > found["without"]["restored"] + 0.02
    assert found["with"]["harm"] <= found["without"]["harm"]
    assert found["with"]["off_gold"] <= found["without"]["off_gold"]


CHOSEN = ("childhood-asthma", "gum-disease", "eczema", "burns-first-aid")


@pytest.mark.parametrize("name", CHOSEN[:3])
def test_a_second_run_changes_nothing(workflow: Workflow, model: Path, name: str) -> None:
    draft = next((SPUN / name).glob("draft.*"))
    first = workflow.clean(read_article(str(draft)), with_audit=False).correction.text
    fresh = Workflow(workflow.settings)
    again = fresh.clean(Article(str(draft), first, read_article(str(draft)).format), with_audit=False)
    assert again.correction.text == first


def test_the_command_uses_what_is_installed(model: Path, tmp_path: Path) -> None:
    draft = SPUN / "shoulder-pain-readme" / "draft.md"
    audit = tmp_path / "audit.json"
    done = unspin("clean", str(draft), "-o", str(tmp_path / "fixed.md"), "--report", str(audit), cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    told = [
        d["explanation"]["second_reading"]
        for d in json.loads(audit.read_text())["decisions"]
        if "explanation" in d
    ]
    assert any(told)
    done = unspin("clean", str(draft), "--reader", "none", "--report", str(audit), cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert not any(
        d.get("explanation", {}).get("second_reading") for d in json.loads(audit.read_text())["decisions"]
    )
