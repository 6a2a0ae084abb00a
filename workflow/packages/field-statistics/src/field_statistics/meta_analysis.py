"""Random-effects meta-analysis: restricted maximum likelihood, Hartung–Knapp, prediction interval.

statsmodels has the estimators of DerSimonian and Laird and of Paule and Mandel, but neither restricted
maximum likelihood nor prediction intervals.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from field_statistics.not_estimable import NotEstimable

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]


@dataclass(frozen=True)
class MetaAnalysis:
    """What several studies say together.

    Attributes
    ----------
    k : int
        Number of studies.
    value, error : float
        Mean effect and its standard error, in the unit of the effects.
    low, high, p : float
        Interval of the mean effect and its p-value, from Student's t with k − 1 degrees of freedom.
    predicted_low, predicted_high : float
        Interval in which the true effect of a further study of the same kind is expected.
    tau2, tau2_low, tau2_high : float
        Variance of the true effects between studies, and its interval. Both bounds are 0 where the
        studies agree more closely than their errors would let them.
    q, q_p : float
        Cochran's Q and its p-value (chi-squared with k − 1 degrees of freedom).
    i2, h2 : float
        Share of the total variance that is between studies (0 to 1), and total over sampling variance.
    weights : tuple of k float
        Share of each study in the mean (they sum to 1).
    """

    k: int
    value: float
    error: float
    low: float
    high: float
    p: float
    predicted_low: float
    predicted_high: float
    tau2: float
    tau2_low: float
    tau2_high: float
    q: float
    q_p: float
    i2: float
    h2: float
    weights: tuple[float, ...]


def combine_studies(
    effects: Sequence[float],
    variances: Sequence[float],
    confidence: float = 0.95,
    *,
    widen: bool = False,
) -> MetaAnalysis | NotEstimable:
    """Return the mean of the studies' effects, and how far the true effects differ.

    The variance between studies is that of restricted maximum likelihood (REML), its interval by Q
    profiles, and the error of the mean that of Hartung, Knapp, Sidik and Jonkman.

    Parameters
    ----------
    effects : sequence of k float
        The effect in each study, all in one unit.
    variances : sequence of k float
        Its squared standard error in each, all above 0.
    confidence : float, default 0.95
        Level of all intervals.
    widen : bool, default False
        Whether the error is at least that of known variances. The error of Hartung and Knapp can become
        small, or 0, where a few studies happen to agree closely.

    Returns
    -------
    MetaAnalysis or NotEstimable
        ``NotEstimable("one_study")`` for a single study, which says nothing on differences between
        studies. Of two studies all is estimated, with a single degree of freedom: intervals are wide.

    Raises
    ------
    ValueError
        If there is no study, not one variance for each effect, or a number is not finite or a variance
        not above 0.

    References
    ----------
    Viechtbauer, W. (2005). Bias and efficiency of meta-analytic variance estimators in the
    random-effects model. *Journal of Educational and Behavioral Statistics*, 30(3), 261–293. (REML)

    Knapp, G., & Hartung, J. (2003). Improved tests for a random effects meta-regression with a single
    covariate. *Statistics in Medicine*, 22(17), 2693–2710.

    Röver, C., Knapp, G., & Friede, T. (2015). Hartung-Knapp-Sidik-Jonkman approach and its modification
    for random-effects meta-analysis with few studies. *BMC Medical Research Methodology*, 15, 99.
    (``widen``)

    Higgins, J. P. T., Thompson, S. G., & Spiegelhalter, D. J. (2009). A re-evaluation of random-effects
    meta-analysis. *Journal of the Royal Statistical Society A*, 172(1), 137–159. (prediction)

    Higgins, J. P. T., & Thompson, S. G. (2002). Quantifying heterogeneity in a meta-analysis.
    *Statistics in Medicine*, 21(11), 1539–1558. (I² and H², here from the variance of REML)

    Viechtbauer, W. (2007). Confidence intervals for the amount of heterogeneity in meta-analysis.
    *Statistics in Medicine*, 26(1), 37–52. (Q profiles)

    Examples
    --------
    >>> found = combine_studies([0.1, 0.3, 0.5], [0.01, 0.01, 0.01])
    >>> round(found.value, 3), round(found.tau2, 3), round(found.i2, 2)
    (0.3, 0.03, 0.75)
    """
    import numpy as np
    from scipy.special import chdtrc, stdtr, stdtrit

    values, within = np.array(effects, dtype=float), np.array(variances, dtype=float)
    k = len(values)
    if k == 0 or len(within) != k:
        raise ValueError("a meta-analysis needs effects, with a variance for each")
    if not (np.isfinite(values).all() and np.isfinite(within).all() and (within > 0).all()):
        raise ValueError("effects and variances must be finite, and variances above 0")
    if k == 1:
        return NotEstimable("one_study")
    tau2 = _between(values, within)
    weights = 1 / (within + tau2)
    mean = float(weights @ values / weights.sum())
    scale = float(weights @ (values - mean) ** 2) / (k - 1)
    error = math.sqrt((max(scale, 1.0) if widen else scale) / float(weights.sum()))
    quantile = float(stdtrit(k - 1, (1 + confidence) / 2))
    reach, predicted = quantile * error, quantile * math.sqrt(error**2 + tau2)
    p = 2 * float(stdtr(k - 1, -abs(mean) / error)) if error > 0 else float(mean == 0)
    q = _distance(0.0, values, within)
    typical = _typical_variance(within)
    low, high = _profile(values, within, confidence)
    return MetaAnalysis(
        k,
        mean,
        error,
        mean - reach,
        mean + reach,
        p,
        mean - predicted,
        mean + predicted,
        tau2,
        low,
        high,
        q,
        float(chdtrc(k - 1, q)),
        tau2 / (tau2 + typical),
        tau2 / typical + 1,
        tuple((weights / weights.sum()).tolist()),
    )


def leave_one_out(
    effects: Sequence[float],
    variances: Sequence[float],
    confidence: float = 0.95,
    *,
    widen: bool = False,
) -> list[MetaAnalysis | NotEstimable]:
    """Return the meta-analysis without the first study, without the second, and so on.

    Parameters
    ----------
    effects, variances, confidence, widen
        As for :func:`combine_studies`.

    Returns
    -------
    list of k MetaAnalysis or NotEstimable
        ``NotEstimable("one_study")`` for each of two studies: without it a single one is left.

    Raises
    ------
    ValueError
        As :func:`combine_studies`, and for a single study, without which none is left.

    References
    ----------
    Viechtbauer, W., & Cheung, M. W.-L. (2010). Outlier and influence diagnostics for meta-analysis.
    *Research Synthesis Methods*, 1(2), 112–125.

    Examples
    --------
    >>> [round(one.value, 2) for one in leave_one_out([0.1, 0.3, 0.5], [0.01, 0.01, 0.01])]
    [0.4, 0.3, 0.2]
    """
    return [
        combine_studies(
            [*effects[:one], *effects[one + 1 :]],
            [*variances[:one], *variances[one + 1 :]],
            confidence,
            widen=widen,
        )
        for one in range(len(effects))
    ]


def _between(values: Array, within: Array) -> float:
    """Return the variance between studies at the highest restricted likelihood.

    The likelihood may have more than one summit: the whole range is searched.
    """
    import numpy as np
    from scipy.optimize import brentq

    def slope(tau2: Any) -> Any:
        """Twice the slope of the restricted log-likelihood."""
        weights = 1 / (within + np.asarray(tau2)[..., None])
        total, squares = weights.sum(axis=-1), (weights**2).sum(axis=-1)
        mean = (weights @ values) / total
        misfit = (weights**2 * (values - mean[..., None]) ** 2).sum(axis=-1)
        return misfit - total + squares / total

    top = float(within.max() + np.var(values))
    while slope(top) > 0:
        top *= 4
    grid = np.concatenate([[0.0], np.geomspace(float(within.min()) * 1e-6, top, 400)])
    slopes = slope(grid)
    summits = [0.0] if slopes[0] <= 0 else []
    for place in np.flatnonzero((slopes[:-1] > 0) & (slopes[1:] <= 0)):
        found = brentq(slope, grid[place], grid[place + 1], xtol=1e-300, rtol=1e-14)
        summits.append(float(found))
    return max(summits, key=lambda tau2: _likelihood(tau2, values, within))


def _likelihood(tau2: float, values: Array, within: Array) -> float:
    """Return twice the restricted log-likelihood, up to a constant."""
    import numpy as np

    total = within + tau2
    return -float(np.log(total).sum() + np.log((1 / total).sum()) + _distance(tau2, values, within))


def _distance(tau2: float, values: Array, within: Array) -> float:
    """Return the weighted sum of squares around the mean; Cochran's Q where ``tau2`` is 0."""
    weights = 1 / (within + tau2)
    mean = weights @ values / weights.sum()
    return float(weights @ (values - mean) ** 2)


def _typical_variance(within: Array) -> float:
    """Return the sampling variance of a typical study (Higgins & Thompson, 2002)."""
    weights = 1 / within
    total = float(weights.sum())
    return (len(within) - 1) / (total - float((weights**2).sum()) / total)


def _profile(values: Array, within: Array, confidence: float) -> tuple[float, float]:
    """Return the variances between studies at which Q has its upper and its lower quantile."""
    from scipy.optimize import brentq
    from scipy.special import chdtri

    def bound(tail: float) -> float:
        wanted = float(chdtri(len(values) - 1, tail))

        def above(tau2: float) -> float:
            return _distance(tau2, values, within) - wanted

        if above(0.0) <= 0:
            return 0.0
        top = float(within.max())
        while above(top) > 0:
            top *= 4
        return float(brentq(above, 0.0, top, xtol=1e-300, rtol=1e-14))

    return bound((1 - confidence) / 2), bound((1 + confidence) / 2)
