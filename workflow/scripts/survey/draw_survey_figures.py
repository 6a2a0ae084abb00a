"""Draw the survey's figures in one language (inputs: answers, estimates; outputs: figures)."""

from alianzas.step import step

with step(snakemake) as run:
    from alianzas.config.survey import SurveySettings
    from alianzas.survey.drivers.figure_dominance import dominance_figure
    from alianzas.survey.figure_estimates import drivers_figure, income_figure
    from alianzas.survey.figure_likert import likert_figure
    from alianzas.survey.measurement.figure import parallel_figure
    from alianzas.survey.questionnaire import load_questionnaire

    settings = run.settings(SurveySettings)
    level = run.params.confidence
    questionnaire = load_questionnaire(run.input.questionnaire, settings.lists)
    answers = run.records("answers")
    drivers, income = run.records("drivers"), run.records("income")
    run.figure(likert_figure(answers, questionnaire, run.labels))
    run.figure(drivers_figure(drivers, questionnaire, run.labels, level))
    run.figure(dominance_figure(run.records("dominance"), questionnaire, run.labels, level))
    run.figure(income_figure(income, settings.income, run.labels, level))
    run.figure(parallel_figure(run.records("eigenvalues"), run.labels))
