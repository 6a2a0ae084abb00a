"""Necessity: conditions without which the outcome does not occur, alone or in disjunction."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, product
from typing import TYPE_CHECKING, NamedTuple

from qca.cuts import reaches
from qca.fit import Necessity, necessity
from qca.terms import ANY, Term, literals

if TYPE_CHECKING:
    from qca.terms import Values

#: Longer disjunctions can hardly be read as one broader condition.
LONGEST = 3


class NecessityCuts(NamedTuple):
    """Thresholds that a necessary condition must reach.

    Attributes
    ----------
    consistency : float, default 0.9
        Inclusion of the outcome in the condition.
    coverage : float, default 0.6
        Coverage of necessity.
    relevance : float, default 0.6
        Relevance of necessity (RoN).
    """

    consistency: float = 0.9
    coverage: float = 0.6
    relevance: float = 0.6


class Necessary(NamedTuple):
    """A condition or a disjunction of conditions, with its fit.

    Attributes
    ----------
    term : Term
        The digits of its conditions: 1 present, 0 absent, 2 not part of it.
    fit : Necessity
        Consistency, relevance and coverage.
    """

    term: Term
    fit: Necessity


def single_conditions(sets: Values, outcome: Values) -> list[Necessary]:
    """Return the fit of necessity of each condition and of its negation, present before absent."""
    width = sets.shape[1]
    return [
        Necessary(term, _fit(term, sets, outcome))
        for place in range(width)
        for digit in (1, 0)
        for term in [_term(width, (place,), (digit,))]
    ]


def necessary_conditions(sets: Values, outcome: Values, cuts: NecessityCuts) -> list[Necessary]:
    """Return the single conditions, present or absent, that are necessary for an outcome.

    Parameters
    ----------
    sets : array, cases × conditions
        Degrees of membership.
    outcome : array, cases
        Degrees of membership.
    cuts : NecessityCuts
        Thresholds to reach.

    Returns
    -------
    list of Necessary
        In the order of the conditions.

    References
    ----------
    Schneider, C. Q., & Wagemann, C. (2012). *Set-theoretic methods for the social sciences: A guide to
    qualitative comparative analysis* (chapters 3 and 9). Cambridge University Press.

    Examples
    --------
    >>> import numpy as np
    >>> sets = np.array([[1, 0], [1, 1], [0, 1], [0, 0.0]])
    >>> [found.term for found in necessary_conditions(sets, np.array([1, 1, 0, 0]), NecessityCuts())]
    [(1, 2)]
    """
    return [one for one in single_conditions(sets, outcome) if passes(one.fit, cuts)]


def necessary_disjunctions(
    sets: Values, outcome: Values, cuts: NecessityCuts, longest: int = LONGEST
) -> list[Necessary]:
    """Return the disjunctions of conditions that are necessary together (SUIN conditions).

    Parameters
    ----------
    sets : array, cases × conditions
        Degrees of membership.
    outcome : array, cases
        Degrees of membership.
    cuts : NecessityCuts
        Thresholds to reach.
    longest : int, default 3
        Largest number of conditions in a disjunction.

    Returns
    -------
    list of Necessary
        Two to ``longest`` conditions each, the shortest first. No part of a disjunction reaches the
        threshold of consistency by itself, or the rest would be redundant.

    References
    ----------
    Mahoney, J., Kimball, E., & Koivu, K. L. (2009). The logic of historical explanation in the social
    sciences. *Comparative Political Studies*, 42(1), 114–146.
    """
    width = sets.shape[1]
    consistent: list[Term] = []
    found: list[Necessary] = []
    for term in _disjunctions(width, longest):
        if any(_has_part(term, part) for part in consistent):
            continue
        fit = _fit(term, sets, outcome)
        if reaches(fit.consistency, cuts.consistency):
            consistent.append(term)
            if len(literals(term)) > 1 and passes(fit, cuts):
                found.append(Necessary(term, fit))
    return found


def passes(fit: Necessity, cuts: NecessityCuts) -> bool:
    """Return whether a fit reaches every threshold."""
    return (
        reaches(fit.consistency, cuts.consistency)
        and reaches(fit.coverage, cuts.coverage)
        and reaches(fit.relevance, cuts.relevance)
    )


def _disjunctions(width: int, longest: int) -> Iterator[Term]:
    """Yield every disjunction, the shortest first."""
    for length in range(1, min(longest, width) + 1):
        for places in combinations(range(width), length):
            for digits in product((1, 0), repeat=length):
                yield _term(width, places, digits)


def _term(width: int, places: tuple[int, ...], digits: tuple[int, ...]) -> Term:
    """Return the term that has these digits at these places and no other conditions."""
    term = [ANY] * width
    for place, digit in zip(places, digits, strict=True):
        term[place] = digit
    return tuple(term)


def _has_part(term: Term, part: Term) -> bool:
    """Return whether all literals of ``part`` are in ``term``."""
    return all(term[place] == digit for place, digit in literals(part))


def _fit(term: Term, sets: Values, outcome: Values) -> Necessity:
    """Return the fit of a disjunction: a case's membership is that in its strongest condition."""
    import numpy as np

    chosen = [sets[:, place] if digit else 1 - sets[:, place] for place, digit in literals(term)]
    return necessity(np.max(chosen, axis=0), outcome)
