"""The income estimators on many outcomes of the same firms, with treatment and covariates fixed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from alianzas.survey.limitation import Limitation
from field_statistics.many_outcomes.least_squares_batches import huber_regression, least_squares
from field_statistics.treatment_effects.inverse_propensity import aipw_effects, ipw_effects
from field_statistics.treatment_effects.treatment_groups import Groups

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
    name: Name, outcomes: Array, groups: Groups, estimand: Estimand, used: Array | None = None
) -> Effects | Limitation:
    """Return the effect of being treated on each row of ``outcomes`` (rows × n).

    The estimators are those of field_statistics.treatment_effects.estimators.effect_between, and
    Huber's regression, which takes no weights. ``used``: rows × n of zeros and ones, for
    regressions only.
    """
    import numpy as np

    n, k = groups.covariates.shape
    if name in ("regression", "huber"):
        design = np.column_stack([np.ones(n), groups.treated, groups.covariates])
        root = np.sqrt(groups.weights)
        fit = huber_regression if name == "huber" else least_squares
        fits = fit(design * root[:, None], outcomes * root, used)
        estimate, error = fits.contrast(np.eye(k + 2)[1])
        return Effects(estimate, error, float(n - k - 2))
    if name == "matching":
        matched = groups.matched(estimand)
        if isinstance(matched, Limitation):
            return matched
        estimate, variance = matched.effect(outcomes)
        return Effects(estimate, np.sqrt(np.maximum(variance, 0)), float(n - k - 2))
    found = (ipw_effects if name == "ipw" else aipw_effects)(outcomes, groups, estimand)
    if isinstance(found, Limitation):
        return found
    estimate, variance, df = found
    return Effects(estimate, np.sqrt(variance), df)
