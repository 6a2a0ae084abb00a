"""Gauge the power of the design (inputs: scores, weights; outputs: facts, table)."""

from honest_results.step import step

with step() as run:
    from alianzas.config.survey_settings import SurveySettings
    from alianzas.survey.drivers.driver_model import fit_drivers
    from alianzas.survey.findings.design import plan_sample
    from alianzas.survey.findings.design_results import design_facts, design_table
    from alianzas.survey.income.group_contrasts import STRUCTURE, contrast_groups
    from alianzas.survey.income.income_comparison import estimate_income
    from alianzas.survey.income.samples import gather
    from alianzas.survey.questionnaire import load_questionnaire
    from alianzas.survey.scores import construct_texts

    settings = run.settings(SurveySettings)
    questionnaire = load_questionnaire(run.input.questionnaire, settings.lists)
    words = run.labels.with_texts(questionnaire.label_texts() | construct_texts(questionnaire))
    scores = run.records("scores").join(run.records("weights"))
    level = run.params.confidence
    structure = contrast_groups(gather(scores, settings), STRUCTURE, settings, level)
    drivers = fit_drivers(scores, settings, level)
    plan = plan_sample(drivers, estimate_income(scores, settings, level), structure, settings)
    run.facts(design_facts(plan, settings, words))
    run.table(design_table(plan, settings, words))
