"""The direction of imports between the stages, and who may import what from outside."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import unspin

ROOT = Path(unspin.__file__).parent
MODULES = sorted(ROOT.rglob("*.py"))

ORDER = [
    {"errors", "model", "cache"},
    {"load", "lexicon", "parse", "lm", "language", "reader"},
    {"config"},
    {"apply"},
    {"detect"},
    {"decide", "page"},
    {"stability", "audit", "grammar", "baseline"},
    {"loaded"},
    {"workflow"},
    {"render", "evaluate", "learn"},
    {"cli"},
    {"__main__"},
]
"""Each layer may import itself and those above it (``render`` needs only the model, by the next test)."""
LAYER = {part: number for number, parts in enumerate(ORDER) for part in parts}
EXCEPTIONS = {
    # tools around the lexicon that need the stages after it
    ("lexicon/selftest.py", "apply"),
    ("lexicon/selftest.py", "decide"),
    ("lexicon/selftest.py", "detect"),
    # the tool that counts the language model reads clean articles as "evaluate" does
    ("lm/train.py", "evaluate"),
    # the spaCy component wraps the whole workflow
    ("language/component.py", "workflow"),
    ("language/component.py", "config"),
}
ONLY_IN = {
    "spacy": "language/",
    "textstat": "audit/scores.py",
    "nltk": "audit/",
    "lemminflect": "lexicon/inflect.py",
    "click": "cli/",
    "jinja2": "render/html",
    "tree_sitter": "parse/",
    "pathspec": "load/",
    "TorturePhrases_Estimator": "evaluate/baseline.py",
    "language_tool_python": "grammar/languagetool.py",
    "gguf": "reader/weights.py",
    "tokenizers": "reader/tokens.py",
    "harper": "grammar/embedded.py",
}


def imports_of(path: Path) -> set[str]:
    """Dotted names that a module imports anywhere, but for those that only the type checker reads."""
    tree = ast.parse(path.read_text("utf-8"))
    skipped = {
        inner
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and getattr(node.test, "id", "") == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    found = set()
    for node in ast.walk(tree):
        if node in skipped:
            continue
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}: relative import"
            found.add(node.module or "")
            if node.module == "unspin":
                found |= {f"unspin.{alias.name}" for alias in node.names}
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_imports_go_one_way(path: Path) -> None:
    name = path.relative_to(ROOT).as_posix()
    part = name.split("/")[0].removesuffix(".py")
    for imported in imports_of(path):
        if not imported.startswith("unspin.") or part == "__init__":
            continue
        other = imported.split(".")[1]
        if other not in LAYER:  # data folders and names of the package itself
            assert other in ("rules", "corpus", "reports", "__version__"), f"{name}: {imported}"
        elif (name, other) not in EXCEPTIONS:
            assert LAYER[other] <= LAYER[part], f"{name} imports {imported}"


def test_the_stages_beside_each_other_do_not_mix() -> None:
    for part, forbidden in {
        "model": {"load", "lexicon", "parse"},
        "parse": {"load", "lexicon"},
        "render": {"evaluate", "workflow", "decide", "detect", "parse", "lexicon"},
        "load": {"parse", "lexicon"},
    }.items():
        for path in sorted((ROOT / part).rglob("*.py")):
            used = {name.split(".")[1] for name in imports_of(path) if name.startswith("unspin.")}
            assert not used & forbidden, f"{path.name}: {used & forbidden}"


@pytest.mark.parametrize("package", ONLY_IN)
def test_outside_packages_are_imported_in_one_place(package: str) -> None:
    for path in MODULES:
        name = path.relative_to(ROOT).as_posix()
        used = {imported.split(".")[0] for imported in imports_of(path)}
        assert package not in used or name.startswith(ONLY_IN[package]), name


def test_the_check_can_fail(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("def f():\n    import unspin.cli.main\n    from unspin import workflow\n")
    assert imports_of(tmp_path / "a.py") == {"unspin.cli.main", "unspin", "unspin.workflow"}


def test_the_library_never_prints_and_reads_data_only_through_resources() -> None:
    for path in MODULES:
        name = path.relative_to(ROOT).as_posix()
        tree = ast.parse(path.read_text("utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id not in ("print", "input", "exec", "eval"), f"{name}:{node.lineno}"
            assert not (isinstance(node, ast.Name) and node.id == "__file__"), f"{name}:{node.lineno}"
