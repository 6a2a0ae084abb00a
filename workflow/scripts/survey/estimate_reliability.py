"""Estimate the scales' reliability (inputs: answers, scores, questionnaire; outputs: facts, tables)."""

from honest_results.step import step

with step() as run:
    from alianzas.config.survey_settings import SurveySettings
    from alianzas.survey import reliability
    from alianzas.survey.quality.scale_quality import doubtful_scales
    from alianzas.survey.questionnaire import load_questionnaire
    from alianzas.survey.statements.reliability_statement import reliability_statement

    settings = run.settings(SurveySettings)
    level = run.params.confidence
    questionnaire = load_questionnaire(run.input.questionnaire, settings.lists).only_scales()
    answers, scores = run.records("answers"), run.records("scores")
    found = reliability.estimate_reliability(answers, scores, questionnaire, settings, level)
    doubtful = doubtful_scales(answers, questionnaire, settings)
    run.facts(
        reliability.reliability_facts(found, questionnaire, settings, run.labels, level, doubtful)
    )
    run.facts([reliability_statement(found, questionnaire, settings, run.labels, doubtful)])
    run.table(reliability.reliability_table(found, questionnaire, run.labels, level))
    run.table(reliability.correlations_table(scores, found, questionnaire, run.labels, level))
