"""Data under the null hypothesis: residuals of the model without the effect, permuted.

Freedman and Lane's (1983) method. The same permutation of all units serves every specification, so
that specifications stay as alike under the null as they are in the data. Survey weights stay with the
units, as what is held constant does: they say whom a unit stands for, not how far it is off.
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

#: Numbers of an array worked on at a time: what a processor holds beside it; and rows at least.
_HELD, _LEAST = 2**17, 8


def permutations(n: int, number: int, rng: np.random.Generator) -> Places:
    """Return ``number`` random permutations of ``n`` units: number × n."""
    import numpy as np

    return rng.permuted(np.tile(np.arange(n), (number, 1)), axis=1)


def induced_permutations(orders: Places, rows: Places) -> Places:
    """Return the permutations of the units ``rows`` that those of all units induce: number × rows.

    A unit that is not there is passed over: its image's image is taken, until one is there. A
    permutation uniform over all units induces one uniform over these. Values are places in ``rows``.
    """
    import numpy as np

    n = orders.shape[1]
    place = np.full(n, -1)
    place[rows] = np.arange(len(rows))
    image = orders[:, rows]
    while (absent := place[image] < 0).any():
        number = np.nonzero(absent)[0]
        image[absent] = orders[number, image[absent]]
    # Rows in one piece of memory: all that follows is worked out by rows.
    found: Places = np.ascontiguousarray(place[image])
    return found


def freedman_lane_batches(
    outcome: Array, reduced: Array, orders: Places, weights: Array | None = None
) -> Iterator[Array]:
    """Yield the outcome (1 × n), then all its versions under the null, some rows at a time.

    ``reduced``: n × q, the design without the effect; ``orders``: number × n; ``weights`` (n) of the
    model without the effect, by default all alike.
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
    """Return what :func:`freedman_lane_batches` yields as one array: (1 + number) × n."""
    import numpy as np

    return np.vstack(list(freedman_lane_batches(outcome, reduced, orders, weights)))


def match_rank_frequencies(outcomes: Array, ranks: Places) -> Places:
    """Put each row of ``outcomes`` (rows × n) on ranks as frequent as in ``ranks`` (n).

    Ties are broken by place.
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

    The data are one of the permutations themselves (Phipson & Smyth, 2010). ``either``: as far from
    zero; ``above``: as large. None where nothing was permuted or observed.
    """
    import numpy as np

    drawn: Any = null[np.isfinite(null)]
    if not len(drawn) or not np.isfinite(observed):
        return None
    slack = 1e-9 * max(1.0, abs(observed))
    found, given = (np.abs(drawn), abs(observed)) if side == "either" else (drawn, observed)
    return float((1 + (found >= given - slack).sum()) / (1 + len(drawn)))
