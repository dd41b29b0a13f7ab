"""Counts how often each rule's wording stands in clean text (``make counts``).

    python -m unspin.evaluate.count_clean OUT.tsv ARTICLES.jsonl.gz...
    python -m unspin.evaluate.count_clean --channel OUT.tsv ARTICLES.jsonl.gz...

With ``--channel`` only words of the channel that the table lacks are counted and added: much faster, and
exact, since they count each for itself. The articles must be the same as before.

The table is what tells a wording that no good writer uses from one that is also right English.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Sequence

from unspin.decide.clean_rates import shipped_counts, shipped_rates
from unspin.decide.overlap import settle_overlaps
from unspin.detect.matcher import Matcher, tokenize
from unspin.detect.terminology import TerminologyDetector
from unspin.evaluate.clean_text import read_clean
from unspin.lexicon import lexicon
from unspin.load.write import write_atomically
from unspin.model.article import Article
from unspin.model.rule import Rule
from unspin.parse import parse


def count(paths: Iterable[str], detector: TerminologyDetector) -> tuple[int, Counter[str]]:
    """Words read, and findings by rule id."""
    words, counts = 0, Counter[str]()
    for path in paths:
        for text in read_clean(path):
            document = parse(Article(text.id, text.text, "text"))
            words += document.word_count
            counts.update(f.rule.id for f in settle_overlaps(detector.detect(document))[0])
    return words, counts


def count_channel(paths: Iterable[str], rules: Sequence[Rule]) -> Counter[str]:
    """Matches of the word channel by rule id; overlapping ones all count."""
    matcher = Matcher(rules)
    counts = Counter[str]()
    for path in paths:
        for article in read_clean(path):
            tokens = tokenize(article.text)
            counts.update(match.rule.id for match in matcher.matches(article.text, tokens))
    return counts


def table(words: int, counts: Counter[str], rule_ids: Iterable[str]) -> str:
    """The table: a header with the number of words, then every rule id with its count, sorted."""
    lines = ["# how often each rule's wording occurs in clean text; see README.md", f"# words\t{words}"]
    lines += [f"{rule_id}\t{counts[rule_id]}" for rule_id in sorted(rule_ids)]
    return "\n".join(lines) + "\n"


def main(out: str, paths: list[str]) -> None:
    """Count over all paths and write the table."""
    rules = lexicon.load_lexicon()
    words, counts = count(paths, TerminologyDetector(rules.rules))
    entries = _entries(rules)
    counts += count_channel(paths, list(entries.values()))
    write_atomically(out, table(words, counts, {*rules.ids, *entries}).encode())


def add_channel(out: str, paths: list[str]) -> None:
    """Count the channel's wordings that the table lacks, and leave out what is no rule any more."""
    known = shipped_counts()
    rules = lexicon.load_lexicon()
    entries = _entries(rules)
    new = [rule for name, rule in entries.items() if name not in known]
    counts = Counter(known) + count_channel(paths, new)
    write_atomically(out, table(shipped_rates().words, counts, {*rules.ids, *entries}).encode())


def _entries(rules: lexicon.Lexicon) -> dict[str, Rule]:
    """The entries of the channel, those of the dictionary included, by id."""
    return {rule.id: rule for rule in (*rules.channel, *lexicon.load_dictionary())}


if __name__ == "__main__":
    if sys.argv[1] == "--channel":
        add_channel(sys.argv[2], sys.argv[3:])
    else:
        main(sys.argv[1], sys.argv[2:])
