"""Compare incomes under all choices (inputs: answers, responses; outputs: curves, facts, table)."""

from honest_results.step import step

with step() as run:
    from alianzas.survey.robustness import curve_results as results
    from alianzas.survey.robustness.income_curve import income_curves
    from alianzas.survey.robustness.widest_exclusion import all_firms, weighted
    from alianzas.survey.survey_setup import survey_of
    from honest_results.project import study_file

    settings, questionnaire = survey_of(run)
    codebook = run.raw("codebook") if settings.responses.codebook else None
    answers = run.records("answers")
    weights = run.records("weights")["weight"].reindex(answers.index).to_numpy(float)
    firms = all_firms(run.raw("responses"), answers, questionnaire, settings, codebook)
    firms = weighted(firms, weights, questionnaire, settings, study_file(run.study, "survey"))
    level = run.params.confidence
    curves = income_curves(firms, settings, questionnaire, level, run.seed)
    titles = results.income_titles(curves, run.labels)
    names = {
        name: {"group": run.labels.by_language(f"survey.robustness.firms.{name}")}
        for name in curves
    }
    groups = dict.fromkeys(curves, "survey.robustness.panel.income")
    shown = list(curves.values())
    run.write_records("curves", results.curves_frame(shown))
    run.facts(results.curve_facts("income", curves, names, run.labels, level, percent=True))
    table = results.curve_table(
        "income_specifications", shown, titles, groups, run.labels, percent=True
    )
    run.table(table)
