"""Runs the posts of ``tests/yoast/posts`` through Yoast's own assessors (in node) and through unspin."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import pytest

from unspin.audit import readability, seo
from unspin.audit.context import AuditContext
from unspin.audit.seo.pixels import pixel_width
from unspin.audit.totals import readability_total, seo_total
from unspin.audit.yoast import light_of
from unspin.model.article import Article
from unspin.model.page import Page
from unspin.page import read_page
from unspin.parse import parse

HERE = Path(__file__).parent / "yoast"
PACKAGE = HERE / "package.json"
POSTS = sorted((HERE / "posts").iterdir())
IDENTIFIERS = {
    "introductionKeyword": "SEO101",
    "keyphraseLength": "SEO102",
    "keyphraseDensity": "SEO103",
    "metaDescriptionKeyword": "SEO104",
    "metaDescriptionLength": "SEO105",
    "subheadingsKeyword": "SEO106",
    "textCompetingLinks": "SEO107",
    "imageKeyphrase": "SEO108",
    "images": "SEO109",
    "textLength": "SEO110",
    "externalLinks": "SEO111",
    "internalLinks": "SEO112",
    "keyphraseInSEOTitle": "SEO113",
    "titleWidth": "SEO114",
    "slugKeyword": "SEO115",
    "functionWordsInKeyphrase": "SEO116",
    "singleH1": "SEO117",
    "keyphraseDistribution": "SEO119",
    "textTitleAssessment": "SEO120",
    "imageAltTags": "SEO121",
    "subheadingsTooLong": "REA101",
    "textParagraphTooLong": "REA102",
    "textSentenceLength": "REA103",
    "textTransitionWords": "REA104",
    "passiveVoice": "REA105",
    "sentenceBeginnings": "REA106",
    "textPresence": "REA107",
    "textAlignment": "REA109",
    "listsPresence": "REA110",
}
"""The assessments that both have. Left out: what needs Yoast's own data or site."""

Scores = dict[str, int | None]


def page_of(path: Path) -> Page:
    form = "html" if path.suffix == ".html" else "markdown"
    return read_page(parse(Article(str(path), path.read_text("utf-8"), form)))


def our_scores(page: Page) -> Scores:
    found = [*seo.assess(page, AuditContext()), *readability.assess(page, AuditContext())]
    scores: Scores = {a.code: a.score for a in found}
    return scores | {"seo": seo_total(found), "readability": readability_total(found)}


def colour(score: int | None) -> str:
    return "none" if score is None else light_of(score).value


def yoasts_scores(pages: dict[str, Page]) -> dict[str, Scores]:
    """Yoast's scores by our codes. Skips the test where Yoast cannot be had."""
    folder = installed_yoast()
    posts = [_for_yoast(name, page) for name, page in pages.items()]
    done = subprocess.run(  # noqa: S603
        [_program("node"), str(HERE / "assess.cjs")],
        env=os.environ | {"NODE_PATH": str(folder / "node_modules")},
        input=json.dumps(posts),
        capture_output=True,
        encoding="utf-8",
        timeout=150,
        check=True,
    )
    raw: dict[str, dict[str, int]] = json.loads(done.stdout)
    totals = {"seo": "total:SEOAssessor", "readability": "total:contentAssessor"}
    cornerstone = {"seo": "total:cornerstoneSEOAssessor", "readability": "total:cornerstoneContentAssessor"}
    return {
        name: {code: found[key] for key, code in IDENTIFIERS.items() if key in found}
        | {total: found.get(totals[total], found.get(cornerstone[total])) for total in totals}
        for name, found in raw.items()
    }


def installed_yoast() -> Path:
    """The folder with Yoast's package, installed by npm into a cache; never in the repository."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        pytest.skip("node and npm are needed to run Yoast's own analysis")
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "unspin-tests"
    target = cache / f"yoast-{hashlib.sha256(PACKAGE.read_bytes()).hexdigest()[:12]}"
    if not target.is_dir():
        cache.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=cache) as fresh:
            _install(npm, Path(fresh) / "package")
            with contextlib.suppress(OSError):  # another worker was faster
                (Path(fresh) / "package").rename(target)
    return target


def _install(npm: str, folder: Path) -> None:
    folder.mkdir()
    shutil.copyfile(PACKAGE, folder / "package.json")
    command = [npm, "install", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"]
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        pytest.skip("npm could not fetch Yoast's package in time")
    if done.returncode:
        pytest.skip(f"npm cannot install Yoast's package: {done.stderr.strip()[:200]}")


def _program(name: str) -> str:
    found = shutil.which(name)
    assert found
    return found


def _for_yoast(name: str, page: Page) -> dict[str, Any]:
    """A post as Yoast's plugin would hand it over: the body alone, the rest in fields."""
    text, markdown = page.text, page.document.article.format == "markdown"
    body = text.split("---\n", 2)[2] if markdown else re.sub(r"(?s)^.*<body>|</body>.*$", "", text)
    dated = page.meta.get("date")
    return {
        "id": name,
        "format": "markdown" if markdown else "html",
        "body": body,
        "keyphrase": page.keyphrase,
        "synonyms": ", ".join(page.synonyms),
        "title": page.title,
        "titleWidth": pixel_width(page.title),  # Yoast has the browser measure it
        "description": page.description,
        "slug": page.slug,
        "cornerstone": page.cornerstone,
        "date": "Mar 5, 2026" if dated else "",
        "permalink": f"https://www.example.com/{page.slug}/",
    }
