"""The firms under the widest exclusion rule, with unusual response times, and their survey weights."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING

from alianzas.config.survey_settings import SurveySettings
from alianzas.survey.questionnaire import Questionnaire
from alianzas.survey.responses.response_import import import_responses
from alianzas.survey.robustness.firm_columns import Firms, place_kept
from alianzas.survey.weights.weighing import weigh
from field_statistics.raking import all_alike

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray


def all_firms(
    path: Path | str,
    answers: pd.DataFrame,
    questionnaire: Questionnaire,
    settings: SurveySettings,
    codebook: Path | str | None = None,
) -> Firms:
    """Return the firms kept, and the straight-liners and speeders that the study sets aside.

    ``path``: the raw export; ``answers``: those of the firms kept. Raises the errors of
    :func:`import_responses`.
    """
    rules = settings.exclusion
    if rules.longest_run is None and rules.seconds_per_question is None:
        return place_kept(answers, answers)
    relaxed = rules.model_copy(update={"longest_run": None, "seconds_per_question": None})
    wide = import_responses(
        path, questionnaire, settings.model_copy(update={"exclusion": relaxed}), codebook
    )
    return place_kept(wide.answers, answers)


def weighted(
    firms: Firms,
    weights: NDArray[np.float64],
    questionnaire: Questionnaire,
    settings: SurveySettings,
    file: str,
) -> Firms:
    """Return the firms with their survey weights, or unchanged where all weights are equal.

    ``weights``: those of the firms kept, in order. Where some firms are set aside, all are
    weighted again, and any without a design weight get the weight zero. ``file`` names the study
    file.
    """
    import numpy as np

    if all_alike(weights):
        return firms
    own = np.zeros(len(firms.kept))
    own[firms.kept] = weights
    wide = own
    if not firms.kept.all():
        there = np.ones(len(firms.kept), dtype=bool)
        if settings.weighting.column is not None:
            there = firms.answers[settings.weighting.column].astype(float).to_numpy() > 0
        wide = np.zeros(len(firms.kept))
        wide[there] = weigh(firms.answers[there], questionnaire, settings, file).weights
    return dataclasses.replace(firms, weights=own, wide_weights=wide)
