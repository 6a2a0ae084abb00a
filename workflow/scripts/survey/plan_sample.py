"""Gauge the power of the design (inputs: scores, weights; outputs: facts, table)."""

from honest_results.step import step

with step() as run:
    from alianzas.survey.drivers.driver_model import fit_drivers
    from alianzas.survey.findings.design import plan_sample
    from alianzas.survey.findings.design_results import design_facts, design_table
    from alianzas.survey.findings.hypothesis_words import words_of_hypotheses
    from alianzas.survey.income.group_contrasts import STRUCTURE, contrast_groups
    from alianzas.survey.income.income_comparison import estimate_income
    from alianzas.survey.income.samples import gather
    from alianzas.survey.survey_setup import survey_of
    from alianzas.survey.weights.weighted_firms import with_weights

    settings, questionnaire = survey_of(run)
    scores = with_weights(run.records("scores"), run.records("weights"))
    level = run.params.confidence
    drivers = income = structure = None
    if settings.drivers is not None:
        drivers = fit_drivers(scores, questionnaire, settings, level)
    if settings.income is not None:
        income = estimate_income(scores, questionnaire, settings, level)
        firms = gather(scores, questionnaire, settings)
        structure = contrast_groups(firms, STRUCTURE, settings, level)
    plan = plan_sample(drivers, income, structure, settings, level)
    words = words_of_hypotheses(run.labels, questionnaire, settings)
    run.facts(design_facts(plan, settings, words))
    run.table(design_table(plan, settings, words))
