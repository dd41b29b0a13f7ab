"""Which grammar checker runs: what the settings ask for, and what is at hand."""

from __future__ import annotations

from dataclasses import dataclass

from unspin.cache import cache_folder
from unspin.config import Settings
from unspin.errors import GrammarError
from unspin.grammar import embedded, languagetool
from unspin.grammar.backend import GrammarBackend
from unspin.grammar.installation import find_installation
from unspin.grammar.java import find_java
from unspin.grammar.rules import checker_rules
from unspin.grammar.store import RememberingBackend

STORE = "grammar.sqlite3"
INSTALL = "'unspin languagetool install'"


@dataclass(frozen=True, slots=True)
class Choice:
    """The checker that will run, if any, and what the user should know of it."""

    backend: GrammarBackend | None
    remarks: tuple[str, ...] = ()


def choose(settings: Settings) -> Choice:
    """The checker for these settings. Starts nothing.

    Raises ``GrammarError`` when LanguageTool is required and cannot run.
    """
    wanted = settings.grammar
    if wanted == "none":
        return Choice(None)
    if wanted == "embedded":
        return _embedded()
    problem = _languagetool_problem(settings)
    if not problem:
        return _languagetool(settings)
    if wanted == "required":
        raise GrammarError(f"grammar is required: {problem}")
    if wanted == "languagetool":
        return Choice(None, (f"grammar is not checked: {problem}",))
    if embedded.has_harper():
        return _embedded()
    asked = settings.languagetool_url or find_installation()
    return Choice(None, (f"grammar is not checked: {problem}",) if asked else ())


def _languagetool_problem(settings: Settings) -> str:
    """Why LanguageTool cannot run; empty when it can."""
    if not settings.languagetool_url:
        if find_installation() is None:
            return f"LanguageTool is not installed; {INSTALL} gets it"
        try:
            find_java()
        except GrammarError as error:
            return str(error)
    if not languagetool.has_package():
        return f"LanguageTool needs the package language-tool-python: {languagetool.HINT}"
    return ""


def _languagetool(settings: Settings) -> Choice:
    url, installation = settings.languagetool_url, find_installation()
    where = url or installation
    assert where is not None  # noqa: S101 - or there is a problem
    rules = checker_rules(languagetool.NAME)
    backend = languagetool.LanguageToolBackend(where, rules, settings.limits.grammar_seconds)
    far = url and not languagetool.is_local(url)
    remarks = (f"the text of the articles is sent to {url} to check its grammar",) if far else ()
    return Choice(_remembering(backend), remarks)


def _embedded() -> Choice:
    if not embedded.has_harper():
        hint = f"grammar is not checked: the embedded checker needs harper-py: {embedded.HINT}"
        return Choice(None, (hint,))
    return Choice(_remembering(embedded.HarperBackend(checker_rules(embedded.NAME))))


def _remembering(backend: GrammarBackend) -> GrammarBackend:
    return RememberingBackend(backend, cache_folder() / STORE)
