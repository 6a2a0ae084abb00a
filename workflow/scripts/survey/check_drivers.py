"""Check the drivers of success (inputs: scores, answers, questionnaire; outputs: facts, tables)."""

from alianzas.step import step

with step(snakemake) as run:
    from alianzas.config.survey import SurveySettings
    from alianzas.survey.drivers import check_results, dominance_results
    from alianzas.survey.drivers.checks import check_drivers
    from alianzas.survey.questionnaire import load_questionnaire

    settings = run.settings(SurveySettings)
    questionnaire = load_questionnaire(run.input.questionnaire, settings.lists)
    scores, answers = run.records("scores"), run.records("answers")
    checks = check_drivers(
        scores, answers, questionnaire, settings, run.params.confidence, run.seed
    )
    run.write_records("dominance", dominance_results.dominance_frame(checks))
    run.facts(check_results.check_facts(checks, questionnaire, run.labels))
    run.facts(dominance_results.dominance_facts(checks, questionnaire, run.labels))
    for table in (
        check_results.hypotheses_table,
        check_results.estimators_table,
        check_results.diagnostics_table,
        dominance_results.dominance_table,
        dominance_results.dominance_levels_table,
        dominance_results.dominance_pairs_table,
    ):
        run.table(table(checks, questionnaire, run.labels))
