import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qca.calibration import Anchors, calibrate_crisp, calibrate_directly

NUMBERS = st.lists(st.floats(-1e3, 1e3), min_size=1, max_size=20)


def test_anchors_have_the_degrees_of_ragin():
    degrees = calibrate_directly(np.array([10.0, 25.0, 50.0]), Anchors(10, 25, 50))
    assert degrees == pytest.approx([0.05, 0.5, 0.95], rel=1e-12)


@given(NUMBERS)
def test_falling_anchors_make_the_opposite_set(numbers):
    values = np.array(numbers)
    rising = calibrate_directly(values, Anchors(-5, 1, 4))
    falling = calibrate_directly(values, Anchors(4, 1, -5))
    assert falling == pytest.approx(1 - rising, abs=1e-12)


@given(NUMBERS)
def test_more_is_never_less_of_a_member(numbers):
    values = np.sort(np.array(numbers))
    degrees = calibrate_directly(values, Anchors(-5, 1, 4))
    assert (np.diff(degrees) >= 0).all() and ((degrees >= 0) & (degrees <= 1)).all()


@pytest.mark.parametrize("anchors", [(1, 5, 2), (5, 5, 9), (3, 1, 2)])
def test_anchors_out_of_order_are_refused(anchors):
    with pytest.raises(ValueError, match="neither rise nor fall"):
        calibrate_directly(np.array([1.0]), Anchors(*anchors))


def test_the_threshold_itself_is_in_the_crisp_set():
    assert calibrate_crisp(np.array([4.9, 5.0, 5.1]), 5).tolist() == [0, 1, 1]
