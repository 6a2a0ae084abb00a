"""From the raw export to the account of its submissions, in one call."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from alianzas.config.survey_settings import SurveySettings
from alianzas.survey.questionnaire import Questionnaire
from alianzas.survey.responses.answer_schema import answers_schema, check_records
from alianzas.survey.responses.question_columns import find_columns
from alianzas.survey.responses.respondents import Account, account_for
from alianzas.survey.responses.response_validation import Received, validate
from alianzas.survey.scoring import variables_frame
from field_files.survey.export import Export
from field_files.survey.personal_columns import PersonalColumn, personal_columns
from field_files.survey.recognition import read_answers


def import_responses(
    path: Path | str,
    questionnaire: Questionnaire,
    settings: SurveySettings,
    codebook: Path | str | None = None,
) -> Account:
    """Return the account of the export at ``path``, without personal data.

    ``codebook`` explains the export's codes (see :func:`read_answers`). Raises a DataError
    with every problem of the file; see response_validation and respondents. The result conforms to
    the questionnaire's schema (see answer_schema).
    """
    received, personal = receive(
        read_answers(path, codebook), questionnaire, settings.exclusion.not_approved
    )
    study_file = settings.read_from or "config/studies"
    account = account_for(received, settings.exclusion, settings.scales, study_file)
    check_records(account.answers, answers_schema(questionnaire))
    # Derived variables are made later; what they cannot be made from is told here, with its row.
    least = settings.scales.minimum_answered
    variables_frame(account.answers, questionnaire, least, received.file, account.rows)
    return replace(account, personal=personal)


def receive(
    export: Export, questionnaire: Questionnaire, rejected: list[str]
) -> tuple[Received, list[PersonalColumn]]:
    """Return the validated submissions, and the columns in which personal data was found.

    Of these columns only free text is kept, with personal data masked. Raises the errors of
    :func:`validate`.
    """
    received = validate(export, questionnaire, rejected)
    places = find_columns(export, questionnaire)[0].questions
    free = [q.id for q in questionnaire.questions if q.type in ("text", "code")]
    checked = [export.headers[k] for name, k in places.items() if name not in free]
    personal = personal_columns(export, checked)
    invitation = questionnaire.role("invitation")
    whole = {column.header for column in personal if column.whole}
    for name in free:
        if name in places and export.headers[places[name]] in whole and name != invitation:
            received.frame[name] = None
    return received, personal
