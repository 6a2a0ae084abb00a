"""Solutions of truth tables drawn at random, against what defines them."""

import time
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qca.covers import smallest_covers
from qca.enhanced import Side, enhance
from qca.minimization import prime_implicants
from qca.solutions import (
    CONSERVATIVE,
    INTERMEDIATE,
    PARSIMONIOUS,
    conservative,
    parsimonious,
    solve,
)
from qca.terms import ANY, is_within, rows_of, rows_of_any
from qca.truth_table import Cuts, build_truth_table


@st.composite
def row_kinds(draw):
    """Return which rows of a truth table are positive and which are remainders."""
    conditions = draw(st.integers(1, 4))
    kinds = draw(st.lists(st.sampled_from("10?"), min_size=2**conditions, max_size=2**conditions))
    return np.array(kinds) == "1", np.array(kinds) == "?"


@st.composite
def crisp_cases(draw):
    """Return crisp sets (cases × conditions), an outcome without contradictions, expectations."""
    conditions = draw(st.integers(1, 4))
    digits = st.integers(0, 1)
    row = st.tuples(*[digits] * conditions)
    cases = draw(st.dictionaries(row, digits, min_size=1, max_size=12))
    expected = draw(st.dictionaries(st.integers(0, conditions - 1), digits))
    sets = np.array(list(cases), dtype="float64").reshape(len(cases), conditions)
    return sets, np.array(list(cases.values()), dtype="float64"), expected


def table_of(sets, outcome, names=None):
    names = names or [f"c{place}" for place in range(sets.shape[1])]
    cases = [str(number) for number in range(len(sets))]
    return build_truth_table(sets, outcome, cases, names, Cuts(1, 1.0, 0.0))


def covered(model, size):
    return rows_of_any(model.terms, size)


@given(row_kinds())
def test_conservative_models_cover_exactly_the_positive_rows(kinds):
    positive, _ = kinds
    solution = conservative(positive)
    assert bool(solution.models) == positive.any()
    for model in solution.models:
        assert (covered(model, len(positive)) == positive).all()
        assert not model.assumed.any()


@given(row_kinds())
def test_parsimonious_models_cover_every_positive_and_no_negative_row(kinds):
    positive, remainders = kinds
    for model in parsimonious(positive, remainders).models:
        rows = covered(model, len(positive))
        assert rows[positive].all() and not rows[~positive & ~remainders].any()
        assert (model.assumed == (rows & remainders)).all()


@given(crisp_cases())
def test_intermediate_models_lie_between_the_two_others(data):
    sets, outcome, expected = data
    table = table_of(sets, outcome)
    solutions = solve(table, expected)
    size = len(table.rows)
    for model in solutions[INTERMEDIATE].models:
        rows = covered(model, size)
        assert rows[table.positive].all()
        assert any(not (rows & ~covered(one, size)).any() for one in solutions[PARSIMONIOUS].models)
        for term, core in zip(model.terms, model.core, strict=True):
            assert is_within(term, core)


@given(crisp_cases())
def test_without_expectations_the_intermediate_solution_is_the_conservative_one(data):
    sets, outcome, _ = data
    solutions = solve(table_of(sets, outcome), {})
    formulas = [
        {frozenset(m.terms) for m in solutions[k].models} for k in (INTERMEDIATE, CONSERVATIVE)
    ]
    assert formulas[0] == formulas[1]


@given(row_kinds())
def test_prime_implicants_are_the_widest_valid_terms(kinds):
    positive, remainders = kinds
    found = prime_implicants(positive, remainders)
    assert len(found) == len(set(found))
    for term in found:
        rows = rows_of(term)
        assert (rows & positive).any() and not (rows & ~positive & ~remainders).any()
        for place, digit in enumerate(term):
            if digit != ANY:
                wider = rows_of((*term[:place], ANY, *term[place + 1 :]))
                assert (wider & ~positive & ~remainders).any()


@given(row_kinds())
def test_covers_are_all_the_smallest_ones(kinds):
    positive, remainders = kinds
    terms = prime_implicants(positive, remainders)
    found = smallest_covers(terms, positive)
    assert found.complete
    if not positive.any():
        assert found.models == []
        return
    for number in range(1, len(terms) + 1):
        tried = {
            choice
            for choice in combinations(terms, number)
            if rows_of_any(choice, len(positive))[positive].all()
        }
        if tried:
            assert set(found.models) == tried
            return


@given(row_kinds())
def test_the_complement_follows_by_de_morgan(kinds):
    """Without remainders, the solution of the negation is the negation of the solution."""
    positive, _ = kinds
    size = len(positive)
    for one in conservative(positive).models:
        for other in conservative(~positive).models:
            assert (covered(one, size) == ~covered(other, size)).all()


@given(crisp_cases(), st.randoms(use_true_random=False))
def test_neither_the_order_of_cases_nor_that_of_conditions_matters(data, random):
    sets, outcome, expected = data
    width = sets.shape[1]
    cases, places = list(range(len(sets))), list(range(width))
    random.shuffle(cases)
    random.shuffle(places)
    first = solve(table_of(sets, outcome), expected)
    moved = {new: expected[old] for new, old in enumerate(places) if old in expected}
    second = solve(table_of(sets[cases][:, places], outcome[cases]), moved)
    for kind in (CONSERVATIVE, INTERMEDIATE, PARSIMONIOUS):
        back = {
            frozenset(
                tuple(term[places.index(place)] for place in range(width)) for term in m.terms
            )
            for m in second[kind].models
        }
        assert back == {frozenset(model.terms) for model in first[kind].models}


@given(crisp_cases())
def test_enhanced_solutions_assume_nothing_on_both_sides(data):
    sets, outcome, expected = data
    opposite = {place: 1 - digit for place, digit in expected.items()}
    sides = [
        Side(table_of(sets, outcome), expected, []),
        Side(table_of(sets, 1 - outcome), opposite, []),
    ]
    found = enhance(*sides)
    assumed = []
    for side, one in zip(sides, found, strict=True):
        models = [model for s in one.solutions.values() for model in s.models]
        for model in models:
            assert covered(model, len(side.table.rows))[side.table.positive].all()
        assumed.append(sum((model.assumed for model in models), side.table.positive & False))
    assert not (assumed[0] & assumed[1]).any()


def test_a_row_without_a_necessary_condition_is_never_assumed():
    sets = np.array([[1, 1, 1], [1, 0, 0], [0, 0, 0]], dtype="float64")
    outcome = np.array([1.0, 0.0, 0.0])
    first, _ = enhance(
        Side(table_of(sets, outcome), {}, [(1, ANY, ANY)]),
        Side(table_of(sets, 1 - outcome), {}, []),
    )
    for model in first.solutions[PARSIMONIOUS].models:
        assert not rows_of_any(model.terms, 8)[:4].any()
    assert first.against_necessity.sum() == 3


def test_a_row_that_goes_with_the_outcome_and_its_negation_is_taken_for_neither():
    sets, outcome = np.array([[0.55], [0.1]]), np.array([0.6, 0.1])
    sides = [
        Side(build_truth_table(sets, degrees, ["0", "1"], ["c"], Cuts(1, 0.7, 0.0)), {}, [])
        for degrees in (outcome, 1 - outcome)
    ]
    assert [side.table.positive.tolist() for side in sides] == [[False, True], [True, True]]
    first, second = enhance(*sides)
    assert first.simultaneous.tolist() == [False, True]
    assert not first.solutions[PARSIMONIOUS].models
    [model] = second.solutions[PARSIMONIOUS].models
    assert model.terms == ((0,),)


def test_eight_conditions_and_a_hundred_cases_are_quick():
    generator = np.random.default_rng(1)
    sets = generator.random((100, 8))
    outcome = np.clip(np.maximum(sets[:, 0], sets[:, 1]) + generator.normal(0, 0.1, 100), 0, 1)
    begun = time.process_time()
    table = build_truth_table(
        sets, outcome, [str(n) for n in range(100)], list("abcdefgh"), Cuts(1, 0.8, 0.5)
    )
    solutions = solve(table, dict.fromkeys(range(8), 1))
    assert all(solutions[kind].models for kind in solutions)
    assert time.process_time() - begun < 1


@pytest.mark.parametrize("term", [(1, 0, ANY), (ANY, ANY, ANY), (0, 0, 0)])
def test_rows_are_numbered_in_binary_order(term):
    for number, inside in enumerate(rows_of(term)):
        digits = tuple(number >> place & 1 for place in (2, 1, 0))
        assert inside == all(one in (ANY, digit) for one, digit in zip(term, digits, strict=True))
