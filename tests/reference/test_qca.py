"""Qualitative comparative analysis against the R package QCA, and against textbook results."""

import numpy as np
import pytest

from qca.calibration import Anchors, calibrate_crisp, calibrate_directly
from qca.fit import sufficiency
from qca.necessity_analysis import (
    NecessityCuts,
    necessary_conditions,
    necessary_disjunctions,
    single_conditions,
)
from qca.solutions import CONSERVATIVE, INTERMEDIATE, PARSIMONIOUS, solve
from qca.terms import literals, membership, membership_in_any, term_text
from qca.truth_table import Cuts, build_truth_table
from reference_files import expected_values, input_rows

#: Relative tolerance: twelve significant digits.
CLOSE = 1e-12
CONDITIONS = ("DEV", "URB", "LIT", "IND", "STB")
EXPECTED_PRESENT = dict.fromkeys(range(len(CONDITIONS)), 1)


@pytest.fixture(scope="module")
def expected():
    return expected_values("03_qca")


def lipset(name):
    """Return the cases, the sets (cases × conditions) and the outcome of a version of the data."""
    found = input_rows(f"QCA_{name}")
    sets = np.array([[float(row[condition]) for condition in CONDITIONS] for row in found])
    return [row[""] for row in found], sets, np.array([float(row["SURV"]) for row in found])


def table_of(name, negated=False, **cuts):
    cases, sets, outcome = lipset(name)
    outcome = 1 - outcome if negated else outcome
    return build_truth_table(sets, outcome, cases, CONDITIONS, Cuts(**cuts))


def formulas(solution):
    return [[term_text(term, CONDITIONS) for term in model.terms] for model in solution.models]


def same_formulas(solution, expected):
    return {frozenset(model) for model in formulas(solution)} == {
        frozenset(model) for model in expected
    }


@pytest.mark.parametrize(("kind", "key"), [(CONSERVATIVE, "LC_complex"), (PARSIMONIOUS, "LC_pars")])
def test_crisp_solutions_equal_r(expected, kind, key):
    solutions = solve(table_of("LC", consistency=1), EXPECTED_PRESENT)
    # A solution of one term is written without brackets of its own.
    models = [[model] if isinstance(model, str) else model for model in expected[key]]
    assert same_formulas(solutions[kind], models)


@pytest.mark.parametrize(
    ("kind", "key"),
    [(CONSERVATIVE, "LF_complex"), (PARSIMONIOUS, "LF_pars"), (INTERMEDIATE, "LF_int")],
)
def test_fuzzy_solutions_and_their_fit_equal_r(expected, kind, key):
    _, sets, outcome = lipset("LF")
    solution = solve(table_of("LF", consistency=0.8), EXPECTED_PRESENT)[kind]
    assert same_formulas(solution, expected[f"{key}_solution"])
    (model,) = solution.models
    whole = membership_in_any(model.terms, sets)
    overall = expected[f"{key}_overall"][0]
    assert tuple(sufficiency(whole, outcome)) == pytest.approx(
        (overall["inclS"], overall["PRI"], overall["covS"]), rel=CLOSE
    )
    by_term = {row["_row"]: row for row in expected[f"{key}_IC"]}
    for term in model.terms:
        row = by_term.pop(term_text(term, CONDITIONS))
        fit = sufficiency(membership(term, sets), outcome)
        assert tuple(fit) == pytest.approx((row["inclS"], row["PRI"], row["covS"]), rel=CLOSE)
        others = membership_in_any([other for other in model.terms if other != term], sets)
        unique = overall["covS"] - sufficiency(others, outcome).coverage
        assert unique == pytest.approx(row["covU"], rel=CLOSE)
    assert not by_term


def test_easy_counterfactuals_equal_r(expected):
    table = table_of("LF", consistency=0.8)
    (model,) = solve(table, EXPECTED_PRESENT)[INTERMEDIATE].models
    assumed = [
        dict(zip(CONDITIONS, table.rows[row].digits, strict=True))
        for row in model.assumed.nonzero()[0]
    ]
    assert assumed == expected["LF_int_EC"]


def test_solution_of_the_negation_equals_r(expected):
    _, sets, outcome = lipset("LF")
    solution = solve(table_of("LF", negated=True, consistency=0.8), {})[CONSERVATIVE]
    assert same_formulas(solution, expected["LF_neg_complex"])
    fit = sufficiency(membership_in_any(solution.models[0].terms, sets), 1 - outcome)
    overall = expected["LF_neg_overall"][0]
    assert tuple(fit) == pytest.approx(
        (overall["inclS"], overall["PRI"], overall["covS"]), rel=CLOSE
    )


def test_truth_table_equals_r():
    table = table_of("LF", consistency=0.8)
    for row, theirs in zip(table.rows, input_rows("QCA_LF_truthtable"), strict=True):
        assert row.digits == tuple(int(theirs[condition]) for condition in CONDITIONS)
        assert row.n == int(theirs["n"])
        status = {"1": "positive", "0": ("negative", "contradictory"), "?": "remainder"}
        assert row.status in status[theirs["OUT"]]
        assert {*row.having, *row.lacking} == set(filter(None, theirs["cases"].split(",")))
        if theirs["incl"] != "-":
            assert row.consistency == pytest.approx(float(theirs["incl"]), rel=CLOSE)
            assert row.pri == pytest.approx(float(theirs["PRI"]), rel=1e-11, abs=1e-12)


@pytest.mark.parametrize(
    ("key", "negated"), [("LF_necessity", False), ("LF_necessity_negSURV", True)]
)
def test_necessity_equals_r(expected, key, negated):
    _, sets, outcome = lipset("LF")
    theirs = {row["_row"].strip(): row for row in expected[key]}
    found = single_conditions(sets, 1 - outcome if negated else outcome)
    assert len(found) == len(theirs) == 10
    for one in found:
        row = theirs[term_text(one.term, CONDITIONS)]
        assert tuple(one.fit) == pytest.approx((row["inclN"], row["RoN"], row["covN"]), rel=CLOSE)


def test_sufficiency_of_single_conditions_equals_r(expected):
    _, sets, outcome = lipset("LF")
    for row in expected["LF_sufficiency"]:
        name = row["_row"].strip()
        column = sets[:, CONDITIONS.index(name.strip("~"))]
        fit = sufficiency(1 - column if name.startswith("~") else column, outcome)
        assert tuple(fit) == pytest.approx(
            (row["inclS"], row["PRI"], row["covS"]), rel=CLOSE, abs=1e-15
        )


def test_necessary_conditions_and_disjunctions_equal_r(expected):
    _, sets, outcome = lipset("LF")
    cuts = NecessityCuts(consistency=0.9, coverage=0.6, relevance=0)
    theirs = {
        row["_row"]: (row["inclN"], row["RoN"], row["covN"]) for row in expected["LF_superSubset"]
    }
    singles = {
        term_text(one.term, CONDITIONS): one.fit
        for one in necessary_conditions(sets, outcome, cuts)
    }
    disjunctions = {
        " + ".join(
            ("" if digit else "~") + CONDITIONS[place] for place, digit in literals(one.term)
        ): one.fit
        for one in necessary_disjunctions(sets, outcome, cuts, longest=len(CONDITIONS))
    }
    found = {**singles, **disjunctions}
    # R lists conjunctions of necessary conditions too; they follow from these.
    assert set(found) == {name for name in theirs if "*" not in name}
    for name, fit in found.items():
        assert tuple(fit) == pytest.approx(theirs[name], rel=CLOSE)


def test_calibration_equals_r(expected):
    numbers = np.array(expected["calib_direct_fuzzy_input"])
    assert calibrate_directly(numbers, Anchors(2, 5, 8)) == pytest.approx(
        expected["calib_direct_e2_c5_i8_idm95"], rel=CLOSE
    )
    assert calibrate_crisp(numbers, 5).tolist() == expected["calib_crisp"]
    development = np.array([float(row["DEV"]) for row in input_rows("QCA_LR")])
    degrees = calibrate_directly(development, Anchors(400, 550, 900))
    assert degrees == pytest.approx(expected["LR_DEV_to_LF"], rel=CLOSE)
    # The published degrees are these, to two digits and two cases in which the second differs.
    assert degrees == pytest.approx(expected["LF_DEV"], abs=0.011)


def test_published_solutions_of_lipset():
    """Rihoux and Ragin (2009), chapter 3: DEV*STB; with expectations, literacy stays in it."""
    solutions = solve(table_of("LC", consistency=1), EXPECTED_PRESENT)
    assert same_formulas(solutions[PARSIMONIOUS], [["DEV*STB"]])
    assert same_formulas(solutions[INTERMEDIATE], [["DEV*LIT*STB"]])
    negation = solve(table_of("LC", negated=True, consistency=1), {})[PARSIMONIOUS]
    assert same_formulas(negation, [["~DEV", "~STB"]])
