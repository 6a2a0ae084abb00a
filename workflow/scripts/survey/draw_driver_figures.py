"""Draw the drivers (inputs: their estimates and dominance weights; outputs: figures)."""

from honest_results.step import step

with step() as run:
    from alianzas.survey.drivers.dominance_figure import dominance_figure
    from alianzas.survey.estimates_figure import drivers_figure
    from alianzas.survey.survey_setup import survey_of

    _, questionnaire = survey_of(run)
    level = run.params.confidence
    run.figure(drivers_figure(run.records("drivers"), questionnaire, run.labels, level))
    run.figure(dominance_figure(run.records("dominance"), questionnaire, run.labels, level))
