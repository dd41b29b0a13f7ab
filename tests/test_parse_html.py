"""HTML: kinds, levels, flow and the way back, protected places, hostile input."""

# ruff: noqa: E501 - in the tables a case is a line

from __future__ import annotations

import time

import pytest
from hypothesis import HealthCheck, given, settings

from lab import document_of, flows, protected_of
from parse_checks import check, texts
from unspin.errors import InputError
from unspin.model.document import BlockKind, Protection
from unspin.parse.flow import OBJECT

P, H, L, C, G, A, D, T = (
    BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.LIST_ITEM, BlockKind.TABLE_CELL, BlockKind.CAPTION,
    BlockKind.ALT, BlockKind.DESCRIPTION, BlockKind.TITLE,
)  # fmt: skip

BLOCKS: dict[str, list[tuple[BlockKind, int, str]]] = {
    "<title>a &amp; b</title>": [(T, 0, "a & b")],
    "<meta name=description content='a b'>": [(D, 0, "a b")],
    '<META NAME="Description" CONTENT="a &#233;">': [(D, 0, "a é")],
    '<meta property="og:description" content="a"><meta name="twitter:title" content="b">': [(D, 0, "a"), (T, 0, "b")],
    '<meta name="viewport" content="width">': [],
    "<h1>a</h1><h2 id=x>b <i>c</i></h2><h6>d</h6>": [(H, 1, "a"), (H, 2, "b c"), (H, 6, "d")],
    "<p>a<p>b": [(P, 0, "a"), (P, 0, "b")],
    "a<div>b<p>c</p>d</div>e": [(P, 0, "a"), (P, 0, "b"), (P, 0, "c"), (P, 0, "d"), (P, 0, "e")],
    "<ul><li>a<li>b<ul><li>c</ul></ul>": [(L, 0, "a"), (L, 0, "b"), (L, 0, "c")],
    "<table><caption>a</caption><tr><th>b<td>c</table>": [(G, 0, "a"), (C, 0, "b"), (C, 0, "c")],
    "<figure><img alt='a b' src=c><figcaption>d</figcaption></figure>": [(A, 0, "a b"), (G, 0, "d")],
    "<p>a <img alt=b> c</p>": [(A, 0, "b"), (P, 0, f"a {OBJECT} c")],
    "<p>a<br>b<br/>c</p>": [(P, 0, "a b c")],
    "<p>a <code>b</code> c</p>": [(P, 0, f"a {OBJECT} c")],
    "<p>a <b>b</b><i>c</i></p>": [(P, 0, "a bc")],
    "<p>a\n   b\r\nc</p>": [(P, 0, "a b c")],
    "<p>a &lt;b&gt; &nbsp;&hellip; &unknown; &#x41;</p>": [(P, 0, "a <b> \u00a0… &unknown; A")],
    "<p>a & b &amp c</p>": [(P, 0, "a & b & c")],
    "<p>a</div></b> c</p>": [(P, 0, "a"), (P, 0, " c")],
    "<p title='a": [],
    "<p>a <b title='c d": [(P, 0, "a ")],
    "<!DOCTYPE html><html><body>a</body></html>": [(P, 0, "a")],
    "\ufeff<p>a</p>": [(P, 0, "a")],
    "---\ntitle: a\n---\n<p>b</p>": [(T, 0, "a"), (P, 0, "b")],
    "<p>😀 e\u0301 <b>x</b></p>": [(P, 0, "😀 e\u0301 x")],
    "<noscript>a</noscript><template>b</template><svg>c</svg>d": [(P, 0, f"{OBJECT * 3}d")],
}  # fmt: skip


@pytest.mark.parametrize("text", BLOCKS)
def test_blocks(text: str) -> None:
    document = check(text, "html")
    found = [(kind, level, flow.strip(" ")) for kind, level, flow in flows(document)]
    assert found == [(kind, level, flow.strip(" ")) for kind, level, flow in BLOCKS[text]]


PROTECTED: dict[str, tuple[str, str]] = {
    "<p>a <code>b <i>c</i></code></p>": ("code", "b <i>c</i>"),
    "<pre>\n b\n</pre>": ("preformatted text", "\n b\n"),
    "<p><kbd>b</kbd></p>": ("code", "b"),
    "<script type='application/ld+json'>{\"a\": \"b < c\"}</script>": ("script", '{"a": "b < c"}'),
    "<style>a {}</style>": ("style", "a {}"),
    "<textarea>a</textarea>": ("form field", "a"),
    "<svg><text>a</text></svg>": ("drawing", "<text>a</text>"),
    "<!-- a <p> -->": ("comment", "<!-- a <p> -->"),
    "<!DOCTYPE html><p>a": ("document type", "<!DOCTYPE html>"),
    "<p class='a b'>c": ("tag", "<p class='a b'>"),
    "<a href='/b'>c</a>": ("tag", "<a href='/b'>"),
    "<p translate=no>a b</p>": ("marked translate=no", "a b"),
    "<p><cite>a b</cite></p>": ("citation", "a b"),
    "<p>take 10&nbsp;mg now": ("amount with unit", "10&nbsp;mg"),
    "<p>take <b>10</b> mg now": ("amount with unit", "10</b> mg"),
    "<p>see https://a.b/c": ("URL", "https://a.b/c"),
    "<h2>References</h2><ol><li>Doe. A.</li></ol>": ("reference list", "Doe. A."),
    "<p>x</b title='y z'> a": ("tag", "</b title='y z'>"),
}  # fmt: skip


@pytest.mark.parametrize("text", PROTECTED)
def test_protected_places_have_their_reason(text: str) -> None:
    document = document_of(text, "html")
    assert PROTECTED[text] in protected_of(document)
    assert all(p.level is Protection.HARD for p in document.protected if p.reason == PROTECTED[text][0])


@pytest.mark.parametrize(
    ("text", "reason", "place"),
    [
        ("<blockquote><p>a <b>b</b></p></blockquote>", "block quotation", "a <b>b"),
        ("<blockquote>a", "block quotation", "a"),
        ("<p>He said <q>a <i>b</i></q> now", "quotation", "a <i>b</i>"),
        ("<p>He said &ldquo;a b&rdquo; now", "quotation", "&ldquo;a b&rdquo;"),
        ("<p>He said &quot;a b&quot; now", "quotation", "&quot;a b&quot;"),
    ],
)
def test_quotations_are_for_review(text: str, reason: str, place: str) -> None:
    document = document_of(text, "html")
    assert [p.span.of(text) for p in document.protected if p.reason == reason] == [place]
    assert all(p.level is Protection.REVIEW for p in document.protected if p.reason == reason)


@pytest.mark.parametrize(
    "text",
    [
        '<img src="a" alt="b c" title="d">',
        "<img alt='b c'>",
        "<img alt=b>",
        '<meta content="b c" name="description">',
    ],
)
def test_prose_in_an_attribute_is_not_part_of_the_protected_tag(text: str) -> None:
    document = document_of(text, "html")
    (block,) = document.blocks
    prose = block.flow.to_original(0, len(block.flow.text))
    assert prose.of(text) in ("b c", "b")
    places = [place.span for place in document.protected]
    assert not any(place.overlaps(prose) for place in places)
    assert sum(map(len, places)) == len(text) - len(prose)


@pytest.mark.parametrize(
    "text", ["<code>a", "<pre>a<p>b", "<script>a", "<style>a", "<!-- a <p>b", "<textarea>a<p>"]
)
def test_what_is_never_closed_is_never_prose(text: str) -> None:
    assert not any("a" in flow for _, _, flow in flows(check(text, "html")))


@given(texts)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_text_parses_and_maps_back(text: str) -> None:
    try:
        check(text, "html")
    except InputError as error:
        if "front matter" not in str(error):
            raise


HOSTILE = {
    "nested divs": "<div>" * 10_000 + "x" + "</div>" * 10_000,
    "nested bold": "<b>" * 10_000 + "x",
    "unclosed paragraphs": "<p>a" * 10_000,
    "unclosed items": "<li>a" * 10_000,
    "end tags": "</p>" * 10_000,
    "stray end tags": "a</b>" * 5_000,
    "angle brackets": "<" * 10_000,
    "comments": "<!-- " * 5_000,
    "entities": "&amp;" * 10_000,
    "bare ampersands": "&" * 10_000,
    "long line": "<p>" + "muscle fits " * 90_000,
    "one attribute": "<p title='" + "a " * 50_000 + "'>x",
    "many attributes": "<p " + "a=b " * 5_000 + ">x",
    "emoji": "<p>" + "👩‍👩‍👧‍👦<b>e\u0301</b> " * 3_000,
    "nested code": "<code>" * 5_000 + "a" + "</code>" * 5_000,
    "quotes": "<q>" * 5_000 + "a",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_input_is_survived_in_time(name: str) -> None:
    begun = time.process_time()
    document = document_of(HOSTILE[name], "html")
    assert time.process_time() - begun < 5
    assert all(len(block.flow.text) <= len(HOSTILE[name]) for block in document.blocks)
