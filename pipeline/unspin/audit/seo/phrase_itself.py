"""The keyphrase itself: its length, its words, its uses elsewhere on the site."""

from __future__ import annotations

from unspin.audit.seo.inputs import SeoInput
from unspin.audit.yoast import Measure, Result, yoast
from unspin.model.check import Area, Assessment

__all__ = ["function_words_only", "length", "used_before"]

LENGTH = Measure("SEO102", "Keyphrase length", Area.SEO, yoast("keyphraseLength"))
FUNCTION_WORDS = Measure(
    "SEO116",
    "Function words in keyphrase",
    Area.SEO,
    yoast("functionWordsInKeyphrase"),
    goal="at least one word that carries content",
)
USED_BEFORE = Measure(
    "SEO118",
    "Previously used keyphrase",
    Area.SEO,
    yoast("previouslyUsedKeywords (bundled plugin)"),
    goal="no other post of the run with the same keyphrase",
)
NO_KEYPHRASE = -999
"""Yoast's score for a page without a keyphrase, for which nothing can be said of its use."""


def length(given: SeoInput) -> Assessment:
    """Content words of the keyphrase: 1 to 4 are best, up to 8 will do."""
    phrase, limits = given.keyphrase.phrase, given.limits
    goal = f"1 to {limits.keyphrase_words} content words"
    advice = "Name the phrase that the page should be found by as `keyphrase` in the front matter."
    if not phrase:
        result = Result(NO_KEYPHRASE, "No keyphrase is set, and none was found in the text", "none", advice)
    elif given.keyphrase.guessed:
        result = Result(6, f"No keyphrase is set; judged by “{phrase.text}”", phrase.text, advice)
    else:
        words = phrase.length
        score = 9 if words <= limits.keyphrase_words else 6 if words <= limits.keyphrase_words_most else 3
        message = f"The keyphrase “{phrase.text}” has {_words(words)} with content"
        result = Result(
            score, message, str(words), "Choose a shorter keyphrase; few people search for so many words."
        )
    return LENGTH.of(_with_goal(result, goal), given.page)


def function_words_only(given: SeoInput) -> Assessment | None:
    """A keyphrase without a content word; ``None``, as with Yoast, for any other."""
    phrase = given.keyphrase.phrase
    if not phrase.only_function_words:
        return None
    message = f"The keyphrase “{phrase.text}” has no word that carries content"
    return FUNCTION_WORDS.of(Result(0, message, phrase.text), given.page)


def used_before(given: SeoInput) -> Assessment | None:
    """Other posts of the run with the same keyphrase; ``None`` for a single post or a guess."""
    posts = given.context.posts
    if posts is None or not given.keyphrase or given.keyphrase.guessed:
        return None
    others = posts.same_keyphrase(given.keyphrase.phrase.text, given.page.document.article.path)
    score = 9 if not others else 6 if len(others) == 1 else 1
    text = f"“{given.keyphrase.phrase.text}”"
    message = f"No other post has the keyphrase {text}"
    if others:
        named = ", ".join(others[:3]) + (" ..." if len(others) > 3 else "")
        message = f"The keyphrase {text} is also that of {named}"
    advice = "Give each post a keyphrase of its own, so that they do not compete in search results."
    return USED_BEFORE.of(Result(score, message, str(len(others)), advice), given.page)


def _with_goal(result: Result, goal: str) -> Result:
    return Result(result.score, result.message, result.value, result.advice, goal=goal)


def _words(count: int) -> str:
    return "1 word" if count == 1 else f"{count} words"
