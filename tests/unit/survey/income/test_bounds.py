import dataclasses
import math

import numpy as np
import pytest
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from alianzas.survey.income.bounds import (
    bound_groups,
    bounded_groups,
    share_difference,
    share_of,
    shares_above,
)
from alianzas.survey.income.income_comparison import estimate_income
from alianzas.survey.limitation import Limitation


@pytest.mark.parametrize(("above", "n"), [(0, 20), (5, 23), (23, 23)])
def test_share_has_wilsons_interval(above, n):
    found = share_of(above, n, 0.95)
    assert (found.low, found.high) == pytest.approx(
        proportion_confint(above, n, method="wilson"), abs=1e-12
    )


def test_difference_of_shares_has_newcombes_interval():
    found = share_difference(share_of(11, 23, 0.95), share_of(13, 57, 0.95))
    expected = confint_proportions_2indep(11, 23, 13, 57, method="newcomb", compare="diff")
    assert found.interval == pytest.approx(expected, rel=1e-9)


@pytest.fixture
def model(scores, settings, questionnaire):
    return estimate_income(scores, questionnaire, settings, 0.95)


def test_verdict_on_the_bound_by_rule(model, settings):
    groups = bounded_groups(model)
    assert groups == ["well_structured", *settings.income.models]
    found = bound_groups(model, groups, 0.2)
    highest = max(high for _, high in found.intervals.values())
    least = max(low for low, _ in found.intervals.values())
    assert bound_groups(model, groups, highest + 0.01).verdict == "not_exceeded"
    assert bound_groups(model, groups, least - 0.01).verdict == "exceeded"
    assert bound_groups(model, groups, (least + highest) / 2).verdict == "undecided"
    assert found.intervals[found.largest][1] == highest
    nothing = dataclasses.replace(model, estimates={}, samples={})
    assert bound_groups(nothing, groups, 0.2).verdict == "unknown"


def test_intervals_that_hold_together_are_wider(model, settings):
    found = bound_groups(model, bounded_groups(model), 0.2)
    for group, (low, high) in found.intervals.items():
        assert low < model.estimates[group].low
        assert high > model.estimates[group].high


def test_firms_beyond_the_bound_without_controls(model, settings, scores, questionnaire):
    income = settings.income.model_copy(update={"controls": []})
    plain = estimate_income(
        scores, questionnaire, settings.model_copy(update={"income": income}), 0.95
    )
    sample = plain.samples["well_structured"]
    ours, theirs = shares_above(sample, 0.2, 0.95)
    independent = sample.outcome[sample.treated == 0]
    line = independent.mean() + math.log1p(0.2)
    assert ours.above == (sample.outcome[sample.treated == 1] > line).sum()
    # Each independent firm is held against the others.
    n = len(independent)
    others = (independent.sum() - independent) / (n - 1)
    assert theirs.above == (independent > others + math.log1p(0.2)).sum()
    assert (ours.n, theirs.n) == (len(sample.outcome) - n, n)


def test_chance_alone_carries_independent_firms_as_far(draw, settings, questionnaire):
    truth = settings.simulation.income.model_copy(update={"allied": 0.0, "well_structured": 0.0})
    frame = draw(seed=4, income=truth, firms=600)
    sample = estimate_income(frame, questionnaire, settings, 0.95).samples["well_structured"]
    difference = share_difference(*shares_above(sample, 0.2, 0.95))
    assert difference.low < 0 < difference.high


def test_an_independent_firm_alone_in_its_sector(model):
    sample = model.samples["well_structured"]
    alone = np.zeros(sample.n)
    alone[np.flatnonzero(sample.treated == 0)[0]] = 1
    lonely = dataclasses.replace(sample, covariates=alone[:, None], columns=["sector_tourism"])
    assert isinstance(shares_above(lonely, 0.2, 0.95), Limitation)
