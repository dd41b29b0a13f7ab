"""From the report of a post to its row in the report of a site, and from the rows to the totals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from unspin.model.check import Area, Light
from unspin.model.decision import Verdict
from unspin.model.report import AuditReport
from unspin.model.scorecard import Grade
from unspin.model.site import CodeCount, SitePost, SiteReport, SiteTotals

SPUN_CODE = "spun"
"""Stands for the code of spun wording, whose rules are far too many to count one by one."""
_OPEN = (Light.RED, Light.ORANGE)


def site_post(report: AuditReport, corrected: bool, link: str = "") -> SitePost:
    """The row of one post, as it was read or with the corrections made."""
    decisions = [d for d in report.decisions if not d.is_faint]
    review = sum(d.verdict is Verdict.REVIEW for d in decisions)
    open_checks = [c for c in report.checks if not (corrected and c.mended)]
    return SitePost(
        path=report.article.path,
        title=report.page_before.title,
        words=report.before.words,
        spun_before=report.before.spun_score,
        spun_after=report.after.spun_score,
        card_before=report.card_before,
        card_after=report.card_after,
        corrections=len(report.with_verdict(Verdict.APPLIED)),
        for_review=review,
        findings=len(open_checks),
        codes=tuple(_codes(report, corrected)),
        link=link,
    )


def _codes(report: AuditReport, corrected: bool) -> list[CodeCount]:
    open_ends = {Verdict.REVIEW} if corrected else {Verdict.REVIEW, Verdict.APPLIED}
    wordings = (d for d in report.decisions if d.finding.area is Area.SPINNING and not d.is_faint)
    spun = sum(d.verdict in open_ends for d in wordings)
    found = [CodeCount(SPUN_CODE, "Spun wording", Area.SPINNING, spun)] if spun else []
    page = report.page_after if corrected else report.page_before
    for assessment in page.assessments:
        if assessment.light in _OPEN:
            places = max(1, len(assessment.checks))
            found.append(CodeCount(assessment.code, assessment.name, assessment.area, places))
    return found


def totals(site: SiteReport) -> SiteTotals:
    """The sums over all posts; the mean of points is that of the posts that have a card."""
    cards = [card for card in map(site.card, site.posts) if card]
    grades = Counter(card.grade for card in cards)
    return SiteTotals(
        posts=len(site.posts),
        words=sum(post.words for post in site.posts),
        spun=sum(card.still_spun for card in cards),
        points=round(sum(card.points for card in cards) / len(cards)) if cards else 0,
        findings=sum(post.findings for post in site.posts),
        grades={grade.value: grades[grade] for grade in Grade},
    )


def worst_first(site: SiteReport) -> list[SitePost]:
    """The posts by points, then by how spun they are; those without a card come last."""

    def key(post: SitePost) -> tuple[bool, int, float, str]:
        card = site.card(post)
        return card is None, card.points if card else 0, -post.spun_before, post.path

    return sorted(site.posts, key=key)


def most_frequent(posts: Sequence[SitePost]) -> list[tuple[CodeCount, int]]:
    """Each code with its places in all posts, and the number of posts that have it; most posts first."""
    in_posts: Counter[str] = Counter()
    sums: dict[str, CodeCount] = {}
    for post in posts:
        for found in post.codes:
            in_posts[found.code] += 1
            known = sums.get(found.code)
            places = found.places + (known.places if known else 0)
            sums[found.code] = CodeCount(found.code, found.name, found.area, places)
    rows = [(count, in_posts[code]) for code, count in sums.items()]
    return sorted(rows, key=lambda row: (-row[1], -row[0].places, row[0].code))
