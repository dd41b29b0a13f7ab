"""What becomes of an article when the grammar server hangs, dies, lies, or is only slow."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from conftest import Unspin
from fake_languagetool import Fake, dies, drips, hangs, honest, is_slow, match, running, units
from unspin.errors import GrammarError
from unspin.grammar.installation import Installation
from unspin.grammar.languagetool import LanguageToolBackend
from unspin.grammar.rules import checker_rules

DRAFT = "Muscle fits and a ache. We saw an patient.\n"
RIGHT = "Muscle spasms and an ache. We saw a patient.\n"
UNCHECKED = "Muscle spasms and a ache. We saw an patient.\n"
CONFIG = 'packs = ["mini.yaml"]\nshipped-rules = false\nselect = ["spinning", "grammar"]\n'
HASTY = f"{CONFIG}[limits]\ngrammar-seconds = 0.4\n"

pytest.importorskip("language_tool_python")


@pytest.fixture
def fake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Fake]:
    monkeypatch.setenv("UNSPIN_CACHE_DIR", str(tmp_path / "cache"))
    with running(Fake()) as server:
        yield server


@pytest.fixture
def post(site: Path) -> Path:
    (site / "unspin.toml").write_text(CONFIG)
    path = site / "post.txt"
    path.write_text(f"{DRAFT}\nSugar sickness, bosom malignancy, gamble of harm.\n")
    return path


def clean(unspin: Unspin, post: Path, fake: Fake, *options: str) -> tuple[int, str, str]:
    result = unspin("clean", str(post), "-q", "--languagetool-url", fake.url, *options)
    return result.exit_code, result.stdout, result.stderr


def test_what_the_server_is_sure_of_is_mended(unspin: Unspin, post: Path, fake: Fake) -> None:
    code, text, said = clean(unspin, post, fake)
    assert (code, said) == (0, "")
    assert text.startswith(RIGHT)


@pytest.mark.parametrize("manner", [hangs, drips, dies], ids=lambda manner: manner.__name__)
def test_a_server_that_fails_costs_one_warning(
    unspin: Unspin, post: Path, fake: Fake, manner: Callable[..., bool], site: Path
) -> None:
    fake.manner = manner
    (site / "unspin.toml").write_text(HASTY)
    (site / "two.txt").write_text(post.read_text())
    result = unspin("clean", "post.txt", "two.txt", "-o", "out/", "-q", "--languagetool-url", fake.url)
    assert result.exit_code == 0
    assert result.stderr.count("the grammar checker failed") == 1
    assert len(result.stderr.splitlines()) == 1
    for name in ("post.txt", "two.txt"):
        assert (site / "out" / name).read_text().startswith(UNCHECKED)


def test_a_slow_server_is_waited_for(unspin: Unspin, post: Path, fake: Fake) -> None:
    fake.manner = is_slow
    assert clean(unspin, post, fake)[1].startswith(RIGHT)


def no_list(text: str) -> Any:
    return {"matches": "none"}


def no_matches(text: str) -> Any:
    return {"software": {}}


def outside(text: str) -> Any:
    return {"matches": [match(text, 0, 6, "EN_A_VS_AN", ["a"]) | {"offset": 10_000_000}]}


def negative(text: str) -> Any:
    return {"matches": [match(text, 0, 6, "EN_A_VS_AN", ["a"]) | {"offset": -7}]}


def no_rule(text: str) -> Any:
    return {"matches": [{"offset": 0, "length": 1}]}


@pytest.mark.parametrize(
    "answer", [no_list, no_matches, outside, negative, no_rule], ids=lambda answer: answer.__name__
)
def test_nonsense_is_a_failure(unspin: Unspin, post: Path, fake: Fake, answer: Callable[[str], Any]) -> None:
    fake.answer = answer
    code, text, said = clean(unspin, post, fake)
    assert code == 0
    assert text.startswith(UNCHECKED)
    assert said.count("\n") == 1
    assert said.startswith("unspin: the grammar checker failed")


def test_a_place_that_does_not_hold_what_is_named_is_passed_over(
    unspin: Unspin, post: Path, fake: Fake
) -> None:
    fake.answer = lambda text: {
        "matches": [m | {"offset": m["offset"] + 1} if m["offset"] < 30 else m for m in honest(text)]
    }
    code, text, said = clean(unspin, post, fake)
    assert (code, said) == (0, "")
    assert text.startswith("Muscle spasms and a ache. We saw a patient.\n")


@pytest.mark.parametrize("manner", [hangs, dies], ids=lambda manner: manner.__name__)
def test_required_makes_a_failure_an_error(
    unspin: Unspin, post: Path, fake: Fake, manner: Callable[..., bool], site: Path
) -> None:
    fake.manner = manner
    (site / "unspin.toml").write_text(HASTY)
    code, text, said = clean(unspin, post, fake, "--grammar", "required")
    assert code == 2
    assert text == ""
    assert said.startswith("unspin: grammar is required: LanguageTool")
    assert said.count("\n") == 1


def test_nobody_at_the_address(unspin: Unspin, post: Path) -> None:
    away = ("--languagetool-url", "http://127.0.0.1:9/")
    result = unspin("clean", str(post), "-q", *away)
    assert result.exit_code == 0
    assert result.stdout.startswith(UNCHECKED)
    assert result.stderr.count("the grammar checker failed") == 1
    assert unspin("clean", str(post), "-q", "--grammar", "required", *away).exit_code == 2


def test_a_second_run_asks_nothing(unspin: Unspin, post: Path, fake: Fake) -> None:
    first = clean(unspin, post, fake)
    asked = len(fake.asked)
    assert asked
    assert clean(unspin, post, fake) == first
    assert len(fake.asked) == asked


def test_what_was_mended_is_right_the_second_time(unspin: Unspin, post: Path, fake: Fake) -> None:
    post.write_text(clean(unspin, post, fake)[1])
    assert clean(unspin, post, fake)[1] == post.read_text()


@pytest.mark.parametrize("before", ["😀 ", "e\u0301te\u0301 ", "𝒳𝒴 ", "👩‍👩‍👧 🇩🇪 ", "\u200b"])
def test_places_after_any_characters_are_right(unspin: Unspin, post: Path, fake: Fake, before: str) -> None:
    post.write_text(f"{before}Muscle fits and a ache {before}of an patient, with bosom malignancy.\n")
    text = clean(unspin, post, fake)[1]
    assert text.startswith(before)
    assert text.endswith(f" and an ache {before}of a patient, with breast cancer.\n")


def test_units_are_those_of_java() -> None:
    assert [units(t) for t in ("a", "é", "😀", "e\u0301")] == [1, 1, 2, 2]


def test_a_distant_server_is_named_once(unspin: Unspin, post: Path, site: Path) -> None:
    (site / "two.txt").write_text(DRAFT)
    far = ("--languagetool-url", "http://languagetool.invalid/")
    result = unspin("clean", "post.txt", "two.txt", "-o", "out/", "-q", *far)
    assert result.exit_code == 0
    assert result.stderr.count("the text of the articles is sent to http://languagetool.invalid/") == 1


def test_nothing_is_sent_when_grammar_is_off(unspin: Unspin, post: Path, fake: Fake) -> None:
    assert clean(unspin, post, fake, "--grammar", "none")[1].startswith(UNCHECKED)
    assert clean(unspin, post, fake, "--select", "spinning")[1].startswith(UNCHECKED)
    assert not fake.asked


def test_a_proxy_in_the_environment_is_not_used(
    unspin: Unspin, post: Path, fake: Fake, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9/")
    assert clean(unspin, post, fake)[1].startswith(RIGHT)


class Starts:
    """In the place of ``LocalServer``: every start takes the next of the addresses."""

    is_running = True

    def __init__(self, *urls: str) -> None:
        self.urls = list(urls)
        self.stopped = 0

    def __call__(self, *_: object) -> Starts:
        self.url = self.urls.pop(0)
        return self

    def stop(self) -> None:
        self.stopped += 1


def test_our_own_server_that_is_lost_when_it_starts_is_started_again(
    fake: Fake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nobody = "http://127.0.0.1:9/"
    starts = Starts(nobody, fake.url)
    monkeypatch.setattr("unspin.grammar.languagetool.LocalServer", starts)
    backend = LanguageToolBackend(Installation(tmp_path), checker_rules("languagetool"), 60)
    [found] = backend.check(["We saw an patient."])
    assert [match.rule for match in found] == ["EN_A_VS_AN"]
    assert starts.stopped == 1
    starts.urls = [nobody, nobody]
    backend.close()
    with pytest.raises(GrammarError, match="the server cannot be reached"):
        backend.check(["We saw an patient."])
    assert starts.stopped == 4
    assert not starts.urls
