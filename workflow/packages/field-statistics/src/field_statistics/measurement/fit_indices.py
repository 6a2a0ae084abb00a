"""How well a factor model fits: chi-squared, CFI, TLI, RMSEA with interval, SRMR."""

from __future__ import annotations

from dataclasses import dataclass

from field_statistics.measurement.confirmatory import FactorModel


@dataclass(frozen=True)
class Fit:
    """Fit of a model with degrees of freedom left.

    ``corrected`` and ``corrected_p`` are chi-squared and p after Swain's correction for small
    samples; ``rmsea_low`` and ``rmsea_high`` bound RMSEA at the level asked for.
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
    """Return the fit of ``model``; None where it has no degrees of freedom, and so no fit.

    Sources: CFI (Bentler, 1990), TLI (Tucker and Lewis, 1973), RMSEA (Steiger and Lind, 1980; n as
    the multiplier) with the interval of Browne and Cudeck (1992), SRMR (Bentler, 1995), the
    correction of Swain (1975) as given by Herzog, Boomsma and Reinecke (2007).
    """
    import numpy as np
    from scipy.special import chdtrc

    moments, df = model.moments, model.df
    if df <= 0:
        return None
    chi2 = max(2 * (moments.loglik - model.loglik), 0.0)
    items = len(model.loadings)
    baseline = max(2 * (moments.loglik - moments.independent_loglik), 0.0)
    baseline_df = items * (items - 1) // 2
    excess, baseline_excess = max(chi2 - df, 0.0), max(baseline - baseline_df, chi2 - df, 0.0)
    cfi = 1 - excess / baseline_excess if baseline_excess > 0 else 1.0
    # The fit of the model against none at all, each per degree of freedom.
    ratio = baseline / baseline_df
    tli = (ratio - chi2 / df) / (ratio - 1) if ratio > 1 else float("nan")
    scale = np.sqrt(moments.covariance.diagonal())
    residuals = (moments.covariance - model.implied) / scale[:, None] / scale
    corrected = chi2 * swain_factor(items, df, moments.n)
    low, high = (
        float(np.sqrt(_noncentrality(chi2, df, tail) / (moments.n * df)))
        for tail in ((1 + confidence) / 2, (1 - confidence) / 2)
    )
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
        float(np.sqrt(excess / (moments.n * df))),
        low,
        high,
        float(np.sqrt((residuals[np.tril_indices(items)] ** 2).mean())),
    )


def swain_factor(items: int, df: int, n: int) -> float:
    """Return what chi-squared is multiplied with in a sample of ``n`` units (Swain, 1975)."""
    free = ((1 + 4 * items * (items + 1) - 8 * df) ** 0.5 - 1) / 2

    def cubic(x: float) -> float:
        return x * (2 * x**2 + 3 * x - 1)

    return max(1 - (cubic(items) - cubic(free)) / (12 * df * (n - 1)), 0.0)


def _noncentrality(chi2: float, df: int, tail: float) -> float:
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
