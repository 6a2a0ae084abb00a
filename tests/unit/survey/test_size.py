"""At the size of a national survey nothing holds a table of all pairs of firms."""

import tracemalloc

import numpy as np
import pandas as pd
import pytest

from alianzas.survey.robustness.effects_in_rows import effects
from field_statistics.imputation import impute_items
from field_statistics.measurement.exploratory import parallel_analysis
from field_statistics.regression import regress_hc3
from field_statistics.regression_bootstrap import bootstrap_regression
from field_statistics.treatment_effects.estimators import ESTIMATORS, effect_between
from field_statistics.treatment_effects.treatment_groups import Groups

FIRMS = 6_000
#: A quarter of what the distances of all pairs take, in bytes.
LIMIT = FIRMS**2 * 8 / 4


@pytest.fixture(scope="module")
def columns():
    rng = np.random.default_rng(2)
    values = rng.normal(size=(FIRMS, 3))
    values[:, 1] = np.round(values[:, 1])
    return values, values @ [0.4, 0.2, 0.0] + rng.normal(size=FIRMS)


@pytest.fixture(scope="module")
def groups(columns):
    rng = np.random.default_rng(3)
    chance = 1 / (1 + np.exp(-0.5 * columns[0][:, 0]))
    return Groups.of((rng.random(FIRMS) < chance).astype(float), columns[0])


def most_held(work):
    """Return the most memory that ``work`` held beyond what was there before, in bytes."""
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def model(columns, groups):
    regress_hc3(pd.Series(columns[1]), pd.DataFrame(columns[0], columns=list("abc")), 0.95)


def resamples(columns, groups):
    frame = pd.DataFrame(np.column_stack([columns[1], columns[0]]), columns=list("yabc"))
    bootstrap_regression(frame, 0.95, 20, np.random.default_rng(1))


def imputation(columns, groups):
    items = pd.DataFrame(columns[0].copy(), columns=list("abc"))
    items[np.random.default_rng(1).random(items.shape) < 0.4] = np.nan
    impute_items(items, {"one": ["a", "b"], "two": ["c"]}, 1, np.random.default_rng(1))


def estimators(columns, groups):
    for name in ESTIMATORS:
        effect_between(name, columns[1], groups, estimand="ate")


def permutations(columns, groups):
    outcomes = np.random.default_rng(1).permuted(np.tile(columns[1], (10, 1)), axis=1)
    for name in ("regression", "huber", "ipw", "aipw", "matching"):
        effects(name, outcomes, groups, "att")


def drawn_eigenvalues(columns, groups):
    parallel_analysis(FIRMS, 25, 100, 0.95, np.random.default_rng(1))


@pytest.mark.parametrize(
    "work", [model, resamples, imputation, estimators, permutations, drawn_eigenvalues]
)
def test_memory_is_in_proportion_to_the_firms(work, columns, groups):
    assert most_held(lambda: work(columns, groups)) < LIMIT
