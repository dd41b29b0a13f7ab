"""What a replacement touches is mended: a/an, doubled words, agreement of the verb."""

# ruff: noqa: E501 - in the tables a case is a line

from __future__ import annotations

import pytest

from lab import fixed
from unspin.apply.mend import starts_with_vowel_sound

VOWELS = (
    "apple injury hour honest honour heir umbrella uninjured unimportant unusual ultrasound eye ear MRI X-ray "
    "ECG HIV LDL NHS infection onset outcome angina oestrogen abdomen"
).split()
CONSONANTS = (
    "muscle unit uniform union universal use useful usual utility urine uterus ureter European euphoria one "
    "once-daily ubiquitous house disc CT PET UTI yes youth ulna-not"
).split()


@pytest.mark.parametrize("word", VOWELS)
def test_an_goes_before(word: str) -> None:
    assert starts_with_vowel_sound(word)


@pytest.mark.parametrize("word", [word for word in CONSONANTS if word != "ulna-not"])
def test_a_goes_before(word: str) -> None:
    assert not starts_with_vowel_sound(word)


CASES = [
    # a/an
    ("noun", "fit: attack", "A fit and a fit.", "An attack and an attack."),
    ("noun", "attack: fit", "An attack or an attack.", "A fit or a fit."),
    ("noun", "fit: attack", "THE FIT, A FIT.", "THE ATTACK, AN ATTACK."),
    ("noun", "fit: attack", "a bad fit", "a bad attack"),
    ("noun", "fit: attack", "a\nfit", "an\nattack"),
    ("noun", "fit: attack", "the fit, that's it", "the attack, that's it"),
    ("noun", "lack: ache", "vitamin A lack", "vitamin A ache"),
    ("noun", "lack: ache", "hepatitis A lack", "hepatitis A ache"),
    ("adjective", "lopsided: uneven", "a lopsided diet", "an uneven diet"),
    ("noun", "fit: hour", "a fit", "an hour"),
    ("noun", "evening: unit", "an evening", "a unit"),
    # doubled words
    ("noun", "fit: bad spasm", "a bad fit", "a bad spasm"),
    ("noun", "back torment: back pain", "lower back back torment", "lower back pain"),
    ("fixed", "as a rule: in the main", "It is in as a rule fine.", "It is in the main fine."),
    ("noun", "gamble: risk of harm", "the gamble of harm of falls", "the risk of harm of harm of falls"),
    ("noun", "gamble: risk of", "the gamble of falls", "the risk of falls"),
    ("noun", "fit: spasm", "a spasm fit", "a spasm spasm"),
    ("noun", "fit: bad spasm", "It was bad. Fit men.", "It was bad. Bad spasm men."),
    # possessives
    ("noun", "lady: woman", "ladies' health, the lady's and Ladies’ health", "women's health, the woman's and Women’s health"),
    ("fixed", "the folks: the people", "The folks' wishes count.", "The people's wishes count."),
    ("fixed", "people: patients", "people's rights, people’s rights", "patients' rights, patients’ rights"),
    ("noun", "bug: virus", "the bug's coat, the bugs' coats", "the virus's coat, the viruses' coats"),
    ("noun", "lady: woman", "'health for ladies' is his book on ladies' health", "'health for women' is his book on women' health"),
    ("fixed", "people: patients", "What the people's", "What the patients's"),
    # agreement
    ("fixed", "red platelets: red blood cell", "The red platelets are small.", "The red blood cell is small."),
    ("fixed", "the board: the managers", "The board is right.", "The managers are right."),
    ("fixed", "the board: the managers", "The board has met and was right.", "The managers have met and was right."),
    ("fixed", "the heads: the boss", "The heads were right.", "The boss was right."),
    ("fixed", "the board: management", "The board is right.", "Management is right."),
    ("noun", "fit: spasm", "Fits are bad, a fit is bad.", "Spasms are bad, a spasm is bad."),
    ("fixed", "had the option to: was able to", "Programs had the option to go.", "Programs was able to go."),
    ("fixed", "had the option to: was able to", "The programs had the option to go.", "The programs were able to go."),
    ("fixed", "had the option to: was able to", "All people had the option to go.", "All people were able to go."),
    ("fixed", "had the option to: was able to", "The doctor had the option to go.", "The doctor was able to go."),
    ("fixed", "had the option to: was able to", "He always had the option to go.", "He always was able to go."),
    ("fixed", "had the option to: was able to", "If diabetes had the option to go.", "If diabetes was able to go."),
    ("fixed", "is liable to: is likely to", "The nerves is liable to go.", "The nerves is likely to go."),
]  # fmt: skip


@pytest.mark.parametrize(("pos", "entry", "text", "expected"), CASES)
def test_mended(pos: str, entry: str, text: str, expected: str) -> None:
    assert fixed(text, entry, pos=pos) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Here is a *fit*.", "Here is an *attack*."),
        ("Here is **a fit**.", "Here is **an attack**."),
        ("Here is a [fit](x).", "Here is an [attack](x)."),
        ("Here is a&nbsp;fit.", "Here is an&nbsp;attack."),
        ("Here is a  fit.", "Here is an  attack."),
        ("Here is a <b>fit</b>.", "Here is an <b>attack</b>."),
        ("Type `a` fit.", "Type `a` attack."),
    ],
)
def test_the_article_is_mended_over_markup(text: str, expected: str) -> None:
    assert fixed(text, "fit: attack", "markdown") == expected
