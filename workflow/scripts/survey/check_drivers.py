"""Check the drivers of success (inputs: scores, answers, questionnaire; outputs: facts, tables)."""

from honest_results.step import step

with step() as run:
    from alianzas.survey.drivers import dominance_results, driver_check_facts, driver_check_tables
    from alianzas.survey.drivers.driver_checks import check_drivers
    from alianzas.survey.survey_setup import survey_of
    from alianzas.survey.weights.weighted_firms import with_weights

    settings, questionnaire = survey_of(run)
    answers = run.records("answers")
    scores = with_weights(run.records("scores"), run.records("weights"))
    checks = check_drivers(
        scores, answers, questionnaire, settings, run.params.confidence, run.seed
    )
    run.write_records("dominance", dominance_results.dominance_frame(checks))
    run.facts(driver_check_facts.check_facts(checks, questionnaire, run.labels))
    run.facts(dominance_results.dominance_facts(checks, questionnaire, run.labels))
    for table in (
        driver_check_tables.hypotheses_table,
        driver_check_tables.estimators_table,
        driver_check_tables.diagnostics_table,
        dominance_results.dominance_table,
        dominance_results.dominance_levels_table,
        dominance_results.dominance_pairs_table,
    ):
        run.table(table(checks, questionnaire, run.labels))
