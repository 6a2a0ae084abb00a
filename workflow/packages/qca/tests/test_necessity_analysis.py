import numpy as np

from qca.necessity_analysis import NecessityCuts, necessary_conditions, necessary_disjunctions
from qca.terms import ANY

CUTS = NecessityCuts(0.9, 0.5, 0.5)


def test_a_condition_of_every_success_is_necessary():
    sets = np.array([[1, 0], [1, 1], [0, 1], [0, 0]], dtype="float64")
    outcome = np.array([1.0, 1.0, 0.0, 0.0])
    assert [one.term for one in necessary_conditions(sets, outcome, CUTS)] == [(1, ANY)]


def test_what_nearly_everyone_has_is_trivial():
    sets = np.array([[1], [1], [1], [1], [1], [1], [0]], dtype="float64")
    outcome = np.array([1.0, 1.0, 1.0, 1.0, 0.0, 0.0, 0.0])
    (low,) = necessary_conditions(sets, outcome, NecessityCuts(0.9, 0.5, 0.0))
    assert low.fit.consistency == 1 and low.fit.relevance < 0.5
    assert necessary_conditions(sets, outcome, CUTS) == []


def test_disjunctions_have_no_idle_parts():
    sets = np.array([[1, 0, 0], [0, 1, 0], [0, 0, 1], [0, 0, 0]], dtype="float64")
    outcome = np.array([1.0, 1.0, 0.0, 0.0])
    found = [one.term for one in necessary_disjunctions(sets, outcome, CUTS)]
    assert found == [(1, 1, ANY)]
