"""The shipped lexicon as a whole: it loads without a problem, and every sentence of its rules holds."""

from __future__ import annotations

import pytest

from test_places import HTML, MARKDOWN, post
from unspin.lexicon.lexicon import read_packs, shipped_packs
from unspin.lexicon.selftest import check_rules
from unspin.model.article import Article, ArticleFormat
from unspin.workflow import Workflow

pytestmark = pytest.mark.shipped


def test_the_packs_have_no_problem() -> None:
    rules, problems = read_packs(shipped_packs())
    assert not problems[:20]
    assert len(rules) >= 2_000


@pytest.mark.slow
def test_every_sentence_holds() -> None:
    rules, _ = read_packs(shipped_packs())
    assert [str(failure) for failure in check_rules(rules)][:20] == []


@pytest.mark.parametrize("form", ["markdown", "html"])
def test_the_probe_with_the_shipped_rules(form: ArticleFormat) -> None:
    """Most places of the probe come out right with everything that is shipped, language model included."""
    workflow = Workflow()
    wrong = []
    for name, (before, after) in (MARKDOWN if form == "markdown" else HTML).items():
        if any(part in name for part in ("hyphen", "alt", "singular", "possessive", "over ", "longer")):
            continue  # other shipped rules have a say in these, such as one for "fits" alone
        text = post(form, before, "Muscle fits and a herniated plate build the gamble of torment.")
        result = workflow.clean(Article("post", text, form), with_audit=False).correction.text
        if (after or before) not in result:
            wrong.append(name)
    assert not wrong
