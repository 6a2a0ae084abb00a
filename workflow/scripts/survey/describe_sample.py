"""Describe the firms that answered (inputs: answers, questionnaire; outputs: facts, table)."""

from honest_results.step import step

with step() as run:
    from alianzas.config.survey_settings import SurveySettings
    from alianzas.survey.disclosure.hidden import Hidden
    from alianzas.survey.questionnaire import load_questionnaire
    from alianzas.survey.sample_profile import sample_facts, sample_table

    settings = run.settings(SurveySettings)
    questionnaire = load_questionnaire(run.input.questionnaire, settings.lists)
    answers = run.records("answers")
    currency = run.params.currency
    confidence = run.params.confidence
    hidden = Hidden.of(run.records("hidden")["name"])
    known = (answers, questionnaire, settings)
    run.facts(sample_facts(*known, run.labels, currency, confidence, hidden))
    run.table(sample_table(*known, hidden))
