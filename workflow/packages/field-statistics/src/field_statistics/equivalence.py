"""Is a coefficient negligible? Two one-sided tests (Schuirmann, 1987; Lakens, 2017).

A coefficient that cannot be told from zero is not thereby zero. It is negligible where both tests
reject that it lies at or beyond the smallest effect of interest, on either side.
"""

from __future__ import annotations

from dataclasses import dataclass

from field_statistics.regression import Estimate, direction


@dataclass(frozen=True)
class Equivalence:
    """The tests of one coefficient: ``p`` is the larger of the two one-sided p-values.

    ``low`` and ``high`` bound the interval that goes with the tests (of level 2 · confidence − 1);
    ``verdict``: negligible, small (negligible, yet not zero), not_negligible (not zero and not shown
    to be negligible), undecided.
    """

    value: float
    low: float
    high: float
    p_above: float
    p_below: float
    verdict: str

    @property
    def p(self) -> float:
        """The p-value of the equivalence test."""
        return max(self.p_above, self.p_below)


def one_sided_tests(
    value: float, error: float, df: float, low: float, high: float
) -> tuple[float, float]:
    """Return the p-values against "at or below ``low``" and against "at or above ``high``"."""
    from scipy.special import stdtr

    return float(stdtr(df, -(value - low) / error)), float(stdtr(df, (value - high) / error))


def equivalence_test(
    estimate: Estimate | None, df: float, smallest_effect: float, confidence: float
) -> Equivalence | None:
    """Test whether the coefficient lies within ± ``smallest_effect``; None without an estimate.

    ``df``: degrees of freedom of the estimate's t distribution.
    """
    from scipy.special import stdtrit

    if estimate is None or estimate.error is None:
        return None
    value, error = estimate.value, estimate.error
    above, below = one_sided_tests(value, error, df, -smallest_effect, smallest_effect)
    reach = float(stdtrit(df, confidence)) * error
    negligible, zero = max(above, below) < 1 - confidence, direction(estimate) == "unclear"
    if negligible:
        verdict = "negligible" if zero else "small"
    else:
        verdict = "undecided" if zero else "not_negligible"
    return Equivalence(value, value - reach, value + reach, above, below, verdict)
