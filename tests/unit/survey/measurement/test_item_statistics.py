import numpy as np
import pandas as pd
import pytest

from alianzas.survey.measurement.item_statistics import (
    asked_items,
    item_statistics,
    scale_statistics,
)
from alianzas.survey.reliability import cronbach_alpha


def test_scale_statistics_by_their_definition(simulated):
    values, _ = simulated(40, [4])
    complete = pd.DataFrame(values, columns=list("abcd"))
    found = scale_statistics(complete)
    for name in complete:
        others = complete.drop(columns=name)
        expected = complete[name].corr(others.sum(axis=1))
        assert found.loc[name, "item_rest"] == pytest.approx(expected)
        assert found.loc[name, "alpha_without"] == pytest.approx(cronbach_alpha(others))


def test_two_items_have_no_alpha_without_one_and_flat_items_nothing():
    two = pd.DataFrame({"a": [1.0, 2, 3, 5], "b": [2.0, 1, 4, 5]})
    found = scale_statistics(two)
    assert found["alpha_without"].isna().all()
    assert found["item_rest"].to_numpy() == pytest.approx(two.corr().iloc[0, 1])
    assert scale_statistics(two.assign(b=3.0))["item_rest"].isna().all()
    assert scale_statistics(two.head(1)).isna().all(axis=None)


def test_floor_and_ceiling_are_shares_of_those_who_answered(account, questionnaire):
    items = asked_items(account.answers, questionnaire)
    found = item_statistics(items, questionnaire, 10).set_index("item")
    given = items["SC1"].dropna()
    assert found.loc["SC1", "ceiling"] == pytest.approx((given == 5).sum() / len(given))
    # A reversed item's highest point is the lowest as asked.
    asked = account.answers.loc[account.answers["status"] == "allied", "CF3"].dropna()
    assert found.loc["CF3", "ceiling"] == pytest.approx((asked == 1).mean())
    assert found["n"].max() <= 90
    silent = item_statistics(items.assign(SC1=np.nan), questionnaire, 10).set_index("item")
    assert silent.loc["SC1", "n"] == 0
    assert silent.loc["SC1"].drop(["construct", "n"]).isna().all()
