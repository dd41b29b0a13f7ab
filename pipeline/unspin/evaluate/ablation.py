"""The ablation table: what each part of the program is worth (``make ablation``).

    python -m unspin.evaluate.ablation GOLD... [--clean TEXTS...] [--fingerprints FILE]

One Markdown table for each source; how to read them is said in ``docs/EVALUATION.md``.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from unspin.config import Settings
from unspin.errors import UnspinError
from unspin.evaluate.baseline import estimator, fingerprints
from unspin.evaluate.clean_text import read_clean
from unspin.evaluate.configurations import Configuration, configurations
from unspin.evaluate.measure import Measures, measure
from unspin.evaluate.sources import read_gold_source
from unspin.workflow import Workflow

ESTIMATOR = "TorturePhrases_Estimator"
FINGERPRINTS = "published fingerprint list"
_NOTE = (
    f"`{ESTIMATOR}` lists wordings without originals: it can find, but not restore. "
    f"The {FINGERPRINTS} has originals; name the file with `--fingerprints`."
)
_NOT_INSTALLED = f"`{ESTIMATOR}` is not installed: `pip install 'unspin[ablation]'`."


def all_configurations(workflow: Workflow, list_path: str | None) -> list[Configuration]:
    """The outside baselines that are at hand, then the program part by part."""
    listed = estimator()
    found = [] if listed is None else [Configuration(ESTIMATOR, listed)]
    if list_path is not None:
        found.append(Configuration(FINGERPRINTS, fingerprints(list_path)))
    return [*found, *configurations(workflow)]


def tables(
    gold: Iterable[str], clean: Iterable[str], found: Sequence[Configuration], *, has_estimator: bool
) -> Iterator[str]:
    """The lines of the Markdown tables, one table for each source."""
    for path in gold:
        yield from (f"**{_name(path)}**", "", "| configuration | found | restored | wrong | off-gold |")
        yield "|---|---|---|---|---|"
        if not has_estimator:
            yield f"| {ESTIMATOR} | not installed | | | |"
        for configuration in found:
            yield _gold_row(configuration.name, measure(read_gold_source(path), configuration.clean))
        yield ""
    for path in clean:
        yield from (f"**{_name(path)}** (good articles)", "", "| configuration | edits per 10,000 words |")
        yield "|---|---|"
        for configuration in found:
            measures = measure(read_clean(path), configuration.clean)
            yield f"| {configuration.name} | {measures.per_10000_words(measures.edits):.2f} |"
        yield ""
    yield _NOTE if has_estimator else _NOT_INSTALLED


def _name(path: str) -> str:
    """The last two parts of a path: tables go into documents, and folders differ between machines."""
    return "/".join(path.rstrip("/").split("/")[-2:])


def _gold_row(name: str, measures: Measures) -> str:
    rates = " | ".join(f"{measures.rate(m):.3f}" for m in ("found", "restored", "wrong"))
    return f"| {name} | {rates} | {measures.off_gold} |"


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure every configuration on every source and write the tables to standard output."""
    parser = argparse.ArgumentParser(prog="ablation", description=__doc__)
    parser.add_argument("gold", nargs="+", help="gold files or folders of the corpus")
    parser.add_argument("--clean", nargs="+", default=[], help="good articles: every edit is a false alarm")
    parser.add_argument("--fingerprints", metavar="FILE", help="the published list, separated by tabs")
    options: Any = parser.parse_args(arguments)
    try:
        found = all_configurations(Workflow(Settings(grammar="none")), options.fingerprints)
        has_estimator = any(configuration.name == ESTIMATOR for configuration in found)
        for line in tables(options.gold, options.clean, found, has_estimator=has_estimator):
            sys.stdout.write(line + "\n")
            sys.stdout.flush()
    except UnspinError as error:
        sys.stderr.write(f"unspin: {error}\n")
        raise SystemExit(2) from None


if __name__ == "__main__":
    main()
