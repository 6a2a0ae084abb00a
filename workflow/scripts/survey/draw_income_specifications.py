"""Draw the specification curves of incomes (input: the curves; output: figure)."""

from honest_results.step import step

with step() as run:
    from alianzas.survey.robustness.curve import income_targets
    from alianzas.survey.robustness.curve_figure import curve_figure
    from alianzas.survey.robustness.curve_results import as_percent, income_titles
    from alianzas.survey.robustness.specifications import options_of
    from alianzas.survey.survey_setup import survey_of

    settings, _ = survey_of(run)
    titles = income_titles(income_targets(settings), run.labels)
    options, level = options_of(settings.income_choices), run.params.confidence
    name, frame = "income_specifications", as_percent(run.records("income"))
    run.figure(curve_figure(name, frame, titles, options, run.labels, level, "percent"))
