"""Draw the income differences (inputs: records of the comparisons; outputs: figures)."""

from honest_results.step import step

with step() as run:
    from alianzas.survey.estimates_figure import income_figure
    from alianzas.survey.income.balance_figure import balance_figure, overlap_figure
    from alianzas.survey.income.effects_figure import effects_figure, quantiles_figure
    from alianzas.survey.survey_setup import survey_of

    settings, questionnaire = survey_of(run)
    level, plan = run.params.confidence, settings.income_plan
    run.figure(income_figure(run.records("income"), plan, questionnaire, run.labels, level))
    words = run.labels.with_texts(questionnaire.label_texts())
    bound, limit = plan.claimed_bound, plan.balanced
    run.figure(effects_figure(run.records("income_effects"), bound, words, level))
    run.figure(balance_figure(run.records("income_balance"), limit, words))
    run.figure(overlap_figure(run.records("income_overlap"), words))
    run.figure(quantiles_figure(run.records("income_quantiles"), bound, words, level))
