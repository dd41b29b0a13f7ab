"""What is loaded once, when it is first asked for, and used for every article."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from unspin.config import NO_MODEL, Settings
from unspin.decide import Judge
from unspin.decide.lookup import Lookup
from unspin.decide.phrase import PhraseJudge
from unspin.detect.terminology import CHANNEL, TerminologyDetector
from unspin.grammar.checking import GrammarChecking
from unspin.lexicon.lexicon import Lexicon, load_dictionary, load_lexicon
from unspin.lexicon.terms import shipped_knowledge
from unspin.lexicon.thesaurus import Thesaurus, shipped_thesaurus
from unspin.lm.model import LanguageModel, shipped_model
from unspin.lm.terms import TermModel
from unspin.model.finding import PHRASE, THESAURUS
from unspin.reader.find import find_reader

RARE = 1
"""Times at most that clean text (19 million words) has a word of the channel that speaks for spinning."""


@dataclass(frozen=True)
class Loaded:
    """The rules, models and checkers that the settings ask for."""

    settings: Settings = field(default_factory=Settings)

    @cached_property
    def lexicon(self) -> Lexicon:
        """The rules in force: shipped and own packs, without those switched off."""
        lexicon = load_lexicon(self.settings.packs, shipped=self.settings.shipped_rules)
        off = self.settings.ignore
        if not off:
            return lexicon
        return Lexicon(
            tuple(rule for rule in lexicon.rules if not is_off(rule.id, off)),
            tuple(rule for rule in lexicon.channel if not is_off(rule.id, off)),
        )

    @cached_property
    def detector(self) -> TerminologyDetector:
        """The terminology detector over the rules in force."""
        return TerminologyDetector(self.lexicon.rules)

    @cached_property
    def _words(self) -> TerminologyDetector | None:
        """The detector for all wordings of the channel, if there is a model to judge them."""
        rules = self.lexicon.channel
        return TerminologyDetector(rules, CHANNEL) if rules and self.judge.model else None

    @cached_property
    def channel(self) -> TerminologyDetector | None:
        """The detector for the word channel, which only a language model can judge."""
        return self._words if self.settings.wants(CHANNEL) else None

    @cached_property
    def hints(self) -> TerminologyDetector | None:
        """The detector for those wordings of the channel that clean text hardly ever has."""
        has_at_most = self.judge.rates.has_at_most
        rare = bytes(has_at_most(name, RARE) for name in self.lexicon.channel_ids())
        return self._words.limited_to(rare) if self._words else None

    @cached_property
    def dictionary(self) -> TerminologyDetector | None:
        """The detector for those words of the channel that dictionaries have more originals for."""
        settings = self.settings
        if self.channel is None or not settings.shipped_rules:
            return None
        rules = load_dictionary(settings.packs)
        if settings.ignore:
            rules = tuple(rule for rule in rules if not is_off(rule.id, settings.ignore))
        return TerminologyDetector(rules, CHANNEL)

    @cached_property
    def thesaurus(self) -> Thesaurus | None:
        """What rare words may stand for, if there is a model to judge it."""
        settings = self.settings
        if not self.judge.model or not settings.shipped_rules or is_off(THESAURUS, settings.ignore):
            return None
        return shipped_thesaurus()

    @cached_property
    def phrases(self) -> PhraseJudge | None:
        """Decides texts of a few words, by the shipped terms."""
        model, settings = self.judge.model, self.settings
        if not model or not settings.shipped_rules or is_off(PHRASE, settings.ignore):
            return None
        knowledge = shipped_knowledge()
        lookup = Lookup(knowledge, TermModel(knowledge.terms, model))
        return PhraseJudge(lookup, self.judge.habits, self.judge.rates, settings.apply_review)

    @cached_property
    def judge(self) -> Judge:
        """Decides findings."""
        settings = self.settings
        model = self._model()
        return Judge(
            model=model,
            apply_review=settings.apply_review,
            assume_spun=settings.assume_spun,
            reader=find_reader(settings.reader) if model else None,
        )

    @cached_property
    def grammar(self) -> GrammarChecking:
        """The grammar checker, if one is at hand; nothing is started before the first article."""
        return GrammarChecking(self.settings, self.judge.model)

    def _model(self) -> LanguageModel | None:
        name = self.settings.model
        if name is None:
            return shipped_model()
        return None if name == NO_MODEL else LanguageModel(name)


def is_off(rule_id: str, off: tuple[str, ...]) -> bool:
    """Whether a rule, or its whole pack, is switched off."""
    return rule_id in off or rule_id.partition("/")[0] in off
