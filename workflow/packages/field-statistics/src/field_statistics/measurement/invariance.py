"""Whether items measure the same in several groups: configural, metric and scalar invariance.

The same factor model is fitted to all groups at once, by maximum likelihood with means: everything
free (configural), with equal loadings (metric), and with equal intercepts too (scalar). Without the
second, relations of factors may not be compared between groups; without the third, not their means.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from field_statistics.measurement.confirmatory import FactorModel, fit_factors
from field_statistics.measurement.equal_parameters import EqualModel, fit_equal
from field_statistics.measurement.incomplete_covariances import Matrix, estimate_moments


@dataclass(frozen=True)
class InvarianceStep:
    """The fit of one model in all groups, and how it differs from the model before.

    Attributes
    ----------
    chi2, p : float
        Likelihood-ratio statistic and its p-value; p is NaN without degrees of freedom.
    df : int
        Degrees of freedom.
    cfi, rmsea : float
        Comparative fit index, and root mean square error of approximation for several groups.
    more_chi2, more_p : float or None
        Rise of chi-squared over the model before, and its p-value; None for the first model.
    more_df : int or None
        Rise of the degrees of freedom.
    more_cfi, more_rmsea : float or None
        Change of both indices; a worse fit lowers CFI and raises RMSEA.
    """

    chi2: float
    df: int
    p: float
    cfi: float
    rmsea: float
    more_chi2: float | None = None
    more_df: int | None = None
    more_p: float | None = None
    more_cfi: float | None = None
    more_rmsea: float | None = None


@dataclass(frozen=True)
class Invariance:
    """The three models. A model that could not be fitted is None, as are those after it.

    Attributes
    ----------
    n : tuple of int
        Units with any answer in each group.
    configural, metric, scalar : InvarianceStep or None
        How well each model fits.
    groups : tuple of FactorModel
        The factor model of each group alone: together they are the configural one.
    equal : EqualModel or None
        The estimates of the scalar model.
    """

    n: tuple[int, ...]
    configural: InvarianceStep | None
    metric: InvarianceStep | None
    scalar: InvarianceStep | None
    groups: tuple[FactorModel, ...]
    equal: EqualModel | None


def measurement_invariance(answers: Sequence[Matrix], factor: Sequence[int]) -> Invariance:
    """Fit one factor model to several groups, with more and more of it equal.

    Parameters
    ----------
    answers : sequence of arrays, each n × items
        The answers of each group to the same items, in the same order; NaN where unanswered. Two groups
        or more.
    factor : sequence of int, items
        The factor of each item, numbered from 0.

    Returns
    -------
    Invariance
        Factors have mean 0 and variance 1 in every group where nothing is equal, and in the first group
        where something is.

    Raises
    ------
    ValueError
        If there are fewer than two groups.

    References
    ----------
    Meredith, W. (1993). Measurement invariance, factor analysis and factorial invariance.
    *Psychometrika*, 58(4), 525–543.

    Chen, F. F. (2007). Sensitivity of goodness of fit indexes to lack of measurement invariance.
    *Structural Equation Modeling*, 14(3), 464–504.

    Steiger, J. H. (1998). A note on multiple sample extensions of the RMSEA fit index. *Structural
    Equation Modeling*, 5(4), 411–419.

    Examples
    --------
    >>> import numpy as np
    >>> rng = np.random.default_rng(1)
    >>> one, two = (rng.normal(size=(300, 1)) + rng.normal(size=(300, 4)) for _ in range(2))
    >>> found = measurement_invariance([one, two], [0, 0, 0, 0])
    >>> found.configural.df, found.metric.df, found.scalar.df
    (4, 7, 10)
    """
    if len(answers) < 2:
        raise ValueError("invariance needs two groups or more")
    moments = [estimate_moments(own) for own in answers]
    known = [own for own in moments if own is not None]
    fitted = [fit_factors(own, factor) for own in known]
    models = tuple(model for model in fitted if model is not None)
    n = tuple(0 if own is None else own.n for own in moments)
    if len(models) < len(answers):
        return Invariance(n, None, None, None, (), None)
    configural = _step(models, sum(model.loglik for model in models), sum(m.df for m in models))
    equal_loadings = fit_equal(models, intercepts=False)
    if equal_loadings is None:
        return Invariance(n, configural, None, None, models, None)
    metric = _step(models, equal_loadings.loglik, equal_loadings.df, configural)
    equal = fit_equal(models, intercepts=True)
    scalar = None if equal is None else _step(models, equal.loglik, equal.df, metric)
    return Invariance(n, configural, metric, scalar, models, equal)


def _step(
    models: Sequence[FactorModel], loglik: float, df: int, before: InvarianceStep | None = None
) -> InvarianceStep:
    """Return the fit of a model from its log-likelihood, with the change from the one before."""
    from scipy.special import chdtrc

    moments = [model.moments for model in models]
    free = sum(own.loglik for own in moments)
    unrelated = 2 * (free - sum(own.independent_loglik for own in moments))
    items, n = len(models[0].loadings), sum(own.n for own in moments)
    unrelated_df = len(models) * items * (items - 1) // 2
    chi2 = max(2 * (free - loglik), 0.0)
    excess = max(chi2 - df, 0.0)
    most = max(unrelated - unrelated_df, excess)
    cfi = 1 - excess / most if most > 0 else 1.0
    rmsea = (len(models) * excess / (n * df)) ** 0.5 if df else 0.0
    p = float(chdtrc(df, chi2)) if df else float("nan")
    if before is None:
        return InvarianceStep(chi2, df, p, cfi, rmsea)
    more, more_df = max(chi2 - before.chi2, 0.0), df - before.df
    return InvarianceStep(
        chi2,
        df,
        p,
        cfi,
        rmsea,
        more,
        more_df,
        float(chdtrc(more_df, more)),
        cfi - before.cfi,
        rmsea - before.rmsea,
    )
