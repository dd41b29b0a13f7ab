"""JAMA's four benchmarks and what HONcode and E-E-A-T add: who wrote it, from what, when, who paid."""

from __future__ import annotations

from datetime import date

from unspin.audit.medical.facts import Facts
from unspin.audit.medical.items import WARNING, Item
from unspin.audit.medical.sources import GOOD, WEAK, names_of
from unspin.model.check import Assessment, Light

__all__ = ["ITEMS", "assess"]

JAMA = Item(
    "MED100",
    "JAMA benchmarks",
    "JAMA benchmarks 1 to 4 (Silberg, Lundberg and Musacchio 1997)",
    "whether what is named is true",
    "all four of authorship, attribution, disclosure, currency",
)
AUTHOR = Item(
    "MED101",
    "Author with credentials",
    "JAMA benchmark 1 (authorship); HONcode principle 1 (authority); Google E-E-A-T (expertise)",
    "whether the author exists and holds the credentials",
    "a person with a degree or profession",
)
REVIEWER = Item(
    "MED102",
    "Medical review",
    "HONcode principle 1 (authority); Google E-E-A-T for YMYL pages (trust)",
    "whether the review took place and the reviewer knows the field",
    "a reviewer with credentials",
)
DATES = Item(
    "MED103",
    "Dates",
    "JAMA benchmark 4 (currency); HONcode principle 4 (attribution); DISCERN item 5",
    "whether the content is up to date",
    "published and updated, not too long ago",
)
SOURCES = Item(
    "MED104",
    "Sources",
    "JAMA benchmark 2 (attribution); HONcode principle 4 (attribution); DISCERN item 4",
    "whether the sources say what the article says",
    "a list of references, or links to sources",
)
SOURCE_KINDS = Item(
    "MED105",
    "Kinds of sources",
    "Google E-E-A-T (trust); DISCERN item 4",
    "how good the single source is",
    "journals, guidelines, public bodies, hospitals",
)
DISCLOSURE = Item(
    "MED106",
    "Funding and conflicts of interest",
    "JAMA benchmark 3 (disclosure); HONcode principles 7 (financial disclosure) and 8 (advertising)",
    "whether the statement is complete and true",
    "a statement on funding or interests",
)
CONTACT = Item(
    "MED107",
    "Contact",
    "HONcode principle 6 (transparency); Google E-E-A-T (trust)",
    "whether anybody answers",
    "a way to reach the publisher",
)
ITEMS = (JAMA, AUTHOR, REVIEWER, DATES, SOURCES, SOURCE_KINDS, DISCLOSURE, CONTACT)


def assess(facts: Facts) -> tuple[Assessment, ...]:
    """All assessments of this file, JAMA's sum first."""
    author, dates, sources = _author(facts), _dates(facts), _sources(facts)
    disclosure = _disclosure(facts)
    met = {
        "authorship": bool(facts.authors),
        "attribution": facts.sources.any,
        "disclosure": disclosure.light is Light.GREEN,
        "currency": facts.dates.latest is not None,
    }
    return (
        _jama(met),
        author,
        _reviewer(facts),
        dates,
        sources,
        _source_kinds(facts),
        disclosure,
        _contact(facts),
    )


def _jama(met: dict[str, bool]) -> Assessment:
    number = sum(met.values())
    value = f"{number} of 4"
    lacking = ", ".join(name for name, is_met in met.items() if not is_met)
    if not lacking:
        return JAMA.green("All four benchmarks are met.", value)
    message = f"{number} of the four benchmarks {'is' if number == 1 else 'are'} met; missing: {lacking}."
    return JAMA.orange(message, value=value) if number >= 2 else JAMA.red(message, value=value)


def _author(facts: Facts) -> Assessment:
    people = [person for person in facts.authors if person.is_person]
    if not facts.authors:
        return AUTHOR.missing(
            "No author is named.",
            "Name who wrote it, with degree or profession: in front matter, a byline or JSON-LD.",
            WARNING,
        )
    names = "; ".join(person.name for person in facts.authors)
    if any(person.has_credentials for person in people):
        return AUTHOR.green(f"Named with credentials: {names}.")
    if not people:
        message = f"No person is named as the author, only “{names}”."
        return AUTHOR.orange(message, [AUTHOR.check(message, "Name a person with degree or profession.")])
    message = f"The author is named without a degree or profession: {names}."
    return AUTHOR.orange(message, [AUTHOR.check(message, "Add the author's degree or profession.")])


def _reviewer(facts: Facts) -> Assessment:
    names = "; ".join(person.name for person in facts.reviewers)
    if any(person.has_credentials for person in facts.reviewers):
        return REVIEWER.green(f"Named with credentials: {names}.")
    advice = "Have a health professional review it, and name the reviewer with degree or profession."
    if facts.reviewers:
        message = f"The reviewer is named without a degree or profession: {names}."
        return REVIEWER.orange(message, [REVIEWER.check(message, advice)])
    if any(person.has_credentials for person in facts.authors):
        return REVIEWER.orange(
            "No reviewer is named; the author has credentials, so a second reader would be a plus."
        )
    return REVIEWER.missing("No medical reviewer is named.", advice)


def _dates(facts: Facts) -> Assessment:
    dates = facts.dates
    latest = dates.latest
    if latest is None:
        return DATES.missing(
            "No date is given.",
            "Say when the article was published and when it was last updated.",
            WARNING,
        )
    told = _told(dates.published, "published") + _told(dates.updated, "updated")
    value = ", ".join(told)
    problem = _date_problem(facts, latest)
    if problem:
        return DATES.orange(
            problem, [DATES.check(problem, "Review the article and give the date of the review.")], value
        )
    if dates.updated is None:
        return DATES.orange(
            f"Published {dates.published}, but no date of an update or review is given.", value=value
        )
    return DATES.green(f"Dated: {value}.", value)


def _told(day: date | None, word: str) -> list[str]:
    return [f"{word} {day.isoformat()}"] if day else []


def _date_problem(facts: Facts, latest: date) -> str:
    dates, years = facts.dates, facts.limits.review_years
    if dates.published and dates.updated and dates.updated < dates.published:
        return f"The update ({dates.updated}) is earlier than the publication ({dates.published})."
    if facts.today is None:
        return ""
    days = (facts.today - latest).days
    if days < -1:
        return f"The article is dated in the future: {latest}."
    if days > years * 365.25:
        return f"Last updated {latest}, more than {years:g} years ago."
    return ""


def _sources(facts: Facts) -> Assessment:
    sources = facts.sources
    value = f"{sources.listed} listed, {sources.good_links} links"
    if sources.listed:
        marked = (
            "" if sources.has_markers else " The text does not show which statement comes from which source."
        )
        number = f"{sources.listed} source{'s are' if sources.listed > 1 else ' is'} listed."
        return SOURCES.green(number + marked, value)
    if sources.good_links:
        count = sources.good_links
        links = f"{count} link{'s' if count > 1 else ''}"
        message = f"No list of sources, but {links} to journals, guidelines or public bodies."
        return SOURCES.green(message, value) if count >= 2 else SOURCES.orange(message, value=value)
    return SOURCES.missing(
        "No source is named: no list of references, no link to a journal, guideline or public body.",
        "Add a section “References” with the sources of the medical statements.",
    )


def _source_kinds(facts: Facts) -> Assessment:
    kinds = facts.sources.kinds
    if not kinds:
        return SOURCE_KINDS.grey("There are no sources whose kind could be told.")
    good, weak = sum(kinds[kind] for kind in GOOD), sum(kinds[kind] for kind in WEAK)
    value = names_of(kinds, (*GOOD, *WEAK, "other"))
    advice = "Replace them by journals, guidelines or public bodies."
    if weak and weak >= good:
        message = f"Sources that a health article should not rest on: {names_of(kinds, WEAK)}."
        return SOURCE_KINDS.red(message, [SOURCE_KINDS.check(message, advice)], value)
    if weak:
        return SOURCE_KINDS.orange(f"Among the sources: {names_of(kinds, WEAK)}.", value=value)
    if good:
        return SOURCE_KINDS.green(f"Sources: {value}.", value)
    return SOURCE_KINDS.grey("None of the sources is of a kind that this program knows.")


def _disclosure(facts: Facts) -> Assessment:
    keys = (
        "funding",
        "funded_by",
        "sponsor",
        "sponsored",
        "disclosure",
        "disclosures",
        "conflict_of_interest",
        "conflicts",
    )
    if facts.has("disclosure") or any(facts.page.meta.get(key) is not None for key in keys):
        return DISCLOSURE.green("Says who paid, or which interests there are.")
    return DISCLOSURE.missing(
        "Nothing is said on funding or conflicts of interest.",
        "Say in one sentence who paid for the article and whether the authors have interests in the matter.",
    )


def _contact(facts: Facts) -> Assessment:
    has_mail = any(link.target.startswith("mailto:") for link in facts.page.links)
    if has_mail or facts.has("contact"):
        return CONTACT.green("There is a way to reach the publisher.")
    if "<html" not in facts.page.text[:2000].lower():
        return CONTACT.grey("No contact in the article; the template of the site may have one.")
    return CONTACT.orange("No contact is given on the page.")
