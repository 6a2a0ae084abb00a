"""Necessity: conditions without which the outcome does not occur, alone or in disjunction."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, product
from typing import TYPE_CHECKING, NamedTuple

from qca.fit import Necessity, necessity
from qca.terms import ANY, Term, literals

if TYPE_CHECKING:
    from qca.terms import Values

#: Longer disjunctions have no reading as one broader condition.
LONGEST = 3


class NecessityCuts(NamedTuple):
    """What a necessary condition needs: consistency, coverage, and relevance (RoN)."""

    consistency: float = 0.9
    coverage: float = 0.6
    relevance: float = 0.6


class Necessary(NamedTuple):
    """A disjunction, its digits as in a term, and its fit."""

    term: Term
    fit: Necessity


def single_conditions(sets: Values, outcome: Values) -> list[Necessary]:
    """Return the fit of each condition and of its negation, present before absent."""
    width = sets.shape[1]
    return [
        Necessary(term, _fit(term, sets, outcome))
        for place in range(width)
        for digit in (1, 0)
        for term in [_term(width, (place,), (digit,))]
    ]


def necessary_conditions(sets: Values, outcome: Values, cuts: NecessityCuts) -> list[Necessary]:
    """Return the conditions and negations that reach every cut."""
    return [one for one in single_conditions(sets, outcome) if passes(one.fit, cuts)]


def necessary_disjunctions(
    sets: Values, outcome: Values, cuts: NecessityCuts, longest: int = LONGEST
) -> list[Necessary]:
    """Return the disjunctions of two to ``longest`` conditions that are necessary together.

    Each of their conditions is a SUIN condition: sufficient but unnecessary for a whole that is
    insufficient but necessary (Mahoney, Kimball and Koivu, 2009). None of a disjunction's own parts
    reaches the cut of consistency, or the rest would be idle.
    """
    width = sets.shape[1]
    consistent: list[Term] = []
    found: list[Necessary] = []
    for term in _disjunctions(width, longest):
        if any(_has_part(term, part) for part in consistent):
            continue
        fit = _fit(term, sets, outcome)
        if fit.consistency >= cuts.consistency:
            consistent.append(term)
            if len(literals(term)) > 1 and passes(fit, cuts):
                found.append(Necessary(term, fit))
    return found


def passes(fit: Necessity, cuts: NecessityCuts) -> bool:
    """Return whether a fit reaches every cut."""
    return (
        fit.consistency >= cuts.consistency
        and fit.coverage >= cuts.coverage
        and fit.relevance >= cuts.relevance
    )


def _disjunctions(width: int, longest: int) -> Iterator[Term]:
    """Yield every disjunction, the shortest first."""
    for length in range(1, min(longest, width) + 1):
        for places in combinations(range(width), length):
            for digits in product((1, 0), repeat=length):
                yield _term(width, places, digits)


def _term(width: int, places: tuple[int, ...], digits: tuple[int, ...]) -> Term:
    term = [ANY] * width
    for place, digit in zip(places, digits, strict=True):
        term[place] = digit
    return tuple(term)


def _has_part(term: Term, part: Term) -> bool:
    return all(term[place] == digit for place, digit in literals(part))


def _fit(term: Term, sets: Values, outcome: Values) -> Necessity:
    """Return the fit of the disjunction of a term's conditions: the strongest of them."""
    import numpy as np

    chosen = [sets[:, place] if digit else 1 - sets[:, place] for place, digit in literals(term)]
    return necessity(np.max(chosen, axis=0), outcome)
