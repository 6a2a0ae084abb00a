"""What effect could these firms show, and how many firms would a claimed effect need?

The minimum detectable effect (Bloom, 1995) of the regression-adjusted difference: noncentral t
with the model's residual standard deviation, the group sizes, and the variance inflation due to
the controls.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from scipy.optimize import brentq
from scipy.special import nctdtr, stdtrit

from alianzas.survey.income.samples import Sample
from alianzas.survey.income.sensitivity import classical
from alianzas.survey.limitation import Limitation
from field_statistics.treatment_effects.propensity import with_constant

#: No survey could plan for more firms than this.
MOST_FIRMS = 10_000_000
_CERTAIN = 6.0


@dataclass(frozen=True)
class Power:
    """The power of a comparison of two groups.

    ``spread``: residual standard deviation of log growth; ``detectable``: smallest effect found
    with the wanted power, as a proportion; ``claimed``: power for the claimed effect, None where
    none is claimed; ``needed``: firms in both groups that this effect needs at the same proportion
    of groups (None: more than any survey has, or no effect is claimed).
    """

    n_treated: int
    n_control: int
    spread: float
    detectable: float
    claimed: float | None
    needed: int | None


def power_of(effect: float, error: float, df: float, level: float) -> float:
    """Return the power of the two-sided t-test for ``effect`` at significance ``level``."""
    critical = float(stdtrit(df, 1 - level / 2))
    shift = effect / error
    if shift > _CERTAIN + critical:
        # Beyond this SciPy's noncentral t is NaN, and the power is one to nine digits.
        return 1.0
    return float(1 - nctdtr(df, shift, critical) + nctdtr(df, shift, -critical))


def examine_power(
    sample: Sample, claimed: float | None, power: float, confidence: float
) -> Power | Limitation:
    """Return the smallest detectable effect, the power for ``claimed`` (a proportion) and its n.

    ``claimed`` is None where no effect is claimed.
    """
    n_treated = int(sample.treated.sum())
    n_control = sample.n - n_treated
    design = with_constant(np.column_stack([sample.treated, sample.covariates]))
    if np.linalg.matrix_rank(design) < design.shape[1]:
        return Limitation("collinear")
    if np.ptp(sample.outcome) == 0:
        return Limitation("no_variance")
    found, _ = classical(sample.outcome, design, 1)
    level, controls = 1 - confidence, design.shape[1]
    # The error falls with the root of n while allocation, controls and spread stay the same.
    unit = found.error * math.sqrt(sample.n)

    def at(effect: float, n: float) -> float:
        return power_of(effect, unit / math.sqrt(n), n - controls, level)

    detectable = brentq(lambda effect: at(effect, sample.n) - power, 0.0, 20 * found.error)
    target = None if claimed is None else math.log1p(claimed)
    needed = None
    if target is not None and at(target, MOST_FIRMS) > power:
        least = controls + 2
        reached = least if at(target, least) >= power else None
        if reached is None:
            n = brentq(lambda n: at(target, n) - power, least, MOST_FIRMS)
            reached = math.ceil(n - 1e-9)
        needed = max(reached, least)
    residuals = sample.outcome - design @ np.linalg.lstsq(design, sample.outcome, rcond=None)[0]
    return Power(
        n_treated,
        n_control,
        float(math.sqrt(residuals @ residuals / found.df)),
        math.expm1(detectable),
        None if target is None else at(target, sample.n),
        needed,
    )
