"""How well a factor model fits: chi-squared, CFI, TLI, RMSEA with interval, SRMR."""

from __future__ import annotations

from dataclasses import dataclass

from field_statistics.measurement.confirmatory import FactorModel
from field_statistics.measurement.robust import Robust


@dataclass(frozen=True)
class ScaledFit:
    """The fit by statistics that hold for answers that are not normal.

    Attributes
    ----------
    scaling : float
        What chi-squared was divided by.
    chi2, p : float
        Scaled statistic and its p-value.
    cfi, tli : float
        Comparative fit index and Tucker–Lewis index from it.
    rmsea, rmsea_low, rmsea_high : float
        Root mean square error of approximation from it, and its interval.
    """

    scaling: float
    chi2: float
    p: float
    cfi: float
    tli: float
    rmsea: float
    rmsea_low: float
    rmsea_high: float


@dataclass(frozen=True)
class Fit:
    """The fit of a factor model that has degrees of freedom left.

    Attributes
    ----------
    n, parameters : int
        Number of units and of free parameters.
    chi2, p : float
        Likelihood-ratio statistic and its p-value.
    df : int
        Degrees of freedom.
    corrected, corrected_p : float
        The same after Swain's correction for small samples.
    cfi, tli : float
        Comparative fit index and Tucker–Lewis index.
    rmsea, rmsea_low, rmsea_high : float
        Root mean square error of approximation and its interval.
    srmr : float
        Standardised root mean square residual of Bentler: of covariances and variances, not of means,
        each by the observed standard deviations.
    """

    n: int
    parameters: int
    chi2: float
    df: int
    p: float
    corrected: float
    corrected_p: float
    cfi: float
    tli: float
    rmsea: float
    rmsea_low: float
    rmsea_high: float
    srmr: float


def fit_indices(model: FactorModel, confidence: float = 0.9) -> Fit | None:
    """Return how well a factor model fits.

    Parameters
    ----------
    model : FactorModel
        As returned by :func:`field_statistics.measurement.confirmatory.fit_factors`.
    confidence : float, default 0.9
        Level of the interval of RMSEA.

    Returns
    -------
    Fit or None
        None where the model has no degrees of freedom, and so nothing that could misfit.

    References
    ----------
    Bentler, P. M. (1990). Comparative fit indexes in structural models. *Psychological Bulletin*,
    107(2), 238–246. (CFI)

    Tucker, L. R., & Lewis, C. (1973). A reliability coefficient for maximum likelihood factor
    analysis. *Psychometrika*, 38(1), 1–10. (TLI)

    Steiger, J. H., & Lind, J. C. (1980). *Statistically based tests for the number of common factors*.
    Annual meeting of the Psychometric Society. (RMSEA, here with n as the multiplier)

    Browne, M. W., & Cudeck, R. (1992). Alternative ways of assessing model fit. *Sociological Methods &
    Research*, 21(2), 230–258. (its interval)

    Bentler, P. M. (1995). *EQS structural equations program manual*. Multivariate Software. (SRMR)

    Herzog, W., Boomsma, A., & Reinecke, S. (2007). The model-size effect on traditional and modified
    tests of covariance structures. *Structural Equation Modeling*, 14(3), 361–390. (the correction of
    Swain, 1975)

    Examples
    --------
    >>> import numpy as np
    >>> from field_statistics.measurement.confirmatory import fit_factors
    >>> from field_statistics.measurement.incomplete_covariances import estimate_moments
    >>> rng = np.random.default_rng(1)
    >>> answers = rng.normal(size=(300, 1)) + rng.normal(size=(300, 4))
    >>> fit_indices(fit_factors(estimate_moments(answers), [0, 0, 0, 0])).df
    2
    """
    import numpy as np
    from scipy.special import chdtrc

    moments, df = model.moments, model.df
    if df <= 0:
        return None
    items = len(model.loadings)
    chi2 = max(2 * (moments.loglik - model.loglik), 0.0)
    baseline = max(2 * (moments.loglik - moments.independent_loglik), 0.0)
    corrected = chi2 * swain_factor(items, df, moments.n)
    cfi, tli, rmsea = _indices(chi2, df, baseline, items, moments.n)
    low, high = _rmsea_interval(chi2, df, moments.n, confidence)
    scale = np.sqrt(moments.covariance.diagonal())
    residuals = (moments.covariance - model.implied) / scale[:, None] / scale
    return Fit(
        moments.n,
        model.parameters,
        chi2,
        df,
        float(chdtrc(df, chi2)),
        corrected,
        float(chdtrc(df, corrected)),
        cfi,
        tli,
        rmsea,
        low,
        high,
        float(np.sqrt((residuals[np.tril_indices(items)] ** 2).mean())),
    )


def scaled_fit(model: FactorModel, robust: Robust, confidence: float = 0.9) -> ScaledFit | None:
    """Return the fit of a factor model by statistics that hold for answers that are not normal.

    Parameters
    ----------
    model : FactorModel
        As returned by :func:`field_statistics.measurement.confirmatory.fit_factors`.
    robust : Robust
        As returned by :func:`field_statistics.measurement.robust.robust_statistics`.
    confidence : float, default 0.9
        Level of the interval of RMSEA.

    Returns
    -------
    ScaledFit or None
        The indices are computed from the scaled chi-squared of the model and of unrelated items. None
        where nothing could be scaled.

    References
    ----------
    Yuan, K.-H., & Bentler, P. M. (2000). Three likelihood-based methods for mean and covariance
    structure analysis with nonnormal missing data. *Sociological Methodology*, 30(1), 165–200.

    Examples
    --------
    >>> import numpy as np
    >>> from field_statistics.measurement.confirmatory import fit_factors
    >>> from field_statistics.measurement.incomplete_covariances import estimate_moments
    >>> from field_statistics.measurement.robust import robust_statistics
    >>> rng = np.random.default_rng(1)
    >>> answers = np.exp(rng.normal(size=(300, 1)) + rng.normal(size=(300, 4)))
    >>> model = fit_factors(estimate_moments(answers), [0, 0, 0, 0])
    >>> scaled_fit(model, robust_statistics(model, answers)).chi2 < fit_indices(model).chi2
    True
    """
    from scipy.special import chdtrc

    moments, df = model.moments, model.df
    if robust.scaling is None or robust.baseline_scaling is None:
        return None
    chi2 = max(2 * (moments.loglik - model.loglik), 0.0)
    baseline = max(2 * (moments.loglik - moments.independent_loglik), 0.0)
    scaled, unrelated = chi2 / robust.scaling, baseline / robust.baseline_scaling
    cfi, tli, rmsea = _indices(scaled, df, unrelated, len(model.loadings), moments.n)
    # As in lavaan: the interval compares the statistic as it is with the trace as degrees of freedom.
    low, high = _rmsea_interval(chi2, df * robust.scaling, moments.n, confidence)
    p = float(chdtrc(df, scaled))
    return ScaledFit(robust.scaling, scaled, p, cfi, tli, rmsea, low, high)


def _indices(
    chi2: float, df: int, baseline: float, items: int, n: int
) -> tuple[float, float, float]:
    """Return CFI, TLI and RMSEA."""
    baseline_df = items * (items - 1) // 2
    excess, baseline_excess = max(chi2 - df, 0.0), max(baseline - baseline_df, chi2 - df, 0.0)
    cfi = 1 - excess / baseline_excess if baseline_excess > 0 else 1.0
    # Chi-squared per degree of freedom, of the model and of the baseline.
    ratio = baseline / baseline_df
    tli = (ratio - chi2 / df) / (ratio - 1) if ratio > 1 else float("nan")
    return cfi, tli, float((excess / (n * df)) ** 0.5)


def _rmsea_interval(chi2: float, df: float, n: int, confidence: float) -> tuple[float, float]:
    """Return the bounds of RMSEA's interval."""
    low, high = (
        float((_noncentrality(chi2, df, tail) / (n * df)) ** 0.5)
        for tail in ((1 + confidence) / 2, (1 - confidence) / 2)
    )
    return low, high


def swain_factor(items: int, df: int, n: int) -> float:
    """Return the factor by which chi-squared is multiplied in a sample of ``n`` units (Swain, 1975)."""
    free = ((1 + 4 * items * (items + 1) - 8 * df) ** 0.5 - 1) / 2

    def cubic(x: float) -> float:
        return x * (2 * x**2 + 3 * x - 1)

    return max(1 - (cubic(items) - cubic(free)) / (12 * df * (n - 1)), 0.0)


def _noncentrality(chi2: float, df: float, tail: float) -> float:
    """Return the noncentrality at which chi-squared has ``tail`` of the distribution below it."""
    from scipy.optimize import brentq
    from scipy.special import chndtr

    def above(noncentrality: float) -> float:
        return float(chndtr(chi2, df, noncentrality)) - tail

    if above(0.0) <= 0:
        return 0.0
    top = max(chi2, 1.0)
    while above(top) > 0:
        top *= 2
    return float(brentq(above, 0.0, top, xtol=1e-12, rtol=1e-14))
