"""Multiple imputation of unanswered items by chained equations.

Each item is imputed by predictive mean matching, with Bayesian draws of the coefficients and five
donors (van Buuren & Groothuis-Oudshoorn, 2011), from the other items of its own scale and the scores
of the other scales. With a few hundred units, every item on every other would be too much (Eekhout
et al., 2018).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

#: Number of donors among whose answers one is drawn, and of rounds of the chain.
DONORS, ROUNDS = 5, 5
#: Ridge: this share of each variance is added to it, so that collinear items can be used.
_RIDGE = 1e-5


def impute_items(
    answers: pd.DataFrame,
    scales: Mapping[str, Sequence[str]],
    imputations: int,
    rng: np.random.Generator,
) -> list[pd.DataFrame]:
    """Fill every gap in the items of several scales, a number of times.

    Parameters
    ----------
    answers : DataFrame, n × items
        One row per unit, numeric, NaN where unanswered.
    scales : mapping of str to sequence of str
        Scale → its items. Only these columns are used.
    imputations : int
        Number of completed data sets.
    rng : numpy.random.Generator
        Source of randomness.

    Returns
    -------
    list of DataFrame
        ``imputations`` completed tables with the items as columns. Every imputed value is one that
        another unit gave.

    Raises
    ------
    ValueError
        If nobody answered an item.

    References
    ----------
    van Buuren, S., & Groothuis-Oudshoorn, K. (2011). mice: Multivariate imputation by chained equations
    in R. *Journal of Statistical Software*, 45(3), 1–67.

    Eekhout, I., de Vet, H. C. W., de Boer, M. R., Twisk, J. W. R., & Heymans, M. W. (2018). Passive
    imputation and parcel summaries are both valid to handle missing items in studies with many
    multi-item scales. *Statistical Methods in Medical Research*, 27(4), 1128–1140.

    Examples
    --------
    >>> import numpy as np, pandas as pd
    >>> answers = pd.DataFrame({"a1": [1, 2, np.nan, 4], "a2": [1, 2, 3, 4], "b1": [5, 3, 3, 1]})
    >>> scales = {"a": ["a1", "a2"], "b": ["b1"]}
    >>> filled = impute_items(answers, scales, 3, np.random.default_rng(1))
    >>> len(filled), bool(filled[0].notna().all().all())
    (3, True)
    """
    import numpy as np
    import pandas as pd

    items = [item for members in scales.values() for item in members]
    values = answers[items].to_numpy(float)
    gaps = np.isnan(values)
    if gaps.all(axis=0).any():
        raise ValueError("an item without a single answer cannot be imputed")
    groups = [[items.index(item) for item in members] for members in scales.values()]
    completed = []
    for _ in range(imputations):
        filled = _chain(values, gaps, groups, rng)
        completed.append(pd.DataFrame(filled, index=answers.index, columns=items))
    return completed


def _chain(
    values: Array, gaps: NDArray[np.bool_], groups: list[list[int]], rng: np.random.Generator
) -> Array:
    """Return ``values`` with its gaps filled by one chain of :data:`ROUNDS` rounds."""
    import numpy as np

    filled = values.copy()
    # The least incomplete item first.
    order = sorted(np.flatnonzero(gaps.any(axis=0)), key=lambda item: gaps[:, item].sum())
    for item in order:
        known = values[~gaps[:, item], item]
        filled[gaps[:, item], item] = rng.choice(known, size=int(gaps[:, item].sum()))
    scores = np.column_stack([filled[:, group].mean(axis=1) for group in groups])
    for _ in range(ROUNDS):
        for item in order:
            own = next(k for k, group in enumerate(groups) if item in group)
            siblings = [other for other in groups[own] if other != item]
            predictors = np.column_stack([filled[:, siblings], np.delete(scores, own, axis=1)])
            filled[gaps[:, item], item] = _match(values[:, item], gaps[:, item], predictors, rng)
            scores[:, own] = filled[:, groups[own]].mean(axis=1)
    return filled


def _match(
    item: Array, missing: NDArray[np.bool_], predictors: Array, rng: np.random.Generator
) -> Array:
    """Return answers for the missing rows by predictive mean matching."""
    import numpy as np

    design = np.column_stack([np.ones(len(item)), predictors])
    known = item[~missing]
    observed = design[~missing]
    products = observed.T @ observed
    inverse = np.linalg.inv(products + np.diag(_RIDGE * np.diag(products) + 1e-12))
    coefficients = inverse @ observed.T @ known
    residuals = known - observed @ coefficients
    df = max(len(known) - design.shape[1], 1)
    spread = np.sqrt(residuals @ residuals / rng.chisquare(df))
    root = np.linalg.cholesky((inverse + inverse.T) / 2)
    drawn = coefficients + spread * root @ rng.standard_normal(len(coefficients))
    # Units with the same prediction are equally near: chance decides their order.
    shuffled = rng.permutation(len(known))
    nearest = _nearest(design[missing] @ drawn, (observed @ coefficients)[shuffled])
    picked = rng.integers(nearest.shape[1], size=len(nearest))
    chosen: Array = known[shuffled[nearest[np.arange(len(nearest)), picked]]]
    return chosen


def _nearest(wanted: Array, predicted: Array) -> NDArray[np.int_]:
    """Return the positions of the nearest :data:`DONORS` of ``predicted`` to each of ``wanted``.

    Among predictions equally near, those that come first are taken. They are sought on both sides of
    where the wanted value would fall in the sorted predictions.
    """
    import numpy as np

    n = len(predicted)
    donors = min(DONORS, n)
    upwards = np.argsort(predicted, kind="stable")
    downwards = np.argsort(-predicted, kind="stable")
    above = np.searchsorted(predicted[upwards], wanted)[:, None] + np.arange(donors)
    below = n - np.searchsorted(predicted[upwards], wanted)[:, None] + np.arange(donors)
    places = np.hstack([upwards[above.clip(max=n - 1)], downwards[below.clip(max=n - 1)]])
    distance = np.abs(wanted[:, None] - predicted[places])
    distance[np.hstack([above, below]) >= n] = np.inf
    order = np.lexsort([places, distance])[:, :donors]
    return np.take_along_axis(places, order, axis=1)
