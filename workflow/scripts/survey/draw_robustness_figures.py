"""Draw the specification curves in one language (inputs: drivers, income; outputs: figures)."""

from honest_results.step import step

with step() as run:
    from alianzas.config.survey_settings import SurveySettings
    from alianzas.survey.questionnaire import load_questionnaire
    from alianzas.survey.robustness.curve_figure import curve_figure
    from alianzas.survey.robustness.curve_results import as_percent, driver_titles, income_titles
    from alianzas.survey.robustness.specifications import options_of

    settings = run.settings(SurveySettings)
    questionnaire = load_questionnaire(run.input.questionnaire, settings.lists)
    level = run.params.confidence
    pairs = [(pair.first, pair.second) for pair in settings.driver_plan.comparisons]
    drivers, income = run.records("drivers"), as_percent(run.records("income"))
    curves = (
        ("driver_specifications", drivers, driver_titles(pairs, questionnaire), "coefficient"),
        ("income_specifications", income, income_titles(run.labels), "percent"),
    )
    chosen = (settings.driver_choices, settings.income_choices)
    for (name, frame, titles, kind), choices in zip(curves, chosen, strict=True):
        options = options_of(choices)
        run.figure(curve_figure(name, frame, titles, options, run.labels, level, kind))
