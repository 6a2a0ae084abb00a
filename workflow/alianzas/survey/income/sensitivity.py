"""How strong would an unmeasured confounder have to be to explain the estimate away?

Robustness value and bounds by an observed covariate (Cinelli & Hazlett, 2020), E-value (VanderWeele
& Ding, 2017), proportional selection (Oster, 2019). All three refer to least squares with
classical standard errors, the setting in which their authors derived them.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import ndtri, stdtrit

from alianzas.survey.income.samples import Sample
from alianzas.survey.limitation import Limitation
from field_statistics.treatment_effects.propensity import Array, with_constant

#: Factors from standard deviations to the log of a risk ratio (Chinn, 2000), and for its interval.
LOG_RISK, LOG_RISK_INTERVAL = 0.91, 1.78
#: R² of a model with the unmeasured confounder, relative to the actual model's (Oster, 2019).
LARGEST_R2 = 1.3


@dataclass(frozen=True)
class Classical:
    """Least squares: ``estimate`` of the treatment, ``error`` (classical), residual ``df``."""

    estimate: float
    error: float
    df: int

    @property
    def t(self) -> float:
        """Student's t of the estimate."""
        return self.estimate / self.error


@dataclass(frozen=True)
class Bound:
    """The estimate that remains if the confounder is ``times`` as strong as an observed covariate.

    ``with_treatment``, ``with_outcome``: the partial R² that this implies.
    """

    times: float
    with_treatment: float
    with_outcome: float
    estimate: float
    error: float
    low: float
    high: float


def partial_r2(t: float, df: int) -> float:
    """Return the share of the residual variance that a coefficient with this t explains."""
    return t**2 / (t**2 + df)


def robustness_value(t: float, df: int, q: float = 1.0, alpha: float | None = None) -> float:
    """Return the partial R² with treatment and outcome that removes the share ``q`` of an estimate.

    With ``alpha``: that makes it no longer significant at this level.
    """
    f = q * abs(t) / math.sqrt(df)
    if alpha is None:
        return 0.5 * (math.sqrt(f**4 + 4 * f**2) - f**2)
    critical = float(stdtrit(df - 1, 1 - alpha / 2)) / math.sqrt(df - 1)
    gap = f - critical
    if gap <= 0:
        return 0.0
    if f > 1 / critical:
        # Here a confounder unrelated to the outcome would already suffice.
        return (f**2 - critical**2) / (1 + f**2)
    return 0.5 * (math.sqrt(gap**4 + 4 * gap**2) - gap**2)


def adjusted(found: Classical, with_treatment: float, with_outcome: float) -> tuple[float, float]:
    """Return estimate and error as if a confounder with these partial R² were held constant too."""
    bias = found.error * math.sqrt(found.df)
    bias *= math.sqrt(with_outcome * with_treatment / (1 - with_treatment))
    estimate = found.estimate - math.copysign(bias, found.estimate)
    error = found.error * math.sqrt((1 - with_outcome) / (1 - with_treatment))
    return estimate, error * math.sqrt(found.df / (found.df - 1))


def bound_by(
    found: Classical,
    treatment_r2: float,
    outcome_r2: float,
    times: float = 1.0,
    confidence: float = 0.95,
) -> Bound | None:
    """Return the bound by a covariate with these partial R² (given the others; and the treatment).

    None where a confounder that strong cannot exist.
    """
    with_treatment = times * treatment_r2 / (1 - treatment_r2)
    if with_treatment >= 1:
        return None
    shared = times * treatment_r2**2 / ((1 - times * treatment_r2) * (1 - treatment_r2))
    if shared >= 1:
        return None
    with_outcome = ((math.sqrt(times) + math.sqrt(shared)) / math.sqrt(1 - shared)) ** 2
    with_outcome = min(1.0, with_outcome * outcome_r2 / (1 - outcome_r2))
    estimate, error = adjusted(found, with_treatment, with_outcome)
    reach = float(stdtrit(found.df, 0.5 + confidence / 2)) * error
    return Bound(
        times, with_treatment, with_outcome, estimate, error, estimate - reach, estimate + reach
    )


def e_value(risk_ratio: float) -> float:
    """Return the smallest risk ratio that a confounder needs with treatment and outcome."""
    ratio = 1 / risk_ratio if risk_ratio < 1 else risk_ratio
    return ratio + math.sqrt(ratio * (ratio - 1))


def e_values(
    estimate: float, error: float, spread: float, confidence: float = 0.95
) -> tuple[float, float]:
    """Return the E-values of a mean difference and of the interval's bound nearer to zero.

    ``spread``: standard deviation of the outcome. The difference d in these units becomes the risk
    ratio exp(0.91 d) (VanderWeele & Ding, 2017); an interval that contains zero has the E-value 1.
    """
    log = LOG_RISK * abs(estimate) / spread
    reach = LOG_RISK_INTERVAL * float(ndtri(0.5 + confidence / 2) / ndtri(0.975)) * error / spread
    nearer = log - reach
    return e_value(math.exp(log)), e_value(math.exp(nearer)) if nearer > 0 else 1.0


@dataclass(frozen=True)
class Selection:
    """The quantities of Oster's comparison of the regressions without and with controls.

    ``raw``, ``held``: coefficients; ``raw_r2``, ``held_r2``; variances of ``outcome``, ``treatment``
    and of the treatment's ``residual`` given the controls.
    """

    raw: float
    held: float
    raw_r2: float
    held_r2: float
    outcome: float
    treatment: float
    residual: float

    def _powers(self, largest: float) -> tuple[list[float], list[float]]:
        """Return delta's numerator and denominator as polynomials in (coefficient − target)."""
        moved = self.raw - self.held
        unexplained = (largest - self.held_r2) * self.outcome
        gained = (self.held_r2 - self.raw_r2) * self.outcome
        left = self.treatment * self.residual - self.residual**2
        cross = self.residual * moved * self.treatment
        above = [
            left,
            2 * cross,
            gained * self.residual + self.treatment * self.residual * moved**2,
            0,
        ]
        below = [
            left,
            cross,
            unexplained * (self.treatment - self.residual),
            unexplained * moved * self.treatment,
        ]
        return above, below

    def delta(self, target: float, largest: float) -> float | None:
        """Return the relative strength of selection at which the effect equals ``target``.

        That is, selection on unobserved relative to observed variables, if all of them explain
        the share ``largest`` of the outcome's variance. None where it is undefined.
        """
        above, below = (np.polyval(part, self.held - target) for part in self._powers(largest))
        return None if below == 0 else float(above / below)

    def beta(self, delta: float, largest: float) -> float | None:
        """Return the effect if selection on unobservables is ``delta`` times that on observables.

        Of several solutions this is the one nearest to the estimate that moves it in the same
        direction as the observed controls did (Oster's third assumption); None where there is
        none.
        """
        above, below = self._powers(largest)
        equation = [a - delta * b for a, b in zip(above, below, strict=True)]
        scale = max(abs(term) for term in equation)
        if scale == 0:
            return None
        roots = np.roots([0.0 if abs(term) < 1e-14 * scale else term for term in equation])
        moves = sorted((-root.real for root in roots if abs(root.imag) < 1e-9), key=abs)
        right = [move for move in moves if move * (self.held - self.raw) * delta >= 0]
        return self.held + right[0] if right else None


@dataclass(frozen=True)
class Sensitivity:
    """The sensitivity of one comparison; ``benchmarks``: control → bound if as strong."""

    classical: Classical
    partial_r2: float
    robustness: float
    robustness_interval: float
    e_estimate: float
    e_interval: float
    delta: float | None
    beta: float | None
    benchmarks: Mapping[str, Bound | None]


def classical(outcome: Array, design: Array, column: int) -> tuple[Classical, float]:
    """Return the coefficient of ``column`` with its classical error, and R²."""
    inverse = np.linalg.inv(design.T @ design)
    coefficients = inverse @ design.T @ outcome
    residuals = outcome - design @ coefficients
    df = len(outcome) - design.shape[1]
    variance = residuals @ residuals / df
    total = ((outcome - outcome.mean()) ** 2).sum()
    error = math.sqrt(variance * inverse[column, column])
    return Classical(float(coefficients[column]), error, df), 1 - df * variance / total


def group_r2(outcome: Array, design: Array, columns: Sequence[int]) -> float:
    """Return the share of the residual variance that ``columns`` explain beyond the others."""
    others = np.delete(design, columns, axis=1)

    def unexplained(part: Array) -> float:
        return float(((outcome - part @ np.linalg.lstsq(part, outcome, rcond=None)[0]) ** 2).sum())

    return 1 - unexplained(design) / unexplained(others)


def selection(outcome: Array, treated: Array, covariates: Array) -> Selection:
    """Return what Oster's method needs, from regressions with and without ``covariates``."""
    raw, raw_r2 = classical(outcome, with_constant(treated[:, None]), 1)
    held, held_r2 = classical(outcome, with_constant(np.column_stack([treated, covariates])), 1)
    controls = with_constant(covariates)
    residual = treated - controls @ np.linalg.lstsq(controls, treated, rcond=None)[0]
    return Selection(
        raw.estimate,
        held.estimate,
        raw_r2,
        held_r2,
        float(outcome.var(ddof=1)),
        float(treated.var(ddof=1)),
        float(residual.var(ddof=1)),
    )


def examine_sensitivity(sample: Sample, confidence: float) -> Sensitivity | Limitation:
    """Return the sensitivity of the regression-adjusted comparison of ``sample``.

    Sectors count as one control. Weights are not used.
    """
    design = with_constant(np.column_stack([sample.treated, sample.covariates]))
    if np.linalg.matrix_rank(design) < design.shape[1]:
        return Limitation("collinear")
    if np.ptp(sample.outcome) == 0:
        return Limitation("no_variance")
    found, _ = classical(sample.outcome, design, 1)
    benchmarks = {}
    controls = list(sample.sources)
    for control in dict.fromkeys(controls):
        places = [k for k, name in enumerate(controls) if name == control]
        covariates = with_constant(sample.covariates)
        treatment_r2 = group_r2(sample.treated, covariates, [k + 1 for k in places])
        outcome_r2 = group_r2(sample.outcome, design, [k + 2 for k in places])
        benchmarks[control] = bound_by(found, treatment_r2, outcome_r2, 1.0, confidence)
    spread = float(sample.outcome.std(ddof=1))
    estimate, interval = e_values(found.estimate, found.error, spread, confidence)
    delta = beta = None
    if sample.covariates.shape[1]:
        observed = selection(sample.outcome, sample.treated, sample.covariates)
        largest = min(1.0, LARGEST_R2 * observed.held_r2)
        delta, beta = observed.delta(0.0, largest), observed.beta(1.0, largest)
    return Sensitivity(
        found,
        partial_r2(found.t, found.df),
        robustness_value(found.t, found.df),
        robustness_value(found.t, found.df, alpha=1 - confidence),
        estimate,
        interval,
        delta,
        beta,
        benchmarks,
    )
