"""Robustness: the solution recomputed under other anchors and thresholds.

The protocol of Oana and Schneider (2024): an initial solution and a set of test solutions, each
from one changed choice; how much of the initial solution lies in all of them, and in any.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from alianzas.cases.qca.case_sets import CaseSets, Numbers, UndecidedMembershipError, build_sets
from alianzas.cases.qca.qca_analysis import ENHANCED, Analysis, analyse
from qca.cuts import is_at
from qca.fit import Sufficiency, sufficiency
from qca.terms import membership_in_any, term_text

if TYPE_CHECKING:
    from alianzas.cases.case_codes import CaseCodes
    from alianzas.config.qca_settings import CalibratedSet, QcaSettings
    from qca.terms import Values

#: What is varied.
CASES, CONSISTENCY, ANCHOR = "cases", "consistency", "anchor"


class Choice(NamedTuple):
    """One changed choice: what is varied, for which set (if anchors), and the new value."""

    what: str
    name: str | None
    value: float


class RobustnessTest(NamedTuple):
    """The solution under a changed choice, for one side.

    ``formulas`` are its models; ``kept`` counts the terms of the initial solution's first model that
    it still has. ``degrees`` are the cases' memberships in its first model; they and the fit are
    None where nothing could be analysed.
    """

    choice: Choice
    formulas: tuple[frozenset[str], ...]
    kept: int
    fit: Sufficiency | None
    degrees: Values | None


class Robustness(NamedTuple):
    """The tests of one side, the initial model's terms, and how the initial solution fares.

    ``consistency`` and ``coverage`` compare it with its core, the part that lies in every test
    solution (1: nothing is lost); ``overlap_all`` and ``overlap_any`` are the set coincidence with
    the intersection and the union of the test solutions.
    """

    tests: tuple[RobustnessTest, ...]
    terms: tuple[str, ...]
    same: int
    consistency: float
    coverage: float
    overlap_all: float
    overlap_any: float


def other_choices(settings: QcaSettings, numbers: Numbers) -> Iterator[tuple[Choice, QcaSettings]]:
    """Yield each changed choice with the settings that result."""
    for what, values in (
        (CASES, settings.robustness.cases),
        (CONSISTENCY, settings.robustness.consistency),
    ):
        for value in values:
            if not is_at(value, getattr(settings.cuts, what)):
                cuts = settings.cuts.model_copy(update={what: value})
                yield Choice(what, None, value), settings.model_copy(update={"cuts": cuts})
    for name, made in settings.sets.items():
        for sign in (-1, 1):
            value, moved = _moved(made, sign * settings.robustness.anchor_shift, numbers)
            sets = {**settings.sets, name: moved}
            yield Choice(ANCHOR, name, value), settings.model_copy(update={"sets": sets})


def _moved(made: CalibratedSet, share: float, numbers: Numbers) -> tuple[float, CalibratedSet]:
    """Return the shifted crossover or threshold, and the set that uses it."""
    if made.anchors is not None:
        anchors = made.anchors
        value = anchors.crossover + share * abs(anchors.inclusion - anchors.exclusion)
        outer = sorted((anchors.exclusion, anchors.inclusion))
        value = min(max(value, outer[0] + 1e-9), outer[1] - 1e-9)
        new = anchors.model_copy(update={"crossover": value})
        return value, made.model_copy(update={"anchors": new})
    assert made.threshold is not None
    column = numbers.counted[made.of]
    value = made.threshold + share * float(column.max() - column.min())
    return value, made.model_copy(update={"threshold": value})


def assess_robustness(
    settings: QcaSettings, numbers: Numbers, codes: CaseCodes, initial: Analysis, side: str
) -> Robustness | None:
    """Return how the enhanced solution of a side fares; None where it has no model."""
    import numpy as np

    models = initial.side(side).solutions[ENHANCED].models if initial.sides else ()
    if not models:
        return None
    conditions = initial.sets.conditions
    outcome = initial.side(side).outcome
    terms = tuple(term_text(term, conditions) for term in models[0].terms)
    tests = tuple(
        _test(choice, other, numbers, codes, side, terms)
        for choice, other in other_choices(settings, numbers)
    )
    first = membership_in_any(models[0].terms, initial.sets.values)
    known = [test.degrees for test in tests if test.degrees is not None]
    within, anywhere = np.min([first, *known], axis=0), np.max([first * 0, *known], axis=0)
    inner = np.min([first * 0 + 1, *known], axis=0)
    whole, core = sufficiency(first, outcome), sufficiency(within, outcome)
    formulas = {frozenset(term_text(t, conditions) for t in model.terms) for model in models}
    return Robustness(
        tests,
        terms,
        same=sum({*test.formulas} == formulas for test in tests),
        consistency=whole.consistency / core.consistency if core.consistency else float("nan"),
        coverage=core.coverage / whole.coverage if whole.coverage else float("nan"),
        overlap_all=_coincidence(first, inner),
        overlap_any=_coincidence(first, anywhere),
    )


def _test(
    choice: Choice,
    settings: QcaSettings,
    numbers: Numbers,
    codes: CaseCodes,
    side: str,
    terms: tuple[str, ...],
) -> RobustnessTest:
    """Solve a side again under one changed choice."""
    sets = _sets(settings, numbers, codes)
    result = None if sets is None else analyse(settings, sets)
    if result is None or not result.sides:
        return RobustnessTest(choice, (), 0, None, None)
    found = result.side(side)
    formulas = tuple(
        frozenset(term_text(term, result.sets.conditions) for term in model.terms)
        for model in found.solutions[ENHANCED].models
    )
    kept = sum(any(term in formula for formula in formulas) for term in terms)
    if not formulas:
        return RobustnessTest(choice, (), 0, None, None)
    degrees = membership_in_any(found.solutions[ENHANCED].models[0].terms, result.sets.values)
    return RobustnessTest(choice, formulas, kept, sufficiency(degrees, found.outcome), degrees)


def _sets(settings: QcaSettings, numbers: Numbers, codes: CaseCodes) -> CaseSets | None:
    """Return the sets, or None where a shifted crossover coincides with a case."""
    try:
        return build_sets(settings, numbers, codes, "")
    except UndecidedMembershipError:
        return None


def _coincidence(one: Values, other: Values) -> float:
    """Return the overlap of two sets: their intersection as a share of their union."""
    import numpy as np

    union = np.maximum(one, other).sum()
    return float(np.minimum(one, other).sum() / union) if union > 0 else float("nan")
