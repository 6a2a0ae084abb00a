"""Describe the questionnaire (input: questionnaire; outputs: tables)."""

from honest_results.step import step

with step() as run:
    from alianzas.config.survey_settings import SurveySettings
    from alianzas.survey.questionnaire import load_questionnaire
    from alianzas.survey.questionnaire_tables import data_dictionary_table, item_wordings_table

    run.rests_on_settings()
    settings = run.settings(SurveySettings)
    questionnaire = load_questionnaire(run.input.questionnaire, settings.lists)
    run.table(data_dictionary_table(questionnaire, run.labels))
    run.table(item_wordings_table(questionnaire, run.labels))
