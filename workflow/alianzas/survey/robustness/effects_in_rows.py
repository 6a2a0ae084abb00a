"""The income estimators on many outcomes of the same firms: who is treated, and like whom, is fixed.

Weights and matches depend on treatment and covariates alone, so they are found once. Estimate and
influence of the weighting estimators are linear in the outcome: those of unit outcomes give all.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from alianzas.survey.income.estimators import HC2
from alianzas.survey.income.matching import Matched, match
from alianzas.survey.income.propensity import Propensity, fit_propensity, with_constant
from alianzas.survey.income.weighting import aipw_influence, ipw_influence
from alianzas.survey.limitations import Limitation
from alianzas.survey.robustness.batches import gram, huber, inverses, least_squares

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

Name = Literal["regression", "huber", "ipw", "aipw", "matching"]
Estimand = Literal["ate", "att"]


@dataclass(frozen=True)
class Effects:
    """One effect per outcome: ``estimate`` and ``error``, Student's ``df``."""

    estimate: Array
    error: Array
    df: float


def effects(
    name: Name,
    outcomes: Array,
    treated: Array,
    covariates: Array,
    estimand: Estimand,
    used: Array | None = None,
    weights: Array | None = None,
) -> Effects | Limitation:
    """Return the effect of ``treated`` (n zeros and ones) on each row of ``outcomes`` (rows × n).

    As :func:`alianzas.survey.income.estimators.estimate_effect`, and Huber's regression, which takes
    no weights. ``covariates``: n × k; ``used``: rows × n of zeros and ones, for regressions only;
    ``weights``: positive survey weights (n) on any scale, by default all alike.
    """
    import numpy as np

    weights = np.ones(len(treated)) if weights is None else weights / weights.mean()
    if name in ("regression", "huber"):
        design = np.column_stack([np.ones(len(treated)), treated, covariates])
        root = np.sqrt(weights)
        fit = huber if name == "huber" else least_squares
        fits = fit(design * root[:, None], outcomes * root, used)
        estimate, error = fits.contrast(np.eye(design.shape[1])[1])
        return Effects(estimate, error, float(len(treated) - design.shape[1]))
    if name == "matching":
        matched = match(treated, covariates, weights, estimand)
        if isinstance(matched, Limitation):
            return matched
        return _matched(matched, outcomes)
    propensity = fit_propensity(treated, covariates, weights)
    if propensity is None:
        return Limitation("separation")
    influence = _ipw if name == "ipw" else _aipw
    found = influence(treated, propensity, weights, estimand)
    if isinstance(found, Limitation):
        return found
    estimates, influences = found
    n, k = propensity.design.shape
    correction = n / (n - k) if name == "ipw" else 1.0
    squares = ((outcomes @ (influences * weights)) ** 2).sum(axis=1)
    error = np.sqrt(correction * squares) / weights.sum()
    return Effects(outcomes @ estimates, error, float(n - k - 1))


def _matched(matched: Matched, outcomes: Array) -> Effects:
    """Return what :meth:`Matched.effect` does, for every row: each unit's effect is linear too."""
    import numpy as np

    n, k = matched.covariates.shape
    other = matched.stand_in.copy()
    gap = matched.covariates * other.sum(axis=1)[:, None] - other @ matched.covariates
    focus = (matched.weights * matched.asked) / (matched.weights * matched.asked).sum()
    taken = focus @ matched.stand_in
    for arm in (0, 1):
        donors = np.flatnonzero((matched.treated == arm) & (taken > 0))
        rows = np.flatnonzero((matched.treated != arm) & matched.asked)
        root = np.sqrt(taken[donors])
        design = with_constant(matched.covariates[donors]) * root[:, None]
        slopes = np.linalg.pinv(design, rcond=np.finfo(float).eps * max(design.shape)) * root
        other[np.ix_(rows, donors)] += gap[rows] @ slopes[1:]
    gains = outcomes @ ((np.eye(n) - other) * np.where(matched.treated == 1, 1, -1)[:, None]).T
    estimate = gains @ focus
    spread = (outcomes @ (np.eye(n) - matched.alike).T) ** 2 / (1 + (matched.alike**2).sum(axis=1))
    parts = taken**2 + 2 * focus * taken - focus**2 @ matched.stand_in**2
    variance = (gains - estimate[:, None]) ** 2 @ focus**2 + spread @ parts
    return Effects(estimate, np.sqrt(np.maximum(variance, 0)), float(n - k - 2))


Linear = tuple["Array", "Array"]


def _of_units(n: int, of: Callable[[Array, int], tuple[float, Array]]) -> Linear:
    """Return the estimates of unit outcomes (n), and the influences (unit outcome × unit)."""
    import numpy as np

    found = [of(unit, place) for place, unit in enumerate(np.eye(n))]
    return np.array([estimate for estimate, _ in found]), np.array([row for _, row in found])


def _ipw(treated: Array, propensity: Propensity, weights: Array, estimand: Estimand) -> Linear:
    return _of_units(
        len(treated),
        lambda unit, _: ipw_influence(unit, treated, propensity, weights, estimand),
    )


def _aipw(
    treated: Array, propensity: Propensity, weights: Array, estimand: Estimand
) -> Linear | Limitation:
    import numpy as np

    n = len(treated)
    design = with_constant(propensity.design[:, 1:])
    predictions, residuals = np.zeros((2, n, n)), np.zeros((n, n))
    for arm in (0, 1):
        own = treated == arm
        part, size = design[own], weights[own]
        inverse = inverses(gram(part, size[None]))[0]
        if not np.isfinite(inverse).all() or len(part) <= part.shape[1]:
            return Limitation("collinear")
        leverage = size * np.einsum("ij,jk,ik->i", part, inverse, part)
        if leverage.max() > 1 - 1e-8:
            return Limitation("leverage")
        # What a unit outcome adds to each prediction: outcome × unit.
        predictions[arm][own] = size[:, None] * (part @ inverse @ design.T)
        left = np.eye(n)[own][:, own] - predictions[arm][own][:, own]
        residuals[np.ix_(own, own)] = left / (1 - leverage) ** HC2
    return _of_units(
        n,
        lambda unit, place: aipw_influence(
            unit,
            treated,
            propensity.score,
            predictions[:, place],
            weights,
            estimand,
            residuals[place],
        ),
    )
