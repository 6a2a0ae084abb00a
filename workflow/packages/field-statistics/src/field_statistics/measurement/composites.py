"""Reliability and convergence from factor loadings: omega, composite reliability, AVE."""

from __future__ import annotations

from field_statistics.measurement.confirmatory import FactorModel
from field_statistics.measurement.incomplete_covariances import Matrix


def omega(model: FactorModel) -> float:
    """Return McDonald's omega (total) of the sum of the items of a one-factor, congeneric model.

    Parameters
    ----------
    model : FactorModel
        With one factor.

    Returns
    -------
    float
        Share of the observed variance of the sum that the factor explains: the denominator is the
        variance of the answers, not the one that the model implies.

    References
    ----------
    McDonald, R. P. (1999). *Test theory: A unified treatment*. Erlbaum.

    Examples
    --------
    >>> import numpy as np
    >>> from field_statistics.measurement.confirmatory import fit_factors
    >>> from field_statistics.measurement.incomplete_covariances import estimate_moments
    >>> rng = np.random.default_rng(1)
    >>> answers = rng.normal(size=(300, 1)) + rng.normal(size=(300, 4))
    >>> 0.7 < omega(fit_factors(estimate_moments(answers), [0, 0, 0, 0])) < 0.9
    True
    """
    return float(model.loadings.sum() ** 2 / model.moments.covariance.sum())


def composite_reliability(standardised: Matrix) -> float:
    """Return the composite reliability of a scale.

    Parameters
    ----------
    standardised : array, items
        Standardised loadings of the items on their factor.

    Returns
    -------
    float
        From 0 to 1.

    References
    ----------
    Fornell, C., & Larcker, D. F. (1981). Evaluating structural equation models with unobservable
    variables and measurement error. *Journal of Marketing Research*, 18(1), 39–50.

    Examples
    --------
    >>> import numpy as np
    >>> round(composite_reliability(np.array([0.8, 0.7, 0.9])), 3)
    0.845
    """
    explained = float(standardised.sum()) ** 2
    return explained / (explained + float((1 - standardised**2).sum()))


def average_variance_extracted(standardised: Matrix) -> float:
    """Return the average variance extracted (AVE): the mean of the squared standardised loadings.

    Parameters
    ----------
    standardised : array, items
        Standardised loadings of the items on their factor.

    Returns
    -------
    float
        From 0 to 1.

    References
    ----------
    Fornell, C., & Larcker, D. F. (1981). Evaluating structural equation models with unobservable
    variables and measurement error. *Journal of Marketing Research*, 18(1), 39–50.

    Examples
    --------
    >>> import numpy as np
    >>> round(average_variance_extracted(np.array([0.8, 0.7, 0.9])), 3)
    0.647
    """
    return float((standardised**2).mean())
