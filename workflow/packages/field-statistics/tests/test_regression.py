import numpy as np
import pandas as pd
import pytest

from field_statistics.not_estimable import NotEstimable
from field_statistics.regression import Estimate, direction, regress_hc3


@pytest.fixture
def data():
    rng = np.random.default_rng(7)
    x = rng.normal(size=(40, 2))
    y = 1 + x @ [0.5, -0.2] + rng.normal(size=40) * (1 + np.abs(x[:, 0]))
    return pd.Series(y), pd.DataFrame(x, columns=["a", "b"])


def test_hc3_by_its_definition(data):
    y, design = data
    X = np.column_stack([np.ones(40), design.to_numpy()])
    inverse = np.linalg.inv(X.T @ X)
    beta = inverse @ X.T @ y.to_numpy()
    leverage = np.einsum("ij,jk,ik->i", X, inverse, X)
    weights = ((y.to_numpy() - X @ beta) / (1 - leverage)) ** 2
    errors = np.sqrt(np.diag(inverse @ (X.T * weights) @ X @ inverse))
    found = regress_hc3(y, design, 0.95).coefficient("a")
    assert found.value == pytest.approx(beta[1], rel=1e-10)
    from scipy.stats import t

    assert found.high - found.value == pytest.approx(errors[1] * t.ppf(0.975, 37), rel=1e-10)
    assert found.p == pytest.approx(2 * t.sf(abs(beta[1] / errors[1]), 37), rel=1e-8)


def test_difference_is_antisymmetric(data):
    model = regress_hc3(*data, 0.9)
    one, other = model.difference("a", "b"), model.difference("b", "a")
    assert one.value == pytest.approx(-other.value)
    assert one.interval == pytest.approx((-other.high, -other.low))
    assert one.p == pytest.approx(other.p)


def test_a_higher_confidence_gives_a_wider_interval(data):
    wide, narrow = (regress_hc3(*data, level).coefficient("a") for level in (0.99, 0.9))
    assert wide.low < narrow.low < narrow.high < wide.high


def test_columns_that_determine_each_other(data):
    y, design = data
    assert regress_hc3(y, design.assign(c=2 * design["a"]), 0.95) == NotEstimable("collinear")
    assert regress_hc3(y, design.assign(c=1.0), 0.95) == NotEstimable("collinear")


def test_a_firm_with_a_coefficient_of_its_own(data):
    y, design = data
    alone = (design.index == 3).astype(float)
    assert regress_hc3(y, design.assign(alone=alone), 0.95) == NotEstimable("leverage")


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (0.01, 0.4, "positive"),
        (-0.4, -0.01, "negative"),
        (-0.01, 0.4, "unclear"),
        (0.0, 0.4, "unclear"),
    ],
)
def test_direction_goes_by_the_interval(low, high, expected):
    assert direction(Estimate((low + high) / 2, low, high, 0.05, 100)) == expected
    assert direction(None) == "unknown"
