"""One specification of the drivers on one data set, and on the permutations of its firms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from alianzas.survey.robustness.driver_data import DriverData, Sample
from alianzas.survey.robustness.specifications import Specification
from field_statistics.many_outcomes.least_squares_batches import (
    Fits,
    cooks_distance,
    huber_regression,
    least_squares,
)
from field_statistics.many_outcomes.ordered_logit_batches import ordered_logit
from field_statistics.many_outcomes.permutation import (
    freedman_lane_batches,
    induced_permutations,
    match_rank_frequencies,
)

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]
    Places = NDArray[np.int_]

#: One predictor, or two whose coefficients are compared.
Target = tuple[str, ...]


class Estimates(NamedTuple):
    """Estimates, errors and degrees of freedom, the data's first; ``n``: firms in the data's."""

    value: Array
    error: Array
    df: Array
    n: int


class _Fitted(NamedTuple):
    """Models of outcomes.

    ``weights`` (rows or 1 × n) of the firms counted in each; ``scale``: the outcomes' deviations,
    None where coefficients are already standardised.
    """

    fits: Fits
    weights: Array
    scale: Array | None


def driver_model(
    spec: Specification, sample: Sample, orders: Places, data: DriverData
) -> DriverModel | None:
    """Return the model of one specification; None where firms are too few or do not vary.

    ``orders``: permutations of the sample's firms, number × n.
    """
    import numpy as np

    wide = spec["exclusion"] == "all_paces"
    weights = data.firms.weigh(spec["weights"], wide, sample.rows)
    if not weights.all():
        there = np.flatnonzero(weights)
        sample, orders, weights = (
            sample.part(there),
            induced_permutations(orders, there),
            weights[there],
        )
    n, k = sample.scores.shape
    if n < data.settings.minimum.per_coefficient * (1 + k + sample.controls.shape[1]):
        return None
    weights = weights / weights.mean()
    mean = (weights[:, None] * sample.scores).sum(axis=0) / weights.sum()
    deviations = _deviation(sample.scores.T, weights[None])
    if not (deviations > 1e-12).all() or np.ptp(sample.outcome) < 1e-12:
        return None
    z = (sample.scores - mean) / deviations
    design = np.column_stack([np.ones(n), z, sample.controls])
    return DriverModel(spec, data.predictors, design, sample.outcome, weights, orders)


@dataclass(frozen=True, eq=False)
class DriverModel:
    """A specification ready to be estimated on the data and on their permutations.

    ``design`` (n × constant, standardised predictors, controls), ``outcome`` and ``weights`` (n,
    with mean one), and ``orders``: permutations of the firms, number × n.
    """

    spec: Specification
    predictors: Sequence[str]
    design: Array
    outcome: Array
    weights: Array
    orders: Places

    def estimate(self, target: Target, tested: bool) -> Estimates:
        """Return the estimates of a target, on the permutations as well if it is ``tested``.

        They are standardised: those of ordered logit by the deviation of the latent outcome,
        weighted ones by weighted deviations.
        """
        import numpy as np

        columns = [1 + self.predictors.index(name) for name in target]
        found = [self._contrast(self._observed, columns)]
        if tested:
            reduced = _reduced(self.design, columns)
            rows = freedman_lane_batches(self.outcome, reduced, self.orders, self.weights)
            next(rows)  # the unpermuted data
            found += [self._contrast(self._fit(outcomes), columns) for outcomes in rows]
        value, error, df = (np.concatenate([part[k] for part in found]) for k in range(3))
        return Estimates(value, error, df, found[0].n)

    @cached_property
    def _observed(self) -> _Fitted:
        """The model of the unpermuted data, which serves every target."""
        return self._fit(self.outcome[None])

    def _fit(self, outcomes: Array) -> _Fitted:
        """Return the models of rows of outcomes."""
        import numpy as np

        # Weighted least squares, HC3 and Cook's distance follow from rows times the roots of
        # weights.
        root = np.sqrt(self.weights)
        used = None
        if self.spec["exclusion"] == "influential":
            apart = cooks_distance(self.design * root[:, None], outcomes * root)
            used = (apart <= 4 / len(root)).astype(float)
        counted = self.weights[None] if used is None else used * self.weights
        if self.spec["estimator"] == "ordered_logit":
            levels, ranks = np.unique(np.round(self.outcome, 9), return_inverse=True)
            drawn = match_rank_frequencies(outcomes, ranks)
            fits = ordered_logit(_standardised(self.design[:, 1:]), drawn, len(levels), used)
            return _Fitted(fits, counted, None)
        fit = huber_regression if self.spec["estimator"] == "huber" else least_squares
        fits = fit(self.design * root[:, None], outcomes * root, used)
        return _Fitted(fits, counted, _deviation(outcomes, counted))

    def _contrast(self, fitted: _Fitted, columns: Sequence[int]) -> Estimates:
        """Return the coefficient of the first of ``columns`` minus that of the second, if any."""
        import numpy as np

        fits, weights, scale = fitted
        contrast = np.zeros((len(fits.df), self.design.shape[1]))
        for sign, column in zip((1.0, -1.0), columns, strict=False):
            contrast[:, column] = sign * _deviation(self.design[None, :, column], weights)
        # An ordered logit has no constant besides its thresholds.
        contrast = contrast[:, 1:] if scale is None else contrast / scale[:, None]
        return Estimates(*fits.contrast(contrast), fits.df, int((weights[0] > 0).sum()))


def _reduced(design: Array, places: Sequence[int]) -> Array:
    """Return the design without the effect: one column fewer, or two coefficients made equal."""
    import numpy as np

    rest = np.delete(design, places, axis=1)
    if len(places) == 1:
        return rest
    return np.column_stack([rest, design[:, places].sum(axis=1)])


def _standardised(columns: Array) -> Array:
    """Return the columns standardised, since the search for a maximum needs them on one scale."""
    centred: Array = (columns - columns.mean(axis=0)) / columns.std(axis=0, ddof=1)
    return centred


def _deviation(values: Array, weights: Array) -> Array:
    """Return the weighted standard deviation of each row over the units with positive weight.

    Either argument may have a single row that serves all rows of the other.
    """
    import numpy as np

    n, total = (weights > 0).sum(axis=1), weights.sum(axis=1)
    mean = (weights * values).sum(axis=1) / total
    squares = (weights * (values - mean[:, None]) ** 2).sum(axis=1)
    found: Array = np.sqrt(squares / (total * (n - 1) / n))
    return found
