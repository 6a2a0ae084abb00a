"""The checks of the income comparison on firms of known truth, with few resamples."""

import pytest

from alianzas.survey.income.income_checks import check_income
from alianzas.survey.income.income_comparison import estimate_income


@pytest.fixture(scope="session")
def quick(settings):
    income = settings.income.model_copy(update={"replicates": 200})
    return settings.model_copy(update={"income": income})


@pytest.fixture(scope="session")
def checked(quick, questionnaire):
    """Return the checks of firms' scores."""

    def check(scores, settings=None):
        used = settings or quick
        return check_income(estimate_income(scores, questionnaire, used, 0.95), used, 1)

    return check


@pytest.fixture(scope="session")
def truth(settings):
    def make(**changes):
        return settings.simulation.income.model_copy(update=changes)

    return make
