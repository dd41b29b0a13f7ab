"""The verdict on one finding from its rule, its evidence and the promises it must keep."""

from __future__ import annotations

from unspin.decide.clean_rates import CleanRates
from unspin.detect.terminology import CHANNEL
from unspin.model.decision import Decision, Verdict
from unspin.model.document import Protected, Protection
from unspin.model.explanation import Explanation
from unspin.model.finding import PHRASE, THESAURUS, Finding
from unspin.model.rule import Safety, Trust

TRUST = {Trust.HIGH: 0.97, Trust.MEDIUM: 0.86, Trust.LOW: 0.6}
"""Chance that the first original is right in spun text: the middle of each range in rules/README.md."""
APPLY_FROM = 0.46
"""Confidence from which a safe finding is applied. Right means that the annotators' own word comes back; most
of the other edits put one good word for another, so it pays to go a little below one half."""
APPLY_BESIDE = 0.42
"""The same where the words beside it are changed too: half a phrase mended reads worse than none."""
READ_AGAIN = 0.06
"""How much lower both are where a second reader has read the place: its other edits are better."""
APPLY_PHRASE = 0.38
"""The same for a single phrase: whoever looks one up wants what it most likely stands for."""
SURE_FROM = 0.9
"""Spun score of a place below which nothing is applied, however strange a single wording is."""
DOUBTFUL = 0.4
"""Confidence that a finding can reach at most where the text is not surely spun."""
SHOW_FROM = 0.1
"""Confidence below which a finding is not worth an editor's look."""
SHOW_CHANNEL_FROM = 0.05
"""The same for single ambiguous words, of which there are many."""
ASKED_FOR = "meant for review; applied because that was asked for"
"""Grounds for an edit that could change the medicine where the user takes the responsibility."""
NO_SIGN = "the text around it shows no sign of spinning"
READS_WELL = "reads better as it stands than with any of its originals"


def confidence_of(finding: Finding, spun: float, rates: CleanRates) -> float:
    """Chance that the edit is right: spun here, and the first original the right one.

    In text that is not clearly spun a wording that clean text has too counts for less.
    """
    strangeness = rates.strangeness(finding.rule)
    chance: float = spun * TRUST[finding.rule.trust] * strangeness ** (1 - spun)
    return round(chance if spun >= SURE_FROM else min(chance, DOUBTFUL * spun), 4)


def judge(
    finding: Finding,
    confidence: float,
    promise: str,
    protection: Protected | None,
    choice: str = "",
    explanation: Explanation | None = None,
) -> Decision:
    """The decision on a finding that won its place. ``promise`` is what the edit would break; ``choice`` says
    on what grounds an edit may be made that could change the medicine, nothing where a person must decide.
    """
    apply_from = _apply_from(finding, explanation)
    verdict, reason = _judge(finding, confidence, promise, protection, choice, apply_from)
    if reason == NO_SIGN and explanation and explanation.keep:
        reason = READS_WELL  # it was decoded: the text is spun, but not this wording
    return Decision(finding, verdict, confidence, reason, explanation)


def _apply_from(finding: Finding, explanation: Explanation | None) -> float:
    if finding.detector == PHRASE:
        return APPLY_PHRASE
    apply_from = APPLY_BESIDE if explanation and explanation.neighbours else APPLY_FROM
    again = explanation and explanation.reread and finding.detector != THESAURUS
    return apply_from - READ_AGAIN if again else apply_from


def rests_on_confidence(decision: Decision) -> bool:
    """Whether a finding is shown and another confidence would have changed its verdict."""
    doubtful = decision.verdict is Verdict.REVIEW and decision.reason == _doubt(decision.finding)
    return doubtful or decision.verdict is Verdict.APPLIED


def _judge(
    finding: Finding,
    confidence: float,
    promise: str,
    protection: Protected | None,
    choice: str,
    apply_from: float,
) -> tuple[Verdict, str]:
    if protection and protection.level is Protection.IGNORED:
        return Verdict.REJECTED, protection.reason
    if protection and protection.level is Protection.HARD:
        return Verdict.REJECTED, f"protected: {protection.reason}"
    if confidence < (SHOW_CHANNEL_FROM if finding.detector == CHANNEL else SHOW_FROM):
        return Verdict.REJECTED, NO_SIGN
    rule = finding.rule
    if rule.safety is Safety.REPORT_ONLY:
        return Verdict.REVIEW, "this rule only reports"
    problem = finding.candidates[0].problem
    if problem:
        return Verdict.REVIEW, problem
    if promise:
        return Verdict.REVIEW, promise
    if protection:
        return Verdict.REVIEW, f"stands in a {protection.reason}; only a person may change it"
    if finding.is_choice and not choice:
        return Verdict.REVIEW, "the choice could change the medicine; a person must make it"
    if confidence < apply_from and not (choice and rule.safety is Safety.REVIEW):
        return Verdict.REVIEW, _doubt(finding)
    return Verdict.APPLIED, choice if finding.is_choice else _grounds(finding)


def _doubt(finding: Finding) -> str:
    if finding.rule.trust is Trust.HIGH:
        return "too little else in the text around it is spun"
    return "the wording has several possible originals"


def _grounds(finding: Finding) -> str:
    if finding.detector == PHRASE:
        return "the usual wording, of which spinners make this one"
    if finding.detector == CHANNEL:
        return "the usual wording here, and a swap that spinners make, in text that is clearly spun"
    if finding.detector == THESAURUS:
        return "the usual word here, for which thesauruses have this rare one, in text that is clearly spun"
    context = " in this context" if finding.rule.context else ""
    return f"known spun wording{context}, in text that is clearly spun"
