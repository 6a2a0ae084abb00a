"""The income estimators on many outcomes of the same firms: who is treated, and like whom, is fixed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from alianzas.survey.income.groups import Groups
from alianzas.survey.income.weighting import aipw_effects, ipw_effects
from alianzas.survey.limitations import Limitation
from alianzas.survey.robustness.batches import huber, least_squares

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
    groups = Groups.of(treated, covariates, weights)
    if name == "matching":
        matched = groups.matched(estimand)
        if isinstance(matched, Limitation):
            return matched
        estimate, variance = matched.effect(outcomes)
        df = float(len(treated) - groups.covariates.shape[1] - 2)
    else:
        found = (ipw_effects if name == "ipw" else aipw_effects)(outcomes, groups, estimand)
        if isinstance(found, Limitation):
            return found
        estimate, variance, df = found
    return Effects(estimate, np.sqrt(np.maximum(variance, 0)), df)
