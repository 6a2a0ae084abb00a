"""What is worked on in blocks is the same in blocks of another size."""

import numpy as np
import pandas as pd
import pytest

from alianzas.survey.income import quantiles
from alianzas.survey.income.income_comparison import estimate_income
from alianzas.survey.income.quantiles import quantile_effects
from alianzas.survey.robustness.driver_curve import driver_curves
from alianzas.survey.robustness.income_curve import income_curves
from field_statistics import resampling
from field_statistics.many_outcomes import permutation
from field_statistics.measurement import exploratory
from field_statistics.measurement.exploratory import parallel_analysis
from field_statistics.regression_bootstrap import bootstrap_regression
from unit.survey.robustness.samples import fewer, firms_of


def drawn_eigenvalues():
    return parallel_analysis(40, 6, 30, 0.95, np.random.default_rng(1))


def test_random_eigenvalues(monkeypatch):
    whole = drawn_eigenvalues()
    monkeypatch.setattr(exploratory, "_HELD", 500)
    assert drawn_eigenvalues() == pytest.approx(whole, rel=1e-12)


def resampled():
    values = np.random.default_rng(2).normal(size=(50, 4))
    frame = pd.DataFrame(values, columns=list("yabc"))
    return bootstrap_regression(frame, 0.9, 200, np.random.default_rng(1))


def test_resamples(monkeypatch):
    whole = resampled()
    monkeypatch.setattr(resampling, "_WEIGHTS", 700)
    parts = resampled()
    for name, estimate in whole.weights.items():
        assert parts.weights[name].interval == pytest.approx(estimate.interval, rel=1e-12)


def test_bootstrap_weights_of_quantiles(monkeypatch, scores, settings, questionnaire):
    sample = estimate_income(scores, questionnaire, settings, 0.95).samples["allied"]
    whole = quantile_effects(sample, "ate", [0.25, 0.5], 100, 0.95, 1)
    monkeypatch.setattr(quantiles, "_WEIGHTS_HELD", 10 * sample.n)
    parts = quantile_effects(sample, "ate", [0.25, 0.5], 100, 0.95, 1)
    for one, other in zip(whole, parts, strict=True):
        assert one.estimate.interval == pytest.approx(other.estimate.interval, rel=1e-9)


@pytest.mark.parametrize("curves", [driver_curves, income_curves])
def test_permutations(curves, monkeypatch, settings, questionnaire):
    firms, few = firms_of(settings, questionnaire, 3), fewer(settings, 30)
    whole = curves(firms, few, questionnaire, 0.95, 1)
    monkeypatch.setattr(permutation, "_HELD", 1)
    parts = curves(firms, few, questionnaire, 0.95, 1)
    for target, curve in whole.items():
        ours, theirs = curve.summary, parts[target].summary
        assert parts[target].permutations == curve.permutations
        assert (ours.p_median, ours.p_share, ours.p_stouffer) == (
            theirs.p_median,
            theirs.p_share,
            theirs.p_stouffer,
        )
        pd.testing.assert_frame_equal(curve.frame, parts[target].frame, rtol=1e-8)
