"""From the raw export to the account of its submissions, in one call."""

from __future__ import annotations

from pathlib import Path

from alianzas.config.survey import SurveySettings
from alianzas.survey.questionnaire import Questionnaire
from alianzas.survey.reading import read_export
from alianzas.survey.respondents import Account, account_for
from alianzas.survey.validation import validate


def import_responses(
    path: Path | str, questionnaire: Questionnaire, settings: SurveySettings
) -> Account:
    """Return who answered and what, from the export at ``path``.

    Raises a DataError with every problem of the file: see :mod:`reading`, :mod:`validation` and
    :mod:`respondents`.
    """
    submissions = validate(read_export(path), questionnaire, settings.exclusion.not_approved)
    return account_for(submissions, settings.exclusion)
