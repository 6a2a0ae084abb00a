"""Firms for the tests of the drivers: drawn with a known truth, or broken on purpose."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from alianzas.survey.drivers.driver_checks import DriverChecks, check_drivers
from alianzas.survey.scores import score_scales
from alianzas.survey.simulation.simulate import draw_firms


@dataclass(frozen=True)
class Firms:
    """Answers and scores of the same firms."""

    answers: pd.DataFrame
    scores: pd.DataFrame


def draw(settings, questionnaire, seed=1, **truth):
    """Return firms drawn with some of the true parameters replaced."""
    changed = settings.simulation.model_copy(update=truth)
    settings = settings.model_copy(update={"simulation": changed})
    answers = draw_firms(settings, questionnaire, np.random.default_rng(seed))
    return Firms(answers, score_scales(answers, questionnaire, settings))


def quick(settings, **drivers):
    """Return the settings with few resamples and imputations, and other changes of the plan."""
    changes = {"replicates": 500, "imputations": 3, **drivers}
    return settings.model_copy(update={"drivers": settings.drivers.model_copy(update=changes)})


def check(firms, settings, questionnaire, seed=1) -> DriverChecks:
    """Run every check at 95 % confidence."""
    return check_drivers(firms.scores, firms.answers, questionnaire, settings, 0.95, seed)
