"""Draw the survey's figures in one language (inputs: answers, estimates; outputs: figures)."""

from honest_results.step import step

with step() as run:
    from alianzas.config.survey_settings import SurveySettings
    from alianzas.survey.drivers.dominance_figure import dominance_figure
    from alianzas.survey.estimates_figure import drivers_figure, income_figure
    from alianzas.survey.income.balance_figure import balance_figure, overlap_figure
    from alianzas.survey.income.effects_figure import effects_figure, quantiles_figure
    from alianzas.survey.likert_figure import likert_figure
    from alianzas.survey.measurement.parallel_analysis_figure import parallel_figure
    from alianzas.survey.questionnaire import load_questionnaire

    settings = run.settings(SurveySettings)
    level = run.params.confidence
    questionnaire = load_questionnaire(run.input.questionnaire, settings.lists)
    answers = run.records("answers")
    drivers, income = run.records("drivers"), run.records("income")
    run.figure(likert_figure(answers, questionnaire, run.labels))
    run.figure(drivers_figure(drivers, questionnaire, run.labels, level))
    run.figure(dominance_figure(run.records("dominance"), questionnaire, run.labels, level))
    run.figure(income_figure(income, settings.income_plan, questionnaire, run.labels, level))
    words = run.labels.with_texts(questionnaire.label_texts())
    bound, limit = settings.income_plan.claimed_bound, settings.income_plan.balanced
    run.figure(effects_figure(run.records("income_effects"), bound, words, level))
    run.figure(balance_figure(run.records("income_balance"), limit, words))
    run.figure(overlap_figure(run.records("income_overlap"), words))
    run.figure(quantiles_figure(run.records("income_quantiles"), bound, words, level))
    run.figure(parallel_figure(run.records("eigenvalues"), run.labels))
