"""What says another fact is never put in by itself: a guess must not change what an article says."""

from __future__ import annotations

from importlib.resources import files

import pytest

from unspin.lexicon.channel import channel_id
from unspin.lexicon.lexicon import load_dictionary, load_lexicon
from unspin.lexicon.make_thesaurus import asked_for
from unspin.lexicon.thesaurus import shipped_thesaurus
from unspin.model.rule import Pos, Rule

OTHER_FACTS = [
    ("season", "noun", "year"),
    ("working day", "noun", "day"),
    ("tinnitus", "noun", "hearing loss"),
    ("crown", "noun", "scalp"),
    ("caffeine", "noun", "coffee"),
    ("bean", "noun", "legume"),
    ("soreness", "noun", "redness"),
    ("throat", "noun", "airway"),
    ("tired", "adjective", "sick"),
    ("pale", "adjective", "white"),
    ("weeks", "fixed", "months"),
    ("wrist", "noun", "elbow"),
    ("notice", "verb", "hear"),
    ("magnesium", "noun", "potassium"),
]
SAME_FACT = [
    ("physician", "noun", "doctor"),
    ("utilize", "verb", "use"),
    ("wellbeing", "noun", "health"),
    ("contamination", "noun", "infection"),
]


@pytest.fixture(scope="module")
def rules() -> dict[str, list[Rule]]:
    """The rules of the channel and of the dictionary by their ids."""
    found: dict[str, list[Rule]] = {}
    for rule in (*load_lexicon().channel, *load_dictionary()):
        found.setdefault(rule.id, []).append(rule)
    return found


def free(rules: dict[str, list[Rule]], wording: str, pos: str) -> set[str]:
    """Originals that the program may put in by itself."""
    return {
        o.wording for r in rules.get(channel_id(wording, Pos(pos)), ()) for o in r.originals if not o.review
    }


@pytest.mark.parametrize(("wording", "pos", "original"), OTHER_FACTS)
def test_a_person_chooses_another_fact(
    rules: dict[str, list[Rule]], wording: str, pos: str, original: str
) -> None:
    assert original not in free(rules, wording, pos)


@pytest.mark.parametrize(("wording", "pos", "original"), SAME_FACT)
def test_what_says_the_same_is_put_in(
    rules: dict[str, list[Rule]], wording: str, pos: str, original: str
) -> None:
    assert original in free(rules, wording, pos)


def test_a_thesaurus_puts_in_no_fact() -> None:
    facts = asked_for()
    assert len(facts) > 3000
    assert {"menstrual", "kidney", "parent", "daily", "potassium"} <= facts
    assert facts.isdisjoint({"make", "help", "begin", "important", "health", "large"})
    for word in ("quotidian", "grandparent", "brawn"):
        for entry in shipped_thesaurus().entries(word):
            assert facts.intersection(entry.originals) == entry.asked & facts


def test_the_list_is_sorted_and_lower_case() -> None:
    text = (files("unspin.rules") / "protected" / "facts.txt").read_text("utf-8")
    words = [line for line in text.splitlines() if not line.startswith("#")]
    assert words == sorted(set(words))
    assert all(word == word.lower() and word.strip() == word != "" for word in words)
