"""Solutions: conservative, intermediate and parsimonious, each with all its models.

They differ in which remainders may be assumed to go with the outcome: none; those that theory
expects to (easy counterfactuals); any that make the solution shorter (Ragin, 2008).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, product
from typing import TYPE_CHECKING

from qca.covers import MOST_MODELS, smallest_covers
from qca.minimization import prime_implicants
from qca.terms import ANY, Term, is_within, rows_of_any

if TYPE_CHECKING:
    from qca.terms import Rows
    from qca.truth_table import TruthTable

CONSERVATIVE, INTERMEDIATE, PARSIMONIOUS = "conservative", "intermediate", "parsimonious"


@dataclass(frozen=True)
class Model:
    """One formula.

    Attributes
    ----------
    terms : tuple of Term
        Its terms; the formula is their disjunction.
    core : tuple of Term
        The core part of each: the conditions that a term of a parsimonious model has too (Fiss, 2011);
        :data:`qca.terms.ANY` elsewhere.
    assumed : array of bool, rows
        The remainders it covers.
    """

    terms: tuple[Term, ...]
    core: tuple[Term, ...]
    assumed: Rows


@dataclass(frozen=True)
class Solution:
    """The models of a solution.

    Attributes
    ----------
    models : tuple of Model
        Equivalent formulas; empty if no row is positive.
    complete : bool
        Whether these are all there are.
    """

    models: tuple[Model, ...]
    complete: bool


def conservative(positive: Rows) -> Solution:
    """Return the solution without assumptions; its models cover exactly the positive rows."""
    return _minimize(positive, positive & False)


def parsimonious(positive: Rows, assumable: Rows) -> Solution:
    """Return the shortest solution, for which any ``assumable`` remainder may be assumed."""
    return _minimize(positive, assumable)


def intermediate(positive: Rows, shortest: Solution, expectations: Mapping[int, int]) -> Solution:
    """Return the solution that assumes only easy counterfactuals.

    ``shortest`` is the parsimonious one; ``expectations`` say of conditions, by place, whether they are
    expected to help when present (1) or absent (0). From each pair of a conservative and a parsimonious
    model, a term loses the conditions that the parsimonious one lacks and that go against the
    expectation; remainders that the result shares with the parsimonious model are assumed.
    """
    import numpy as np

    longest = conservative(positive)
    pairs = list(product(longest.models, shortest.models))
    found: dict[tuple[Term, ...], Model] = {}
    by_rows: dict[bytes, Solution] = {}
    complete = longest.complete and shortest.complete and len(pairs) <= MOST_MODELS
    for long, short in islice(pairs, MOST_MODELS):
        easy = rows_of_any(_eased(long.terms, short.terms, expectations), len(positive))
        easy &= short.assumed
        key = np.packbits(easy).tobytes()
        if key not in by_rows:
            by_rows[key] = _minimize(positive, easy)
        complete &= by_rows[key].complete
        for model in by_rows[key].models:
            core = tuple(_core(term, short.terms) for term in model.terms)
            before = found.get(model.terms)
            if before is not None:
                core = tuple(map(_joined, core, before.core))
            found[model.terms] = Model(model.terms, core, model.assumed)
    return Solution(tuple(found.values()), complete)


def solve(
    table: TruthTable, expectations: Mapping[int, int], untenable: Rows | None = None
) -> dict[str, Solution]:
    """Return the conservative, intermediate and parsimonious solutions of a truth table.

    Parameters
    ----------
    table : TruthTable
        As returned by :func:`qca.truth_table.build_truth_table`.
    expectations : mapping of int to int
        Directional expectations: condition, by place → 1 if theory expects it to help when present, 0
        when absent. Conditions without expectation are left out.
    untenable : array of bool, rows, optional
        Rows that are never assumed and do not count as positive (enhanced standard analysis).

    Returns
    -------
    dict of str to Solution
        Keys "conservative", "intermediate" and "parsimonious".

    References
    ----------
    Ragin, C. C. (2008). *Redesigning social inquiry: Fuzzy sets and beyond* (chapters 8 and 9).
    University of Chicago Press.

    Schneider, C. Q., & Wagemann, C. (2012). *Set-theoretic methods for the social sciences: A guide to
    qualitative comparative analysis* (chapter 8). Cambridge University Press.

    Examples
    --------
    >>> import numpy as np
    >>> from qca.truth_table import Cuts, build_truth_table
    >>> sets = np.array([[1, 1], [1, 0], [0, 0]])
    >>> table = build_truth_table(sets, np.array([1, 1, 0]), ["a", "b", "c"], ["TRUST", "SIZE"], Cuts())
    >>> solve(table, {})["parsimonious"].models[0].terms
    ((1, 2),)
    """
    barred = table.remainders & False if untenable is None else untenable
    positive = table.positive & ~barred
    shortest = parsimonious(positive, table.remainders & ~barred)
    return {
        CONSERVATIVE: conservative(positive),
        INTERMEDIATE: intermediate(positive, shortest, expectations),
        PARSIMONIOUS: shortest,
    }


def _minimize(positive: Rows, assumable: Rows) -> Solution:
    """Return all models of the positive rows, with the assumable ones as "don't care"."""
    terms = prime_implicants(positive, assumable)
    covers = smallest_covers(terms, positive)
    models = [
        Model(chosen, chosen, rows_of_any(chosen, len(positive)) & assumable)
        for chosen in covers.models
    ]
    return Solution(tuple(models), covers.complete)


def _eased(
    long: Sequence[Term], short: Sequence[Term], expectations: Mapping[int, int]
) -> list[Term]:
    """Return the terms of a conservative model without what goes against the expectations."""
    eased = []
    for term in long:
        for wider in short:
            if is_within(term, wider):
                digits = [
                    ANY if kept == ANY and expectations.get(place, digit) != digit else digit
                    for place, (digit, kept) in enumerate(zip(term, wider, strict=True))
                ]
                eased.append(tuple(digits))
    return eased


def _core(term: Term, short: Sequence[Term]) -> Term:
    """Return the digits of ``term`` that are also in a parsimonious term which contains it."""
    wider = [one for one in short if is_within(term, one)]
    return tuple(
        digit if digit != ANY and any(one[place] == digit for one in wider) else ANY
        for place, digit in enumerate(term)
    )


def _joined(one: Term, other: Term) -> Term:
    """Return the digits that either of two terms has."""
    return tuple(
        second if first == ANY else first for first, second in zip(one, other, strict=True)
    )
