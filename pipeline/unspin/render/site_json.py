"""The report of a site as JSON (``index.json``), described by ``reports/site.schema.json``."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from unspin.model.site import SitePost, SiteReport
from unspin.render.json_card import card_to_dict
from unspin.render.site_rows import most_frequent, totals, worst_first
from unspin.render.wording import tool_version

SCHEMA_VERSION = 1
KIND = "site"


def render_site_json(site: SiteReport) -> str:
    """The whole report, worst post first, as indented JSON with a final newline."""
    history = site.earlier.history if site.earlier else ()
    value = {
        "schema_version": SCHEMA_VERSION,
        "kind": KIND,
        "tool": {"name": "unspin", "version": tool_version()},
        "corrected": site.corrected,
        "totals": asdict(totals(site)),
        "history": [asdict(run) for run in history],
        "codes": [
            {"code": c.code, "name": c.name, "area": c.area.value, "posts": posts, "places": c.places}
            for c, posts in most_frequent(site.posts)
        ],
        "posts": [_post(site, post) for post in worst_first(site)],
        "errors": [{"path": path, "message": message} for path, message in site.errors],
    }
    text = json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _post(site: SiteReport, post: SitePost) -> dict[str, Any]:
    card = site.card(post)
    known = site.earlier.points.get(post.path) if site.earlier else None
    return {
        "path": post.path,
        "title": post.title,
        "report": post.link,
        "words": post.words,
        "spun_score": {"before": round(post.spun_before, 4), "after": round(post.spun_after, 4)},
        "corrections": post.corrections,
        "for_review": post.for_review,
        "findings": post.findings,
        "earlier_points": known,
        "points": card.points if card else None,
        "score_card": {"before": card_to_dict(post.card_before), "after": card_to_dict(post.card_after)},
        "codes": {c.code: c.places for c in post.codes},
    }
