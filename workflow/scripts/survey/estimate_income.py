"""Estimate income differences (inputs: scores, weights, answers; outputs: estimates, facts, table)."""

from honest_results.step import step

with step() as run:
    from alianzas.config.survey_settings import SurveySettings
    from alianzas.survey.income import income_results as income_results
    from alianzas.survey.income.contrast_results import contrast_facts
    from alianzas.survey.income.group_contrasts import STRUCTURE, contrast_groups
    from alianzas.survey.income.income_comparison import estimate_income
    from alianzas.survey.income.samples import gather
    from alianzas.survey.quality.number_quality import doubts
    from alianzas.survey.questionnaire import load_questionnaire
    from alianzas.survey.statements.income_statement import income_statement

    settings = run.settings(SurveySettings)
    questionnaire = load_questionnaire(run.input.questionnaire, settings.lists)
    scores = run.records("scores").join(run.records("weights"))
    result = estimate_income(scores, settings, run.params.confidence)
    run.write_records("estimates", income_results.income_frame(result, settings.income_plan))
    run.facts(income_results.income_facts(result, settings.income_plan, questionnaire, run.labels))
    found = doubts(run.records("answers"), questionnaire, settings)
    run.facts([income_statement(result, settings.income_plan, questionnaire, run.labels, found)])
    level = run.params.confidence
    between = [
        contrast_groups(gather(scores, settings), groups, settings, level)
        for groups in (STRUCTURE, settings.income_plan.models)
    ]
    run.facts(contrast_facts(*between, questionnaire, run.labels, level))
    run.table(income_results.income_table(result, settings.income_plan, questionnaire, run.labels))
