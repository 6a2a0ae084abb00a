import numpy as np
import pytest

from qca.fit import necessity, sufficiency

X = np.array([0.9, 0.6, 0.2, 0.0])
Y = np.array([1.0, 0.4, 0.3, 0.8])


def test_sufficiency_by_hand():
    # Shared: .9 .4 .2 0 = 1.5; torn between y and not-y: 0 .4 .2 0 = .6.
    fit = sufficiency(X, Y)
    assert fit == pytest.approx((1.5 / 1.7, (1.5 - 0.6) / (1.7 - 0.6), 1.5 / 2.5))


def test_necessity_by_hand():
    fit = necessity(X, Y)
    assert fit == pytest.approx((1.5 / 2.5, 2.3 / 2.5, 1.5 / 1.7))


def test_a_set_that_nobody_is_in_has_no_fit():
    fit = sufficiency(np.zeros(3), np.array([1.0, 0.0, 1.0]))
    assert np.isnan(fit.consistency) and np.isnan(fit.pri) and fit.coverage == 0
