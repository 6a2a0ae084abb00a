import numpy as np
import pytest

from alianzas.survey.drivers.driver_checks import check_drivers
from alianzas.survey.robustness.driver_curve import driver_curves, driver_plan
from alianzas.survey.robustness.driver_data import DriverData, factor_scores
from alianzas.survey.robustness.firm_columns import Firms
from alianzas.survey.scores import score_scales
from unit.survey.drivers.samples import quick
from unit.survey.robustness.samples import fewer, firms_of, with_few_specifications

PAIR = ("compatibility", "contract")


@pytest.fixture(scope="module")
def firms(settings, questionnaire):
    return firms_of(settings, questionnaire, seed=3)


@pytest.fixture(scope="module")
def curves(firms, settings, questionnaire):
    return driver_curves(firms, fewer(settings), questionnaire, 0.95, 7)


def row(curve, **options):
    frame = curve.frame
    for choice, option in options.items():
        frame = frame[frame[choice] == option]
    assert len(frame) == 1
    return frame.iloc[0]


def test_the_studys_own_choices_give_the_main_analyses(curves, firms, settings, questionnaire):
    scores = score_scales(firms.answers, questionnaire, settings)
    checks = check_drivers(scores, firms.answers, questionnaire, quick(settings), 0.95, 1)
    own = {"outcome": "mean", "missing": "answered", "controls": "none"}
    found = {
        "least_squares": row(curves[PAIR], **own, exclusion="study", estimator="least_squares"),
        "influence": row(curves[PAIR], **own, exclusion="influential", estimator="least_squares"),
    }
    analyses = {analysis.name: analysis for analysis in checks.analyses}
    for name, one in found.items():
        expected = analyses[name].comparisons[PAIR]
        assert one["estimate"] == pytest.approx(expected.value, rel=1e-9)
        assert one["low"] == pytest.approx(expected.low, rel=1e-9)
        assert one["p"] == pytest.approx(expected.p, rel=1e-9)
        assert one["n"] == expected.n


def test_every_specification_is_estimated_or_counted(curves):
    for curve in curves.values():
        assert len(curve.frame) + curve.failed == len(curve.plan.made)
        assert curve.summary.specifications == len(curve.frame)
    assert curves[PAIR].permutations == 99
    assert curves["trust",].summary.p_median is None


def test_the_order_of_rows_changes_no_estimate(curves, firms, settings, questionnaire):
    """Imputation apart, which draws its numbers firm by firm."""
    order = np.random.default_rng(1).permutation(len(firms.answers))
    mixed = Firms(firms.answers.iloc[order].reset_index(drop=True), firms.kept[order])
    again = driver_curves(mixed, fewer(settings), questionnaire, 0.95, 7)
    for target, curve in curves.items():
        assert again[target].frame["estimate"].to_numpy() == pytest.approx(
            curve.frame["estimate"].to_numpy(), abs=1e-6
        )


def test_the_same_seed_gives_the_same_curves(firms, settings, questionnaire):
    few = with_few_specifications(settings, permutations=19)
    twice = [driver_curves(firms, few, questionnaire, 0.95, 7)[PAIR].summary for _ in range(2)]
    assert twice[0] == twice[1]


@pytest.mark.slow
def test_under_the_null_the_joint_tests_are_rarely_significant(settings, questionnaire):
    """Twenty data sets without a relation: each test is below 0.05 in five of them at most, as it
    would be once in 380 times if it were exact."""
    none = dict.fromkeys(settings.simulation.drivers, 0.0)
    few = with_few_specifications(settings)
    found = []
    for seed in range(20):
        firms = firms_of(settings, questionnaire, seed=seed, drivers=none)
        summary = driver_curves(firms, few, questionnaire, 0.95, seed)[PAIR].summary
        found.append([summary.p_median, summary.p_share, summary.p_stouffer])
    assert ((np.array(found) < 0.05).sum(axis=0) <= 5).all()


def test_answers_without_gaps_leave_options_idle(settings, questionnaire):
    missing = settings.simulation.missing.model_copy(update={"items": 0.0})
    firms = firms_of(settings, questionnaire, missing=missing)
    data = DriverData(firms, settings, questionnaire, settings.drivers.predictors, 1)
    idle = driver_plan(data).idle
    assert ("missing", "imputed") in idle
    assert ("exclusion", "all_paces") in idle
    assert ("exclusion", "few_gaps") in idle


def test_straight_liners_come_in_by_choice(settings, questionnaire):
    firms = firms_of(settings, questionnaire)
    firms.kept[:10] = False
    data = DriverData(firms, settings, questionnaire, settings.drivers.predictors, 1)
    made = driver_plan(data).made
    sizes = {}
    for spec in made:
        if (spec["outcome"], spec["missing"], spec["controls"]) == ("mean", "answered", "none"):
            sizes[spec["exclusion"]] = len(data.samples(spec, [])[0].rows)
    assert sizes["all_paces"] > sizes["study"] > sizes["few_gaps"]


@pytest.mark.parametrize(
    ("breaks", "code"),
    [("independent", "no_allied"), ("twelve", "no_specification"), ("flat", "flat_scores")],
)
def test_broken_answers_are_a_stated_limitation(breaks, code, firms, settings, questionnaire):
    answers = firms.answers
    if breaks == "independent":
        answers = answers[answers["status"] == "independent"]
    elif breaks == "twelve":
        answers = answers.head(12)
    else:
        answers = answers.assign(
            **{item.id: 3.0 for item in questionnaire.items("contract")},
        )
    answers = answers.reset_index(drop=True)
    broken = Firms(answers, np.ones(len(answers), dtype=bool))
    curves = driver_curves(broken, fewer(settings, 19), questionnaire, 0.95, 1)
    assert curves[PAIR].limitation.code == code
    assert curves[PAIR].summary is None


def test_factor_scores_go_with_the_mean_and_weigh_the_better_item_more():
    rng = np.random.default_rng(1)
    trait = rng.normal(size=400)
    loadings = np.array([0.9, 0.6, 0.6])
    items = trait[:, None] * loadings + rng.normal(size=(400, 3)) * np.sqrt(1 - loadings**2)
    scores = factor_scores(items, items.mean(axis=1))
    assert np.corrcoef(scores, trait)[0, 1] > np.corrcoef(items.mean(axis=1), trait)[0, 1]
    gap = items.copy()
    gap[0, 1] = np.nan
    assert np.isfinite(factor_scores(gap, gap[:, 0])[0])
    assert np.isnan(factor_scores(items[:, :1], items[:, 0])).all()
