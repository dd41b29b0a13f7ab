"""The replacement takes over the case of what it replaces."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lab import fixed
from unspin.apply.case import capitalize, fit_case, is_title_cased, keep_hyphens, title

FIT = [
    # replacement, matched, wording, title-cased line, expected
    ("muscle spasm", "muscle fit", "muscle fit", False, "muscle spasm"),
    ("muscle spasm", "Muscle fit", "muscle fit", False, "Muscle spasm"),
    ("muscle spasm", "Muscle Fit", "muscle fit", False, "Muscle Spasm"),
    ("muscle spasm", "MUSCLE FIT", "muscle fit", False, "MUSCLE SPASM"),
    ("muscle spasm", "MUSCLE-FIT", "muscle fit", False, "MUSCLE SPASM"),
    ("muscle spasm", "Muscle-Fit", "muscle fit", False, "Muscle Spasm"),
    ("muscle spasm", "muscle Fit", "muscle fit", False, "muscle spasm"),
    ("risk of spasms", "Gamble of Fits", "gamble of fits", True, "Risk of Spasms"),
    ("if", "On the off chance that", "on the off chance that", False, "If"),
    ("headache", "Cerebral Pain", "cerebral pain", False, "Headache"),
    ("blood pressure", "Strain", "strain", True, "Blood Pressure"),
    ("blood pressure", "Strain", "strain", False, "Blood pressure"),
    ("Alzheimer's disease", "alzheimer's illness", "alzheimer's illness", False, "Alzheimer's disease"),
    ("Alzheimer's disease", "Alzheimer's Illness", "Alzheimer's illness", False, "Alzheimer's Disease"),
    ("Alzheimer's disease", "ALZHEIMER'S ILLNESS", "Alzheimer's illness", False, "ALZHEIMER'S DISEASE"),
    ("MRI scan", "Attractive reverberation", "attractive reverberation", False, "MRI scan"),
    ("MRI scan", "Attractive Reverberation", "attractive reverberation", True, "MRI Scan"),
    ("vitamin A", "V", "v", False, "Vitamin A"),
    ("AIDS", "HELPS", "HELPS", False, "AIDS"),
    ("x-ray", "Beam", "beam", True, "X-Ray"),
]  # fmt: skip


@pytest.mark.parametrize(("replacement", "matched", "wording", "titled", "expected"), FIT)
def test_fit_case(replacement: str, matched: str, wording: str, titled: bool, expected: str) -> None:
    assert fit_case(replacement, matched, wording, titled) == expected


@pytest.mark.parametrize(
    ("line", "titled"),
    [
        ("Living With Muscle Fits at Night", True),
        ("Causes and Signs of Back Pain", True),
        ("Living with muscle fits", False),
        ("Pain", False),
        ("Vitamin D and the Sun", False),
        ("What Causes It?", True),
        ("", False),
        ("NHS and WHO", False),
    ],
)
def test_title_case_of_a_line(line: str, titled: bool) -> None:
    assert is_title_cased(line) is titled


LINES = {
    "Muscle fits hurt.": "Muscle spasms hurt.",
    "So: Muscle fits hurt.": "So: Muscle spasms hurt.",
    "MUSCLE FITS HURT.": "MUSCLE SPASMS HURT.",
    "# Living With Muscle Fits": "# Living With Muscle Spasms",
    "# Muscle Fits": "# Muscle Spasms",
    "# Muscle *Fits*": "# Muscle *Spasms*",
    "A muscle Fit": "A muscle spasm",
}


@pytest.mark.parametrize("line", LINES)
def test_lines(line: str) -> None:
    assert fixed(line, "muscle fit: muscle spasm", "markdown") == LINES[line]


@pytest.mark.parametrize(
    ("replacement", "matched", "wording", "expected"),
    [
        ("muscle spasm", "muscle-fit", "muscle fit", "muscle-spasm"),
        ("muscle spasm", "muscle fit", "muscle fit", "muscle spasm"),
        ("back muscle spasm", "back-muscle fit", "back muscle fit", "back-muscle spasm"),
        ("headache", "cerebral-pain", "cerebral pain", "headache"),
        ("check of the heart", "heart-check", "heart check", "check of the heart"),
        ("follow up", "check-up", "check-up", "follow up"),
        ("x-ray scan", "beam-scan", "beam scan", "x-ray scan"),
    ],
)
def test_hyphens(replacement: str, matched: str, wording: str, expected: str) -> None:
    assert keep_hyphens(replacement, matched, wording) == expected


WORDS = st.lists(st.text(alphabet="abcxyz", min_size=2, max_size=6), min_size=1, max_size=4).map(" ".join)


@given(WORDS, WORDS, st.booleans())
def test_lower_stays_lower_and_upper_becomes_upper(replacement: str, wording: str, titled: bool) -> None:
    assert fit_case(replacement, wording, wording, titled) == replacement
    assert fit_case(replacement, wording.upper(), wording, titled) == replacement.upper()
    assert fit_case(replacement, capitalize(wording), wording, titled)[0].isupper()


@given(WORDS)
def test_title_changes_nothing_but_case_and_is_stable(text: str) -> None:
    assert title(text).lower() == text
    assert title(title(text)) == title(text)
