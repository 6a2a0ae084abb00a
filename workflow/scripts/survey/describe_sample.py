"""Describe the firms that answered (inputs: answers, questionnaire; outputs: facts, table)."""

from honest_results.step import step

with step() as run:
    from alianzas.config.survey_settings import SurveySettings
    from alianzas.survey.questionnaire import load_questionnaire
    from alianzas.survey.sample_profile import sample_facts, sample_table

    settings = run.settings(SurveySettings)
    questionnaire = load_questionnaire(run.input.questionnaire, settings.lists)
    answers = run.records("answers")
    currency = run.params.currency
    confidence = run.params.confidence
    run.facts(sample_facts(answers, questionnaire, settings, run.labels, currency, confidence))
    run.table(sample_table(answers, questionnaire, settings))
