"""Order and form of headings, lost headings, lists and tables, fragments, spelling."""

from __future__ import annotations

import pytest

from structure_lab import INTRO, assessments, checks, codes, places
from unspin.audit.context import AuditContext
from unspin.model.check import Light
from unspin.model.limits import Limits

BODIES = (
    INTRO,
    "The muscles of the neck hold the weight of the head all day long.",
    "Heat from a pack or a bath helps many people through the first two days.",
    "A pillow that is too high bends the spine for hours every night.",
    "Children seldom have it, and when they do it follows a cold or a fall.",
    "Your doctor looks at how far the head turns to either side.",
)
BODY = "\n\nBODY\n\n"


def _filled(text: str) -> str:
    """The text with another paragraph in the place of each BODY."""
    for body in BODIES:
        text = text.replace("BODY", body, 1)
    return text


LEVELS = [
    (f"# Neck{BODY}## Causes{BODY}### Cold{BODY}## Help{BODY}", []),
    (f"# Neck{BODY}### Causes{BODY}", ["STR121"]),
    (f"## Causes{BODY}### Cold{BODY}# Neck{BODY}", []),
    (f"# Neck{BODY}# Causes{BODY}# Help{BODY}", ["STR122"]),
    (f"# Neck{BODY}## Causes\n\n## Help{BODY}", ["STR123"]),
    (f"# Neck{BODY}## Causes\n\n### Cold{BODY}", []),
    (f"# Neck{BODY}## Causes\n\n![A neck](neck.png)\n\n## Help{BODY}", []),
    (f"# Neck{BODY}## Causes\n\n```\ncode\n```\n\n## Help{BODY}", []),
    (f"# Neck{BODY}## Causes\n\n<!-- later -->\n\n## Help{BODY}", ["STR123"]),
    (f"# Neck{BODY}## Causes\n\n{{{{< video 7 >}}}}\n\n## Help{BODY}", []),
    (f"# Neck{BODY}## Help", ["STR123"]),
]


@pytest.mark.parametrize(("text", "expected"), LEVELS)
def test_levels_and_empty_sections(text: str, expected: list[str]) -> None:
    assert codes(_filled(text)) == expected


def test_html_section_with_a_picture_is_not_empty() -> None:
    page = (
        f"<h1>Neck</h1><p>{INTRO}</p><h2>Causes</h2><img src='a.png' alt='Neck'><h2>Help</h2><p>BODY</p>"
    ).replace("BODY", BODIES[1])
    assert not codes(page, "html")
    assert codes(page.replace("<img src='a.png' alt='Neck'>", "<br>"), "html") == ["STR123"]


def test_plain_text_has_no_levels() -> None:
    found = assessments(f"Neck\n\n{INTRO}", "text")
    assert {found[code].light for code in ("STR121", "STR122", "STR123")} == {Light.GREY}


COLONS = [
    (f"# Neck{BODY}## Causes:{BODY}", ["Causes:"]),
    (f"# Neck{BODY}## Causes of a stiff neck include:\n\n- cold\n- strain\n", []),
    (f"# Neck{BODY}## Causes:\n\n- cold\n- strain\n", []),
    (f"# Neck{BODY}## Here is what helps:{BODY}", []),
    (f"# Neck: causes{BODY}", []),
]


@pytest.mark.parametrize(("text", "expected"), COLONS)
def test_headings_that_end_in_a_colon(text: str, expected: list[str]) -> None:
    assert places(_filled(text), "STR124") == expected


def test_colons_of_plain_text_are_one_remark_without_a_fix() -> None:
    items = "".join(f"{name}:\n\n{text}\n\n" for name, text in ITEMS.items())
    (check,) = checks(f"Stiff neck\n\n{INTRO}\n\n{items}", "text")
    assert (check.code, check.severity, check.fix) == ("STR124", "suggestion", ())


NUMBERS = [
    ([1, 2, 3], []),
    ([1, 3, 4], ["3. Part"]),
    ([1, 2, 2], ["2. Part"]),
    ([3, 2, 1], ["2. Part"]),
]


@pytest.mark.parametrize(("numbers", "expected"), NUMBERS)
def test_numbers_typed_into_headings(numbers: list[int], expected: list[str]) -> None:
    text = "# Neck\n\n" + "".join(f"## {n}. Part{BODY}" for n in numbers)
    assert places(_filled(text), "STR125") == expected


ITEMS = {
    "Cold": "Cold air on a damp neck can make the muscles tense and sore.",
    "Strain": "Lifting a heavy bag on one side can strain the small muscles.",
    "Screens": "Looking down at a screen for hours can tire the whole neck.",
    "Stress": "Worry can raise the shoulders and keep the muscles tight.",
}
LOST = "Sleeping on the sofa can bend the neck to one side all night."


def _items(form: str, mark: str = "") -> str:
    heading = {"text": "{}:\n\n{}\n\n", "markdown": "### {}" + mark + "\n\n{}\n\n"}[form]
    return "".join(heading.format(name, text) for name, text in ITEMS.items())


START = f"Stiff neck\n\n{INTRO}\n\nCauses\n\n"
LOST_HEADINGS = [
    # at the end of the row, a blank line too many
    (f"{START}These are common:\n\n{_items('text')}\n{LOST}\n\nHelp\n\n{BODIES[1]}", "text"),
    # at its beginning, right after the words that announce it
    (f"{START}Here are some:\n\n{LOST}\n\n{_items('text')}Help\n\n{BODIES[1]}", "text"),
    (f"# Neck\n\n## Causes\n\nHere are some:\n\n{LOST}\n\n{_items('markdown')}", "markdown"),
    (f"# Neck\n\n## Causes\n\nHere are some.\n\n{_items('markdown', ':')}{LOST}\n", "markdown"),
]


@pytest.mark.parametrize(("text", "form"), LOST_HEADINGS)
def test_item_without_the_heading_that_all_others_have(text: str, form: str) -> None:
    assert places(text, "STR131", form) == [LOST]  # type: ignore[arg-type]


ROW = f"# Neck\n\n## Causes\n\nHere are some:\n\n{_items('markdown')}"
FULL_ROWS = [
    ROW,
    # a paragraph that closes the section, or goes on
    f"{ROW}All of these pass within a week or two.\n",
    f"{ROW}If it lasts longer, see your doctor about it.\n",
    f"{ROW.replace('some:', 'some.')}{LOST}\n",
    f"# Neck\n\n{INTRO}\n\n## Causes\n\n{BODIES[1]}\n\n{LOST}\n\n## Help\n\n{BODIES[2]}\n",
]


@pytest.mark.parametrize("text", FULL_ROWS)
def test_good_rows_lose_nothing(text: str) -> None:
    assert "STR131" not in codes(text)


LABELS = [
    ("- **Cold.** {0}\n- **Strain.** {1}\n- **Screens.** {2}\n- {3}\n", 1),
    ("- Cold: {0}\n- Strain: {1}\n- {3}\n- Stress: {2}\n", 1),
    ("- **Cold.** {0}\n- **Strain.** {1}\n- **Screens.** {2}\n- **Stress.** {3}\n", 0),
    ("- **Cold.** {0}\n- {1}\n- **Screens.** {2}\n- {3}\n", 0),
    ("- {0}\n- {1}\n- {2}\n- {3}\n", 0),
    ("- Cold: {0}\n- Strain: {1}\n- {3}\n", 0),
]


@pytest.mark.parametrize(("frame", "number"), LABELS)
def test_list_item_without_its_label(frame: str, number: int) -> None:
    text = f"# Neck\n\n{INTRO}\n\n{frame.format(*ITEMS.values())}"
    assert codes(text) == ["STR131"] * number


LISTS = [
    ("1. Lie down. 2. Breathe in. 3. Let go.", 1),
    ("Do this: 1) Lie down. 2) Breathe in. 3) Let go.", 1),
    ("• Lie down • Breathe in • Let go", 1),
    ("The trial asked about 1) pain, 2) sleep, and 3) work.", 0),
    ("We looked at (1) pain; (2) sleep; (3) work.", 0),
    ("It took 3. Then 2. Then 1. Nobody knows why it did.", 0),
    ("The first edition is from 2001. The second is from 2011. The third is from 2021.", 0),
    ("1. Lie down.\n2. Breathe in.\n3. Let go.\n", 0),
]


@pytest.mark.parametrize(("text", "number"), LISTS)
def test_lists_typed_into_paragraphs(text: str, number: int) -> None:
    assert codes(f"# Neck\n\n{text}\n") == ["STR151"] * number


def test_numbered_paragraphs_of_html_are_a_list() -> None:
    steps = "".join(f"<p>{n}. {text}</p>" for n, text in enumerate(ITEMS.values(), 1))
    assert codes(f"<h1>Neck</h1><p>{INTRO}</p>{steps}", "html") == ["STR151"]


def test_tables_need_a_head() -> None:
    rows = "<tr><td>Cold</td><td>rest</td></tr><tr><td>Strain</td><td>heat</td></tr>"
    head = "<tr><th>Cause</th><th>Help</th></tr>"
    start = f"<h1>Neck</h1><p>{INTRO}</p>"
    assert codes(f"{start}<table>{rows}</table>", "html") == ["STR152"]
    assert not codes(f"{start}<table>{head}{rows}</table>", "html")
    assert not codes(f'{start}<table role="presentation">{rows}</table>', "html")
    assert not codes(f"{start}<table><tr><td>Cold</td></tr></table>", "html")


FRAGMENTS = [
    (f"The muscles that hold the head up all day long and the\n\n{INTRO}", 1),
    (f"Nobody knows why some people get a stiff neck every winter and others never do,\n\n{INTRO}", 1),
    (f"{INTRO}\n\nand the shoulders hurt as well for a day or two.", 1),
    (f"It comes from one of these, or from\n\n- cold\n- strain\n\n{INTRO}", 0),
    (f"As the old nurse of the ward in which I began to work used to say,\n\n> Rest.\n\n{INTRO}", 0),
    (f"Dr. Anna Berg,\n\n{INTRO}", 0),
    (f"{INTRO}\n\nde Quervain was the first to describe it in a paper.", 0),
    (f"The pain may be in the neck, the shoulder or\n![A neck](neck.png)\n\n{INTRO}", 0),
]


@pytest.mark.parametrize(("text", "number"), FRAGMENTS)
def test_paragraphs_that_are_cut_off(text: str, number: int) -> None:
    assert codes(f"# Neck\n\n{text}\n") == ["STR161"] * number


SPELLING = [
    ("## Common symptons\n\nThe symptoms are mild. Such symptoms pass.", ["symptons"]),
    ("## Common symptoms\n\nThe symptoms are mild. Such symptoms pass.", []),
    ("## Zolmitran\n\nThe symptoms are mild. Such symptoms pass.", []),
    # a name of the author's own, used in the text as well
    ("## The Symptona app\n\nThe Symptona app lists symptoms. Such symptoms pass.", []),
    ("## Common symptons", []),
]


@pytest.mark.parametrize(("text", "expected"), SPELLING)
def test_misspelt_headings(text: str, expected: list[str]) -> None:
    assert places(text, "STR181") == expected


def test_limits_can_be_set() -> None:
    text = "# Neck\n\n1. Lie down. 2. Breathe in. 3. Let go.\n"
    assert not codes(text, context=AuditContext(limits=Limits(numbered_items=4)))


HOSTILE = [
    "",
    "#" * 5000,
    "# \n" * 3000,
    "<nav>" * 3000,
    "<table>" * 500 + "<tr>" * 500,
    "1. A " * 4000,
    "**" * 5000,
    "- a: b\n" * 3000,
    "\x00\ufffc\u202e\n\n## \U0001f600:\n\n\ufffc",
    "a:\n\nB c.\n\n" * 800,
]


@pytest.mark.parametrize("form", ["markdown", "html", "text"])
@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_assessed(text: str, form: str) -> None:
    for check in checks(text, form):  # type: ignore[arg-type]
        assert check.span is not None
        assert check.text == check.span.of(text)
