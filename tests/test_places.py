"""The scoping probe: one pair in every place where a phrase can stand in a post (PEERS 1c, issue 2).

Every case stands in a post that real evidence shows to be spun, and goes the whole way; the
expected output is compared byte for byte.
"""

# ruff: noqa: E501 - in the tables a case is a line

from __future__ import annotations

import pytest

from lab import PROBE, Lab, make_rules
from unspin.model.article import Article, ArticleFormat
from unspin.model.decision import Verdict

OTHERS = """
bosom malignancy: breast cancer
sugar sickness: diabetes
electrolyte uneven character: electrolyte imbalance
"""
RULES = make_rules(PROBE + "\n" + OTHERS)
LAB = Lab(rules=RULES, spun=False)

SPUN = "Bosom malignancies, sugar sickness and electrolyte uneven characters."
TRUE = "Breast cancers, diabetes and electrolyte imbalances."
KEPT = ""
"""Stands for "the output is the input"."""

MARKDOWN = {
    "front matter title": ("---\ntitle: Muscle fits at night\n---\n", "---\ntitle: Muscle spasms at night\n---\n"),
    "title in double quotes": ('---\ntitle: "Muscle fits"\n---\n', '---\ntitle: "Muscle spasms"\n---\n'),
    "title in single quotes": ("---\ntitle: 'Bob''s muscle fits'\n---\n", "---\ntitle: 'Bob''s muscle spasms'\n---\n"),
    "front matter description": (
        "---\ndescription: >\n  Why muscle\n  fits pass.\n---\n",
        "---\ndescription: >\n  Why muscle\n  spasms pass.\n---\n",
    ),
    "toml title": ('+++\ntitle = "Muscle fits"\n+++\n', '+++\ntitle = "Muscle spasms"\n+++\n'),
    "slug": ("---\nslug: muscle-fits\n---\n", KEPT),
    "other front matter keys": ("---\ntags: [muscle fits]\nimage: muscle fits.png\n---\n", KEPT),
    "front matter comment": ("---\ntitle: Back # muscle fits\n---\n", KEPT),
    "heading": ("# Why muscle fits pass\n", "# Why muscle spasms pass\n"),
    "underlined heading": ("Muscle fits\n===========\n", "Muscle spasms\n===========\n"),
    "closed heading": ("## Muscle fits ##\n", "## Muscle spasms ##\n"),
    "paragraph": ("When muscle fits come, stop.\n", "When muscle spasms come, stop.\n"),
    "bullet": ("* one\n* muscle fits\n", "* one\n* muscle spasms\n"),
    "nested bullet": ("- one\n  - muscle\n    fits\n", "- one\n  - muscle\n    spasms\n"),
    "numbered list": ("1. muscle fits\n2. more\n", "1. muscle spasms\n2. more\n"),
    "task list": ("- [ ] muscle fits\n- [x] done\n", "- [ ] muscle spasms\n- [x] done\n"),
    "table head": ("| muscle fits | b |\n|---|---|\n| c | d |\n", "| muscle spasms | b |\n|---|---|\n| c | d |\n"),
    "table cell": ("| a | b |\n|---|---|\n| muscle fits | d |\n", "| a | b |\n|---|---|\n| muscle spasms | d |\n"),
    "footnote": ("See[^1].\n\n[^1]: On muscle fits.\n", "See[^1].\n\n[^1]: On muscle spasms.\n"),
    "link text": ("See [muscle fits](/a/muscle-fits).\n", "See [muscle spasms](/a/muscle-fits).\n"),
    "link text with a label": (
        "See [muscle fits][m].\n\n[m]: /muscle-fits\n",
        "See [muscle spasms][m].\n\n[m]: /muscle-fits\n",
    ),
    "link title": ('See [this](/a "muscle fits").\n', KEPT),
    "image alt": ("![A muscle fit](muscle-fits.png)\n", "![A muscle spasm](muscle-fits.png)\n"),
    "raw html block": ("<div>\n<p>muscle fits</p>\n</div>\n", "<div>\n<p>muscle spasms</p>\n</div>\n"),
    "raw html inline": ("All <span>muscle fits</span>.\n", "All <span>muscle spasms</span>.\n"),
    "soft wrap": ("All muscle\nfits pass.\n", "All muscle\nspasms pass.\n"),
    "soft wrap, CRLF": ("All muscle\r\nfits pass.\r\n", "All muscle\r\nspasms pass.\r\n"),
    "hard break": ("All muscle  \nfits pass.\n", "All muscle  \nspasms pass.\n"),
    "emphasis on the last word": ("All muscle *fits* pass.\n", "All muscle *spasms* pass.\n"),
    "emphasis on the first word": ("All *muscle* fits pass.\n", "All *muscle* spasms pass.\n"),
    "bold": ("All **muscle fits** pass.\n", "All **muscle spasms** pass.\n"),
    "bold and wrap": ("All **muscle\nfits** pass.\n", "All **muscle\nspasms** pass.\n"),
    "underscores": ("All _muscle_ __fits__ pass.\n", "All _muscle_ __spasms__ pass.\n"),
    "struck out": ("All ~~muscle fits~~ pass.\n", "All ~~muscle spasms~~ pass.\n"),
    "tags": ("All muscle <b>fits</b> pass.\n", "All muscle <b>spasms</b> pass.\n"),
    "no-break space": ("All muscle\u00a0fits pass.\n", "All muscle\u00a0spasms pass.\n"),
    "narrow no-break space": ("All muscle\u202ffits pass.\n", "All muscle\u202fspasms pass.\n"),
    "entity": ("All muscle&nbsp;fits pass.\n", "All muscle&nbsp;spasms pass.\n"),
    "numeric entity": ("All muscle&#160;fits pass.\n", "All muscle&#160;spasms pass.\n"),
    "two spaces": ("All muscle  fits pass.\n", "All muscle  spasms pass.\n"),
    "hyphen": ("All muscle-fit pain.\n", "All muscle-spasm pain.\n"),
    "no-break hyphen": ("All muscle\u2011fit pain.\n", "All muscle\u2011spasm pain.\n"),
    "title case": ("## Living With Muscle Fits\n", "## Living With Muscle Spasms\n"),
    "upper case": ("NO MORE MUSCLE FITS.\n", "NO MORE MUSCLE SPASMS.\n"),
    "sentence start": ("Muscle fits pass. Muscle fits pass.\n", "Muscle spasms pass. Muscle spasms pass.\n"),
    "singular": ("One muscle fit passs.\n", "One muscle spasm passs.\n"),
    "possessive": ("A muscle fit's pain.\n", "A muscle spasm's pain.\n"),
    "before punctuation": ("(muscle fits), muscle fits; muscle fits!\n", "(muscle spasms), muscle spasms; muscle spasms!\n"),
    "beside emoji": ("😀 muscle fits 😀\n", "😀 muscle spasms 😀\n"),
    "longer word": ("The muscle fitsx, muscle fitness, xmuscle fits, muscle fits2.\n", KEPT),
    "over a sentence end": ("It moves a muscle. Fits of rage.\n", KEPT),
    "over a comma": ("Bone, muscle, fits of rage.\n", KEPT),
    "over paragraphs": ("It moves a muscle\n\nfits of rage\n", KEPT),
    "inline code": ("Type `muscle fits` here.\n", KEPT),
    "split by code": ("Type muscle `x` fits here.\n", KEPT),
    "fence": ("```\nmuscle fits\n```\n", KEPT),
    "tilde fence": ("~~~text\nmuscle fits\n~~~\n", KEPT),
    "indented code": ("Text.\n\n    muscle fits\n", KEPT),
    "URL": ("See https://example.org/muscle-fits now.\n", KEPT),
    "URL without scheme": ("See www.example.org/muscle-fits now.\n", KEPT),
    "autolink": ("See <https://example.org/muscle-fits> now.\n", KEPT),
    "mail address": ("Write to muscle-fits@example.org now.\n", KEPT),
    "link target": ("See [this](/muscle-fits) now.\n", KEPT),
    "link definition": ('See [this][m].\n\n[m]: /muscle-fits "muscle fits"\n', KEPT),
    "image title": ('![x](a.png "muscle fits")\n', KEPT),
    "html attribute": ('<div data-x="muscle fits" title="muscle fits">x</div>\n', KEPT),
    "html comment": ("<!-- muscle fits -->\n", KEPT),
    "comment in a line": ("Here <!-- muscle fits --> goes.\n", KEPT),
    "script": ("<script>\nlet a = 'muscle fits';\n</script>\n", KEPT),
    "style": ("<style>\n.a::before {content: 'muscle fits'}\n</style>\n", KEPT),
    "raw code": ("Type <code>muscle fits</code> here.\n", KEPT),
    "raw pre": ("<pre>\nmuscle fits\n</pre>\n", KEPT),
    "short code": ('{{< figure caption="muscle fits" >}}\n', KEPT),
    "liquid": ('{% include x.html text="muscle fits" %}\n', KEPT),
    "block quotation": ("> Bad muscle fits hurt.\n", KEPT),
    "quoted speech": ("She said “bad muscle fits hurt” to us.\n", KEPT),
    "straight quotes": ('She said "bad muscle fits hurt" to us.\n', KEPT),
    "reference list": ("## References\n\n1. Doe J. Muscle fits. 2019.\n\n## End\n", KEPT),
}  # fmt: skip

HTML = {
    "title": ("<title>Muscle fits</title>", "<title>Muscle spasms</title>"),
    "meta description": (
        '<meta name="description" content="All muscle fits.">',
        '<meta name="description" content="All muscle spasms.">',
    ),
    "og:title": ('<meta property="og:title" content="All muscle fits">', '<meta property="og:title" content="All muscle spasms">'),
    "meta keywords": ('<meta name="keywords" content="muscle fits">', KEPT),
    "heading": ("<h1>All muscle fits</h1>", "<h1>All muscle spasms</h1>"),
    "paragraph": ("<p>All muscle fits.</p>", "<p>All muscle spasms.</p>"),
    "list": ("<ul><li>muscle fits<li>more</ul>", "<ul><li>muscle spasms<li>more</ul>"),
    "definition list": ("<dl><dt>muscle fits<dd>muscle fits</dl>", "<dl><dt>muscle spasms<dd>muscle spasms</dl>"),
    "table": (
        "<table><caption>muscle fits</caption><tr><th>muscle fits</th><td>muscle fits</td></tr></table>",
        "<table><caption>muscle spasms</caption><tr><th>muscle spasms</th><td>muscle spasms</td></tr></table>",
    ),
    "figure": ("<figcaption>muscle fits</figcaption>", "<figcaption>muscle spasms</figcaption>"),
    "alt": ('<img src="muscle-fits.png" alt="a muscle fit">', '<img src="muscle-fits.png" alt="a muscle spasm">'),
    "link text": ('<a href="/muscle-fits" title="muscle fits">muscle fits</a>', '<a href="/muscle-fits" title="muscle fits">muscle spasms</a>'),
    "wrap": ("<p>all muscle\n   fits pass</p>", "<p>all muscle\n   spasms pass</p>"),
    "emphasis": ("<p>all muscle <em>fits</em> pass</p>", "<p>all muscle <em>spasms</em> pass</p>"),
    "strong": ("<p><strong>muscle</strong> fits</p>", "<p><strong>muscle</strong> spasms</p>"),
    "tag with attributes": (
        '<p>muscle <span class="muscle fits">fits</span></p>',
        '<p>muscle <span class="muscle fits">spasms</span></p>',
    ),
    "comment between": ("<p>muscle <!-- muscle fits -->fits</p>", KEPT),
    "nbsp": ("<p>muscle&nbsp;fits</p>", "<p>muscle&nbsp;spasms</p>"),
    "hex entity": ("<p>muscle&#xA0;fits</p>", "<p>muscle&#xA0;spasms</p>"),
    "bare no-break space": ("<p>muscle\u00a0fits</p>", "<p>muscle\u00a0spasms</p>"),
    "two spaces": ("<p>muscle  fits</p>", "<p>muscle  spasms</p>"),
    "beside an entity": ("<p>heat &amp; muscle fits</p>", "<p>heat &amp; muscle spasms</p>"),
    "upper case": ("<P>MUSCLE FITS</P>", "<P>MUSCLE SPASMS</P>"),
    "after a bare ampersand": ("<p>A & B muscle fits</p>", "<p>A & B muscle spasms</p>"),
    "unclosed": ("<p>all <b>muscle fits", "<p>all <b>muscle spasms"),
    "summary": ("<details><summary>muscle fits</summary>x</details>", "<details><summary>muscle spasms</summary>x</details>"),
    "over blocks": ("<p>muscle</p><p>fits</p>", KEPT),
    "over cells": ("<tr><td>muscle</td><td>fits</td></tr>", KEPT),
    "longer word": ("<p>muscle fits<b>x</b></p>", KEPT),
    "pre": ("<pre>muscle fits</pre>", KEPT),
    "code": ("<p><code>muscle fits</code></p>", KEPT),
    "kbd": ("<p><kbd>muscle fits</kbd></p>", KEPT),
    "JSON-LD": ('<script type="application/ld+json">{"name": "muscle fits"}</script>', KEPT),
    "script": ("<script>let a = 'muscle fits' < 1;</script>", KEPT),
    "style": ("<style>.a::after{content:'muscle fits'}</style>", KEPT),
    "comment": ("<!-- muscle fits -->", KEPT),
    "attributes": ('<p id="muscle-fits" data-a="muscle fits" title="muscle fits">x</p>', KEPT),
    "aria label": ('<button aria-label="muscle fits">x</button>', KEPT),
    "textarea": ("<textarea>muscle fits</textarea>", KEPT),
    "translate=no": ('<p translate="no">muscle fits</p>', KEPT),
    "cite": ("<p><cite>Bad muscle fits</cite></p>", KEPT),
    "svg": ("<svg><text>muscle fits</text></svg>", KEPT),
    "block quotation": ("<blockquote><p>bad muscle fits</p></blockquote>", KEPT),
    "q": ("<p>She said <q>bad muscle fits</q>.</p>", KEPT),
    "quotation marks": ("<p>She said &ldquo;bad muscle fits&rdquo;.</p>", KEPT),
}  # fmt: skip

REVIEWED = (
    "block quotation",
    "quoted speech",
    "straight quotes",
    "q",
    "quotation marks",
)


def post(form: ArticleFormat, place: str, prose: str) -> str:
    """A whole post around the place. The place comes first: front matter can stand nowhere else."""
    if form == "markdown":
        return f"{place}\n{prose}\n"
    return f"<html>\n{place}\n<p>{prose}</p>\n</html>\n"


def case_list() -> list[object]:
    both: tuple[tuple[ArticleFormat, dict[str, tuple[str, str]]], ...] = (
        ("markdown", MARKDOWN),
        ("html", HTML),
    )
    return [
        pytest.param(form, before, after or before, id=f"{form}: {name}")
        for form, cases in both
        for name, (before, after) in cases.items()
    ]


@pytest.mark.parametrize(("form", "before", "after"), case_list())
def test_the_place_comes_out_right(form: ArticleFormat, before: str, after: str) -> None:
    report = LAB.clean(Article("post", post(form, before, SPUN), form), with_audit=False)
    assert report.correction.text == post(form, after, TRUE)
    again = LAB.clean(Article("post", report.correction.text, form), with_audit=False)
    assert not again.correction.edits


@pytest.mark.parametrize("name", REVIEWED)
def test_quotations_are_shown_for_review(name: str) -> None:
    form: ArticleFormat = "markdown" if name in MARKDOWN else "html"
    places = MARKDOWN if name in MARKDOWN else HTML
    report = LAB.clean(Article("post", post(form, places[name][0], SPUN), form), with_audit=False)
    (shown,) = report.with_verdict(Verdict.REVIEW)
    assert "only a person may change it" in shown.reason


def joined(cases: dict[str, tuple[str, str]], after: bool) -> str:
    """All places in one post, front matter left out."""
    parts = [(new or old) if after else old for old, new in cases.values()]
    return "\n".join(part for part in parts if not part.startswith(("---", "+++")))


@pytest.mark.parametrize(("form", "cases"), [("markdown", MARKDOWN), ("html", HTML)])
def test_all_places_in_one_post(form: ArticleFormat, cases: dict[str, tuple[str, str]]) -> None:
    text = joined(cases, after=False)
    report = Lab(rules=RULES).clean(Article("post", post(form, text, SPUN), form), with_audit=False)
    assert report.correction.text == post(form, joined(cases, after=True), TRUE)


def test_the_same_places_in_a_clean_post_stay() -> None:
    text = MARKDOWN["paragraph"][0] + "\n" + "A clean sentence about health and rest. " * 40
    report = LAB.clean(Article("post", text, "markdown"), with_audit=False)
    assert not report.correction.edits
