"""Draw the specification curves of the drivers (input: the curves; output: figure)."""

from honest_results.step import step

with step() as run:
    from alianzas.survey.robustness.curve_figure import curve_figure
    from alianzas.survey.robustness.curve_results import driver_titles
    from alianzas.survey.robustness.specifications import options_of
    from alianzas.survey.survey_setup import survey_of

    settings, questionnaire = survey_of(run)
    titles = driver_titles(settings.driver_plan.targets, questionnaire)
    options, level = options_of(settings.driver_choices), run.params.confidence
    name, frame = "driver_specifications", run.records("drivers")
    run.figure(curve_figure(name, frame, titles, options, run.labels, level, "coefficient"))
