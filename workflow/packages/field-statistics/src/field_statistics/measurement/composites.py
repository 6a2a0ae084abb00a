"""Reliability and convergence from factor loadings: omega, composite reliability, AVE."""

from __future__ import annotations

from field_statistics.measurement.confirmatory import FactorModel
from field_statistics.measurement.incomplete_covariances import Matrix


def omega(model: FactorModel) -> float:
    """Return omega (McDonald, 1999) of the sum of the items of a one-factor ``model``: the share of
    the sum's variance, as observed, that the factor explains."""
    return float(model.loadings.sum() ** 2 / model.moments.covariance.sum())


def composite_reliability(standardised: Matrix) -> float:
    """Return composite reliability (Fornell and Larcker, 1981) of standardised loadings."""
    explained = float(standardised.sum()) ** 2
    return explained / (explained + float((1 - standardised**2).sum()))


def average_variance_extracted(standardised: Matrix) -> float:
    """Return AVE (Fornell and Larcker, 1981): the mean of squared standardised loadings."""
    return float((standardised**2).mean())
