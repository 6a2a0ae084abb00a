"""Describe the firms that answered (inputs: answers, questionnaire; outputs: facts, table)."""

from alianzas.step import step

with step(snakemake) as run:
    from alianzas.config.survey import SurveySettings
    from alianzas.survey.profile import sample_facts, sample_table
    from alianzas.survey.questionnaire import load_questionnaire

    settings = run.settings(SurveySettings)
    questionnaire = load_questionnaire(run.input.questionnaire, settings.lists)
    answers = run.records("answers")
    currency = run.params.currency
    run.facts(sample_facts(answers, questionnaire, settings, run.labels, currency))
    run.table(sample_table(answers, questionnaire, settings))
