"""Makes the tables of forms: ``python -m unspin.lexicon.make_forms FILE FILE`` (``make forms``).

They hold the inflected forms of every word that the shipped rules inflect, so that a run needs
neither lemminflect nor spaCy for them, and so that a person can read and mend them: a line marked
with a trailing ``!`` is kept as it is.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from unspin.lexicon.inflect import TAGS, generate_forms, head_word
from unspin.lexicon.lexicon import load_dictionary, load_lexicon
from unspin.load.write import write_atomically
from unspin.model.rule import Pos, Rule

HEADER = (
    "# part of speech, base form, then: noun: plural; verb: third person, past, past participle, -ing form",
    "# made by 'make forms' with lemminflect; a line that ends in a tab and '!' is kept as it is",
)


def needed_words(rules: Iterable[Rule]) -> set[tuple[Pos, str]]:
    """Every base form that the rules inflect."""
    found = set()
    for rule in rules:
        for wording in (rule.wording, *(original.wording for original in rule.originals)):
            head = head_word(wording, rule.pos)
            if head:
                found.add((rule.pos, head))
    return found


def table_lines(words: Iterable[tuple[Pos, str]], mended: Iterable[str] = ()) -> list[str]:
    """The lines of the table, sorted; ``mended`` lines win over generated ones."""
    lines = {}
    for pos, word in words:
        forms = generate_forms(word, pos)
        lines[pos.value, word] = "\t".join([pos.value, *(forms.get(tag, "") for tag in TAGS[pos])]).rstrip(
            "\t"
        )
    for line in mended:
        name, base, *_ = line.split("\t")
        if (name, base) in lines:
            lines[name, base] = line
    return [*HEADER, *(lines[key] for key in sorted(lines))]


def mended_lines(path: Path) -> list[str]:
    """Lines of an existing table that were mended by hand."""
    if not path.is_file():
        return []
    return [line for line in path.read_text("utf-8").splitlines() if line.endswith("\t!")]


def main(path: str, of_dictionary: str) -> None:
    """Write the table to ``path``, and what only the dictionary inflects to ``of_dictionary``."""
    lexicon = load_lexicon()
    words = needed_words((*lexicon.rules, *lexicon.channel))
    _write(path, words)
    _write(of_dictionary, needed_words(load_dictionary()) - words)


def _write(path: str, words: Iterable[tuple[Pos, str]]) -> None:
    lines = table_lines(words, mended_lines(Path(path)))
    write_atomically(path, ("\n".join(lines) + "\n").encode())


if __name__ == "__main__":
    main(*sys.argv[1:])
