"""What dictionaries of synonyms add to the channel, and the texts in which it counts."""

from __future__ import annotations

import pytest

from lab import document_of, make_rules
from unspin.config import Settings
from unspin.decide.clean_rates import CleanRates, PackedCounts
from unspin.decide.evidence import OLD_WORDINGS, Evidence
from unspin.detect.terminology import CHANNEL, TerminologyDetector
from unspin.lexicon.channel import OLD_DICTIONARIES, read_channel, shipped_dictionary
from unspin.lexicon.lexicon import load_dictionary
from unspin.lexicon.terms import dictionary_pieces
from unspin.lexicon.tokens import words_of
from unspin.model.article import Article
from unspin.model.rule import Rule
from unspin.parse import parse
from unspin.workflow import Workflow

OLDER = """Getting Rid of Back Ache

Most back ache goes absent within a number of 7 days. Retain moving in buy to keep the muscle tissues
robust, and take discomfort relievers only if you need them. A hot bathtub or a therapeutic rub can
lessen the chance of spasms. See your health practitioner if the discomfort spreads to the reduced leg,
if you have excess weight reduction without a cause, or if you shed control of your bladder.

You may possibly notice that sitting for extended intervals makes it even worse. Get up every 50 percent
hour, and sleep on your aspect with a pillow amongst your knees. A fitness routine on a regular
foundation is the best way to stay away from an additional attack. Going for walks and going swimming
are incredibly great, and it is secure to begin as quickly as the worst discomfort has absent.
"""
NEWER = """Avoidance and the Board of Asthma

Asthma assaults can be brought about by dust parasites, cold air and tobacco smoke. Individuals with the
infection ought to consistently convey a salvage inhaler. Your primary care physician will assist you
with arranging the treatment, and muscle fits in the chest are uncommon. Side effects like wheezing and
windedness deteriorate around evening time. Malignant growth of the lung is an alternate sickness, and
hypertension isn't a reason for asthma by the same token.
"""


@pytest.fixture(scope="module")
def workflow() -> Workflow:
    return Workflow(Settings(grammar="none", reader="none"))


@pytest.fixture(scope="module")
def dictionary() -> tuple[Rule, ...]:
    return tuple(load_dictionary())


def evidence_of(workflow: Workflow, text: str) -> Evidence:
    document = parse(Article("post.txt", text, "text"))
    assert workflow.hints
    findings = (*workflow.detector.detect(document), *workflow.hints.detect(document))
    return workflow.judge.weigh(document, findings)


def test_a_text_tells_which_dictionary_its_spinner_had(workflow: Workflow) -> None:
    assert evidence_of(workflow, OLDER).is_of_phrase_dictionary
    assert not evidence_of(workflow, NEWER).is_of_phrase_dictionary


def test_only_where_the_spinner_had_a_dictionary_it_is_asked(workflow: Workflow) -> None:
    def known(text: str) -> set[str]:
        report = workflow.clean(Article("post.txt", text, "text"), with_audit=False)
        assert report.spun_score > 0.95
        return {decision.finding.rule.id for decision in report.decisions}

    more = set(load_dictionary().ids) - set(workflow.lexicon.channel_ids())  # type: ignore[attr-defined]
    assert known(OLDER) & more
    assert not known(NEWER) & more


@pytest.mark.parametrize(
    ("old", "other", "strong", "has_one"),
    [
        (0, 0, 0, False),
        (OLD_WORDINGS - 1, 0, 0, False),
        (OLD_WORDINGS, 0, 0, True),
        (OLD_WORDINGS, 10, 8, True),
        (OLD_WORDINGS, 10, 9, False),
        (5, 10, 8, True),
    ],
)
def test_old_wordings_must_be_several_and_a_tenth(old: int, other: int, strong: int, has_one: bool) -> None:
    def words(kind: str, count: int) -> list[str]:
        return [f"{kind}{chr(97 + n)} thing" for n in range(count)]

    lines = [f"fixed | right | {wording}" for wording in words("new", other)]
    lines += [f"# source: {OLD_DICTIONARIES}", *(f"fixed | right | {w}" for w in words("old", old))]
    channel, problems = read_channel([("c.txt", "\n".join(lines))])
    assert not problems
    rules = make_rules("\n".join(f"{w}: other thing" for w in words("odd", strong)) or "zz z: y")
    text = " ".join(f"An {w}." for w in words("new", other) + words("old", old) + words("odd", strong))
    document = document_of(text)
    findings = TerminologyDetector(rules).detect(document) if strong else ()
    findings += TerminologyDetector(channel, CHANNEL).detect(document) if channel else ()
    rates = CleanRates(10_000_000, dict.fromkeys((rule.id for rule in rules), 0))
    assert Evidence(document, findings, rates).is_of_phrase_dictionary is has_one


def test_an_entry_is_whole(workflow: Workflow, dictionary: tuple[Rule, ...]) -> None:
    channel = {rule.id: rule for rule in workflow.lexicon.channel[:5_000]}
    both = [(channel[rule.id], rule) for rule in dictionary if rule.id in channel]
    assert len(both) > 500
    for less, more in both[:500]:
        assert {o.wording for o in less.originals[:3]} <= {o.wording for o in more.originals} or (
            len(more.originals) == 8
        )


def test_a_table_of_rules_counts_like_a_list(dictionary: tuple[Rule, ...]) -> None:
    table = load_dictionary()
    assert (table[-1], table[0], len(table)) == (dictionary[-1], dictionary[0], len(dictionary))
    with pytest.raises(IndexError):
        table[len(dictionary)]


def test_wordings_of_sure_rules_stay_with_them(dictionary: tuple[Rule, ...]) -> None:
    sure = {(words_of(r.wording), r.pos) for r in Workflow().lexicon.rules if r.context is None}
    assert not {(words_of(r.wording), r.pos) for r in dictionary} & sure


def test_it_is_switched_off_with_the_channel() -> None:
    assert Workflow(Settings(ignore=("channel",))).dictionary is None
    assert Workflow(Settings(shipped_rules=False)).dictionary is None


def test_a_source_counts_for_the_lines_below_it() -> None:
    rules, problems = read_channel(
        [
            ("a.txt", f"noun | pain | torment\n# source: {OLD_DICTIONARIES}\nnoun | pain | hurt"),
            ("b.txt", "noun | rest | break"),
        ]
    )
    assert not problems
    source = {rule.wording: rule.source for rule in rules}
    assert source["hurt"] == OLD_DICTIONARIES
    assert source["torment"] == source["break"] != OLD_DICTIONARIES


def test_what_may_harm_is_left_to_a_person() -> None:
    rules, problems = read_channel(shipped_dictionary())
    assert not problems
    asked = {original.wording for rule in rules for original in rule.originals if original.review}
    assert {"insulin", "antibiotic", "cirrhosis", "chronic"} <= asked


def test_the_dictionary_is_known_to_single_phrases_too() -> None:
    assert dictionary_pieces("# x\nnoun | pain | torment*, hurt#, ...\n") == "pain: torment, hurt"


def test_packed_counts_are_those_given() -> None:
    counts = {f"pack/rule-{n}": n * n for n in range(1_000)}
    packed = PackedCounts(counts.items())
    assert all(packed.get(name) == number for name, number in counts.items())
    assert packed.get("pack/rule-1000") is None
    assert PackedCounts([]).get("pack/rule-1") is None
