"""``rules learn``: alignment of drafts with their corrected articles, and the entries proposed from it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, cached_property
from pathlib import Path

import pytest

from conftest import SPUN, TRUE, Unspin
from lab import Lab, document_of, make_rules
from small_model import small_model
from unspin.evaluate.sources import read_entry
from unspin.learn.align import Substitution, substitutions
from unspin.learn.check import CIRCLE, SAME_WORDING, tried, without_clashes
from unspin.learn.learn import Learned, learn
from unspin.learn.proposal import Proposal
from unspin.learn.sentences import align_sentences, sentences_of
from unspin.learn.write import write_pack
from unspin.lexicon.lexicon import read_packs
from unspin.lexicon.selftest import check_rules
from unspin.load import read_article
from unspin.model.article import Article
from unspin.model.rule import Kind, Pos
from unspin.model.span import Span

CORPUS = Path(__file__).parent.parent / "corpus" / "spun"
ENTRIES = sorted(path.parent.name for path in CORPUS.glob("*/gold.yaml"))


def pairs(spun: str, clean: str, known: tuple[tuple[str, str], ...] = ()) -> list[tuple[str, str]]:
    """Wordings that stand in each other's place."""
    found = substitutions(document_of(spun), document_of(clean), lambda a, b: (a, b) in known, None)
    return [(pair.spun.wording, pair.clean.wording) for pair in found]


def taught(spun: str, clean: str, entries: str = "zzz: yyy") -> Learned:
    lab = Lab(rules=make_rules(entries))
    return learn(Article("draft", spun, "text"), Article("clean", clean, "text"), lab)


ALIGNED = {
    "sentences in order": (
        "A fit hurts. Rest and warmth help.\n\nSee a doc.",
        "A spasm hurts. Rest and heat help.\n\nSee a doctor.",
        [("fit", "spasm"), ("warmth", "heat"), ("doc", "doctor")],
    ),
    "a sentence left out of the draft": (
        "The fit hurts a lot. See a doc soon.",
        "The spasm hurts a lot. It may last for days on end. See a doctor soon.",
        [("fit", "spasm"), ("doc", "doctor")],
    ),
    "a sentence added to the draft": (
        "The fit hurts a lot. Buy our pills now! See a doc soon.",
        "The spasm hurts a lot. See a doctor soon.",
        [("fit", "spasm"), ("doc", "doctor")],
    ),
    "one sentence made of two": (
        "The fit hurts a lot. And it lasts for many days at night.",
        "The spasm hurts a lot and it lasts for many days at night.",
        [("fit", "spasm")],
    ),
    "headings without a common word": (
        "Muscle hurts a lot.\n\nDrying out\n\nDrink some water each day.",
        "Muscle hurts a lot.\n\nDehydration\n\nDrink some water each day.",
        [("drying out", "dehydration")],
    ),
    "a list": ("Fits, bosom ills and plate.", "Spasms, breast lumps and disc.",
               [("fits", "spasms"), ("bosom ills", "breast lumps"), ("plate", "disc")]),
    "more commas on one side": ("Fits, plates, hurt a lot now.", "Spasms and discs hurt a lot now.", []),
    "phrases stay whole": ("The circulatory strain rises.", "The blood pressure rises.",
                           [("circulatory strain", "blood pressure")]),
    "function words are no wordings": ("Go in the house of a man.", "Go to the house of one man.", []),
    "but phrases of them are": ("It is up and about as it is.", "It is awake as it is.",
                                [("up and about", "awake")]),
    "numbers are not": ("Take 5 pills.", "Take ten pills.", []),
    "too much is rewritten": ("Now all of this good old stuff ends.", "Now stop.", []),
    "sentence start": ("Fits hurt.", "Spasms hurt.", [("fits", "spasms")]),
    "title case": ("Muscle Fits And Their Causes", "Muscle Spasms And Their Causes", [("fits", "spasms")]),
    "names keep their capital": ("It is Crohn's.", "It is Alzheimer's.", [("Crohn", "Alzheimer")]),
    "the same text": ("A spasm hurts.", "A spasm hurts.", []),
    "nothing": ("", "", []),
    "nothing in common": ("Alpha beta.\n\nOne two.", "Gamma.", []),
}  # fmt: skip


@pytest.mark.parametrize("case", ALIGNED)
def test_what_stands_in_whose_place(case: str) -> None:
    spun, clean, expected = ALIGNED[case]
    assert pairs(spun, clean) == expected


def test_known_pairs_take_a_stretch_apart() -> None:
    spun, clean = "He has bosom agony fits now.", "He has breast pain spasms now."
    assert pairs(spun, clean) == [("bosom agony fits", "breast pain spasms")]
    known = (("bosom", "breast"), ("fits", "spasms"))
    assert pairs(spun, clean, known)[:1] == [("bosom", "breast")]
    # What is left over alone takes the known pair beside it along.
    assert pairs(spun, clean, known)[1:] == [("agony fits", "pain spasms"), ("fits", "spasms")]
    assert pairs(spun, clean, (*known, ("agony", "pain"))) == [
        ("bosom", "breast"),
        ("agony", "pain"),
        ("fits", "spasms"),
    ]


def test_good_english_words_get_their_neighbour(tmp_path: Path) -> None:
    model = small_model(tmp_path / "m.lm")
    spun, clean = document_of("The muscle fits hurt a lot."), document_of("The muscle spasms hurt a lot.")
    (pair,) = substitutions(spun, clean, lambda a, b: False, model)
    assert (pair.spun.wording, pair.clean.wording) == ("muscle fits", "muscle spasms")


@pytest.mark.parametrize(
    ("spun", "clean", "expected"),
    [
        ("Heat can reduce the risk muscle spasms.", "Heat can reduce the risk of muscle spasms.",
         [("risk muscle", "risk of muscle")]),
        ("Heat can treat with the pain.", "Heat can treat the pain.", [("treat with the", "treat the")]),
        ("A doctor can treat the pain.", "A good doctor can treat the pain.", []),
        ("Heat and rest now reduce the risk.", "Heat and rest reduce the risk.", []),
        ("A doctor can treat.", "A doctor can treat the pain.", []),
    ],
)  # fmt: skip
def test_words_put_in_or_left_out(
    spun: str, clean: str, expected: list[tuple[str, str]], tmp_path: Path
) -> None:
    model = small_model(tmp_path / "m.lm")
    found = substitutions(document_of(spun), document_of(clean), lambda a, b: False, model)
    assert [(pair.spun.wording, pair.clean.wording) for pair in found] == expected
    assert not substitutions(document_of(spun), document_of(clean), lambda a, b: False, None)


def test_long_articles_are_aligned_along_the_diagonal() -> None:
    text = "\n\n".join(f"Number {i} of the list is item x{i} in row y{i}." for i in range(300))
    document = document_of(text)
    sentences = sentences_of(document)
    assert align_sentences(sentences, sentences) == list(zip(sentences, sentences, strict=True))


PROPOSED = {
    ("Two muscle fits hurt. One muscle fit hurts.", "Two muscle spasms hurt. One muscle spasm hurts."): (
        "fit", "spasm", Pos.NOUN, 2),
    ("Heat is forestalling pain.", "Heat is preventing pain."): ("forestall", "prevent", Pos.VERB, 1),
    ("He feels very sore-headed now.", "He feels very angry now."): (
        "sore-headed", "angry", Pos.ADJECTIVE, 1),
    ("It works for the most part here.", "It works usually here."): (
        "for the most part", "usually", Pos.ADVERB, 1),
    ("She took an inoculation.", "She took a vaccine."): ("inoculation", "vaccine", Pos.NOUN, 1),
}  # fmt: skip


@pytest.mark.parametrize("texts", PROPOSED)
def test_an_entry_is_in_base_form_and_passes_its_own_sentence(texts: tuple[str, str]) -> None:
    (proposal,) = taught(*texts).proposals
    assert (proposal.wording, proposal.original, proposal.pos, proposal.count) == PROPOSED[texts]
    assert not proposal.problem
    rules, problems = read_packs([("learned.yaml", write_pack([proposal], "learned", "t", "s"))])
    assert (problems, list(check_rules(rules))) == ([], [])
    assert rules[0].safety == "review"


def test_what_the_lexicon_has_is_left_out() -> None:
    learned = taught(SPUN, TRUE, "muscle fit: muscle spasm\nsugar sickness: diabetes")
    assert [(p.wording, p.original) for p in learned.proposals] == [("bosom malignancy", "breast cancer")]
    assert learned.known == len(learned.substitutions) - 1
    # A rule with the wording but not with this original does not make it known.
    assert taught(SPUN, TRUE, "sugar sickness: candy flu").known == 0


def test_proposals_that_cannot_stand_together_are_comments() -> None:
    def proposal(wording: str, original: str) -> Proposal:
        return Proposal(wording, original, fixes=((f"The {wording} is.", f"The {original} is."),))

    both = [proposal("a fit", "b"), proposal("a-fit", "c"), proposal("b", "c"), proposal("c", "a fit")]
    checked = without_clashes(tried(p) for p in both)
    assert [p.problem for p in checked] == ["", SAME_WORDING, "", CIRCLE]
    text = write_pack(checked, "learned", "t", "s")
    assert len(read_packs([("learned.yaml", text)])[0]) == 2
    assert read_packs([("learned.yaml", text)])[1] == []


@pytest.mark.parametrize(
    "odd", ["yes", "a: b", 'say "x"', "it's", "#hash", "null", "é", "a\u2028b", "{x}", "- x"]
)
def test_odd_wordings_are_quoted(odd: str) -> None:
    proposal = Proposal(odd, f"not {odd}", fixes=((f"{odd} is.", f"not {odd} is."),), contexts=("a\nb: c",))
    rules, problems = read_packs([("x.yaml", write_pack([proposal], "x", "a: b", "c # d"))])
    assert problems == []
    assert [rule.wording for rule in rules] == [" ".join(odd.split())]


class _Empty(Lab):
    """A lexicon without rules: nothing is known, so everything is learned."""

    @cached_property
    def channel(self) -> None:
        return None


@cache
def corpus_learned(name: str) -> Learned:
    folder = CORPUS / name
    draft, corrected = (read_article(str(next(folder.glob(f"{part}.*")))) for part in ("draft", "corrected"))
    return learn(draft, corrected, _Empty())


@pytest.mark.parametrize("name", ENTRIES)
def test_the_corpus_teaches_what_its_gold_says(name: str) -> None:
    """At least three quarters of the gold places of each draft are aligned with an accepted wording."""
    gold = read_entry(CORPUS / name)
    found = [(_span(pair), pair) for pair in corpus_learned(name).substitutions]
    spans = [span for span in gold.spans if span.confidence != "unsure"]
    right = sum(
        any(
            _folded(accepted) in text
            for accepted in span.accept
            for text in _texts(span.span, found, gold.text)
        )
        for span in spans
    )
    assert right >= 0.75 * len(spans), f"{right} of {len(spans)}"


def test_the_corpus_gives_a_pack_that_loads_and_passes_its_sentences() -> None:
    proposals = corpus_learned("migraine").proposals
    usable = [proposal for proposal in proposals if not proposal.problem]
    assert len(usable) >= 30
    rules, problems = read_packs([("learned.yaml", write_pack(proposals, "learned", "t", "s"))])
    assert problems == []
    assert len(rules) == len(usable)
    assert list(check_rules(rules)) == []
    assert {rule.kind for rule in rules} <= {Kind.GENERAL_PHRASE, Kind.TYPO, Kind.MEDICAL_TERM}


def _span(pair: Substitution) -> Span:
    sentence = pair.spun.sentence
    flow = sentence.block.flow
    return flow.to_original(sentence.start + pair.spun.start, sentence.start + pair.spun.end)


def _texts(span: Span, found: list[tuple[Span, Substitution]], text: str) -> Iterator[str]:
    """The text around a gold place with the substitutions that touch it made."""
    touching = [(place, pair) for place, pair in found if place.overlaps(span)]
    if touching:
        start = min(span.start, *(place.start for place, _ in touching), span.start)
        pieces = []
        for place, pair in touching:
            pieces += [text[start : place.start], pair.clean.text]
            start = place.end
        yield _folded("".join([*pieces, text[start : max(span.end, start)]]))


def _folded(text: str) -> str:
    return " ".join(text.lower().replace("*", " ").replace("-", " ").split())


def test_the_command(unspin: Unspin, site: Path) -> None:
    (site / "fixed.md").write_text(TRUE.replace("diabetes", "gout"))
    result = unspin("rules", "learn", "posts/spun.md", "fixed.md", "-o", "own/learned.yaml")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "3 changes found, 2 known already, 1 proposed\n"
    assert unspin("rules", "lint", "own/learned.yaml").exit_code == 0
    assert unspin("rules", "test", "own/learned.yaml").exit_code == 0
    shown = unspin("rules", "learn", "posts/spun.md", "fixed.md", "-q")
    assert shown.stdout == (site / "own/learned.yaml").read_text()
    assert "  to: [gout]\n" in shown.stdout
    assert shown.stderr == ""


ERRORS = {
    ("none.md", "posts/clean.md"): "none.md: no such file",
    ("posts/spun.md", "none.md"): "none.md: no such file",
    ("posts", "posts/clean.md"): "posts: is a folder",
    ("posts/spun.md", "posts/clean.md", "-o", "x.yml"): "x.yml: the name of a pack must end in .yaml",
    ("posts/spun.md", "posts/clean.md", "-o", "mini.yaml"): "mini.yaml: is there already",
}


@pytest.mark.parametrize("arguments", ERRORS)
def test_errors_are_one_clear_line(arguments: tuple[str, ...], unspin: Unspin) -> None:
    result = unspin("rules", "learn", *arguments)
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)
    assert ERRORS[arguments] in result.stderr
