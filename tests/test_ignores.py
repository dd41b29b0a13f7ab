"""Directives in text, front matter and settings: what they switch off; unused ones are reported."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lab import Lab, document_of, make_rules
from unspin.audit.ignores import UNREAD, UNUSED, without_ignored
from unspin.config import Settings
from unspin.model.article import Article, ArticleFormat
from unspin.model.check import Area, Assessment, Check, Light
from unspin.model.correction import Edit
from unspin.model.decision import Verdict
from unspin.model.ignore import Ignore, Ignores
from unspin.model.report import AuditReport
from unspin.model.span import Span

RULES = make_rules("muscle fit: muscle spasm\nbosom malignancy: breast cancer")
FIT = "mini/muscle-fit"


def clean(text: str, form: ArticleFormat = "markdown", settings: Settings | None = None) -> AuditReport:
    return Lab(settings or Settings(), rules=RULES).clean(Article("post", text, form))


def kept(text: str, form: ArticleFormat = "markdown") -> list[str]:
    """Text of each ignored finding, its line and the reason."""
    report = clean(text, form)
    return [
        f"{report.article.position(d.span.start)[0]}: {d.finding.text}: {d.reason}"
        for d in report.decisions
        if d.verdict is Verdict.REJECTED
    ]


def directive_checks(text: str, settings: Settings | None = None) -> list[Check]:
    return [c for c in clean(text, settings=settings).checks if c.code.startswith("IGN")]


SILENT = {
    "<!-- unspin-disable-next-line -->\nA muscle fit.\nA muscle fit.": [2],
    "<!-- unspin-disable-next-line -->\n\n\nA muscle fit.\n\nA muscle fit.": [4],
    f"<!-- unspin-disable-next-line {FIT} -->\nA muscle fit, bosom malignancy.": [2],
    "<!-- unspin-disable-next-line MINI/Muscle-Fit -->\nA muscle fit, bosom malignancy.": [2],
    "<!-- unspin-disable-next-line mini -->\nA muscle fit.": [2],
    "<!-- unspin-disable-next-line terminology -->\nA muscle fit.": [2],
    "<!-- unspin-disable-next-line other, spinning -->\nA muscle fit.": [2],
    "<!-- unspin-disable-next-line seo -->\nA muscle fit.": [],
    "<!-- unspin-disable-next-line x -->\n<!-- unspin-disable-next-line mini -->\nA muscle fit.": [3],
    "> <!-- unspin-disable-next-line -->\n>\n> A muscle fit.": [3],
    "* One\n  <!-- unspin-disable-next-line -->\n* A muscle fit.\n* A muscle fit.": [3],
    "A muscle fit. <!-- unspin-disable-line -->\n\nA muscle fit.": [1],
    "A muscle fit. <!-- unspin-disable-line mini -- why -->\n\nA muscle fit.": [1],
    "A muscle fit.\n<!-- unspin-disable -->\nA muscle fit.\n\nA muscle fit.": [3, 5],
    "<!-- unspin-disable -->\nA muscle fit.\n<!-- unspin-enable -->\nA muscle fit.": [2],
    "<!-- unspin-disable mini -->\nA muscle fit.\n<!-- unspin-enable -->\nA muscle fit.": [2],
    "<!-- unspin-disable mini -->\nA muscle fit.\n<!-- unspin-enable mini -->\nA muscle fit.": [2],
    "<!-- unspin-disable mini -->\nA muscle fit.\n<!-- unspin-enable seo -->\nA muscle fit.": [2, 4],
    "A muscle fit.\n\nA muscle fit.\n\n<!-- unspin-disable-file -->": [1, 3],
    f"---\ntitle: A muscle fit\nunspin: {{ignore: [{FIT}]}}\n---\nA muscle fit.": [2, 5],
    "---\nunspin:\n  ignore:\n    - mini\n---\nA muscle fit.": [6],
    "---\nunspin:\n  ignore: all\n---\nA muscle fit.": [5],
    "---\nunspin: {keyphrase: knee}\n---\nA muscle fit.": [],
    '+++\ntitle = "A muscle fit"\n[unspin]\nignore = ["mini"]\n+++\nA muscle fit.': [2, 6],
    "+++\nunspin.ignore = true\n+++\nA muscle fit.": [4],
    # what is no directive
    "`<!-- unspin-disable-file -->`\n\nA muscle fit.": [],
    "```\n<!-- unspin-disable-file -->\n```\n\nA muscle fit.": [],
    "    <!-- unspin-disable-file -->\n\nA muscle fit.": [],
    "<pre>\n<!-- unspin-disable-file -->\n</pre>\n\nA muscle fit.": [],
    "<!-- please unspin-disable-file -->\n\nA muscle fit.": [],
    "\\<!-- unspin-disable-file -->\n\nA muscle fit.": [],
}


@pytest.mark.parametrize("text", SILENT)
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_what_a_directive_keeps_as_it_is(text: str, ends: str) -> None:
    found = kept(text.replace("\n", ends))
    assert sorted({int(line.partition(":")[0]) for line in found}) == SILENT[text]


@pytest.mark.parametrize("text", SILENT)
def test_the_fixer_stops_there_and_a_second_run_changes_nothing(text: str) -> None:
    first = clean(text)
    assert len(re.findall(r"(?i)muscle fit", first.correction.text)) >= len(SILENT[text])
    second = clean(first.correction.text)
    assert second.correction.text == first.correction.text
    assert [d.reason for d in second.decisions] == [
        d.reason for d in first.decisions if d.verdict is not Verdict.APPLIED
    ]


def test_the_reason_is_the_authors() -> None:
    text = "<!-- unspin-disable-next-line mini -- the name\n  of a play -->\nA muscle fit."
    assert kept(text) == ["3: muscle fit: ignored in the text: the name of a play"]
    text = "<!-- unspin-disable-next-line -->\nA muscle fit."
    assert kept(text) == ["2: muscle fit: ignored in the text: unspin-disable-next-line"]


def test_html_has_the_same_comments() -> None:
    text = (
        "<p>A muscle fit.</p>\n<!-- unspin-disable mini -->\n<p>A muscle fit.</p>\n<!-- unspin-enable -->\n"
    )
    assert [line[:2] for line in kept(text, "html")] == ["3:"]
    text = "<pre><!-- unspin-disable-file --></pre><p>A muscle fit.</p>"
    assert not kept(text, "html")


def test_plain_text_has_no_comments() -> None:
    assert not kept("<!-- unspin-disable-file -->\nA muscle fit.", "text")


def test_what_is_ignored_is_no_evidence_for_spinning() -> None:
    text = "Bosom malignancy, a muscle fit, bosom malignancy and a muscle fit.\n"
    known = Lab(rules=RULES, spun=False).clean(Article("post", text, "markdown"))
    ignored = Lab(rules=RULES, spun=False).clean(
        Article("post", f"<!-- unspin-disable -->\n{text}", "markdown")
    )
    assert ignored.spun_score < 0.1 < known.spun_score


UNNEEDED = {
    "<!-- unspin-disable-next-line mini -->\nA muscle fit.": [],
    "<!-- unspin-disable-next-line mini -->\nA muscle.": [(UNUSED, 1)],
    "<!-- unspin-disable-next-line mini, core -->\nA muscle fit.": [(UNUSED, 1)],
    "A muscle.\n\n<!-- unspin-disable -->\n": [(UNUSED, 3)],
    "<!-- unspin-enable -->\nA muscle.": [(UNREAD, 1)],
    "---\nunspin: {ignore: [mini]}\n---\nA muscle.": [(UNUSED, 2)],
    "---\nunspin: 5\n---\nA muscle.": [(UNREAD, 2)],
    "---\nunspin: {ignore: [[a]]}\n---\nA muscle.": [(UNREAD, 2)],
    "<!-- unspin-disabel -->\nA muscle.": [(UNREAD, 1)],
    "<!-- unspin-disable-file mini -->\n<!-- unspin-disable-file -->\nA muscle fit.": [],
    "<!-- unspin-disable-file grammar, languagetool/TO_DO_HYPHEN -->\nA muscle.": [],
    "<!-- unspin is a program -->\nA muscle.": [],
    "`<!-- unspin-disabel -->`\n\nA muscle.": [],
}


@pytest.mark.parametrize("text", UNNEEDED)
def test_directives_that_do_nothing_are_reported(text: str) -> None:
    assert [(c.code, c.line) for c in directive_checks(text)] == UNNEEDED[text]


def test_a_misspelled_directive_names_the_right_one() -> None:
    (check,) = directive_checks("A muscle.\n\n<!-- unspin-disabel-file x -->")
    assert check.message == "unspin-disabel-file is no directive; did you mean unspin-disable-file?"
    assert (check.severity, check.line, check.text) == ("suggestion", 3, "<!-- unspin-disabel-file x -->")


def test_nothing_is_called_unused_when_only_a_part_was_looked_at() -> None:
    text = "<!-- unspin-disable-next-line seo -->\nA muscle."
    assert directive_checks(text)
    assert not directive_checks(text, Settings(select=("spinning",)))


def test_settings_switch_codes_off_for_an_article() -> None:
    article = Article("post", "A muscle fit.", "markdown")
    report = Lab(Settings(ignore=("spinning",)), rules=RULES).clean(article)
    assert [(d.verdict, d.reason) for d in report.decisions] == [
        (Verdict.REJECTED, "ignored by the settings")
    ]


def check_at(start: int | None, code: str = "STR101") -> Check:
    return Check(code, "m", span=None if start is None else Span(start, start + 4))


def assessment(*checks: Check, code: str = "STR101") -> Assessment:
    return Assessment(code, Area.STRUCTURE, "Titles", Light.RED, "bad", 3, checks=checks)


PLACE = Ignore("", Span(10, 20), "why", Span(0, 5))


@pytest.mark.parametrize(
    ("checks", "ignore", "left", "light"),
    [
        ([12, 30], PLACE, [30], Light.RED),
        ([12], PLACE, [], Light.GREY),
        ([9], PLACE, [9], Light.RED),
        ([None], PLACE, [None], Light.RED),
        ([12], replace(PLACE, code="seo"), [12], Light.RED),
        ([12], replace(PLACE, code="structure"), [], Light.GREY),
        ([12, 30], replace(PLACE, code="str101"), [30], Light.RED),
        ([None, 3], replace(PLACE, span=None), [], Light.GREY),
        ([], replace(PLACE, span=None, code="STR101"), [], Light.GREY),
        ([], PLACE, [], Light.RED),
    ],
)
def test_checks_are_dropped_and_what_is_left_decides_the_light(
    checks: list[int | None], ignore: Ignore, left: list[int | None], light: Light
) -> None:
    audit = without_ignored([assessment(*(check_at(start) for start in checks))], Ignores((ignore,)))
    (kept_one,) = audit.assessments
    assert [c.span.start if c.span else None for c in kept_one.checks] == left
    assert kept_one.light is light
    assert audit.ignored_by == ({0} if light is Light.GREY or len(left) < len(checks) else set())
    if light is Light.GREY:
        assert (kept_one.score, kept_one.message) == (None, "Ignored in the text: why.")


@pytest.mark.parametrize(("start", "fixed"), [(8, False), (25, True)])
def test_a_fix_that_reaches_into_such_a_place_is_not_made(start: int, fixed: bool) -> None:
    check = replace(check_at(30), fix=(Edit(Span(start, start + 4), ""),))
    (kept_one,) = without_ignored([assessment(check)], Ignores((PLACE,))).assessments
    assert [bool(c.fix) for c in kept_one.checks] == [fixed]


@given(st.text("<!-unspdialeb \n>`é,", max_size=120))
def test_no_text_breaks_the_reading(text: str) -> None:
    document = document_of(f"<!-- unspin-disable {text}", "markdown")
    for place in document.ignores.places:
        assert place.origin is not None
        assert place.span is None or place.span.end <= len(document.article.text)


def test_many_directives_take_no_endless_time() -> None:
    text = "<!-- unspin-disable-next-line a -->\n" * 20_000 + "A muscle fit."
    document = document_of(text, "markdown")
    assert len(document.ignores.places) == 500
    assert "first 500" in document.ignores.misread[0].problem


def test_aliases_of_the_front_matter_take_no_endless_time() -> None:
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    lines += [f"{n}: &{n} [{', '.join(['*' + p] * 9)}]" for p, n in zip("abcdefgh", "bcdefghi", strict=True)]
    document = document_of("\n".join(["---", *lines, "unspin: {ignore: *i}", "---", "Text."]), "markdown")
    assert document.ignores.misread


@pytest.mark.parametrize(
    ("detector", "code", "ignored"),
    [
        ("terminology", "spinning", True),
        ("channel", "spinning", True),
        ("languagetool", "spinning", False),
        ("languagetool", "grammar", True),
        ("languagetool", "languagetool", True),
        ("channel", "grammar", False),
        ("channel", "", True),
    ],
)
def test_areas_of_wording(detector: str, code: str, ignored: bool) -> None:
    assert bool(Ignores((Ignore(code),)).of_wording(f"x/{FIT}", detector, Span(0, 1))) is ignored
