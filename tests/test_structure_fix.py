"""``clean --fix structure``: what it takes out, what it leaves, and that the report still holds."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from hypothesis import given, settings
from hypothesis import strategies as st

from lab import Lab, make_rules
from structure_lab import INTRO, assessments
from unspin.audit.structure.cuts import pieces_of, span_through, to_original, without
from unspin.config import Settings, load_settings
from unspin.errors import ConfigError
from unspin.lexicon.code_pages import code_pages
from unspin.model.article import Article
from unspin.model.check import Area
from unspin.model.correction import Correction, Edit
from unspin.model.span import Span
from unspin.render.json_report import report_to_dict

Run = Callable[..., Result]
FIX = Settings(fix=("structure",))
RULES = make_rules("muscle fit: muscle spasm\nneck torment: neck pain")
OTHER = "Muscle fits of the neck last a week, and the neck torment is worst on the second day of it."


def _clean(text: str, form: str = "markdown", config: Settings = FIX) -> dict[str, Any]:
    """The report as JSON, checked against the contract; its output under "text"."""
    report = Lab(config, rules=RULES).clean(Article("post", text, form))  # type: ignore[arg-type]
    told = report_to_dict(report)
    edits = [(d["start"], d["end"], d["replacement"]) for d in told["decisions"] if d["verdict"] == "applied"]
    edits += [
        (e["start"], e["end"], e["replacement"]) for c in told["checks"] if c["mended"] for e in c["fix"]
    ]
    output, position = "", 0
    for start, end, replacement in sorted(edits):
        assert start >= position, "applied edits overlap"
        output, position = output + text[position:start] + replacement, end
    assert output + text[position:] == report.correction.text
    for found in (*told["decisions"], *(c for c in told["checks"] if c["start"] is not None)):
        assert found["text"] == text[found["start"] : found["end"]]
    return {**told, "text": report.correction.text}


FIXES = [
    # title and captions that were copied with the page
    ("text", f"Stiff neck\n\n Stiff neck\n\nStiff neck\nStiff neck\n\n{INTRO}\n", f"Stiff neck\n\n{INTRO}\n"),
    (
        "text",
        f"Neck\n\n{INTRO}\n\nHow to sit\nHow to sit\n\nSit upright.\n",
        f"Neck\n\n{INTRO}\n\nHow to sit\n\nSit upright.\n",
    ),
    (
        "markdown",
        f"# Neck\n\n{INTRO}\n\n## How to sit\n\n## How to sit\n\nSit upright.\n",
        f"# Neck\n\n{INTRO}\n\n## How to sit\n\nSit upright.\n",
    ),
    (
        "html",
        f"<h1>Neck</h1>\n<p>{INTRO}</p>\n<h2>How to sit</h2>\n<h2>How to sit</h2>\n<p>Sit upright.</p>\n",
        f"<h1>Neck</h1>\n<p>{INTRO}</p>\n<h2>How to sit</h2>\n<p>Sit upright.</p>\n",
    ),
    # a paragraph, a sentence, a word
    ("markdown", f"# Neck\n\n{INTRO}\n\n{INTRO}\n\nSit upright.\n", f"# Neck\n\n{INTRO}\n\nSit upright.\n"),
    ("markdown", f"# Neck\n\n{INTRO} {INTRO} Sit upright.\n", f"# Neck\n\n{INTRO} Sit upright.\n"),
    ("markdown", "# Neck\n\nTurn the the head.\n", "# Neck\n\nTurn the head.\n"),
    # a heading's colon
    ("markdown", f"# Neck\n\n## Causes: ##\n\n{INTRO}\n", f"# Neck\n\n## Causes ##\n\n{INTRO}\n"),
    ("html", f"<h1>A</h1><h2>Causes:</h2><p>{INTRO}</p>", f"<h1>A</h1><h2>Causes</h2><p>{INTRO}</p>"),
    # widgets
    ("text", f"Neck\n\n{INTRO}\n\nPost a Comment", f"Neck\n\n{INTRO}"),
    ("text", f"Neck\r\n\r\n{INTRO}\r\n\r\nPost a Comment\r\n", f"Neck\r\n\r\n{INTRO}\r\n"),
    ("markdown", f"# Neck\n\n{INTRO}\n\n**Leave a Reply**\n", f"# Neck\n\n{INTRO}\n"),
    (
        "html",
        f'<h1>Neck</h1>\n<p>{INTRO}</p>\n<p><a href="#c">Post a Comment</a></p>\n',
        f"<h1>Neck</h1>\n<p>{INTRO}</p>\n",
    ),
]


@pytest.mark.parametrize(("form", "text", "fixed"), FIXES)
def test_sure_fixes(form: str, text: str, fixed: str) -> None:
    assert _clean(text, form)["text"] == fixed
    assert _clean(fixed, form)["text"] == fixed
    assert _clean(text, form, Settings())["text"] == text


UNTOUCHED = [
    ("markdown", f"Neck\n====\n\n{INTRO}\n\nHow to sit\n----------\n\nHow to sit\n----------\n\nSit.\n"),
    ("markdown", f"# Neck\n\n{INTRO}\n\n## Related posts\n\n- [Back](b.md)\n"),
    ("markdown", f"# Neck\n\n{INTRO}\n\n> Post a Comment\n"),
    ("html", f'<h1>Neck</h1><p>{INTRO}</p><p id="c">Post a Comment</p>'),
    ("html", f"<h1>Neck</h1><p>{INTRO}</p><p>Post a Comment<br><img src='a.png' alt='Neck'></p>"),
    ("markdown", f"# Neck\n\n{INTRO} We keep site design improvement as a top priority.\n"),
    ("markdown", f"# Neck\n\n{INTRO}\n\n<!-- unspin-disable-next-line STR141 -->\nPost a Comment\n"),
]


@pytest.mark.parametrize(("form", "text"), UNTOUCHED)
def test_what_is_not_sure_stays(form: str, text: str) -> None:
    assert _clean(text, form)["text"] == text


def test_wording_and_structure_together() -> None:
    text = f"# Neck\n\n{OTHER}\n\n## Neck torment\n\n## Neck pain\n\n{INTRO}\n\nPost a Comment\n"
    told = _clean(text)
    fixed = OTHER.replace("fits", "spasms").replace("torment", "pain")
    # The two headings are the same only once the wording is mended.
    assert told["text"] == f"# Neck\n\n{fixed}\n\n## Neck pain\n\n{INTRO}\n"
    assert {c["code"] for c in told["checks"] if c["mended"] and c["fix"]} == {"STR102", "STR141"}
    assert _clean(told["text"])["text"] == told["text"]


def test_findings_after_a_cut_keep_their_places() -> None:
    told = _clean(f"# Neck\n\nTurn the the head.\n\n{INTRO}\n\n{INTRO}\n\n{OTHER}\n")
    assert [d["text"] for d in told["decisions"]] == ["Muscle fits", "neck torment"]


def test_a_cut_never_reaches_into_a_finding() -> None:
    told = _clean("# Neck\n\nA muscle fit and a muscle\nfit fit are and and and odd.\n")
    assert "muscle spasm" in told["text"]


blocks = st.sampled_from(
    ["# Neck", "## How to sit", "## Neck torment:", INTRO, OTHER, "Post a Comment", "Turn the the head.",
     "Neck", "- Cold\n- Cold", "> Neck", "Share this", "How to sit", "```\nthe the\n```",
     "## How to sit\n## How to sit"]
)  # fmt: skip


@given(st.lists(blocks, max_size=9), st.sampled_from(["markdown", "text"]))
@settings(max_examples=40, deadline=None)
def test_a_second_run_changes_nothing(parts: list[str], form: str) -> None:
    once = _clean("\n\n".join(parts), form)["text"]
    assert _clean(once, form)["text"] == once


html_blocks = st.sampled_from(
    ["<h1>Neck</h1>", "<h2>How to sit</h2>", f"<p>{INTRO}</p>", f"<p>{OTHER}</p>", "<p>Share this</p>",
     "<ul><li>Cold</li><li>Leave a Reply</li></ul>", "<div><p>Turn the the head.</p></div>", "<p>Neck",
     "<h2>Neck torment:</h2>", "</p>", "<p><b>Post a Comment</b></p>"]
)  # fmt: skip


@given(st.lists(html_blocks, max_size=9))
@settings(max_examples=30, deadline=None)
def test_a_second_run_over_html_changes_nothing(parts: list[str]) -> None:
    once = _clean("\n".join(parts), "html")["text"]
    assert _clean(once, "html")["text"] == once


spans = st.lists(st.integers(0, 30), max_size=8, unique=True).map(
    lambda ends: [Span(a, b) for a, b in zip(*[iter(sorted(ends))] * 2, strict=False)]
)


@given(spans, st.integers(0, 30), st.integers(0, 30))
@settings(max_examples=100, deadline=None)
def test_places_of_a_shortened_text(cut: list[Span], first: int, second: int) -> None:
    text = "".join(chr(97 + n % 26) for n in range(30))
    short = without(text, cut)
    start, end = sorted((min(first, len(short)), min(second, len(short))))
    place = Span(start, end)
    assert "".join(piece.of(text) for piece in pieces_of(cut, place, 30)) == place.of(short)
    hull = to_original(cut, place, 30)
    if len(place):
        assert without(hull.of(text), _inside(cut, hull)) == place.of(short)


def _inside(cut: list[Span], hull: Span) -> list[Span]:
    return [Span(c.start - hull.start, c.end - hull.start) for c in cut if hull.contains(c)]


def test_places_of_a_corrected_text() -> None:
    correction = Correction("the bad cat sat", (Edit(Span(4, 7), "good old"),), "the good old cat sat")
    assert span_through(correction, Span(13, 16)) == Span(8, 11)
    assert span_through(correction, Span(0, 16)) == Span(0, 11)
    assert span_through(correction, Span(4, 12)) is None
    assert span_through(correction, Span(6, 14)) is None


def test_option_and_summary(tmp_path: Path, unspin: Run) -> None:
    draft, out = tmp_path / "draft.md", tmp_path / "out.md"
    draft.write_text(f"# Neck\n\n{INTRO}\n\nPost a Comment\n", "utf-8")
    done = unspin("clean", str(draft), "--fix", "structure", "-o", str(out))
    assert done.exit_code == 0
    assert "1 fixed in structure" in done.output
    assert out.read_text("utf-8") == f"# Neck\n\n{INTRO}\n"
    assert unspin("clean", str(draft), "--fix", "everything").exit_code == 2


def test_setting(tmp_path: Path) -> None:
    config = tmp_path / "unspin.toml"
    config.write_text('fix = ["structure"]', "utf-8")
    assert load_settings(str(config)).fix == ("structure",)
    config.write_text('fix = ["seo"]', "utf-8")
    with pytest.raises(ConfigError, match="'fix' must be a list of: structure"):
        load_settings(str(config))


def test_colons_stay_while_a_heading_is_lost() -> None:
    """They show which headings belong together."""
    texts = ("It is cold.", "It is late.", "It is far.", "It is dark.")
    items = "".join(f"### Cause {n}:\n\n{text}\n\n" for n, text in enumerate(texts, 1))
    text = f"# Neck\n\n## Causes\n\nHere are some.\n\n{items}"
    assert "Cause 1\n" in _clean(text)["text"]
    assert _clean(text + "Sofas bend it.\n")["text"] == text + "Sofas bend it.\n"


def test_every_code_has_a_page() -> None:
    pages = {code for code, page in code_pages().items() if page.area is Area.STRUCTURE}
    assert {found for found in pages if found.startswith("STR")} == set(assessments(INTRO))
