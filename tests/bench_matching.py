"""Measures speed: matching alone by the number of rules, start-up, and whole runs (``make bench``).

Not a test: pytest does not collect it, and no figure makes it fail. All figures are for one core; each is
the best of several runs, since other work on the machine can only slow a run down.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import click

from unspin.detect.matcher import Matcher, tokenize
from unspin.lexicon.lexicon import load_lexicon
from unspin.load import find_articles, read_article
from unspin.model.rule import Rule
from unspin.parse import parse
from unspin.reader.find import find_reader

PROJECT = Path(__file__).parent.parent
CLEAN, SPUN = PROJECT / "corpus" / "clean", PROJECT / "corpus" / "spun"
WORDS = 200_000
TARGET = 250_000
"""Words a second of matching alone that the project promises itself."""
RULES = (100, 1_000, 10_000)
SWAPPED = 0.1
"""Share of the words of the repeated articles that are swapped for others of theirs."""
SEED = 7
QUOTING = "about-article-spinning.md"
"""The clean article that quotes spun wording by the dozen: it is decoded, like a spun one."""


def best_of(runs: int, action: Callable[[], object]) -> float:
    """Seconds of the fastest of several runs."""
    seconds = []
    for _ in range(runs):
        start = time.perf_counter()
        action()
        seconds.append(time.perf_counter() - start)
    return min(seconds)


def clean_texts(words: int) -> list[str]:
    """Paragraphs of the clean articles, again and again with other words swapped, up to a number of words."""
    blocks = [
        block.flow.text
        for path in find_articles([str(CLEAN)])
        for block in parse(read_article(str(path))).blocks
    ]
    vocabulary = sorted({word for text in blocks for word in text.split()})
    chance = random.Random(SEED)  # noqa: S311 - not for secrets
    texts: list[str] = []
    count = 0
    while count < words:
        for text in blocks:
            changed = [chance.choice(vocabulary) if chance.random() < SWAPPED else w for w in text.split()]
            texts.append(" ".join(changed))
            count += len(changed)
    return texts


def samples_of(rules: tuple[Rule, ...]) -> Iterable[tuple[str, tuple[Rule, ...]]]:
    """Rule sets of growing size, drawn from the shipped rules; at last all of them."""
    shuffled = list(rules)
    random.Random(SEED).shuffle(shuffled)  # noqa: S311 - not for secrets
    for number in RULES:
        yield f"{number:,}", tuple(shuffled[:number])
    yield f"{len(rules):,} (all)", rules


def bench_matching() -> None:
    """Tokenise and match, nothing else."""
    texts = clean_texts(WORDS)
    words = sum(len(text.split()) for text in texts)
    click.echo(f"Matching alone: tokenise and match {words:,} words (target {TARGET:,} words/s)")
    click.echo(f"  {'rules':>14} {'trie built in':>14} {'matches':>9} {'seconds':>8} {'words/s':>9}")
    lexicon = load_lexicon()
    sets = [*samples_of(lexicon.rules), (f"{len(lexicon.channel):,} (channel)", lexicon.channel)]
    for name, rules in sets:
        start = time.perf_counter()
        matcher = Matcher(rules)
        built = time.perf_counter() - start

        def run(matcher: Matcher = matcher) -> int:
            return sum(1 for text in texts for _ in matcher.matches(text, tokenize(text)))

        found, seconds = run(), best_of(5, run)
        click.echo(f"  {name:>14} {built:>12.2f} s {found:>9,} {seconds:>8.3f} {words / seconds:>9,.0f}")
    seconds = best_of(5, lambda: sum(len(tokenize(text)) for text in texts))
    click.echo(f"  {'tokenise only':>14} {'':>14} {'':>9} {seconds:>8.3f} {words / seconds:>9,.0f}")


def unspin(*arguments: str) -> None:
    """Run the command in a process of its own, on one core where the system can say so."""
    environment = os.environ | {"OMP_NUM_THREADS": "1"}
    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "unspin", *arguments], capture_output=True, env=environment, check=False
    )
    if done.returncode > 1:
        raise SystemExit(done.stderr.decode())


def bench_start() -> None:
    """Start-up, as a person at a terminal feels it."""
    click.echo("Start-up (best of 5)")
    for arguments in (("--help",), ("rules", "--help"), ("rules", "list")):
        name = "unspin " + " ".join(arguments)
        click.echo(f"  {name:<20} {best_of(5, lambda a=arguments: unspin(*a)):>6.2f} s")  # type: ignore[misc]


def bench_command(name: str, command: tuple[str, ...], texts: list[str]) -> None:
    """A whole run over many files, less the run over the first of them: words a second once started."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{number:04}.md" for number in range(len(texts))]
        for path, text in zip(paths, texts, strict=True):
            path.write_text(text, "utf-8")
        one = best_of(3, lambda: unspin(*command, str(paths[0])))
        every = best_of(3, lambda: unspin(*command, folder))
    words, first = sum(len(text.split()) for text in texts), len(texts[0].split())
    speed = (words - first) / (every - one)
    start = f"first file {one:.2f} s"
    click.echo(f"  {name:<26} {words:>8,} words {every:>7.2f} s  {start} {speed:>9,.0f} words/s")


def bench_commands() -> None:
    """Whole runs: reading, parsing, detecting, deciding, writing."""
    click.echo("Whole runs, a process of its own each (words/s without the start and the first file)")
    clean = [path.read_text("utf-8") for path in sorted(CLEAN.glob("*.md")) if path.name != QUOTING]
    spun = [path.read_bytes().decode() for path in sorted(SPUN.glob("*/draft.md"))]
    bench_command("check, clean Markdown", ("check", "-q"), clean * 40)
    bench_command("clean --diff, spun drafts", ("clean", "-q", "--diff", "--reader", "none"), spun * 4)
    if find_reader("auto"):
        bench_command("the same, read again", ("clean", "-q", "--diff"), spun)


if __name__ == "__main__":
    bench_matching()
    bench_start()
    bench_commands()
