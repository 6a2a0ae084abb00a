"""Histograms of propensities whose every bar stands for several firms."""

from __future__ import annotations

import numpy as np

from field_statistics.treatment_effects.propensity import Array

#: How many bars there are at most, between 0 and 1.
BARS = 20


def bars(scores: Array, fewest: int) -> list[tuple[float, float, int]]:
    """Return the bars of a histogram: from, to, and the number of firms.

    A bar of fewer than ``fewest`` firms is joined with those that follow, the last with the one before:
    a propensity follows from a firm's characteristics, and a bar of its own would tell them. Empty bars
    outside are left out.

    >>> bars(np.array([0.01, 0.02, 0.06, 0.52, 0.53, 0.99]), 2)
    [(0.0, 0.05, 2), (0.05, 1.0, 4)]
    """
    counts, edges = np.histogram(scores, BARS, (0.0, 1.0))
    found: list[list[float]] = []
    is_open = False
    for low, high, n in zip(edges[:-1], edges[1:], counts, strict=True):
        if not n:
            continue
        if is_open:
            found[-1][1:] = [high, found[-1][2] + n]
        else:
            found.append([low, high, n])
        is_open = found[-1][2] < fewest
    if is_open and len(found) > 1:
        _, high, n = found.pop()
        found[-1][1:] = [high, found[-1][2] + n]
    return [(round(float(low), 2), round(float(high), 2), int(n)) for low, high, n in found]
