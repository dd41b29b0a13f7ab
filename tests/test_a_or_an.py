"""The "a" or "an" at the end of one edit fits what another edit puts behind it."""

from __future__ import annotations

import pytest

from lab import fixed

RULES = "have an actual: have an\nconstraining: limiting\nodd: unusual\nhave retinol: have vitamin A"
CASES = [
    ("They have an actual constraining illness.", "They have a limiting illness."),
    ("They have an actual odd illness.", "They have an unusual illness."),
    ("They have an actual illness.", "They have an illness."),
    ("They have an actual problem.", "They have a problem."),
    ("They have an actual, constraining illness.", "They have an, limiting illness."),
    ("They have an actual", "They have an"),
    ("They have retinol acne creams.", "They have vitamin A acne creams."),
]


@pytest.mark.parametrize(("text", "corrected"), CASES)
def test_it_fits(text: str, corrected: str) -> None:
    assert fixed(text, RULES, pos="fixed") == corrected
