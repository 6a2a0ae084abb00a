"""Firms and settings for the tests of robustness: small, and of a truth that is known."""

import numpy as np

from alianzas.survey.robustness.firm_columns import Firms
from alianzas.survey.simulation.simulate import draw_firms


def firms_of(settings, questionnaire, seed=1, **truth):
    """Return firms drawn with some of the true parameters replaced, all of them kept."""
    changed = settings.model_copy(
        update={"simulation": settings.simulation.model_copy(update=truth)}
    )
    answers = draw_firms(changed, questionnaire, np.random.default_rng(seed))
    return Firms(answers, np.ones(len(answers), dtype=bool))


def with_robustness(settings, **changes):
    """Return the settings with other choices of robustness."""
    found = settings.robustness.model_copy(update=changes)
    return settings.model_copy(update={"robustness": found})


def fewer(settings, permutations=99):
    """Return the settings with few permutations and the choices that are quick to make."""
    chosen = settings.robustness
    drivers = chosen.drivers.model_copy(
        update={"missing": ["answered", "complete"], "controls": [[], ["size"]]}
    )
    income = chosen.income.model_copy(
        update={"missing": ["complete"], "controls": [["size", "exports"]]}
    )
    return with_robustness(settings, permutations=permutations, drivers=drivers, income=income)


def with_few_specifications(settings, permutations=99):
    """Return the settings with every estimator, and few of the other choices: enough for a verdict."""
    few = fewer(settings, permutations)
    drivers = few.robustness.drivers.model_copy(
        update={
            "outcome": ["mean", "item"],
            "controls": [[]],
            "missing": ["answered"],
            "exclusion": ["study", "influential"],
        }
    )
    income = few.robustness.income.model_copy(
        update={"outcome": ["growth", "level"], "exclusion": ["study", "influential"]}
    )
    return with_robustness(few, drivers=drivers, income=income)
