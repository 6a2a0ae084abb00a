"""Estimate income differences (inputs: scores, weights; outputs: estimates, facts, table)."""

from honest_results.step import step

with step() as run:
    from alianzas.config.survey_settings import SurveySettings
    from alianzas.survey.income import income_results as income_results
    from alianzas.survey.income.income_comparison import estimate_income
    from alianzas.survey.questionnaire import load_questionnaire

    settings = run.settings(SurveySettings)
    questionnaire = load_questionnaire(run.input.questionnaire, settings.lists)
    scores = run.records("scores").join(run.records("weights"))
    result = estimate_income(scores, settings, run.params.confidence)
    run.write_records("estimates", income_results.income_frame(result, settings.income))
    run.facts(income_results.income_facts(result, settings.income, questionnaire, run.labels))
    run.table(income_results.income_table(result, settings.income, questionnaire, run.labels))
