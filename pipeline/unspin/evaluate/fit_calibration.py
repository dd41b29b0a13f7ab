"""Fits the calibration of the decoder on annotated texts and tries it on others.

    python -m unspin.evaluate.fit_calibration GOLD... --thorough GOLD... --held-out GOLD...

Prints the constants for ``CALIBRATION`` in ``decide/decode.py`` and ``SHARE_RIGHT`` in
``decide/prevalence.py``, those for ``decide/reread.py`` if the second reader is installed, then the
calibration error that they have on the held-out gold.
"""

from __future__ import annotations

import argparse
import math
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from unspin.config import Settings
from unspin.decide.decode import CALIBRATION, MARGINS
from unspin.decide.prevalence import SHARE_RIGHT
from unspin.decide.reread import CALIBRATION as SECOND
from unspin.decide.reread import GAIN
from unspin.decide.verdict import NO_SIGN, READS_WELL, rests_on_confidence
from unspin.detect.terminology import CHANNEL
from unspin.evaluate.calibration import Judged, by_detector, is_right, judge_decisions
from unspin.evaluate.gold import GoldArticle
from unspin.evaluate.measure import article_of
from unspin.evaluate.sources import read_gold_source
from unspin.model.decision import Decision
from unspin.reader.find import find_reader
from unspin.workflow import Workflow

NAMES = ("constant", "margin over keeping", "margin over the next", "log weight", "neighbours")
RIDGE = 30.0
"""Penalty on half the squared coefficients, but not the constant's. The weights of entries were written
with the fitted texts in view, and so count for more there than elsewhere: a weak penalty believes that."""
LEAST = 20
"""Right places, and wrong ones, that a fit needs."""
_ROUNDS = 50
_Vector = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Place:
    """A decoded place: what the calibration sees of it, and whether its edit is right."""

    detector: str
    features: tuple[float, ...]
    right: bool


def places(
    golds: Iterable[GoldArticle],
    workflow: Workflow,
    see: Callable[[Decision], tuple[float, ...] | None],
    *,
    thorough: bool,
) -> Iterator[Place]:
    """All places on which gold has a say, shown or not. What ``see`` gives ``None`` for is left out.

    ``thorough`` says that nearly every spun place is marked: what touches none counts as wrong.
    """
    for gold in golds:
        for decision in workflow.clean(article_of(gold), with_audit=False).decisions:
            features = see(decision)
            if features is None:
                continue
            right = is_right(gold, decision)
            if right is None and thorough and not any(s.span.overlaps(decision.span) for s in gold.spans):
                right = False
            if right is not None:
                yield Place(decision.finding.detector, features, right)


def features_of(decision: Decision) -> tuple[float, ...] | None:
    """Constant, clipped margins and log weight; ``None`` where nothing was decoded or a rule decided."""
    why = decision.explanation
    if why is None or why.keep is None or why.best is None:
        return None
    if not rests_on_confidence(decision) and decision.reason not in (NO_SIGN, READS_WELL):
        return None
    following = why.best.total - why.following.total if why.following else math.inf
    margins = (why.best.total - why.keep.total, following)
    clipped = [min(max(m, low), high) for m, (low, high) in zip(margins, MARGINS, strict=True)]
    return (1.0, *clipped, math.log(why.weight), float(why.neighbours))


def second_features_of(decision: Decision) -> tuple[float, ...] | None:
    """Constant, log odds before and clipped gain of a place that was read again."""
    if features_of(decision) is None or decision.explanation is None or decision.explanation.reread is None:
        return None
    reread = decision.explanation.reread
    odds = math.log(reread.before / (1 - reread.before))
    return (1.0, odds, min(max(reread.gain, GAIN[0]), GAIN[1]))


def fit(found: Sequence[Place], ridge: float = RIDGE) -> tuple[float, ...]:
    """Coefficients of a logistic regression by Newton's method.

    No margin may count against an edit: one that would is left out and the rest fitted again.
    """
    features = np.array([place.features for place in found])
    right = np.array([place.right for place in found], dtype=np.float64)
    used = list(range(features.shape[1]))
    while True:
        fitted = _newton(features[:, used], right, ridge)
        negative = [i for i, value in zip(used, fitted, strict=True) if i and value < 0]
        if not negative:
            break
        used = [i for i in used if i not in negative]
    values = dict(zip(used, fitted, strict=True))
    return tuple(round(float(values.get(i, 0.0)), 2) for i in range(features.shape[1]))


def _newton(features: _Vector, right: _Vector, strength: float) -> _Vector:
    fitted: _Vector = np.zeros(features.shape[1])
    ridge = np.array([0.0, *[strength] * (len(fitted) - 1)])
    for _ in range(_ROUNDS):
        chance = 1 / (1 + np.exp(-features @ fitted))
        slope = features.T @ (right - chance) - ridge * fitted
        curve = (features.T * (chance * (1 - chance))) @ features + np.diag(ridge)
        step = np.linalg.solve(curve, slope)
        fitted = fitted + step
        if np.abs(step).max() < 1e-9:
            break
    return fitted


def can_be_fitted(found: Sequence[Place]) -> bool:
    """Whether there are enough right places and enough wrong ones for a curve between them."""
    right = sum(place.right for place in found)
    return min(right, len(found) - right) >= LEAST


def report(found: Sequence[Place]) -> Iterator[str]:
    """The constants, with how many places they rest on, beside those in use."""
    for detector in sorted({place.detector for place in found}):
        own = [place for place in found if place.detector == detector]
        share = sum(place.right for place in own) / len(own)
        yield f"{detector}: {len(own)} places, {share:.2f} of them right"
        yield f"  fitted {fit(own)}" if can_be_fitted(own) else "  too few to fit"
        yield f"  in use {CALIBRATION[detector]}  ({', '.join(NAMES)})"
        if detector == CHANNEL:
            yield f"  SHARE_RIGHT fitted {share:.2f}, in use {SHARE_RIGHT}"


def second_report(sources: Sequence[tuple[str, bool]]) -> Iterator[str]:
    """The constants of the second reading, if a reader is installed."""
    if find_reader("auto") is None:
        yield "second reading: not fitted, no reader is installed"
        return
    workflow = Workflow(Settings(grammar="none", reader="required"))
    found = [
        place
        for path, thorough in sources
        for place in places(read_gold_source(path), workflow, second_features_of, thorough=thorough)
    ]
    yield f"second reading: {len(found)} places"
    if found:
        yield f"  fitted {fit(found, ridge=1.0)}"
    yield f"  in use {SECOND}  (constant, log odds before, gain)"


def held_out(golds: Iterable[GoldArticle], workflow: Workflow) -> Iterator[str]:
    """The calibration error, over all decisions and by detector, with the constants now in force."""
    judged: list[Judged] = []
    for gold in golds:
        judged += judge_decisions(gold, workflow.clean(article_of(gold), with_audit=False))
    for name, table in by_detector(judged).items():
        yield f"  {name}: {table.count} decisions, expected calibration error {table.error:.4f}"


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit, show, then try the fitted constants on the held-out gold."""
    parser = argparse.ArgumentParser(prog="fit_calibration", description=__doc__)
    parser.add_argument("gold", nargs="*", help="gold that marks only some of the spun places")
    parser.add_argument("--thorough", nargs="+", default=[], help="gold that marks nearly all of them")
    parser.add_argument("--held-out", nargs="+", default=[], help="exhaustive gold, not used for fitting")
    options: Any = parser.parse_args(arguments)
    workflow = Workflow(Settings(grammar="none", reader="none"))
    sources = [(path, False) for path in options.gold] + [(path, True) for path in options.thorough]
    found = [
        place
        for path, thorough in sources
        for place in places(read_gold_source(path), workflow, features_of, thorough=thorough)
    ]
    lines = [*report(found), *second_report(sources)]
    for path in options.held_out:
        lines += [f"{path}, with the constants in use:", *held_out(read_gold_source(path), workflow)]
        by_name = {name: [p for p in found if p.detector == name] for name in {p.detector for p in found}}
        fitted = {name: fit(own) for name, own in by_name.items() if can_be_fitted(own)}
        before = dict(CALIBRATION)
        CALIBRATION.update(fitted)  # type: ignore[arg-type]
        lines += [f"{path}, with the fitted constants:", *held_out(read_gold_source(path), workflow)]
        CALIBRATION.update(before)
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
