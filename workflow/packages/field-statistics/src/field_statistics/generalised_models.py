"""Regression of outcomes of any kind: numbers, yes or no, ordered answers, counts.

statsmodels makes the estimates (an ordered logit, whose thresholds it searches by differences, comes
from :mod:`field_statistics.ordered_logit`). Standard errors are robust: the sandwich (HC0, as R's
sandwich and statsmodels give it) for a sample in which all units count the same, by the sample design
otherwise. An ordered logit without a design has those of its likelihood.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from field_statistics.average_effects import average_effects
from field_statistics.not_estimable import NotEstimable
from field_statistics.ordered_logit import Likelihood, maximise
from field_statistics.regression import Estimate, JointTest
from field_statistics.survey_design import SurveyDesign

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

#: "count" is Poisson's model, "dispersed" the negative binomial one.
Kind = Literal["numeric", "binary", "ordinal", "count", "dispersed"]

#: A coefficient beyond this, per standard deviation of its column, means separated outcomes.
_SEPARATED = 25.0


@dataclass(frozen=True)
class GeneralisedModel:
    """A fitted model, whose estimates are asked for by name of a column of the design.

    Attributes
    ----------
    kind : str
        That of the outcome.
    names : sequence of str
        The coefficients; "constant" is the first, but for an ordered logit.
    values : array, k
        Coefficients of the linear predictor: log odds ratios, log rate ratios, or differences.
    covariance : array, k × k
        Their covariance matrix.
    n : int
        Number of units.
    confidence : float
        Level of the intervals.
    residual_df : int or None
        Degrees of freedom of Student's t; None: the normal distribution.
    r2 : float
        Share of the variance explained ("numeric"), or of the log-likelihood (McFadden).
    effects : mapping of str to (float, float)
        Average marginal effects and their standard errors, where the kind has them.
    """

    kind: Kind
    names: Sequence[str]
    values: Array
    covariance: Array
    n: int
    confidence: float
    residual_df: int | None
    r2: float
    effects: Mapping[str, tuple[float, float]] = field(default_factory=dict)

    def coefficient(self, name: str) -> Estimate:
        """Return the coefficient of the column ``name``."""
        return self._combination({name: 1.0})

    def difference(self, first: str, second: str) -> Estimate:
        """Return the first coefficient minus the second, with its Wald test."""
        return self._combination({first: 1.0, second: -1.0})

    def average_effect(self, name: str) -> Estimate:
        """Return the average marginal effect of a column: on the probability, or on the count.

        Of a column of zeros and ones it is the mean difference that the step from 0 to 1 makes.
        """
        return self._estimate(*self.effects[name])

    def equality(self, names: Sequence[str]) -> JointTest:
        """Return the Wald test that the coefficients of two or more columns are all the same.

        Without residual degrees of freedom it is that of chi-squared, divided by its own.
        """
        import numpy as np
        from scipy.special import chdtrc, fdtrc

        rows = np.zeros((len(names) - 1, len(self.names)))
        places = [list(self.names).index(name) for name in names]
        rows[:, places[0]] = 1.0
        for row, place in zip(rows, places[1:], strict=True):
            row[place] = -1.0
        gap, spread = rows @ self.values, rows @ self.covariance @ rows.T
        chi2, df = float(gap @ np.linalg.solve(spread, gap)), len(rows)
        f = chi2 / df
        if self.residual_df is None:
            return JointTest(f, df, None, float(chdtrc(df, chi2)))
        return JointTest(f, df, self.residual_df, float(fdtrc(df, self.residual_df, f)))

    def _combination(self, weights: Mapping[str, float]) -> Estimate:
        """Return a weighted sum of coefficients with its interval and test."""
        import numpy as np

        row = np.array([weights.get(name, 0.0) for name in self.names])
        return self._estimate(float(row @ self.values), float(np.sqrt(row @ self.covariance @ row)))

    def _estimate(self, value: float, error: float) -> Estimate:
        """Return a value with its interval and Wald test."""
        from scipy.special import ndtr, ndtri, stdtr, stdtrit

        df, tail = self.residual_df, (1 + self.confidence) / 2
        reach = float(ndtri(tail) if df is None else stdtrit(df, tail)) * error
        far = -abs(value / error) if error > 0 else float("nan")
        p = 2 * float(ndtr(far) if df is None else stdtr(df, far))
        return Estimate(value, value - reach, value + reach, p, self.n, error)


def fit_model(
    kind: Kind,
    outcome: pd.Series[float],
    design: pd.DataFrame,
    confidence: float,
    survey: SurveyDesign | None = None,
    inside: NDArray[np.bool_] | None = None,
) -> GeneralisedModel | NotEstimable:
    """Regress an outcome on several predictors by the model for its kind.

    Parameters
    ----------
    kind : {"numeric", "binary", "ordinal", "count", "dispersed"}
        Least squares; logit; ordered logit; Poisson's and the negative binomial model of counts.
    outcome : Series, n
        Complete: numbers; 0 and 1; ranks (any numbers, of which the order counts); counts.
    design : DataFrame, n × k
        The predictors of the same units, complete and without a constant.
    confidence : float
        Level of the intervals, between 0 and 1.
    survey : SurveyDesign, optional
        How the sample was drawn; by default all units count the same.
    inside : array of bool, optional
        Which units of the sample the n are; by default all. The rest of the sample is still of the
        design: errors are those of a subpopulation.

    Returns
    -------
    GeneralisedModel or NotEstimable
        NotEstimable where the columns determine each other ("collinear"), the outcome does not vary
        ("no_variance"), the predictors tell the outcomes apart without error ("separation",
        "ordered_logit"), a stratum has a single unit ("lonely_stratum"), no estimate was found
        ("no_convergence"), or a negative binomial model is asked for with weights
        ("dispersed_weights").

    References
    ----------
    Binder, D. A. (1983). On the variances of asymptotically normal estimators from complex surveys.
    *International Statistical Review*, 51(3), 279–292.

    White, H. (1982). Maximum likelihood estimation of misspecified models. *Econometrica*, 50(1),
    1–25.

    Gourieroux, C., Monfort, A., & Trognon, A. (1984). Pseudo maximum likelihood methods: Applications
    to Poisson models. *Econometrica*, 52(3), 701–720.

    Examples
    --------
    >>> import pandas as pd
    >>> design = pd.DataFrame({"size": [1, 2, 3, 4, 5, 6, 7, 8.0]})
    >>> model = fit_model("binary", pd.Series([0, 0, 1, 0, 1, 0, 1, 1.0]), design, 0.95)
    >>> round(model.coefficient("size").value, 2)
    0.59
    """
    import numpy as np

    if kind == "dispersed" and survey is not None:
        return NotEstimable("dispersed_weights")
    y: Array = np.asarray(outcome, dtype=np.float64)
    if len(y) < 2 or not np.ptp(y) > 1e-12:
        return NotEstimable("no_variance")
    exog: Array = np.column_stack([np.ones(len(design)), design.to_numpy(dtype=np.float64)])
    names = ["constant", *map(str, design.columns)]
    weights = None
    if survey is not None:
        inside = np.ones(len(y), dtype=bool) if inside is None else inside
        weights = survey.weights[inside] / survey.weights[inside].mean()
    if np.linalg.matrix_rank(exog) < exog.shape[1] or len(y) <= exog.shape[1]:
        return NotEstimable("collinear")
    if kind == "ordinal":
        found: _Fitted | NotEstimable = _ordered(y, exog[:, 1:], weights)
        names = names[1:]
    else:
        found = _linear_predictor(kind, y, exog, weights)
    if isinstance(found, NotEstimable):
        return found
    df = len(y) - len(names) if kind == "numeric" else None
    covariance: Array | NotEstimable
    if survey is None:
        meat = found.scores.T @ found.scores
        covariance = found.bread if kind == "ordinal" else found.bread @ meat @ found.bread
    else:
        assert inside is not None
        df = survey.degrees_of_freedom(inside) + 1 - found.counted
        if df < 1:
            return NotEstimable("collinear")
        drawn = survey.covariance(found.scores, inside)
        covariance = drawn if isinstance(drawn, NotEstimable) else found.bread @ drawn @ found.bread
    if isinstance(covariance, NotEstimable):
        return covariance
    keep = slice(len(found.values) - len(names), None)
    values, own = found.values[keep], covariance[keep, keep]
    effects = {}
    if kind in ("binary", "count", "dispersed"):
        effects = average_effects(kind, names, values, own, exog, weights)
    return GeneralisedModel(kind, names, values, own, len(y), confidence, df, found.r2, effects)


@dataclass(frozen=True)
class _Fitted:
    """Estimates, with what standard errors need.

    ``scores``: units × parameters, weights included; ``bread``: the inverse of the information;
    ``counted``: coefficients that cost a degree of freedom.
    """

    values: Array
    scores: Array
    bread: Array
    r2: float
    counted: int


def _linear_predictor(
    kind: Kind, y: Array, exog: Array, weights: Array | None
) -> _Fitted | NotEstimable:
    """Return least squares, or a generalised linear model, with the estimating equations."""
    import warnings

    import numpy as np
    from statsmodels.genmod import families
    from statsmodels.genmod.generalized_linear_model import GLM
    from statsmodels.regression.linear_model import WLS
    from statsmodels.tools.sm_exceptions import PerfectSeparationError

    counted = np.ones(len(y)) if weights is None else weights
    if kind == "numeric":
        fit = WLS(y, exog, weights=counted).fit()
        scores = (counted * fit.resid)[:, None] * exog
        return _Fitted(
            fit.params, scores, fit.normalized_cov_params, float(fit.rsquared), exog.shape[1]
        )
    family: Any = families.Binomial() if kind == "binary" else families.Poisson()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            if kind == "dispersed":
                alpha = _dispersion(y, exog)
                if alpha is None:
                    return NotEstimable("no_convergence")
                family = families.NegativeBinomial(alpha=alpha)
            fit = GLM(y, exog, family=family, freq_weights=counted).fit(maxiter=200, tol=1e-13)
        except PerfectSeparationError:
            return NotEstimable("separation")
    spread = exog.std(axis=0)
    if not np.isfinite(fit.params).all() or (abs(fit.params[1:]) * spread[1:] > _SEPARATED).any():
        return NotEstimable("separation")
    if not fit.converged:
        return NotEstimable("no_convergence")
    mu = fit.fittedvalues
    # The negative binomial link is not its canonical one: its residuals are divided by 1 + αμ.
    scale = 1 + family.alpha * mu if kind == "dispersed" else np.ones(len(y))
    scores = (counted * (y - mu) / scale)[:, None] * exog
    slope = mu * (1 - mu) if kind == "binary" else mu / scale
    information = exog.T @ ((counted * slope)[:, None] * exog)
    return _Fitted(
        fit.params,
        scores,
        np.linalg.inv(information),
        float(1 - fit.llf / fit.llnull),
        exog.shape[1],
    )


def _dispersion(y: Array, exog: Array) -> float | None:
    """Return the overdispersion α of the negative binomial model (variance μ + αμ²)."""
    import numpy as np
    from statsmodels.discrete.discrete_model import NegativeBinomial

    fit = NegativeBinomial(y, exog).fit(method="bfgs", disp=0, maxiter=500, gtol=1e-8)
    alpha = float(fit.params[-1])
    return alpha if np.isfinite(alpha) and alpha > 0 else None


def _ordered(y: Array, matrix: Array, weights: Array | None) -> _Fitted | NotEstimable:
    """Return an ordered logit; its thresholds come before its slopes."""
    import numpy as np

    # Scores are means of answers: those that differ by rounding only share a rank.
    _, ranks = np.unique(np.round(y, 9), return_inverse=True)
    likelihood = Likelihood.of(ranks, matrix, weights=weights)
    found = maximise(likelihood)
    if found is None:
        return NotEstimable("ordered_logit")
    parameters, height, hessian = found
    counted = np.ones(len(y)) if weights is None else weights
    shares = np.bincount(ranks, weights=counted) / counted.sum()
    null = float((counted * np.log(shares[ranks])).sum())
    bread: Array = np.linalg.inv(-hessian).astype(np.float64)
    scores = likelihood.scores(parameters)
    return _Fitted(parameters, scores, bread, 1 - height / null, matrix.shape[1] + 1)
