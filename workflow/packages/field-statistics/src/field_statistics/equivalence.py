"""Is a coefficient negligible? Two one-sided tests (Schuirmann, 1987; Lakens, 2017).

A coefficient that is not significantly different from zero is not thereby zero. It is negligible
if both tests reject that it lies at or beyond the smallest effect of interest, on either side.
"""

from __future__ import annotations

from dataclasses import dataclass

from field_statistics.regression import Estimate, direction


@dataclass(frozen=True)
class Equivalence:
    """The two one-sided tests of one coefficient.

    Attributes
    ----------
    value : float
        The coefficient.
    low, high : float
        Bounds of the interval that corresponds to the tests (level 2 · confidence − 1).
    p_above, p_below : float
        One-sided p-values against "at or below the lower bound" and "at or above the upper bound".
    verdict : str
        "negligible"; "small" (negligible, yet not zero); "not_negligible" (not zero, and not shown to
        be negligible); or "undecided".
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
    """Test whether a coefficient lies within ± ``smallest_effect``.

    Parameters
    ----------
    estimate : Estimate or None
        The coefficient with its standard error.
    df : float
        Degrees of freedom of its t distribution.
    smallest_effect : float
        Smallest effect of interest, in the unit of the coefficient; above 0.
    confidence : float
        1 minus the level of each one-sided test.

    Returns
    -------
    Equivalence or None
        None without an estimate or a standard error.

    References
    ----------
    Schuirmann, D. J. (1987). A comparison of the two one-sided tests procedure and the power approach
    for assessing the equivalence of average bioavailability. *Journal of Pharmacokinetics and
    Biopharmaceutics*, 15(6), 657–680.

    Lakens, D. (2017). Equivalence tests: A practical primer for t tests, correlations, and
    meta-analyses. *Social Psychological and Personality Science*, 8(4), 355–362.

    Examples
    --------
    >>> from field_statistics.regression import Estimate
    >>> equivalence_test(Estimate(0.02, -0.06, 0.10, 0.62, 150, 0.04), 140, 0.1, 0.95).verdict
    'negligible'
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
