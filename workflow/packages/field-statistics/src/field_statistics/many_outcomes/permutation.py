"""Data under the null hypothesis: residuals of the model without the effect, permuted.

This is the method of Freedman and Lane (1983). The same permutation of all units serves every
specification, so that specifications are as similar under the null as they are in the data. Survey
weights stay with the units, as do the covariates: they say whom a unit stands for, not how far off
it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Literal

from field_statistics.many_outcomes.least_squares_batches import gram, inverses

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]
    Places = NDArray[np.int_]

#: Numbers in a batch, which fits into a processor's cache; and its smallest number of rows.
_HELD, _LEAST = 2**17, 8


def permutations(n: int, number: int, rng: np.random.Generator) -> Places:
    """Draw random permutations of units.

    Parameters
    ----------
    n : int
        Number of units.
    number : int
        Number of permutations.
    rng : numpy.random.Generator
        Source of randomness.

    Returns
    -------
    array of int, number × n
        One permutation per row.

    Examples
    --------
    >>> import numpy as np
    >>> permutations(4, 2, np.random.default_rng(1)).shape
    (2, 4)
    """
    import numpy as np

    return rng.permuted(np.tile(np.arange(n), (number, 1)), axis=1)


def induced_permutations(orders: Places, rows: Places) -> Places:
    """Return the permutations of the units ``rows`` that those of all units induce: number × rows.

    A unit that is absent is passed over: the image of its image is taken, until it is present. A
    uniform permutation of all units induces a uniform one of these. Values are positions in ``rows``.
    """
    import numpy as np

    n = orders.shape[1]
    place = np.full(n, -1)
    place[rows] = np.arange(len(rows))
    image = orders[:, rows]
    while (absent := place[image] < 0).any():
        number = np.nonzero(absent)[0]
        image[absent] = orders[number, image[absent]]
    # Contiguous rows: everything that follows works row by row.
    found: Places = np.ascontiguousarray(place[image])
    return found


def freedman_lane_batches(
    outcome: Array, reduced: Array, orders: Places, weights: Array | None = None
) -> Iterator[Array]:
    """Yield the outcome (1 × n), then all its versions under the null, a batch of rows at a time.

    Arguments are those of :func:`freedman_lane`.
    """
    import numpy as np

    yield outcome[None]
    weights = np.ones(len(outcome)) if weights is None else weights
    inverse = inverses(gram(reduced, weights[None]))[0]
    fitted = reduced @ (inverse @ (reduced.T @ (weights * outcome)))
    rows = max(_HELD // max(len(outcome), 1), _LEAST)
    for start in range(0, len(orders), rows):
        yield fitted + (outcome - fitted)[orders[start : start + rows]]


def freedman_lane(
    outcome: Array, reduced: Array, orders: Places, weights: Array | None = None
) -> Array:
    """Return an outcome, and its permutations under the null hypothesis that an effect is zero.

    Parameters
    ----------
    outcome : array, n
        Complete.
    reduced : array, n × q
        The design without the effect, with a constant.
    orders : array of int, number × n
        As returned by :func:`permutations`.
    weights : array, n, optional
        Weights of the model without the effect, equal by default.

    Returns
    -------
    array, (1 + number) × n
        The outcome first.

    References
    ----------
    Freedman, D., & Lane, D. (1983). A nonstochastic interpretation of reported significance levels.
    *Journal of Business & Economic Statistics*, 1(4), 292–298.

    Examples
    --------
    >>> import numpy as np
    >>> orders = permutations(4, 9, np.random.default_rng(1))
    >>> freedman_lane(np.array([1.0, 3.0, 2.0, 5.0]), np.ones((4, 1)), orders).shape
    (10, 4)
    """
    import numpy as np

    return np.vstack(list(freedman_lane_batches(outcome, reduced, orders, weights)))


def match_rank_frequencies(outcomes: Array, ranks: Places) -> Places:
    """Give each row of ``outcomes`` (rows × n) ranks with the same frequencies as in ``ranks`` (n).

    Ties are broken by position.
    """
    import numpy as np

    found = np.empty(outcomes.shape, dtype=int)
    places = np.argsort(outcomes, axis=1, kind="stable")
    np.put_along_axis(found, places, np.broadcast_to(np.sort(ranks), outcomes.shape), 1)
    return found


def permutation_p_value(
    null: Array, observed: float, side: Literal["above", "either"] = "either"
) -> float | None:
    """Return the p-value of a statistic against its permutations.

    Parameters
    ----------
    null : array, number
        The statistic of each permutation; NaN where it could not be computed.
    observed : float
        The statistic of the data, which count as one of the permutations.
    side : {"either", "above"}
        Whether values as far from zero, or as large, count as extreme.

    Returns
    -------
    float or None
        Never zero; None where there is no permutation or no observed value.

    References
    ----------
    Phipson, B., & Smyth, G. K. (2010). Permutation P-values should never be zero. *Statistical
    Applications in Genetics and Molecular Biology*, 9(1), 39.

    Examples
    --------
    >>> import numpy as np
    >>> permutation_p_value(np.array([0.1, -2.0, 0.3]), 1.5)
    0.5
    """
    import numpy as np

    drawn: Any = null[np.isfinite(null)]
    if not len(drawn) or not np.isfinite(observed):
        return None
    slack = 1e-9 * max(1.0, abs(observed))
    found, given = (np.abs(drawn), abs(observed)) if side == "either" else (drawn, observed)
    return float((1 + (found >= given - slack).sum()) / (1 + len(drawn)))
