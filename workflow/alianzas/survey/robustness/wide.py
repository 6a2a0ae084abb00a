"""The firms of the widest exclusion: those with unusual paces as well."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from alianzas.config.survey import SurveySettings
from alianzas.survey.questionnaire import Questionnaire
from alianzas.survey.responses.importing import import_responses
from alianzas.survey.robustness.firms import Firms, place_kept

if TYPE_CHECKING:
    import pandas as pd


def all_firms(
    path: Path | str,
    answers: pd.DataFrame,
    questionnaire: Questionnaire,
    settings: SurveySettings,
    codebook: Path | str | None = None,
) -> Firms:
    """Return the firms kept, and the straight-liners and speeders that the study sets aside.

    ``path``: the raw export; ``answers``: of the firms kept. Raises as :func:`import_responses`.
    """
    rules = settings.exclusion
    if rules.longest_run is None and rules.seconds_per_question is None:
        return place_kept(answers, answers)
    relaxed = rules.model_copy(update={"longest_run": None, "seconds_per_question": None})
    wide = import_responses(
        path, questionnaire, settings.model_copy(update={"exclusion": relaxed}), codebook
    )
    return place_kept(wide.answers, answers)
