"""Fit the drivers under all choices (inputs: answers, responses; outputs: curves, facts, table)."""

from honest_results.step import step

with step() as run:
    from alianzas.config.survey_settings import SurveySettings
    from alianzas.survey.questionnaire import load_questionnaire
    from alianzas.survey.robustness import curve_results as results
    from alianzas.survey.robustness.driver_curve import driver_curves
    from alianzas.survey.robustness.widest_exclusion import all_firms, weighted
    from honest_results.project import study_file

    settings = run.settings(SurveySettings)
    questionnaire = load_questionnaire(run.input.questionnaire, settings.lists)
    codebook = run.raw("codebook") if settings.responses.codebook else None
    answers = run.records("answers").join(run.records("weights"))
    weights = answers.pop("weight").to_numpy(float)
    firms = all_firms(run.raw("responses"), answers, questionnaire, settings, codebook)
    firms = weighted(firms, weights, questionnaire, settings, study_file(run.study, "survey"))
    level = run.params.confidence
    curves = driver_curves(firms, settings, questionnaire, level, run.seed)
    words = results.with_constructs(run.labels, questionnaire)
    pairs = [(pair.first, pair.second) for pair in settings.driver_plan.comparisons]
    tested = {"_vs_".join(pair): curves[pair] for pair in pairs}
    titles = results.driver_titles(list(curves), questionnaire)
    groups = {"_vs_".join(target): f"survey.robustness.panel.{len(target)}" for target in curves}
    shown = list(curves.values())
    run.write_records("curves", results.curves_frame(shown))
    run.facts(
        results.curve_facts("drivers", tested, results.pair_names(pairs, words), words, level)
    )
    run.table(results.curve_table("driver_specifications", shown, titles, groups, words))
