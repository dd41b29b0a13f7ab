"""Where and how often a page uses its keyphrase: thresholds, word forms, guessed keyphrases."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from audited import GOOD_SENTENCE, page_of, seo_of, words
from unspin.audit import seo
from unspin.audit.context import AuditContext
from unspin.audit.seo.keyphrase import find_keyphrase, phrase_of
from unspin.audit.seo.word_forms import forms_of_word
from unspin.audit.site_index import SiteIndex
from unspin.audit.text_view import TextView, words_in
from unspin.cli.main import cli

KNEE = {"keyphrase": "knee pain", "title": "Knee pain at home", "slug": "knee-pain"}


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("knee pain", ("knee", "pain")),
        ("how to treat lower back spasms", ("treat", "lower", "back", "spasms")),
        ("the causes of a headache", ("causes", "headache")),
        ("how to", ("how", "to")),
        ("", ()),
        ("  low-dose   aspirin ", ("low", "dose", "aspirin")),
    ],
)
def test_content_words_of_a_keyphrase(text: str, content: tuple[str, ...]) -> None:
    assert phrase_of(text).words == content


def test_word_forms_match_and_other_words_do_not() -> None:
    phrase = phrase_of("muscle spasm")
    assert phrase.count(words_in("Spasms of the muscles hurt.")) == 1
    assert phrase.count(words_in("The muscle hurts.")) == 0
    assert phrase.share(words_in("The muscles hurt.")) == 50
    assert "feet" in forms_of_word("foot")
    assert "children" in forms_of_word("child")
    assert "stretches" in forms_of_word("stretching")
    assert "diagnoses" in forms_of_word("diagnosis")
    assert "b" not in forms_of_word("bed")


def test_a_quoted_keyphrase_is_looked_for_as_it_stands() -> None:
    phrase = phrase_of('"knee pain"')
    assert phrase.count(words_in("Knee pain, and knee pain again.")) == 2
    assert phrase.count(words_in("Pain of the knee.")) == 0
    assert phrase.length == 1


@pytest.mark.parametrize(
    ("opening", "score"),
    [
        (GOOD_SENTENCE, 9),
        ("By Ann Ames, RN.\n\n" + GOOD_SENTENCE, 9),
        ("Medically reviewed on 3 May.\n\n" + GOOD_SENTENCE, 9),
        ("The knee is large. It rarely gives pain.", 6),
        ("Joints carry weight.\n\n" + GOOD_SENTENCE, 3),
        ("> " + GOOD_SENTENCE + "\n\nJoints carry weight.", 3),
    ],
)
def test_keyphrase_in_introduction(opening: str, score: int) -> None:
    assert seo_of(page_of(opening, **KNEE), "SEO101").score == score


@pytest.mark.parametrize(
    ("keyphrase", "score"),
    [
        ("pain", 9),
        ("knee pain after running", 9),
        ("knee pain swelling stiffness morning", 6),
        ("knee pain swelling stiffness morning stairs walking running jumping", 3),
    ],
)
def test_keyphrase_length(keyphrase: str, score: int) -> None:
    assert seo_of(page_of(GOOD_SENTENCE, keyphrase=keyphrase), "SEO102").score == score


@pytest.mark.parametrize(
    ("uses", "filler", "score"),
    [
        (0, 110, 4),
        (1, 110, 4),
        (2, 110, 9),
        (5, 200, 9),
        (6, 200, -10),
        (20, 200, -50),
        (1, 60, 9),
        (2, 60, 9),
        (3, 60, -10),
        (4, 60, -50),
        (1, 20, 9),
        (2, 20, -10),
        (3, 20, -50),
    ],
)
def test_keyphrase_density(uses: int, filler: int, score: int) -> None:
    text = "Knee pain hurts. " * uses + words(filler)
    assert seo_of(page_of(text, **KNEE), "SEO103").score == score


@pytest.mark.parametrize(
    ("description", "score"),
    [
        ("What helps with knee pain.", 9),
        ("Pain of the knees. Knee pain.", 9),
        ("What helps.", 3),
        ("Knee pain. Knee pain. Knee pain.", 3),
        ("Knees. Pain.", 3),
        ("What helps sore joints.", 9),
    ],
)
def test_keyphrase_in_description(description: str, score: int) -> None:
    page = page_of(GOOD_SENTENCE, description=description, synonyms="sore joints", **KNEE)
    assert seo_of(page, "SEO104").score == score


@pytest.mark.parametrize(
    ("headings", "score"),
    [
        (("Knee pain",), 9),
        (("Shoes",), 3),
        (("Knee pain", "Shoes"), 9),
        (("Knee pain", "Pain of the knees"), 3),
        (("Knee pain", "Shoes", "Heat", "Cold"), 3),
        (("The knee", "Pain"), 3),
        ((), 9),
    ],
)
def test_keyphrase_in_subheadings(headings: tuple[str, ...], score: int) -> None:
    text = "\n\n".join(f"## {heading}\n\n{GOOD_SENTENCE}" for heading in headings) or GOOD_SENTENCE
    assert seo_of(page_of(text, **KNEE), "SEO106").score == score


def test_a_long_text_without_subheadings() -> None:
    assert seo_of(page_of(words(300), **KNEE), "SEO106").score == 2
    assert seo_of(page_of(words(290), **KNEE), "SEO106").score == 9
    assert seo_of(page_of(words(290), cornerstone="true", **KNEE), "SEO106").score == 2


@pytest.mark.parametrize(
    ("link", "score"),
    [
        ("[knee pain](/other)", 2),
        ("[the knee pains](/other)", 2),
        ("[knee pain after a run](/other)", 8),
        ("[knee](/other)", 8),
        ("[knee pain](#causes)", 8),
        ("[more](/other)", 8),
    ],
)
def test_competing_links(link: str, score: int) -> None:
    found = seo_of(page_of(f"See {link} too.", **KNEE), "SEO107")
    assert found.score == score
    assert [check.text for check in found.checks] == ([link] if score == 2 else [])


@pytest.mark.parametrize(
    ("alts", "score"),
    [
        ((), 3),
        (("A lamp",), 6),
        (("",), 6),
        (("A knee", "A lamp"), 9),
        (("Knee pain",) * 4, 9),
        (("Knee pain",) * 4 + ("A lamp",), 9),
        (("Knee pain",) * 5, 6),
        (("Knee pain",) + ("A lamp",) * 5, 6),
        (("Knee pain",) * 2 + ("A lamp",) * 4, 9),
    ],
)
def test_keyphrase_in_alt_texts(alts: tuple[str, ...], score: int) -> None:
    images = "\n\n".join(f"![{alt}](a{number}.jpg)" for number, alt in enumerate(alts))
    page = page_of(f"{GOOD_SENTENCE}\n\n{images}", **KNEE)
    assert seo_of(page, "SEO108").score == score
    assert seo_of(page, "SEO109").score == (9 if alts else 3)
    assert seo_of(page, "SEO121").score == (9 if alts and all(alts) else 3)


@pytest.mark.parametrize(
    ("title", "score"),
    [
        ("Knee pain at home", 9),
        ("The knee pain of runners", 9),
        ("Knee pains at home", 9),
        ("Help for knee pain", 6),
        ("Pain in the knee", 6),
        ("Sore joints", 2),
    ],
)
def test_keyphrase_in_title(title: str, score: int) -> None:
    assert seo_of(page_of(GOOD_SENTENCE, keyphrase="knee pain", title=title), "SEO113").score == score


def test_a_keyphrase_that_is_one_thing_with_its_function_words() -> None:
    page = page_of(GOOD_SENTENCE, keyphrase="pain in the knee", title="Pain in the knee and its causes")
    assert seo_of(page, "SEO113").score == 9


@pytest.mark.parametrize(
    ("keyphrase", "slug", "score"),
    [
        ("knee pain", "knee-pain-home", 9),
        ("knee pain", "knee", 6),
        ("knees pain", "knee-pain", 9),
        ("sore knee pain", "knee-pain", 9),
        ("sore knee pain", "knee", 6),
    ],
)
def test_keyphrase_in_slug(keyphrase: str, slug: str, score: int) -> None:
    assert seo_of(page_of(GOOD_SENTENCE, keyphrase=keyphrase, slug=slug), "SEO115").score == score


def test_function_words_only_are_told_and_others_are_not() -> None:
    assert seo_of(page_of(GOOD_SENTENCE, keyphrase="how to"), "SEO116").score == 0
    assert "SEO116" not in {a.code for a in seo.assess(page_of(GOOD_SENTENCE, **KNEE), AuditContext())}


def test_keyphrases_of_other_posts() -> None:
    pages = [page_of(GOOD_SENTENCE, path=f"{name}.md", **KNEE) for name in ("a", "b", "c")]
    for count, score in ((1, 9), (2, 6), (3, 1)):
        context = AuditContext(posts=SiteIndex.build(pages[:count]))
        assert seo_of(pages[0], "SEO118", context).score == score
    assert "SEO118" not in {a.code for a in seo.assess(pages[0], AuditContext())}


@pytest.mark.parametrize(("off", "score"), [(5, 9), (9, 6), (15, 1)])
def test_keyphrase_distribution(off: int, score: int) -> None:
    on = (20 - off) // 2
    text = " ".join([GOOD_SENTENCE] * on + ["Nothing of it here."] * off + [GOOD_SENTENCE] * (20 - off - on))
    found = seo_of(page_of(text, **KNEE), "SEO119")
    assert found.score == score
    assert bool(found.checks) == (score == 1)


def test_items_of_a_list_are_one_sentence_for_the_distribution() -> None:
    text = "\n\n".join([GOOD_SENTENCE] * 15) + "\n\n" + "\n".join(f"- item {n}" for n in range(30))
    assert seo_of(page_of(text, **KNEE), "SEO119").score == 9


GUESSABLE = """# Dry eyes at the screen

Dry eyes burn and water. Screens make dry eyes worse, since we blink less.

## Drops for dry eyes

Use drops without preservatives. They help at once.
"""


def test_a_guessed_keyphrase_is_marked_and_asks_for_nothing_but_itself() -> None:
    page = page_of(GUESSABLE, path="-")
    keyphrase = find_keyphrase(TextView(page), AuditContext())
    assert (keyphrase.phrase.text, keyphrase.guessed) == ("dry eyes", True)
    found = {a.code: a for a in seo.assess(page, AuditContext())}
    for code in seo.KEYPHRASE_CODES:
        assert "guessed: “dry eyes”" in found[code].message
        assert not found[code].checks
    assert [check.severity for check in found["SEO102"].checks] == ["suggestion"]


def test_the_keyphrase_of_the_run_comes_first() -> None:
    page = page_of(GUESSABLE, keyphrase="lids")
    assert find_keyphrase(TextView(page), AuditContext(keyphrase="tears")).phrase.text == "tears"
    assert find_keyphrase(TextView(page), AuditContext()).phrase.text == "lids"


def test_the_keyphrase_is_an_option(tmp_path: Path) -> None:
    post = tmp_path / "post.md"
    post.write_text(GUESSABLE, "utf-8")
    arguments = ["check", str(post), "--select", "seo", "--format", "json"]
    guessed = CliRunner().invoke(cli, arguments)
    given_one = CliRunner().invoke(cli, [*arguments, "--keyphrase", "tired eyes"])
    assert "No keyphrase is set" in guessed.output
    assert "No keyphrase is set" not in given_one.output
    assert "tired eyes" in given_one.output
