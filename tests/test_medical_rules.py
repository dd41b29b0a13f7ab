"""The phrases of the medical checks: every group keeps its own sentences; the readers are strict."""

from __future__ import annotations

import pytest

from unspin.audit.medical.rulebook import Group, Spot, read_rulebook, rulebook
from unspin.audit.medical.sources import KINDS, kind_of, read_kinds
from unspin.audit.passages import passages_of
from unspin.errors import PackError
from unspin.model.article import Article
from unspin.model.page import Page
from unspin.parse import parse

GROUPS = rulebook().groups
CLAIMS = ("cure", "promise", "safe", "hype", "danger")
FILE = "title: t\nsource: s\ngroups:\n  cure:\n    phrases: [cures everything]\n"


def spots_in(text: str, group: str) -> list[Spot]:
    return rulebook().spots(passages_of(Page(parse(Article("post.txt", text, "text")))))[group]


@pytest.mark.parametrize(
    ("group", "sentence"), [(group.name, sentence) for group in GROUPS.values() for sentence in group.find]
)
def test_what_must_be_found_is_found(group: str, sentence: str) -> None:
    assert spots_in(sentence, group)


@pytest.mark.parametrize(
    ("group", "sentence"), [(group.name, sentence) for group in GROUPS.values() for sentence in group.keep]
)
def test_what_must_be_left_alone_is_left_alone(group: str, sentence: str) -> None:
    assert not spots_in(sentence, group)


def test_every_claim_has_right_and_wrong_sentences() -> None:
    for name in CLAIMS:
        group = GROUPS[name]
        assert len(group.find) >= 6, name
        assert len(group.keep) >= 6, name
        assert group.unless_before, name
        assert group.about, name


def test_there_are_several_hundred_phrases() -> None:
    assert sum(len(group.phrases) for group in GROUPS.values()) >= 400


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (FILE.replace("cures everything", "'... x'"), "rules/x.yaml:5: '... x' must begin"),
        (FILE + "    unles_near: [x]\n", "did you mean 'unless_near'"),
        (FILE.replace("title: t\n", ""), "'title' is missing"),
        (FILE.replace("    phrases: [cures everything]\n", "    about: x\n"), "has no phrases"),
        ("title: t\nsource: s\n", "'groups' must be"),
        (FILE + "  other: text\n", "must be 'key: value' lines"),
        ("[", "not valid YAML"),
        ("[" * 500, "nested too deeply"),
    ],
)
def test_a_wrong_file_is_refused_with_its_line(text: str, message: str) -> None:
    with pytest.raises(PackError) as error:
        read_rulebook([("rules/x.yaml", text)])
    assert message in str(error.value)


def test_a_group_may_stand_only_once() -> None:
    with pytest.raises(PackError, match="there is a group 'cure' already"):
        read_rulebook([("a.yaml", FILE), ("b.yaml", FILE)])


def test_a_group_without_conditions_is_never_taken_back() -> None:
    book = read_rulebook([("a.yaml", FILE)])
    assert book.groups["cure"] == Group("cure", ("cures everything",))


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("https://doi.org/10.1000/182", "journal"),
        ("https://www.nejm.org/doi/full/10.1056/x", "journal"),
        ("https://www.nice.org.uk/guidance/ng59", "guideline"),
        ("https://www.cdc.gov/flu", "authority"),
        ("https://www.nhs.uk/conditions/back-pain/", "authority"),
        ("https://www.who.int/news", "authority"),
        ("https://med.stanford.edu/x", "university"),
        ("https://www.mayoclinic.org/x", "hospital"),
        ("https://www.cancer.org/x", "society"),
        ("https://myhealth.blogspot.com/post", "blog"),
        ("https://blog.example.com/post", "blog"),
        ("https://www.amazon.com/dp/1", "shop"),
        ("https://example.com/shop/tea", "shop"),
        ("https://en.wikipedia.org/wiki/Knee", "wiki"),
        ("https://www.youtube.com/watch?v=1", "social"),
        ("https://example.com/knee", "other"),
        ("https://cdc.gov.example.com/x", "other"),
        ("https://notcancer.org.evil.example/x", "other"),
        ("https://[broken", "other"),
        ("", "other"),
    ],
)
def test_a_host_has_a_kind(address: str, kind: str) -> None:
    assert kind_of(address) == kind


def test_the_file_of_kinds_is_read_strictly() -> None:
    good = "title: t\nsource: s\nkinds:\n  blog: [a.com]\n"
    assert read_kinds(good, "x") == {"a.com": "blog"}
    for text, message in (
        (good.replace("blog", "blok"), "unknown kind 'blok'"),
        (good + "  shop: [a.com]\n", "'a.com' has a kind already"),
        ("title: t\n", "'kinds' must be"),
    ):
        with pytest.raises(PackError, match=message):
            read_kinds(text, "x.yaml")
    assert len(KINDS) == len(set(KINDS))
