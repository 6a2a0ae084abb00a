"""Whether one slope per predictor fits every threshold of an ordered logit (proportional odds).

The likelihood-ratio test of the model with common slopes against the one in which a predictor has a
slope of its own at every threshold (partial proportional odds: Peterson & Harrell, 1990), which R's
ordinal package calls the nominal test.
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

#: The scores of a scale are many and their thresholds hold few units each: the test is made on so
#: many groups of about equal size.
GROUPS = 3


@dataclass(frozen=True)
class ProportionalOdds:
    """A likelihood-ratio test: statistic, degrees of freedom, p, units, groups of the outcome."""

    statistic: float
    df: int
    p: float
    n: int
    groups: int


def in_groups(outcome: pd.Series[float], groups: int = GROUPS) -> NDArray[np.int_]:
    """Return the rank (0, 1, …) of each unit's group of about equal size; ties stay together."""
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
    """Return the test of each term and, as ``all``, of all terms together.

    ``ranks`` are 0, 1, …, each met; ``design`` has the same units' complete predictors; ``terms``:
    term → its columns, by default each column by itself. A test whose wider model has no
    likelihood to reach is None. Returns NotEstimable with fewer than three ranks or without finite
    common slopes.
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
