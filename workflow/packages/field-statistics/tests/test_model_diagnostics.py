import numpy as np
import pandas as pd
import pytest
from statsmodels.regression.linear_model import OLS
from statsmodels.stats.outliers_influence import variance_inflation_factor

from field_statistics.model_diagnostics import condition_index, influence, variance_inflation


@pytest.fixture
def data():
    rng = np.random.default_rng(9)
    x = pd.DataFrame(rng.normal(size=(50, 3)), columns=list("abc"))
    x["c"] += x["a"]
    y = x["a"] + rng.normal(size=50)
    y.iloc[4] += 6
    return y, x


def test_influence_equals_statsmodels(data):
    y, x = data
    exog = x.copy()
    exog.insert(0, "constant", 1.0)
    theirs = OLS(y, exog).fit().get_influence()
    found = influence(y, x)
    assert found.cook.to_numpy() == pytest.approx(theirs.cooks_distance[0], rel=1e-9)
    assert found.dfbetas.to_numpy() == pytest.approx(theirs.dfbetas[:, 1:], rel=1e-8, abs=1e-12)


def test_the_outlier_is_found(data):
    found = influence(*data)
    assert found.influential[4]
    assert found.cook.idxmax() == 4
    assert found.cook_limit == 4 / 50
    assert found.dfbetas_limit == pytest.approx(2 / 50**0.5)


def test_variance_inflation_equals_statsmodels(data):
    _, x = data
    exog = np.column_stack([np.ones(50), x])
    expected = [variance_inflation_factor(exog, k) for k in (1, 2, 3)]
    assert variance_inflation(x).to_numpy() == pytest.approx(expected, rel=1e-9)


def test_condition_index_is_the_condition_of_the_standardised_columns(data):
    _, x = data
    z = (x - x.mean()) / x.std()
    assert condition_index(x) == pytest.approx(np.linalg.cond(z.to_numpy()), rel=1e-9)


def test_one_predictor_has_nothing_to_be_collinear_with(data):
    _, x = data
    assert variance_inflation(x[["a"]])["a"] == pytest.approx(1)
    assert condition_index(x[["a"]]) == pytest.approx(1)
