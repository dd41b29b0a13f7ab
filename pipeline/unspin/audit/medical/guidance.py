"""Guidance for the reader: disclaimer, urgent care, a professional; items of DISCERN and PEMAT-P."""

from __future__ import annotations

from dataclasses import dataclass

from unspin.audit.medical.facts import Facts
from unspin.audit.medical.items import Item
from unspin.model.check import Assessment
from unspin.model.document import BlockKind

__all__ = ["ITEMS", "assess"]

DISCLAIMER = Item(
    "MED111",
    "Disclaimer",
    "HONcode principle 2 (complementarity)",
    "whether a template of the site adds one",
    "“does not replace advice from your doctor”",
)
URGENT = Item(
    "MED112",
    "When to seek urgent care",
    "Google YMYL (harm to health); PEMAT-P item 20; no item of JAMA or DISCERN",
    "whether the warning signs are the right ones and all of them",
    "warning signs and whom to call",
)
PROFESSIONAL = Item(
    "MED113",
    "Advice to see a professional",
    "HONcode principle 2 (complementarity); PEMAT-P item 20",
    "whether the advice comes at the right point",
    "says when to see a professional",
)
RISKS = Item(
    "MED132",
    "Risks of treatments",
    "DISCERN item 11",
    "whether the risks of each treatment are named, and are right",
    "side effects, harms or limits beside the benefits",
)
AIMS = Item(
    "MED141",
    "Purpose",
    "DISCERN item 1; PEMAT-P item 1",
    "whether the aim is kept (DISCERN items 2 and 3)",
    "the introduction says what the page is for",
)
SUMMARY = Item(
    "MED142",
    "Summary",
    "PEMAT-P item 11",
    "whether the summary holds the main points",
    "key points or a summary",
)
STEPS = Item(
    "MED143",
    "Action in steps",
    "PEMAT-P items 20 and 22",
    "whether the steps are right and can be done",
    "at least one list of things to do",
)
ADDRESS = Item("MED144", "Speaks to the reader", "PEMAT-P item 21", "the tone", "“you” and “your”")


@dataclass(frozen=True, slots=True)
class Soft:
    """An item that is met by certain wordings, which may be there in other words."""

    item: Item
    group: str
    met: str
    missing: str


SOFT = (
    Soft(
        Item(
            "MED131",
            "Benefits of treatments",
            "DISCERN item 10",
            "whether each treatment's benefits are named, and are right",
        ),
        "benefit",
        "Says what treatments can do.",
        "Does not say what the treatments can do.",
    ),
    Soft(
        Item(
            "MED133",
            "Without treatment",
            "DISCERN item 12",
            "whether the course without treatment is described rightly",
        ),
        "no_treatment",
        "Says what can happen without treatment.",
        "Does not seem to say what happens without treatment.",
    ),
    Soft(
        Item(
            "MED134",
            "Quality of life",
            "DISCERN item 13",
            "how well daily life with a treatment is described",
        ),
        "life",
        "Mentions daily life.",
        "Does not seem to say how treatments affect daily life.",
    ),
    Soft(
        Item("MED135", "More than one choice", "DISCERN item 14", "whether the choices are complete"),
        "options",
        "Says that there are several choices.",
        "Does not seem to say that there is more than one choice.",
    ),
    Soft(
        Item("MED136", "Shared decision", "DISCERN item 15", "whether it helps to decide"),
        "shared",
        "Supports deciding together with a professional.",
        "Does not seem to support deciding together with a professional.",
    ),
    Soft(
        Item("MED137", "Uncertainty", "DISCERN item 8", "whether the doubts that experts have are all named"),
        "uncertainty",
        "Says where knowledge is uncertain.",
        "Does not seem to say where knowledge is uncertain.",
    ),
)
ITEMS = (
    DISCLAIMER,
    URGENT,
    PROFESSIONAL,
    SOFT[0].item,
    RISKS,
    *(soft.item for soft in SOFT[1:]),
    AIMS,
    SUMMARY,
    STEPS,
    ADDRESS,
)

MOSTLY = 4
"""Of the wordings in ``SOFT``, so many missing are no matter of other words any more."""
ENOUGH_RISKS = 3
"""Places on risks beside treatments from which an article speaks of both."""
_INTRO_PASSAGES = 12
_RISK_SECTIONS = (
    "treat",
    "risk",
    "side effect",
    "medic",
    "drug",
    "option",
    "benefit",
    "surg",
    "therap",
    "complication",
    "safe",
    "harm",
)


def assess(facts: Facts) -> tuple[Assessment, ...]:
    """All assessments of this file."""
    soft = _soft(facts)
    return (
        _disclaimer(facts),
        _urgent(facts),
        _professional(facts),
        soft[0],
        _risks(facts),
        *soft[1:],
        _aims(facts),
        _summary(facts),
        _steps(facts),
        _address(facts),
    )


def _disclaimer(facts: Facts) -> Assessment:
    if facts.has("disclaimer") or facts.page.meta.get("disclaimer"):
        return DISCLAIMER.green("Says that it does not replace a professional.")
    return DISCLAIMER.missing(
        "No disclaimer says that the article does not replace a professional; the site may add one.",
        "Add a sentence such as “This article does not replace advice from your doctor”.",
    )


def _urgent(facts: Facts) -> Assessment:
    if not facts.topic.is_illness:
        return URGENT.grey("The article is not about an illness, a symptom or a treatment.")
    if facts.in_text("urgent"):
        return URGENT.green("Says when to get help at once.")
    return URGENT.missing(
        "Does not say when to seek urgent care.",
        "List the warning signs, and say whom to call.",
    )


def _professional(facts: Facts) -> Assessment:
    if facts.in_text("professional"):
        return PROFESSIONAL.green("Advises readers to see a professional.")
    return PROFESSIONAL.missing(
        "Does not advise readers to see a professional.",
        "Say when to see a doctor, and what to ask.",
    )


def _soft(facts: Facts) -> tuple[Assessment, ...]:
    if not facts.topic.has_treatment:
        return tuple(soft.item.grey("The article does not discuss treatments.") for soft in SOFT)
    missing = [soft for soft in SOFT if not facts.in_text(soft.group)]
    found = []
    for soft in SOFT:
        if soft not in missing:
            found.append(soft.item.green(soft.met))
        elif len(missing) >= MOSTLY:
            found.append(soft.item.red(soft.missing))
        else:
            found.append(soft.item.orange(soft.missing))
    return tuple(found)


def _risks(facts: Facts) -> Assessment:
    if not facts.topic.has_treatment:
        return RISKS.grey("The article does not discuss treatments.")
    treated = {spot.passage.block.index for spot in facts.in_text("treatment")}
    near = [
        spot
        for spot in facts.in_text("risk")
        if not treated.isdisjoint(_around(spot.passage.block.index))
        or any(word in spot.passage.section for word in _RISK_SECTIONS)
    ]
    if len(near) >= ENOUGH_RISKS:
        return RISKS.green("Speaks of risks beside treatments.", str(len(near)))
    if near:
        return RISKS.orange("Hardly speaks of risks beside treatments.", value=str(len(near)))
    message = "Treatments are described without their risks or side effects."
    check = RISKS.check(message, "Name for each treatment what can go wrong, and who should not use it.")
    return RISKS.red(message, [check], "0")


def _around(index: int) -> range:
    """A block and its neighbours: cells of a table, items of a list."""
    return range(index - 1, index + 2)


def _aims(facts: Facts) -> Assessment:
    top = [p for p in facts.passages if p.is_running or p.block.kind is BlockKind.DESCRIPTION][
        :_INTRO_PASSAGES
    ]
    early = {id(passage) for passage in top}
    if any(id(spot.passage) in early for spot in facts.spots["aims"]):
        return AIMS.green("The introduction says what the page is for.")
    return AIMS.orange("The introduction does not seem to say what the page is for, and for whom.")


def _summary(facts: Facts) -> Assessment:
    if facts.in_text("summary") or any(
        key in facts.page.meta for key in ("key_points", "key_takeaways", "tldr")
    ):
        return SUMMARY.green("There is a summary.")
    return SUMMARY.orange("No summary or key points are marked as such.")


def _steps(facts: Facts) -> Assessment:
    if any(view.items for view in facts.page.lists) and facts.in_text("action"):
        return STEPS.green("Things to do stand in a list.")
    if facts.page.lists:
        return STEPS.orange("There are lists, but none is introduced as things to do.")
    return STEPS.orange("No list tells the reader what to do, step by step.")


def _address(facts: Facts) -> Assessment:
    words = sum(len(passage.words) for passage in facts.passages)
    you = sum(
        word.text in ("you", "your", "you're", "you'll", "yours", "yourself")
        for p in facts.passages
        for word in p.words
    )
    share = round(100 * you / words, 1) if words else 0.0
    value = f"{share:g} per 100 words"
    if share >= facts.limits.reader_words:
        return ADDRESS.green("Speaks to the reader.", value)
    return ADDRESS.orange("Hardly speaks to the reader (“you”).", value=value)
