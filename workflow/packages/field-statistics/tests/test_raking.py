import numpy as np
import pandas as pd
import pytest

from field_statistics.raking import design_effect, rake


@pytest.fixture
def firms():
    rng = np.random.default_rng(1)
    return pd.DataFrame(
        {
            "sector": rng.choice(["commerce", "services", "tourism"], 150, p=[0.6, 0.3, 0.1]),
            "exports": rng.choice(["yes", "no"], 150, p=[0.3, 0.7]),
        }
    )


MARGINS = {
    "sector": {"commerce": 40, "services": 40, "tourism": 20},
    "exports": {"yes": 0.1, "no": 0.9},
}


def shares(weights, answers):
    return pd.Series(weights).groupby(answers.to_numpy()).sum() / weights.sum()


def test_every_margin_is_met_and_the_sum_stays(firms):
    found = rake(np.ones(150), firms, MARGINS)
    assert found.converged
    assert found.weights.sum() == pytest.approx(150)
    for column, wanted in MARGINS.items():
        total = sum(wanted.values())
        for answer, share in shares(found.weights, firms[column]).items():
            assert share == pytest.approx(wanted[answer] / total, abs=1e-9)


def test_margins_met_already_leave_the_weights(firms):
    margins = {"sector": firms["sector"].value_counts().to_dict()}
    found = rake(np.ones(150), firms, margins)
    assert found.weights == pytest.approx(np.ones(150))
    assert found.rounds == 1
    assert design_effect(found.weights) == pytest.approx(1)


def test_no_answer_and_answers_without_a_margin_keep_their_weight(firms):
    firms.loc[:9, "sector"] = None
    firms.loc[10:19, "sector"] = "technology"
    found = rake(np.ones(150), firms, {"sector": MARGINS["sector"]})
    assert found.weights[:20] == pytest.approx(np.full(20, found.weights[0]))
    named = firms["sector"].isin(MARGINS["sector"])
    met = shares(found.weights[named.to_numpy()], firms["sector"][named])
    assert met["tourism"] == pytest.approx(0.2)


def test_large_weights_are_cut_and_the_margins_met_anew(firms):
    free = rake(np.ones(150), firms, MARGINS)
    ceiling = 0.9 * free.weights.max() / free.weights.mean()
    found = rake(np.ones(150), firms, MARGINS, largest=ceiling)
    assert found.cut > 0
    assert found.converged
    assert found.weights.max() <= ceiling * found.weights.mean() * (1 + 1e-9)
    assert design_effect(found.weights) <= design_effect(free.weights) + 1e-9


def test_margins_out_of_reach_of_the_largest_weight_are_not_met(firms):
    found = rake(np.ones(150), firms, {"sector": {"commerce": 1, "tourism": 99}}, largest=1.5)
    assert not found.converged


def test_order_of_the_firms_changes_nothing(firms):
    order = np.random.default_rng(2).permutation(150)
    found = rake(np.ones(150), firms, MARGINS).weights
    moved = rake(np.ones(150), firms.iloc[order], MARGINS).weights
    assert moved == pytest.approx(found[order])
