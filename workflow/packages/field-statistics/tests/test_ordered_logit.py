import numpy as np
import pandas as pd
import pytest
from statsmodels.miscmodels.ordinal_model import OrderedModel

from field_statistics.not_estimable import NotEstimable
from field_statistics.ordered_logit import fit_ordered_logit


@pytest.fixture
def data():
    rng = np.random.default_rng(5)
    x = pd.DataFrame(rng.normal(size=(120, 2)), columns=["a", "b"])
    latent = x["a"] - 0.5 * x["b"] + rng.logistic(size=120)
    return np.round(latent.clip(-3, 3)), x


def test_equals_the_library_model(data):
    outcome, design = data
    found = fit_ordered_logit(outcome, design, 0.95)
    codes = pd.Series(pd.Categorical(outcome, ordered=True).codes, index=design.index)
    model = OrderedModel(codes, design, distr="logit")
    theirs = model.fit(method="bfgs", disp=False, gtol=1e-8)
    # The library takes derivatives by differences: six digits are its own.
    assert found.log_likelihood == pytest.approx(theirs.llf, rel=1e-10)
    for k, name in enumerate(design):
        assert found.coefficient(name).value == pytest.approx(theirs.params.iloc[k], rel=1e-4)
        assert found.coefficient(name).error == pytest.approx(theirs.bse.iloc[k], rel=1e-4)
    # Its thresholds are the first and the logs of the increments.
    thresholds = model.transform_threshold_params(theirs.params.to_numpy())[1:-1]
    assert found.thresholds == pytest.approx(thresholds, rel=1e-4, abs=1e-5)
    assert (np.diff(found.thresholds) > 0).all()
    difference = found.difference("a", "b")
    test = theirs.t_test([1, -1, *[0] * len(thresholds)])
    assert difference.value == pytest.approx(test.effect[0], rel=1e-4)
    assert difference.p == pytest.approx(float(test.pvalue), rel=1e-2)


def test_only_ranks_matter(data):
    outcome, design = data
    one = fit_ordered_logit(outcome, design, 0.95).coefficient("a")
    other = fit_ordered_logit(np.exp(outcome), design, 0.95).coefficient("a")
    assert one == other


def test_turning_the_outcome_round_turns_the_signs(data):
    outcome, design = data
    one = fit_ordered_logit(outcome, design, 0.95).coefficient("a")
    other = fit_ordered_logit(-outcome, design, 0.95).coefficient("a")
    assert other.value == pytest.approx(-one.value, rel=1e-8)
    assert other.error == pytest.approx(one.error, rel=1e-8)


def test_two_ranks_are_a_logit(data):
    from statsmodels.discrete.discrete_model import Logit

    outcome, design = data
    above = (outcome > 0).astype(float)
    found = fit_ordered_logit(above, design, 0.95).coefficient("a")
    theirs = Logit(above, design.assign(constant=1.0)).fit(disp=False)
    assert found.value == pytest.approx(theirs.params["a"], rel=1e-7)
    assert found.error == pytest.approx(theirs.bse["a"], rel=1e-7)


@pytest.mark.parametrize("broken", ["separated", "one_rank", "twins"])
def test_no_finite_estimate_is_a_limitation(data, broken):
    outcome, design = data
    if broken == "separated":
        outcome = (design["a"] > 0).astype(float)
    elif broken == "one_rank":
        outcome = outcome * 0
    else:
        design = design.assign(b=2 * design["a"])
    assert fit_ordered_logit(outcome, design, 0.95) == NotEstimable("ordered_logit")
