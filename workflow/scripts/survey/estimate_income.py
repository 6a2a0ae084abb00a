"""Estimate income differences (inputs: scores, weights, answers; outputs: estimates, facts, table)."""

from honest_results.step import step

with step() as run:
    from alianzas.survey.income import income_results as income_results
    from alianzas.survey.income.contrast_results import contrast_facts
    from alianzas.survey.income.group_contrasts import contrasts
    from alianzas.survey.income.income_comparison import estimate_income
    from alianzas.survey.income.samples import gather
    from alianzas.survey.quality.number_quality import doubts
    from alianzas.survey.statements.income_statement import income_statement
    from alianzas.survey.survey_setup import survey_of
    from alianzas.survey.weights.weighted_firms import with_weights

    settings, questionnaire = survey_of(run)
    scores = with_weights(run.records("scores"), run.records("weights"))
    result = estimate_income(scores, questionnaire, settings, run.params.confidence)
    run.write_records("estimates", income_results.income_frame(result))
    run.facts(income_results.income_facts(result, settings.income_plan, questionnaire, run.labels))
    found = doubts(run.records("answers"), questionnaire, settings)
    run.facts([income_statement(result, settings.income_plan, questionnaire, run.labels, found)])
    level = run.params.confidence
    firms = gather(scores, questionnaire, settings)
    run.facts(contrast_facts(contrasts(firms, settings, level), questionnaire, run.labels, level))
    run.table(income_results.income_table(result, settings.income_plan, questionnaire, run.labels))
