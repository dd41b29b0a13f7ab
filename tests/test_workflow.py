"""The whole way of an article: what the audit says is what was done, byte for byte."""

# ruff: noqa: E501 - in the tables a case is a line

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lab import PROBE, Lab, make_rules, pack_text
from unspin.config import Settings
from unspin.errors import PackError
from unspin.load import decode_article
from unspin.model.article import Article, ArticleFormat
from unspin.model.decision import Verdict
from unspin.parse import parse
from unspin.workflow import Workflow

RULES = (
    *make_rules(
        PROBE + "\ngamble: risk\nbosom malignancy: [breast cancer, breast tumour]\nstrain: blood pressure"
    ),
    *make_rules("forestall: prevent", pos="verb", name="verbs"),
    *make_rules("cerebral pain: headache", safety="review", name="careful"),
)
LAB = Lab(rules=RULES)
PIECES = [
    "muscle fits", "Muscle *fits*", "MUSCLE FITS", "muscle\u00a0fit", "a gamble", "bosom malignancies", "strain",
    "forestalled", "cerebral pain", "10 mg", "“muscle fits”", "`muscle fits`", "é😀", " ", " ", ". ", "\r\n", "\n\n", "# ",
    "- ", "> ", "<p>", "</p>", "<b>", "</b>", "&nbsp;", "[a](muscle-fits)", "**", "|", "\t", "\ufeff", "the ", "(", ")",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=18).map("".join)
FORMS: st.SearchStrategy[ArticleFormat] = st.sampled_from(["markdown", "html", "text"])


@given(TEXTS, FORMS)
@settings(max_examples=200, deadline=None)
def test_the_audit_is_what_was_done(text: str, form: ArticleFormat) -> None:
    report = LAB.clean(Article("post", text, form), with_audit=False)
    applied = report.with_verdict(Verdict.APPLIED)
    # splicing the decisions into the input gives the output
    spliced, position = "", 0
    for decision in applied:
        assert decision.span.start >= position
        spliced += text[position : decision.span.start] + decision.replacement
        position = decision.span.end
    assert spliced + text[position:] == report.correction.text
    # each decision names its text and its reason
    for decision in report.decisions:
        assert decision.span.of(text) == decision.finding.text
        assert decision.reason
        assert 0 <= decision.confidence <= 1
    # what is protected is the same before and after
    document = parse(report.article)
    for place in document.protected:
        if place.reason != "tag":
            assert not any(place.span.overlaps(d.span) for d in applied), place
    # a second run changes nothing
    again = LAB.clean(Article("post", report.correction.text, form), with_audit=False)
    assert not again.correction.edits


@given(TEXTS, FORMS)
@settings(max_examples=60, deadline=None)
def test_the_same_input_gives_the_same_report(text: str, form: ArticleFormat) -> None:
    article = Article("post", text, form)
    assert LAB.clean(article, with_audit=False) == Lab(rules=RULES).clean(article, with_audit=False)


@given(TEXTS, FORMS)
@settings(max_examples=60, deadline=None)
def test_without_rules_nothing_happens(text: str, form: ArticleFormat) -> None:
    report = Lab(rules=()).clean(Article("post", text, form), with_audit=False)
    assert report.correction.text == text
    assert not report.decisions


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbfBad muscle fits.\r\n\r\nEnd.\r\n",
        b"\xef\xbb\xbf---\r\ntitle: Bad muscle fits\r\n---\r\nText.\r\n",
        "\ufeffBad muscle fits – é.\r".encode("utf-16-le"),
        "\ufeffBad muscle fits – é.\n".encode("utf-16-be"),
        b"Bad muscle fits\x85 no end",
        b"Bad\tmuscle fits\x0b\x0c.  \n\n\n",
    ],
)
@pytest.mark.parametrize("name", ["a.md", "a.html", "a.txt"])
def test_every_byte_outside_an_edit_survives(data: bytes, name: str) -> None:
    encoding = "cp1252" if b"\x85" in data else None
    article = decode_article(data, name, encoding)
    result = LAB.clean(article, with_audit=False).correction.text.encode(article.encoding)
    codec = article.encoding
    assert result == data.replace("muscle fits".encode(codec), "muscle spasms".encode(codec))
    assert result != data


def test_offsets_lead_to_the_corrected_text() -> None:
    correction = LAB.clean(Article("post", "A gamble of muscle fits here.", "text")).correction
    assert correction.text == "A risk of muscle spasms here."
    assert correction.text[correction.to_corrected(24) :] == "here."
    assert correction.to_corrected(0) == 0
    assert correction.text[correction.to_corrected(2) :].startswith("risk")


def test_scores_before_and_after() -> None:
    report = LAB.clean(Article("post", "Bad muscle fits. A gamble of strain.", "text"))
    assert report.before.words == 7
    assert report.after.words == 8
    assert report.before.flesch_reading_ease is not None
    assert report.changes_per_100_words == pytest.approx(300 / 7)


def test_apply_review_also_applies_what_is_for_review() -> None:
    text = "A cerebral pain."
    careful = Lab(rules=RULES)
    bold = Lab(settings=Settings(apply_review=True), rules=RULES)
    assert careful.clean(Article("post", text, "text")).correction.text == text
    assert bold.clean(Article("post", text, "text")).correction.text == "A headache."


def test_own_packs_and_switched_off_rules(tmp_path: Path) -> None:
    pack = tmp_path / "mini.yaml"
    pack.write_text(pack_text(PROBE + "\ngamble: risk"))
    rules = Workflow(Settings(packs=(str(pack),), shipped_rules=False)).lexicon.rules
    assert [rule.id for rule in rules] == ["mini/muscle-fit", "mini/gamble"]
    for off, left in {("mini/gamble",): 1, ("mini",): 0, ("min",): 2, ("mini/gam",): 2}.items():
        found = Workflow(Settings(packs=(str(tmp_path),), shipped_rules=False, ignore=off)).lexicon.rules
        assert len(found) == left


def test_a_missing_pack_is_a_clear_line(tmp_path: Path) -> None:
    with pytest.raises(PackError, match=r"none\.yaml:1: cannot be read"):
        _ = Workflow(Settings(packs=(str(tmp_path / "none.yaml"),), shipped_rules=False)).lexicon


def test_own_channel_files_add_to_the_shipped_channel(tmp_path: Path) -> None:
    (tmp_path / "words.txt").write_text("noun | spoon | zarf*\n")
    for place in (tmp_path / "words.txt", tmp_path):
        lexicon = Workflow(Settings(packs=(str(place),))).lexicon
        assert lexicon.find("channel/zarf.noun")
        assert len(lexicon.channel) > 1_000


def test_a_mistake_in_an_own_channel_file_is_a_clear_line(tmp_path: Path) -> None:
    (tmp_path / "words.txt").write_text("noun ; spoon\n")
    with pytest.raises(PackError, match=r"words\.txt:1: a line is"):
        _ = Workflow(Settings(packs=(str(tmp_path),))).lexicon


def test_a_short_draft_is_corrected_when_it_is_known_to_be_spun() -> None:
    article = Article("draft", "It leaves a clingy film.", "text")
    assert not Workflow().clean(article, with_audit=False).correction.edits
    known = Workflow(Settings(assume_spun=True)).clean(article, with_audit=False)
    assert known.correction.text == "It leaves a sticky film."
    assert known.after.spun_score < 0.5
