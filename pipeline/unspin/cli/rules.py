"""``unspin rules``: list, show, test and lint the rules."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

import click

from unspin.cli.common import EXIT_ERROR, EXIT_FOUND, clean_exit

if TYPE_CHECKING:
    from unspin.lexicon.lexicon import Lexicon
    from unspin.model.code_page import CodePage
    from unspin.model.rule import Rule

EPILOG = """
\b
Examples:
  unspin rules list
  unspin rules list pain --format json
  unspin rules show pain/muscle-fit
  unspin rules show STR001
  unspin rules test my-rules.yaml
  unspin rules lint my-rules.yaml
"""
_config = click.option(
    "--config", metavar="FILE", help="Configuration file instead of the nearest unspin.toml."
)


@click.group(epilog=EPILOG)
def rules() -> None:
    """List, show, test and lint the rules."""


def _load(config: str | None) -> Lexicon:
    from unspin.config import load_settings
    from unspin.lexicon.lexicon import load_lexicon

    with clean_exit():
        settings = load_settings(config)
        return load_lexicon(settings.packs, shipped=settings.shipped_rules)
    raise AssertionError  # clean_exit has ended the program


@rules.command("list")
@click.argument("pack", required=False)
@click.option(
    "--format",
    "output_format",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
)
@_config
def list_rules(pack: str | None, output_format: str, config: str | None) -> None:
    """List the packs, or the rules of one PACK."""
    _list(pack, output_format, config)


def _list(pack: str | None, output_format: str, config: str | None) -> None:
    lexicon = _load(config)
    if pack is None:
        counts = Counter(name.partition("/")[0] for name in lexicon.ids)
        if output_format == "json":
            click.echo(json.dumps(counts, indent=2, sort_keys=True))
        else:
            for name in sorted(counts):
                click.echo(f"{name:24} {counts[name]:6} rules")
            click.echo(f"{'in all':24} {len(lexicon.ids):6} rules")
        return
    found = [rule for rule in (*lexicon.rules, *lexicon.channel) if rule.pack == pack]
    if not found:
        _unknown(f"no pack {pack!r}", pack, {name.partition("/")[0] for name in lexicon.ids})
    if output_format == "json":
        click.echo(json.dumps([_as_dict(rule) for rule in found], indent=2, ensure_ascii=False))
        return
    for rule in found:
        click.echo(
            f"{rule.id:48} {rule.wording} -> {rule.originals[0].wording}  [{rule.safety}, {rule.trust}]"
        )


@rules.command()
@click.argument("name", metavar="[CODE|RULE|PACK]", required=False)
@_config
def show(name: str | None, config: str | None) -> None:
    """Explain a CODE of the audit or a RULE: what, why, source, example, known problems.

    Of a PACK, lists the rules. Without an argument, lists all codes of the audit.
    """
    pages = _code_pages()
    if name is None:
        from unspin.render.code_page import code_list_lines

        click.echo("\n".join(code_list_lines(pages.values())))
    elif name.upper() in pages:
        from unspin.render.code_page import code_page_lines

        click.echo("\n".join(code_page_lines(pages[name.upper()])))
    elif "/" in name or _is_code(name):
        _show_rule(name, config, set(pages))
    else:
        _list(name, "text", config)


def _code_pages() -> dict[str, CodePage]:
    from unspin.lexicon.code_pages import code_pages

    with clean_exit():
        return code_pages()
    raise AssertionError  # clean_exit has ended the program


def _is_code(name: str) -> bool:
    """Whether a name looks like a code of the audit."""
    return name[:3].isupper() and name[3:].isdecimal()


def _show_rule(rule_id: str, config: str | None, codes: set[str]) -> None:
    lexicon = _load(config)
    rule = lexicon.find(rule_id) or _of_dictionary(rule_id, config) or _built_in(rule_id)
    if rule is None:
        kind, known = ("code", codes) if _is_code(rule_id) else ("rule", set(lexicon.ids))
        _unknown(f"no {kind} {rule_id!r}", rule_id, known)
        return
    for line in _page(rule):
        click.echo(line)


def _of_dictionary(rule_id: str, config: str | None) -> Rule | None:
    """A word of the channel that only the dictionary has."""
    from unspin.config import load_settings
    from unspin.lexicon.channel import PACK
    from unspin.lexicon.lexicon import load_dictionary

    if rule_id.partition("/")[0] != PACK:
        return None
    with clean_exit():
        settings = load_settings(config)
        entries = load_dictionary(settings.packs) if settings.shipped_rules else ()
        return next((rule for rule in entries if rule.id == rule_id), None)
    raise AssertionError  # clean_exit has ended the program


def _built_in(rule_id: str) -> Rule | None:
    """A rule that no file of rules has: a pattern, the look-up of phrases, or a word of the thesaurus."""
    from unspin.decide.phrase import LOOK_UP
    from unspin.detect.patterns import RULES
    from unspin.lexicon.thesaurus import shipped_thesaurus

    made = (rule for rule in (*RULES, LOOK_UP) if rule.id == rule_id)
    return next(made, None) or shipped_thesaurus().find(rule_id)


rules.add_command(show, "explain")


@rules.command()
@click.argument("files", nargs=-1, metavar="[PACK...]")
@_config
def test(files: tuple[str, ...], config: str | None) -> None:
    """Run the sentences of rules: those of pack files, of shipped packs by name, or of all rules."""
    from unspin.lexicon.selftest import check_rules

    chosen = _chosen(files, config)
    failures = 0
    for failure in check_rules(chosen):
        failures += 1
        click.echo(str(failure))
    click.echo(f"{len(chosen)} rules tested, {failures} sentences failed", err=True)
    if failures:
        raise SystemExit(EXIT_FOUND)


@rules.command()
@click.argument("files", nargs=-1, metavar="[FILE...]")
def lint(files: tuple[str, ...]) -> None:
    """Check pack files and channel files (.txt), by default all the shipped ones, and show every problem."""
    from unspin.lexicon import lexicon

    with clean_exit():
        found = lexicon.lint(files)
    for problem in found.problems:
        click.echo(problem)
    channel = f"{found.channel} channel wordings, " if found.channel else ""
    click.echo(f"{found.rules} rules, {channel}{len(found.problems)} problems", err=True)
    if found.problems:
        raise SystemExit(EXIT_ERROR)


def _chosen(names: tuple[str, ...], config: str | None) -> tuple[Rule, ...]:
    """Rules of the named pack files and shipped packs; of everything without names."""
    from unspin.lexicon.lexicon import load_lexicon

    files = tuple(name for name in names if name.endswith((".yaml", ".yml", "/")))
    with clean_exit():
        own = tuple(load_lexicon(files, shipped=False).rules) if files else ()
    packs = {name for name in names if name not in files}
    if names and not packs:
        return own
    lexicon = _load(config)
    known = {name.partition("/")[0] for name in lexicon.ids}
    for name in sorted(packs - known):
        _unknown(f"no pack {name!r}", name, known)
    return own + tuple(rule for rule in lexicon.rules if not packs or rule.pack in packs)


def _unknown(problem: str, name: str, known: set[str]) -> None:
    import difflib

    close = difflib.get_close_matches(name, known, 3)
    hint = f"; did you mean {' or '.join(map(repr, close))}?" if close else "; see 'unspin rules list'"
    click.echo(f"unspin: {problem}{hint}", err=True)
    raise SystemExit(EXIT_ERROR)


def _as_dict(rule: Rule) -> dict[str, object]:
    return {
        "id": rule.id,
        "wording": rule.wording,
        "originals": [{"wording": o.wording, "weight": o.weight} for o in rule.originals],
        "pos": rule.pos,
        "kind": rule.kind,
        "safety": rule.safety,
        "trust": rule.trust,
        "source": rule.source,
        "file": f"{rule.path}:{rule.line}",
    }


_SAFETY = {
    "safe": "may be applied without a look, where the text is spun",
    "review": "is shown with the proposal; applied only when asked",
    "report-only": "is reported; never changes text",
}


def _page(rule: Rule) -> list[str]:
    """The page of a rule, always with the same headings."""
    from unspin.lexicon.selftest import examples_of

    originals = ", ".join(f"{o.wording} ({o.weight:g})" for o in rule.originals)
    lines = [
        rule.id,
        "",
        "What it does",
        f"  {rule.wording!r} is spun wording ({rule.kind}, {rule.pos}) for: {originals}",
        "Fix safety",
        f"  {rule.safety}: {_SAFETY[rule.safety]}; trust {rule.trust}",
    ]
    if rule.context:
        lines.append("Context")
        for name in (
            "near",
            "not_near",
            "before",
            "not_before",
            "after",
            "not_after",
            "tag",
            "inside",
            "not_inside",
        ):
            words = getattr(rule.context, name)
            if words:
                lines.append(f"  {name.replace('inside', 'in')}: {', '.join(words)}")
    lines.append("Examples")
    for example in list(examples_of(rule))[:8]:
        shown = "stays as it is" if example.text == example.corrected else f"becomes: {example.corrected}"
        lines += [f"  {example.text}", f"    {shown}"]
    lines += ["Known problems", f"  {rule.note or 'none known'}", "Source", f"  {rule.source}"]
    place = (f"{rule.path}:{rule.line}" if rule.line else rule.path) or "the program itself"
    return [*lines, "Written in", f"  {place}"]
