"""Readability for patients: the goals, the hardest sentences, the hard words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factories import make_scores
from medical_lab import BODY, page_of, passages_of, patients_of
from unspin.audit import patients
from unspin.audit.patients.hard_places import hardness
from unspin.audit.patients.plain_words import forms_of, plain_words, read_plain_words
from unspin.audit.patients.uses import uses_of
from unspin.errors import PackError
from unspin.model.article import Article
from unspin.model.check import Area, Light
from unspin.page import read_page
from unspin.parse import parse

ENTRIES = plain_words().entries
FILE = "title: t\nsource: s\nsections:\n  - pos: noun\n    entries:\n      dyspnea: shortness of breath\n"
HARD = (
    "Considerable individual differences regarding responsiveness towards pharmacological interventions "
    "necessitate continuous multidisciplinary reassessment throughout rehabilitation programmes."
)


def hard_words(text: str, around: str = BODY) -> list[str]:
    """The terms of the list that are used unexplained."""
    page = page_of(text, around=around)
    return [use.entry.term for use in uses_of(page, passages_of(page), plain_words())]


def test_every_assessment_is_there_in_order_with_its_source() -> None:
    found = patients_of(page_of(""), make_scores(words=300))
    assert tuple(found) == patients.CODES
    assert all(a.source and a.area is Area.PATIENTS for a in found.values())


@pytest.mark.parametrize(
    ("measure", "code", "values"),
    [
        ("flesch_kincaid_grade", "PAT101", (8.0, 10.0, 10.1)),
        ("smog_index", "PAT102", (9.0, 12.0, 12.1)),
        ("flesch_reading_ease", "PAT103", (60.0, 50.0, 49.9)),
        ("words_per_sentence", "PAT104", (15.0, 20.0, 20.1)),
        ("difficult_words", "PAT105", (48, 66, 67)),
    ],
)
def test_measures_are_compared_with_their_goals(measure: str, code: str, values: tuple[float, ...]) -> None:
    for value, light in zip(values, ("green", "orange", "red"), strict=True):
        found = patients_of(page_of(""), make_scores(words=300, **{measure: value}))[code]
        assert found.light.value == light, value
        assert bool(found.checks) is (code == "PAT101" and light == "red")


def test_a_measure_that_is_missing_is_grey() -> None:
    names = ("flesch_kincaid_grade", "smog_index", "flesch_reading_ease", "difficult_words")
    found = patients_of(page_of(""), make_scores(words=300, **dict.fromkeys(names)))
    assert {found[code].light for code in ("PAT101", "PAT102", "PAT103", "PAT105")} == {Light.GREY}
    for scores in (None, make_scores(words=20)):
        assert patients_of(page_of(""), scores)["PAT101"].light is Light.GREY


def test_another_subject_is_not_judged() -> None:
    page = page_of("", around="The compiler sorts the list by name before it searches. " * 20)
    assert {a.light for a in patients_of(page, make_scores(words=300)).values()} == {Light.GREY}


def test_the_hardest_sentences_are_shown_hardest_first_and_at_most_three() -> None:
    found = patients_of(page_of("\n\n".join([HARD] * 5)))["PAT111"]
    assert found.light is Light.RED
    assert [check.text for check in found.checks] == [HARD.rstrip(".")] * 3
    assert [check.line for check in found.checks] == sorted(check.line for check in found.checks)
    assert "The 3 hardest are shown." in found.message


@pytest.mark.parametrize("text", [BODY, "", f"> {HARD}", f"## References\n\n1. {HARD} 2020."])
def test_easy_quoted_and_listed_sentences_are_left_alone(text: str) -> None:
    assert patients_of(page_of(text))["PAT111"].light is Light.GREEN


def test_lix_is_words_plus_percent_of_long_words() -> None:
    page = page_of("", around="A short one. " + "Walking slowly " * 6 + "helps.")
    lix = [hardness(passage) for passage in passages_of(page)]
    assert lix == [0.0, pytest.approx(13 + 100 * 6 / 13)]


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("Dyspnea and pruritus are frequent.", ["dyspnea", "pruritus"]),
        ("She has two contusions.", ["contusion"]),
        ("Utilizing ice eases it.", ["utilize"]),
        ("Take it prior to meals.", ["prior to"]),
        ("Pulmonary hypertension is rare.", ["pulmonary hypertension"]),
        ("Dyspnea comes. Pruritus comes. Pruritus goes.", ["pruritus", "dyspnea"]),
        ("The catheter is thin.", []),
        ("Dyspnea (shortness of breath) comes.", []),
        ("Shortness of breath (dyspnea) comes.", []),
        ("This is called dyspnea.", []),
        ("Dyspnea, or trouble with breathing, comes.", []),
        ("Dyspnea means that you cannot breathe well.", []),
        ("Dyspnea comes at night. Later dyspnea (shortness of breath) stays.", []),
        ("> Dyspnea comes.", []),
        ("## References\n\n1. Doe J. Dyspnea. 2020.", []),
        ("Colon cancer grows slowly.", []),
        ("The code `dyspnea` is old.", []),
    ],
)
def test_hard_words_are_found_once_and_not_where_they_are_explained(text: str, terms: list[str]) -> None:
    assert hard_words(text) == terms


def test_what_the_title_names_is_what_the_page_is_about() -> None:
    assert hard_words("Dyspnea comes.", around=f"# Dyspnea\n\n{BODY.replace('# Knee pain', '')}") == []


def test_at_most_five_hard_words_are_shown_and_the_rest_is_counted() -> None:
    text = "Dyspnea, pruritus, erythema, emesis, epistaxis, syncope, myalgia and pyrexia came."
    found = patients_of(page_of(text))["PAT112"]
    assert (found.light, found.value, len(found.checks)) == (Light.ORANGE, "8", 5)
    assert found.message.endswith("and 3 more.")
    assert found.checks[0].text == "Dyspnea"
    assert all(check.severity == "suggestion" and not check.fix for check in found.checks)


def test_a_few_hard_words_are_named_without_a_finding() -> None:
    found = patients_of(page_of("Dyspnea comes at night."))["PAT112"]
    assert (found.light, found.checks) == (Light.GREEN, ())
    assert "“dyspnea” (shortness of breath)" in found.message


def test_the_list_is_long_and_every_entry_finds_itself() -> None:
    assert len(ENTRIES) >= 1000
    for number, entry in enumerate(ENTRIES):
        page = page_of("", around=f"We saw {entry.term} there.")
        hits = [h for passage in passages_of(page) for h in plain_words().finder.hits(passage.words)]
        assert number in [hit.phrase for hit in hits], entry.term
        assert entry.plain.lower() != entry.term


def test_no_plain_wording_is_itself_on_the_list() -> None:
    hard = {entry.term for entry in ENTRIES if not entry.is_familiar}
    assert not [entry.term for entry in ENTRIES if entry.plain in hard]


@pytest.mark.parametrize(
    ("term", "pos", "forms"),
    [
        ("cut", "noun", ("cut", "cuts")),
        ("diagnosis", "noun", ("diagnosis", "diagnoses")),
        ("malignancy", "noun", ("malignancy", "malignancies")),
        ("pathway", "noun", ("pathway", "pathways")),
        ("abscess", "noun", ("abscess", "abscesses")),
        ("modify", "verb", ("modify", "modifies", "modified", "modifying")),
        ("prior to", "other", ("prior to",)),
    ],
)
def test_forms_follow_the_regular_endings(term: str, pos: str, forms: tuple[str, ...]) -> None:
    assert forms_of(term, pos) == forms


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (FILE.replace("noun", "nuon"), "pos must be one of"),
        (FILE + "      Dyspnoea: x\n", "must be words in lower case"),
        (FILE + "      cut: {plian: x}\n", "did you mean 'plain'"),
        (FILE + "      cut: {note: x}\n", "'cut' has no plain wording"),
        (FILE + "      cut: ''\n", "'cut' has no plain wording"),
        (FILE + "      cut: [x]\n", "'cut' must be text"),
        (FILE.replace("title: t\n", ""), "'title' is missing"),
        ("title: t\nsource: s\n", "'sections' must be a list"),
        ("title: t\nsource: s\nsections: [x]\n", "a section must be"),
        ("title: t\nsource: s\nsections:\n  - pos: noun\n", "'entries' must be"),
    ],
)
def test_a_wrong_file_is_refused_with_its_line(text: str, message: str) -> None:
    with pytest.raises(PackError) as error:
        read_plain_words([("rules/plain/x.yaml", text)])
    assert message in str(error.value)
    assert str(error.value).startswith("rules/plain/x.yaml:")


def test_a_term_may_stand_only_once() -> None:
    with pytest.raises(PackError, match="'dyspnea' has an entry already"):
        read_plain_words([("a.yaml", FILE), ("b.yaml", FILE)])


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_judged_and_places_lie_in_it(text: str) -> None:
    page = read_page(parse(Article("post.txt", f"{BODY}\n{HARD}\n{text}", "text")))
    for assessment in patients_of(page).values():
        for check in assessment.checks:
            assert check.span is None or check.span.of(page.text) == check.text
