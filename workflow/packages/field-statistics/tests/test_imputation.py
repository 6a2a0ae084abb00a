import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from field_statistics.imputation import DONORS, _nearest, impute_items

SCALES = {"first": ["a1", "a2", "a3"], "second": ["b1", "b2"]}


@pytest.fixture
def answers():
    rng = np.random.default_rng(2)
    traits = rng.normal(size=(150, 2))
    columns = {
        name: np.clip(np.round(3 + traits[:, k] + 0.5 * rng.normal(size=150)), 1, 5)
        for k, members in enumerate(SCALES.values())
        for name in members
    }
    return pd.DataFrame(columns, index=range(1000, 1150))


def with_gaps(answers, share=0.2, seed=4):
    holes = np.random.default_rng(seed).random(answers.shape) < share
    return answers.mask(holes)


def test_answers_given_stay_and_gaps_get_answers_of_the_scale(answers):
    gaps = with_gaps(answers)
    for filled in impute_items(gaps, SCALES, 3, np.random.default_rng(1)):
        assert filled.notna().all().all()
        given = gaps.notna()
        assert (filled[given].fillna(0) == gaps[given].fillna(0)).all().all()
        assert set(np.unique(filled)) <= {1.0, 2.0, 3.0, 4.0, 5.0}
        assert list(filled.index) == list(answers.index)


#: Few values, so that many are equally near.
_LATTICE = st.sampled_from([0.0, 0.5, 1.0, 1.75, 2.0, 3.25])


@given(
    st.lists(_LATTICE | st.floats(-5, 5), min_size=1, max_size=8),
    st.lists(_LATTICE | st.floats(-5, 5), min_size=1, max_size=40),
)
def test_the_nearest_are_those_of_all_distances(wanted, predicted):
    found = _nearest(np.array(wanted), np.array(predicted))
    distance = np.abs(np.array(wanted)[:, None] - np.array(predicted))
    expected = np.argsort(distance, axis=1, kind="stable")[:, :DONORS]
    assert np.take_along_axis(distance, found, 1) == pytest.approx(
        np.take_along_axis(distance, expected, 1), abs=1e-12
    )
    exact = np.array(wanted) * 4 == np.round(np.array(wanted) * 4)
    if exact.all() and (np.array(predicted) * 4 == np.round(np.array(predicted) * 4)).all():
        assert (found == expected).all()


def test_the_same_seed_gives_the_same_answers_and_imputations_differ(answers):
    gaps = with_gaps(answers)
    one, other = (impute_items(gaps, SCALES, 2, np.random.default_rng(1)) for _ in range(2))
    assert one[0].equals(other[0])
    assert one[1].equals(other[1])
    assert not one[0].equals(one[1])


def test_imputed_answers_go_with_the_other_answers_of_the_firm(answers):
    """Chance would hit a correlation near zero; the items of a scale correlate at about 0.75."""
    gaps = with_gaps(answers)
    imputed, true = [], []
    for filled in impute_items(gaps, SCALES, 10, np.random.default_rng(1)):
        hole = gaps["a1"].isna()
        imputed.append(filled.loc[hole, "a1"])
        true.append(answers.loc[hole, "a1"])
    assert np.corrcoef(pd.concat(imputed), pd.concat(true))[0, 1] > 0.5


def test_answers_missing_by_another_item_are_not_taken_from_the_wrong_firms(answers):
    """Firms low on a2 leave a1 out: the mean of those who answered is too high, the imputed is not."""
    gaps = answers.copy()
    gaps.loc[gaps["a2"] <= 2, "a1"] = np.nan
    means = [
        filled["a1"].mean() for filled in impute_items(gaps, SCALES, 10, np.random.default_rng(1))
    ]
    truth = answers["a1"].mean()
    assert gaps["a1"].mean() - truth > 0.3
    assert abs(np.mean(means) - truth) < 0.2


def test_without_gaps_nothing_changes(answers):
    filled = impute_items(answers, SCALES, 2, np.random.default_rng(1))
    assert filled[0].equals(answers)


def test_items_that_determine_each_other_can_be_imputed(answers):
    twins = answers.assign(a2=answers["a1"], a3=answers["a1"])
    gaps = twins.assign(a2=twins["a2"].mask(twins.index < 1020))
    filled = impute_items(gaps, SCALES, 1, np.random.default_rng(1))[0]
    assert np.isfinite(filled).all().all()


def test_an_item_nobody_answered_is_refused(answers):
    with pytest.raises(ValueError, match="without a single answer"):
        impute_items(answers.assign(a1=np.nan), SCALES, 2, np.random.default_rng(1))
