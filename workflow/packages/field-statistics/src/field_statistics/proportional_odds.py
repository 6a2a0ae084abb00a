"""Does one slope per predictor fit every threshold of an ordered logit (proportional odds)?

A likelihood-ratio test of the model with common slopes against one in which a predictor has a slope
of its own at every threshold (partial proportional odds; Peterson & Harrell, 1990). R's ordinal
package calls it the nominal test.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from field_statistics.not_estimable import NotEstimable
from field_statistics.ordered_logit import Likelihood, maximise

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

#: A scale has many scores, with few units between two thresholds: the test uses this number of
#: groups of about equal size instead.
GROUPS = 3


@dataclass(frozen=True)
class ProportionalOdds:
    """A likelihood-ratio test of proportional odds.

    Attributes
    ----------
    statistic : float
        Likelihood-ratio chi-squared.
    df : int
        Its degrees of freedom.
    p : float
        Its p-value.
    n : int
        Number of units.
    groups : int
        Number of groups of the outcome.
    """

    statistic: float
    df: int
    p: float
    n: int
    groups: int


def in_groups(outcome: pd.Series[float], groups: int = GROUPS) -> NDArray[np.int_]:
    """Return the number (0, 1, …) of each unit's group; ties stay together."""
    import numpy as np

    values = np.round(outcome.to_numpy(float), 9)
    cuts = np.unique(np.quantile(values, np.arange(1, groups) / groups, method="inverted_cdf"))
    ranks = np.searchsorted(cuts, values, side="left")
    return np.unique(ranks, return_inverse=True)[1]


def proportional_odds_test(
    ranks: NDArray[np.int_],
    design: pd.DataFrame,
    terms: Mapping[str, Sequence[str]] | None = None,
) -> dict[str, ProportionalOdds | None] | NotEstimable:
    """Test the proportional odds of each term, and of all terms together.

    Parameters
    ----------
    ranks : array of int, n
        0, 1, …, each of which occurs.
    design : DataFrame, n × k
        Complete predictors of the same units, without a constant.
    terms : mapping of str to sequence of str, optional
        Term → its columns; by default each column is a term.

    Returns
    -------
    dict of str to (ProportionalOdds or None), or NotEstimable
        One test per term and one called "all"; None where the likelihood of the wider model cannot be
        maximised. NotEstimable ("proportional_odds") with fewer than three ranks, or without finite
        common slopes.

    References
    ----------
    Peterson, B., & Harrell, F. E. (1990). Partial proportional odds models for ordinal response
    variables. *Journal of the Royal Statistical Society C*, 39(2), 205–217.

    Examples
    --------
    >>> import numpy as np, pandas as pd
    >>> rng = np.random.default_rng(1)
    >>> design = pd.DataFrame({"trust": rng.normal(size=90)})
    >>> ranks = in_groups(design["trust"] + pd.Series(rng.logistic(size=90)))
    >>> proportional_odds_test(ranks, design)["trust"].df
    1
    """
    from scipy.special import chdtrc

    cuts = int(ranks.max())
    if cuts < 2:
        return NotEstimable("proportional_odds")
    common = maximise(Likelihood.of(ranks, design.to_numpy(float)))
    if common is None:
        return NotEstimable("proportional_odds")
    wider = dict(terms) if terms is not None else {str(name): [name] for name in design.columns}
    wider["all"] = [name for names in wider.values() for name in names]
    tests: dict[str, ProportionalOdds | None] = {}
    for term, names in wider.items():
        rest = design.drop(columns=list(names)).to_numpy(float)
        wide = Likelihood.of(ranks, rest, design[list(names)].to_numpy(float))
        found = maximise(wide, finite=False)
        if found is None:
            tests[term] = None
            continue
        statistic, df = max(0.0, 2 * (found[1] - common[1])), len(names) * (cuts - 1)
        p = float(chdtrc(df, statistic))
        tests[term] = ProportionalOdds(statistic, df, p, len(ranks), cuts + 1)
    return tests
