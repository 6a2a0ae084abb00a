"""Each unit's nearest units, all of those at the same distance, without comparing every pair.

Units of one group that are identical in all covariates share a place. Distances are Mahalanobis's,
and the nearest places come from a tree, so the cost is that of sorting, however many units coincide.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from field_statistics.treatment_effects.propensity import Array

#: Places asked for at first; four times as many where these do not settle which are nearest.
_FIRST = 8
#: Up to this number, places are all compared: a tree would take longer.
_FEW = 200
#: Distances held in memory at a time.
_HELD = 2**20
#: Squared distances that differ by less are equal but for rounding.
_ALIKE = 1e-9


@dataclass(frozen=True, eq=False)
class Places:
    """Where n units are: ``of`` gives each unit's place; of each place, ``first`` gives a unit there,
    ``arm`` its group (0 or 1), ``size`` the number of units, and ``points`` (places × k) the
    coordinates whose Euclidean distances count.
    """

    of: Any
    first: Any
    arm: Any
    size: Any
    points: Array


@dataclass(frozen=True, eq=False)
class Neighbours:
    """The nearest units of each of n units, all at the same distance.

    ``place``: of each unit; ``one`` and ``other``: pairs of places, of which ``other`` is a nearest
    one; ``itself``: 1 for a unit that is at one of its own nearest places, 0 for the rest.
    """

    place: Any
    one: Any
    other: Any
    itself: Array

    @cached_property
    def count(self) -> Array:
        """The number of neighbours of each unit."""
        return self._found(np.ones(len(self.place))) - self.itself

    @cached_property
    def share(self) -> Array:
        """The weight of each neighbour in a unit's mean; 0 for units without neighbours."""
        share: Array = np.where(self.count > 0, 1 / np.maximum(self.count, 1), 0.0)
        return share

    def means(self, values: Array) -> Array:
        """Return the mean of ``values`` (n, or rows × n) over each unit's neighbours; 0 without."""
        means: Array = self.share * (self._found(values) - self.itself * values)
        return means

    def given(self, parts: Array) -> Array:
        """Return what each unit gets if every unit gives ``parts`` (n) to each of its neighbours."""
        size = len(self.place)
        by_place = np.bincount(self.place, parts, size)
        given: Array = np.bincount(self.other, by_place[self.one], size)[self.place]
        return given - self.itself * parts

    def _found(self, values: Array) -> Array:
        """Return the sums of ``values`` over all units at a unit's nearest places."""
        if values.ndim > 1:
            return np.reshape([self._found(row) for row in values], values.shape)
        size = len(self.place)
        by_place = np.bincount(self.place, values, size)
        found: Array = np.bincount(self.one, by_place[self.other], size)[self.place]
        return found


def find_places(treated: Array, covariates: Array) -> Places:
    """Return the places of units: one for all of a group (``treated``) with the same covariates."""
    rows = np.column_stack([covariates, treated])
    order = np.lexsort(rows.T)
    new = np.concatenate([[True], (np.diff(rows[order], axis=0) != 0).any(axis=1)])
    first, size = order[new], np.diff(np.append(np.flatnonzero(new), len(order)))
    of = np.empty(len(order), dtype=int)
    of[order] = np.cumsum(new) - 1
    points = np.zeros((len(first), 1))
    if covariates.shape[1]:
        values, vectors = np.linalg.eigh(np.atleast_2d(np.cov(covariates, rowvar=False)))
        # Directions without any variance distinguish nobody.
        varies = values > 1e-10 * values[-1]
        points = covariates[first] @ (vectors[:, varies] / np.sqrt(values[varies]))
    return Places(of, first, treated[first], size, points)


def nearest_of_other_group(places: Places, height: Array, reach: float) -> Neighbours:
    """Return each unit's nearest in the other group whose ``height`` (n) is within ``reach``."""
    tall = height[places.first]

    def allowed(one: Any, other: Any) -> Any:
        return np.abs(tall[one] - tall[other]) <= reach

    pairs = []
    for arm in (0, 1):
        mine, theirs = (np.flatnonzero(places.arm == side) for side in (arm, 1 - arm))
        # A unit with nobody within reach would end up asking for all places.
        ordered = np.concatenate([[-np.inf], np.sort(tall[theirs]), [np.inf]])
        above = np.searchsorted(ordered[:-1], tall[mine]).clip(min=1)
        gap = np.minimum(ordered[above] - tall[mine], tall[mine] - ordered[above - 1])
        pairs.append(_nearest(places.points, mine[gap <= reach], theirs, allowed))
    return _neighbours(places, pairs)


def nearest_of_own_group(places: Places) -> Neighbours:
    """Return each unit's nearest among the others of its group."""

    def allowed(one: Any, other: Any) -> Any:
        return (one != other) | (places.size[one] > 1)

    arms = (np.flatnonzero(places.arm == arm) for arm in (0, 1))
    return _neighbours(places, [_nearest(places.points, arm, arm, allowed) for arm in arms])


def _neighbours(places: Places, pairs: list[tuple[Any, Any]]) -> Neighbours:
    """Turn pairs of places into the neighbours of units."""
    one, other = (np.concatenate([pair[k] for pair in pairs]) for k in (0, 1))
    itself = np.zeros(len(places.first))
    itself[one[one == other]] = 1.0
    return Neighbours(places.of, one, other, itself[places.of])


def _nearest(
    points: Array, sources: Any, targets: Any, allowed: Callable[[Any, Any], Any]
) -> tuple[Any, Any]:
    """Return pairs of a source and each of the allowed targets that are nearest to it."""
    if len(targets) > _FEW:
        return _nearest_by_tree(points, sources, targets, allowed)
    mine, theirs = points[sources], points[targets]
    squared = (mine**2).sum(axis=1)[:, None] + (theirs**2).sum(axis=1) - 2 * mine @ theirs.T
    usable = np.where(allowed(sources[:, None], targets), squared.clip(min=0), np.inf)
    row, column = np.nonzero(_ties(usable)[0])
    return sources[row], targets[column]


def _ties(usable: Array) -> tuple[Any, Array]:
    """Return which squared distances are the smallest of their row, and the limit that decides it.

    Infinite distances are not usable.
    """
    limit = usable.min(axis=1, keepdims=True) * (1 + _ALIKE) + _ALIKE
    return (usable <= limit) & np.isfinite(usable), limit[:, 0]


def _nearest_by_tree(
    points: Array, sources: Any, targets: Any, allowed: Callable[[Any, Any], Any]
) -> tuple[Any, Any]:
    """Do the same for many targets: ask a tree for more candidates until the nearest are settled."""
    from scipy.spatial import cKDTree

    tree = cKDTree(points[targets])
    found = []
    asked = _FIRST
    while len(sources):
        asked = min(asked, len(targets))
        waiting = []
        for part in np.array_split(sources, -(-len(sources) * asked // _HELD)):
            distance, place = tree.query(points[part], k=list(range(1, asked + 1)))
            squared, candidates = distance**2, targets[place]
            near, limit = _ties(np.where(allowed(part[:, None], candidates), squared, np.inf))
            settled = (squared[:, -1] > limit) | (asked == len(targets))
            waiting.append(part[~settled])
            row, column = np.nonzero(near & settled[:, None])
            found.append((part[row], candidates[row, column]))
        sources, asked = np.concatenate(waiting), 4 * asked
    one, other = (np.concatenate([sources, *(pair[k] for pair in found)]) for k in (0, 1))
    return one, other
