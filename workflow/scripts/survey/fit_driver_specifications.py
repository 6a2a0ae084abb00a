"""Fit the drivers under all choices (inputs: answers, responses; outputs: curves, facts, table)."""

from honest_results.step import step

with step() as run:
    from alianzas.survey.robustness import curve_results as results
    from alianzas.survey.robustness.driver_curve import driver_curves
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
    curves = driver_curves(firms, settings, questionnaire, level, run.seed)
    words = results.with_constructs(run.labels, questionnaire)
    targets = settings.driver_plan.targets
    tested = {"_vs_".join(target): curves[target] for target in targets}
    titles = results.driver_titles(list(curves), questionnaire)
    groups = {"_vs_".join(target): f"survey.robustness.panel.{len(target)}" for target in curves}
    shown = list(curves.values())
    run.write_records("curves", results.curves_frame(shown))
    names = results.target_names(targets, words)
    run.facts(results.curve_facts("drivers", tested, names, words, level))
    run.table(results.curve_table("driver_specifications", shown, titles, groups, words))
