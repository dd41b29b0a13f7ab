"""The medical checks: what each finds, and what it leaves alone."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medical_lab import BODY, claims_in, medical_light, medical_of, page_of
from unspin.audit import medical
from unspin.model.article import Article
from unspin.model.check import Area, Light
from unspin.page import read_page
from unspin.parse import parse

WARNINGS = {"MED101", "MED103", "MED121", "MED122", "MED124", "MED125"}
REFERENCES = "\n\n## References\n\n1. Doe J. Knees. *J Knee.* 2020;5:1-9. <https://doi.org/10.1000/182>\n"
TREATMENT = (
    "Treatment with tablets, ointment or surgery is common. The drug is a tablet; take the dose at night. "
)


def test_every_assessment_is_there_in_order_with_instrument_and_item() -> None:
    found = medical_of(page_of(""))
    assert tuple(found) == medical.CODES
    for item in medical.ITEMS:
        assert item.source, item.code
        assert item.blind, item.code
        assert found[item.code].source == item.source
        assert found[item.code].area is Area.MEDICAL


def test_a_page_with_nothing_lacks_everything() -> None:
    found = medical_of(page_of(""))
    red = {code for code, a in found.items() if a.light is Light.RED}
    assert red >= {"MED100", "MED101", "MED102", "MED103", "MED104", "MED106", "MED111", "MED112"}
    assert found["MED100"].value == "0 of 4"


def test_severities_are_as_promised() -> None:
    text = (
        "This tea cures arthritis. Results guaranteed. Throw away your pills. Take 400 mg a day. 80 % agree."
    )
    checks = [check for a in medical_of(page_of(text)).values() for check in a.checks]
    assert {check.code for check in checks if check.severity == "warning"} == WARNINGS
    assert all(check.severity == "suggestion" for check in checks if check.code not in WARNINGS)
    assert all(check.advice and check.message.endswith(".") for check in checks)


def test_messages_say_what_is_not_judged() -> None:
    found = medical_of(page_of("By Jane Doe, MD"))
    assert "Not judged: whether the author exists" in found["MED101"].message
    assert "Not judged" not in found["MED104"].message  # there is nothing that could be judged


@pytest.mark.parametrize(
    ("front", "light"),
    [
        ("author: Jane Doe, MD", "green"),
        ("author: Jane Doe", "orange"),
        ("author: Editorial Team", "orange"),
        ("author: admin", "red"),
    ],
)
def test_author(front: str, light: str) -> None:
    assert medical_light("", "MED101", front=front) == light


@pytest.mark.parametrize(
    ("front", "light"),
    [
        ("reviewer: Jane Doe, MD", "green"),
        ("reviewer: Jane Doe", "orange"),
        ("author: Jane Doe, MD", "orange"),
        ("author: Jane Doe", "red"),
    ],
)
def test_reviewer(front: str, light: str) -> None:
    assert medical_light("", "MED102", front=front) == light


@pytest.mark.parametrize(
    ("front", "today", "light", "says"),
    [
        ("date: 2025-01-01\nupdated: 2026-01-01", date(2026, 11, 22), "green", "updated 2026-01-01"),
        ("date: 2026-01-01", date(2026, 11, 22), "orange", "no date of an update"),
        ("date: 2019-01-01\nupdated: 2020-01-01", date(2026, 11, 22), "orange", "more than 3 years ago"),
        ("date: 2019-01-01\nupdated: 2020-01-01", None, "green", "updated 2020-01-01"),
        ("date: 2026-01-01\nupdated: 2025-01-01", None, "orange", "earlier than the publication"),
        ("date: 2027-01-01\nupdated: 2027-01-01", date(2026, 11, 22), "orange", "in the future"),
        ("title: x", None, "red", "No date is given."),
    ],
)
def test_dates(front: str, today: date | None, light: str, says: str) -> None:
    found = medical_of(page_of("", front=front), today)["MED103"]
    assert found.light.value == light
    assert says in found.message


@pytest.mark.parametrize(
    ("text", "sources", "kinds"),
    [
        (REFERENCES, "green", "green"),
        ("See [the CDC](https://www.cdc.gov/a).", "orange", "green"),
        ("See [the CDC](https://www.cdc.gov/a) and [NICE](https://www.nice.org.uk/b).", "green", "green"),
        ("See [a blog](https://x.blogspot.com/a).", "red", "red"),
        (
            "## Sources\n\n1. [Tea](https://www.amazon.com/a), 2020\n2. <https://doi.org/10.1000/1>, 2021",
            "green",
            "red",
        ),
        ("See [this](https://example.com/a).", "red", "grey"),
        ("", "red", "grey"),
    ],
)
def test_sources(text: str, sources: str, kinds: str) -> None:
    found = medical_of(page_of(text))
    assert (found["MED104"].light.value, found["MED105"].light.value) == (sources, kinds)


@pytest.mark.parametrize(
    ("code", "good", "bad"),
    [
        (
            "MED106",
            "The authors report no conflicts of interest.",
            "The conflict at home made the pain worse.",
        ),
        ("MED111", "This page does not replace advice from your doctor.", "The cartilage does not grow."),
        ("MED112", "Call 911 if the leg turns blue.", "Call a friend for a walk."),
        ("MED113", "See your doctor if it lasts for a week.", "See the picture above."),
        ("MED142", "## Key points\n\nMove the knee.", "Move the knee."),
        ("MED143", "## What you can do\n\n* Walk.\n* Rest.", "Walking is an idea."),
        ("MED144", "If your knee hurts, you can rest your leg, and you may ice it.", "Rest eases it."),
    ],
)
def test_guidance(code: str, good: str, bad: str) -> None:
    assert medical_light(good, code) == "green"
    assert medical_light(bad, code) in ("red", "orange")


def test_the_purpose_must_stand_in_the_introduction() -> None:
    assert medical_of(page_of("", around=f"This guide is for adults.\n{BODY}"))["MED141"].light is Light.GREEN
    late = BODY + "\n\n" + "The joint may hurt at night. " * 20 + "This guide is for adults."
    assert medical_of(page_of("", around=late))["MED141"].light is Light.ORANGE


def test_contact_is_judged_only_in_whole_pages() -> None:
    assert medical_light("", "MED107") == "grey"
    whole = f"<!DOCTYPE html><html><head><title>Knee</title></head><body><p>{BODY}</p>%s</body></html>"
    for end, light in (("", "orange"), ('<a href="mailto:a@example.org">Us</a>', "green")):
        page = page_of("", around=whole % end, form="html", path="knee.html")
        assert medical_of(page)["MED107"].light.value == light


@pytest.mark.parametrize(
    ("text", "light"),
    [
        (TREATMENT + "It can cause nausea, and there is a risk of bleeding. Too much is harmful.", "green"),
        (TREATMENT, "red"),
        ("", "grey"),
    ],
)
def test_risks_are_asked_for_where_treatments_are(text: str, light: str) -> None:
    around = BODY.replace("surgery or medicine is", "help is").replace("treatment helps", "thing helps")
    assert medical_of(page_of(text, around=around))["MED132"].light.value == light


def test_items_that_are_seen_by_wording_are_red_only_when_most_are_missing() -> None:
    codes = ("MED131", "MED133", "MED134", "MED135", "MED136", "MED137")
    around = (
        "Knee pain, swelling and arthritis: surgery, medicine, tablets, drug, therapy, disease, doctor. " * 6
    )
    found = medical_of(page_of("", around=around))
    assert {found[code].light.value for code in codes} == {"red"}
    assert not any(found[code].checks for code in codes)
    text = (
        "Without treatment it may fade. There are several options; talk with your doctor. Studies disagree."
    )
    found = medical_of(page_of(text, around=around))
    lights = [found[code].light.value for code in codes]
    assert lights == ["orange", "green", "orange", "green", "green", "green"]


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        ("MED121", "This root is a miracle cure.", ["miracle cure"]),
        ("MED121", "> This root is a miracle cure.", []),
        ("MED121", "He called it “a miracle cure for pain”.", []),
        ("MED121", "## Common myths\n\nThis root is a miracle cure.", []),
        ("MED121", "## References\n\n1. Doe J. A miracle cure? 2020.", []),
        ("MED121", "## Heal your knee pain\n\nRest.", ["Heal your knee pain"]),
        ("MED122", "It is 100% safe.", ["100% safe"]),
        ("MED122", "No drug is 100% safe.", []),
        ("MED122", "We *guarantee* you relief.", ["guarantee* you"]),
        ("MED125", "Throw away your\npills.", ["Throw away your\npills"]),
        ("MED125", "Never throw away your pills in the sink.", []),
    ],
)
def test_claims(code: str, text: str, expected: list[str]) -> None:
    assert claims_in(text, code) == expected


def test_at_most_five_claims_are_shown_and_the_rest_is_told() -> None:
    text = "\n\n".join(f"Tea number {n} is a miracle cure." for n in range(9))
    found = medical_of(page_of(text))["MED121"]
    assert (len(found.checks), found.value) == (5, "9")
    assert found.checks[-1].message.endswith("4 more such places not shown.")


@pytest.mark.parametrize(
    ("text", "doses", "numbers"),
    [
        ("Take 400 mg every six hours.", ["400 mg"], []),
        ("Take 400 mg every six hours." + REFERENCES, [], []),
        ("Eat 50 g of oats.", [], []),
        ("A cup of coffee holds 95 mg of caffeine.", [], []),
        ("Children get 10 mg/kg a day.", ["10 mg"], []),
        ("About 80 % of patients agree.", [], ["80 %"]),
        ("One in three people has it.", [], ["One in three"]),
        ("One in three people has it." + REFERENCES, [], []),
        ("Studies show that ice helps.", [], ["Studies show that"]),
        ("Wait 5 minutes and bend the knee 10 times.", [], []),
        ("Save 20 % off your order.", [], []),
    ],
)
def test_doses_and_figures_need_a_source(text: str, doses: list[str], numbers: list[str]) -> None:
    assert claims_in(text, "MED124") == doses
    assert claims_in(text, "MED123") == numbers


def test_another_subject_is_not_judged() -> None:
    text = "# Sorting\n\n" + "The compiler sorts the list by name before it searches for the value. " * 20
    found = medical_of(page_of("", around=text))
    assert {a.light for a in found.values()} == {Light.GREY}


@pytest.mark.parametrize(
    "front",
    [
        "author: [[[[x]]]]\nreviewer: {a: {b: [1, {c: d}]}}\ndate: {x: y}\nreferences: {a: [b]}",
        "author: 12\nreviewed_by: true\ndate: [2026-01-01]\nsources: 5\ndisclaimer: ''",
        "author:\n  - {}\n  - null\n  - [x]\ncitation: [null, 3, {}]",
    ],
)
def test_odd_front_matter_is_no_error(front: str) -> None:
    assert len(medical_of(page_of("", front=front))) == len(medical.CODES)


@pytest.mark.parametrize(
    "data",
    [
        "[" * 50 + "]" * 50,
        '{"author": {"author": {"name": {"name": 3}}}}',
        '{"datePublished": {}}',
        "[1, null]",
    ],
)
def test_odd_structured_data_is_no_error(data: str) -> None:
    html = f"<html><head><script type='application/ld+json'>{data}</script></head><body>{BODY}</body></html>"
    assert len(medical_of(page_of("", around=html, form="html"))) == len(medical.CODES)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_judged_and_places_lie_in_it(text: str) -> None:
    page = read_page(parse(Article("post.txt", f"{BODY}\n{text}", "text")))
    for assessment in medical_of(page).values():
        for check in assessment.checks:
            assert check.span is None or check.span.of(page.text) == check.text
